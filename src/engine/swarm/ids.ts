import type { Random } from '../engine.ts';
import { below } from '../random.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

function base36(random: Random, length: number, first = DIGITS.length): string {
  let text = DIGITS.charAt(below(random, first));
  while (text.length < length) text += DIGITS.charAt(below(random, DIGITS.length));
  return text;
}

/** An identifier of a swarm's objects: 128 random bits in base 36 (swarmkit/identity: NewID). */
export const newId = (random: Random): string => base36(random, 25);

/** The digest of a root certificate and the secret of a token (swarmkit/ca: ParseJoinToken). */
export const newDigest = (random: Random): string => base36(random, 50, 7);
export const newSecret = (random: Random): string => base36(random, 25, 14);

export const tokenOf = (digest: string, secret: string): string => `SWMTKN-1-${digest}-${secret}`;

/** A token's two parts. Undefined for what is none. */
export function parseToken(token: string): { digest: string; secret: string } | undefined {
  const [, digest, secret] = /^SWMTKN-1-([0-9a-z]{50})-([0-9a-z]{25})$/.exec(token) ?? [];
  return digest === undefined || secret === undefined ? undefined : { digest, secret };
}

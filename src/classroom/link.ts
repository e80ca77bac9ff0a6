import { fromBase64Url, toBase64Url } from '../formats/base64url.ts';
import type { Unreadable } from '../formats/document.ts';
import { joined } from '../formats/joined.ts';
import { SUM_BYTES, sumOf } from '../formats/packed.ts';
import type { Bytes } from './bytes.ts';

/**
 * A student's link carries the class in its fragment, `#class=…`: version, the secret of the room, whom to believe and a check sum,
 * in base64url. Browsers send a fragment to no server.
 */
const VERSION = 1;
const SECRET = 16;
const FINGERPRINT = 16;
const LENGTH = 1 + SECRET + FINGERPRINT;
/** Characters of more than any version needs. */
const MOST = 400;

export interface ClassLink {
  /** 16 bytes, of which follow where the room is and the key of all that is said there. */
  readonly secret: Bytes;
  /** The fingerprint of the instructor's public key, in base64url. */
  readonly instructor: string;
}

export type ClassLinkReading =
  | { readonly ok: true; readonly link: ClassLink }
  | { readonly ok: false; readonly reason: Unreadable };

/** The fragment (without #) of a student's link. */
export function classFragmentOf({ secret, instructor }: ClassLink): string {
  const bytes = joined([Uint8Array.of(VERSION), secret, fromBase64Url(instructor) ?? new Uint8Array()]);
  return `class=${toBase64Url(joined([bytes, sumOf(bytes).subarray(0, SUM_BYTES - 1)]))}`;
}

/** Whether a fragment, with or without its #, means a class. */
export const isClassFragment = (fragment: string): boolean => /^#?class=/.test(fragment);

/** Reads a fragment, with or without its #. Takes any text, and never throws. */
export function readClassFragment(fragment: string): ClassLinkReading {
  const [, text] = /^#?class=([^&]*)/.exec(fragment) ?? [];
  if (text === undefined) return { ok: false, reason: 'foreign' };
  if (text.length > MOST) return { ok: false, reason: 'too-large' };
  const bytes = fromBase64Url(text);
  if (bytes?.[0] === undefined) return { ok: false, reason: 'damaged' };
  if (bytes[0] > VERSION) return { ok: false, reason: 'newer' };
  const said = bytes.subarray(0, LENGTH);
  const sum = sumOf(said).subarray(0, SUM_BYTES - 1);
  if (
    bytes[0] !== VERSION ||
    bytes.length !== LENGTH + sum.length ||
    !sum.every((byte, at) => byte === bytes[LENGTH + at])
  )
    return { ok: false, reason: 'damaged' };
  return {
    ok: true,
    link: {
      secret: new Uint8Array(bytes.subarray(1, 1 + SECRET)),
      instructor: toBase64Url(bytes.subarray(1 + SECRET, LENGTH)),
    },
  };
}

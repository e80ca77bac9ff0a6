import { family, fromNumber, parseIp, parsePrefix, toNumber, network, sizeOf, type Ip } from '../../../ip/address.ts';
import type { Call } from '../../tool/call.ts';
import { lookupHost, numericHost } from '../names/resolve.ts';

/** Somebody to scan. */
export interface Target {
  readonly ip: Ip;
  /** As it was named, where that was not by its address. */
  readonly name?: string;
}

/** More than so many addresses in a word nobody waits for. */
const MOST = 4096;

/** The addresses that a word stands for: a name, an address, `10.0.0.0/24`, `10.0.0.1-20`, `10.0.0-3.1`. Undefined where there is none. */
export function targetsOf(call: Call, word: string, of: 4 | 6): readonly Target[] | undefined | 'too-many' {
  const [bare = '', length] = word.split('/');
  const found = numericHost(bare) ?? parseIp(bare);
  if (found !== undefined && length === undefined) return [{ ip: found }];
  if (found !== undefined) {
    const prefix = parsePrefix(`${found}/${length}`);
    if (!prefix || family(found) === 6) return undefined;
    if (sizeOf(prefix) > MOST) return 'too-many';
    const first = toNumber(network(prefix).address);
    return Array.from({ length: sizeOf(prefix) }, (_, i) => ({ ip: fromNumber(first + i) }));
  }
  const parts = bare.split('.');
  if (parts.length === 4 && parts.every((part) => /^(\*|\d*(-\d*)?(,\d*(-\d*)?)*)$/.test(part) && part !== ''))
    return octets(parts.map(choices));
  const named = lookupHost(call, bare, of);
  const [ip] = named.ok ? named.addresses : [];
  if (ip === undefined) return undefined;
  if (length === undefined) return [{ ip, name: bare }];
  return targetsOf(call, `${ip}/${length}`, of);
}

function choices(part: string): number[] {
  if (part === '*') return Array.from({ length: 256 }, (_, i) => i);
  return part.split(',').flatMap((piece) => {
    const [from = '', to] = piece.split('-');
    const first = from === '' ? 0 : Math.min(Number(from), 255);
    const last = to === undefined ? first : to === '' ? 255 : Math.min(Number(to), 255);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  });
}

function octets(parts: readonly (readonly number[])[]): readonly Target[] | 'too-many' {
  if (parts.reduce((product, { length }) => product * length, 1) > MOST) return 'too-many';
  return parts
    .reduce<string[]>(
      (made, part) => made.flatMap((head) => part.map((octet) => (head === '' ? `${octet}` : `${head}.${octet}`))),
      [''],
    )
    .map((ip) => ({ ip }));
}

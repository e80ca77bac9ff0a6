import { ICMP_TYPES } from './icmp-types.table.ts';
import type { IpVersion } from './values.ts';

const kinds = new Map(
  ICMP_TYPES.trim()
    .split('\n')
    .map((line) => {
      const [name = '', ipv4 = '-', ipv6 = '-'] = line.split(' ');
      return [name, { ipv4, ipv6 }] as const;
    }),
);

export const ICMP_NAMES: readonly string[] = [...kinds.keys()];

/** The type of a kind of ICMP, and its code where that matters; undefined where the family has no such. */
export function icmpKind(name: string, version: IpVersion): { type: number; code: number | undefined } | undefined {
  const text = kinds.get(name)?.[version] ?? '-';
  if (text === '-') return undefined;
  const [type, code] = text.split('/').map(Number);
  return { type: type ?? 0, code };
}

import { holds, inRange } from '../../passage.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { IcmpKind, IcmpMatch } from '../../table.ts';
import { bang, require, type MatchExtension } from '../extension.ts';
import { ICMP6_NAMES, ICMP6_NUMBERS, ICMP_NAMES, ICMP_NUMBERS, type IcmpName } from './icmp-types.table.ts';

/** The number that stands for every type of IPv4. */
const ANY = 255;

/** A name or its beginning, `type`, or `type/code`. */
function parseType(text: string, names: readonly IcmpName[], version: string): IcmpKind {
  const lower = text.toLowerCase();
  const fitting = names.filter(([name]) => name.toLowerCase().startsWith(lower));
  const [first, second] = fitting;
  if (first && second && !sameKind(first, second)) {
    throw new RuleError(`Ambiguous ${version} type \`${text}': \`${first[0]}' or \`${second[0]}'?`);
  }
  if (first) return { type: first[1], codes: { from: first[2], to: first[3] } };
  const [head = '', tail] = text.split('/');
  const type = parseNumber(head);
  if (type === undefined || type > 255) throw new RuleError(`Unknown ${version} type \`${head}'`);
  if (tail === undefined) return { type, codes: { from: 0, to: 255 } };
  const code = parseNumber(tail);
  if (code === undefined || code > 255) throw new RuleError(`Unknown ${version} code \`${text}'`);
  return { type, codes: { from: code, to: code } };
}

const sameKind = (a: IcmpName, b: IcmpName): boolean => a[1] === b[1] && a[2] === b[2] && a[3] === b[3];

const nameOf = ({ type, codes }: IcmpKind, names: readonly IcmpName[]): string | undefined =>
  names.find((name) => name[1] === type && name[2] === codes.from && name[3] === codes.to)?.[0];

function icmpExtension<K extends 'icmp' | 'icmp6'>(
  kind: K,
  option: string,
  word: string,
  version: string,
  names: readonly IcmpName[],
): MatchExtension<IcmpMatch<K>> {
  const numbers = kind === 'icmp' ? ICMP_NUMBERS : ICMP6_NUMBERS;
  const isAny = ({ type }: IcmpKind): boolean => kind === 'icmp' && type === ANY;
  return {
    options: [
      {
        names: [option],
        words: 1,
        negatable: true,
        take(icmp, { value, not }) {
          icmp.type = { not, value: parseType(value, names, version) };
        },
      },
    ],
    create: () => ({ kind, type: { not: false, value: { type: ANY, codes: { from: 0, to: 255 } } } }),
    check: (_, finished) => require(kind, option, finished),
    save({ type: { not, value } }) {
      const code = value.codes.from === value.codes.to ? `/${value.codes.from}` : '';
      return `${bang(not)}--${option} ${isAny(value) ? 'any' : `${value.type}${code}`}`;
    },
    list({ type: { not, value } }, { numeric }) {
      const name = numeric ? undefined : nameOf(value, names);
      if (name !== undefined) return `${word} ${not ? '!' : ''}${name}`;
      const code = value.codes.from === value.codes.to ? ` code ${value.codes.from}` : '';
      return `${word}${not ? ' !' : ''}type ${value.type}${code}`;
    },
    matches({ type }, { packet: { transport } }) {
      if (transport.kind !== 'icmp') return false;
      const [number, code] = numbers[transport.type];
      return holds(type, (wanted) => isAny(wanted) || (wanted.type === number && inRange(wanted.codes, code)));
    },
  };
}

/** `-m icmp`, libxt_icmp. */
export const icmp = icmpExtension('icmp', 'icmp-type', 'icmp', 'ICMP', ICMP_NAMES);

/** `-m icmp6`, libxt_icmp. */
export const icmp6 = icmpExtension('icmp6', 'icmpv6-type', 'ipv6-icmp', 'ICMPv6', ICMP6_NAMES);

/** Rules of the routing policy: `ip -j rule`, and its text. */
import type { RuleFacts } from '../snapshot.ts';
import { at, integerAt, integerOf, known, wordAt, wordOf } from '../fields.ts';

type Family = 4 | 6;

export const isPolicyRule = (value: unknown): boolean =>
  integerAt(value, 'priority') !== undefined &&
  (wordAt(value, 'src') !== undefined ||
    wordAt(value, 'table') !== undefined ||
    wordAt(value, 'action') !== undefined) &&
  wordAt(value, 'ifname') === undefined;

export function readPolicyRule(value: unknown, hint: Family): RuleFacts | undefined {
  const priority = integerAt(value, 'priority');
  if (priority === undefined) return undefined;
  const text = (name: string): string | undefined => {
    const each = at(value, name);
    return integerOf(each) === undefined ? wordOf(each) : String(integerOf(each));
  };
  const prefix = (name: string, length: string): string | undefined => {
    const address = wordAt(value, name);
    const bits = integerAt(value, length);
    return address === undefined || bits === undefined ? address : `${address}/${bits}`;
  };
  const range = (name: string): string | undefined => {
    const [from, to] = [integerAt(value, `${name}_start`), integerAt(value, `${name}_end`)];
    return from === undefined || to === undefined ? text(name) : `${from}-${to}`;
  };
  const mark = text('fwmark');
  const mask = text('fwmask');
  const users = [integerAt(value, 'uid_start'), integerAt(value, 'uid_end')];
  const said: readonly (readonly [string, string | undefined])[] = [
    ['from', prefix('src', 'srclen')],
    ['to', prefix('dst', 'dstlen')],
    ['tos', text('tos')],
    ['fwmark', mark === undefined || mask === undefined ? mark : `${mark}/${mask}`],
    ['iif', text('iif')],
    ['oif', text('oif')],
    ['uidrange', users.includes(undefined) ? undefined : users.join('-')],
    ['ipproto', text('ipproto')],
    ['sport', range('sport')],
    ['dport', range('dport')],
    ['lookup', text('table')],
    ['suppress_prefixlength', text('suppress_prefixlength') ?? text('suppress_prefixlen')],
    ['suppress_ifgroup', text('suppress_ifgroup')],
    ['goto', text('goto')],
  ];
  const words = said.flatMap(([name, word]) => (word === undefined ? [] : [name, word]));
  const action = wordAt(value, 'action');
  const family = [wordAt(value, 'src'), wordAt(value, 'dst')].some((each) => each?.includes(':')) ? 6 : hint;
  return {
    family,
    priority,
    words: [
      ...(at(value, 'not') === undefined ? [] : ['not']),
      ...words,
      ...(action === undefined || action === 'to_tbl' || action === 'goto' ? [] : [action]),
    ],
  };
}

const LINE = /^(\d{1,10}):\s+((?:not\s+)?from\s.*)$/;
export const isPolicyLine = (line: string): boolean => LINE.test(line);

export const readPolicyText = (lines: readonly string[], hint: Family): RuleFacts[] =>
  lines.flatMap((line) => {
    const [, priority, rest = ''] = LINE.exec(line) ?? [];
    const words = rest
      .trim()
      .replaceAll(/\[detached\]/g, '')
      .split(/\s+/);
    const proto = words.indexOf('proto');
    const kept = words
      .filter((_, i) => proto < 0 || (i !== proto && i !== proto + 1))
      .flatMap((each) => wordOf(each) ?? []);
    return priority === undefined
      ? []
      : [
          known({
            family: kept.some((each) => each.includes(':')) ? 6 : hint,
            priority: Number(priority),
            words: kept,
          }),
        ];
  });

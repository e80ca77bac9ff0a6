import type { Packet } from '../../../packet/frame.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match } from '../../table.ts';
import { bang, require, type ExtensionOption, type MatchExtension } from '../extension.ts';

type StringMatch = Extract<Match, { kind: 'string' }>;

const MOST_OFFSET = 65_535;
/** XT_STRING_MAX_PATTERN_SIZE */
const LONGEST = 128;

/** A pattern in which `|0d 0a|` stands for octets (parse_hex_string). */
function parseHex(text: string): string {
  let pattern = '';
  let at = 0;
  while (at < text.length) {
    if (text[at] === '\\') {
      pattern += text[at + 1] ?? '';
      at += 2;
      continue;
    }
    if (text[at] !== '|') {
      pattern += text[at++] ?? '';
      continue;
    }
    const close = text.indexOf('|', at + 1);
    const inside = close < 0 ? '' : text.slice(at + 1, close).replaceAll(' ', '');
    if (!/^([0-9a-f]{2})*$/i.test(inside) || close < 0) throw new RuleError(`Invalid hex block "${text}"`);
    pattern += (inside.match(/../g) ?? []).map((pair) => String.fromCharCode(parseInt(pair, 16))).join('');
    at = close + 1;
  }
  return pattern;
}

const isPlain = (pattern: string): boolean => /^[\x20-\x7e]*$/.test(pattern);

/** The pattern in quotes; with octets that cannot be printed as hexadecimal numbers. */
function patternText(pattern: string): string {
  if (isPlain(pattern)) return `"${pattern.replace(/["\\]/g, '\\$&')}"`;
  return `"|${[...pattern].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')}|"`;
}

const offset = (name: 'from' | 'to'): ExtensionOption<StringMatch> => ({
  names: [name],
  words: 1,
  take(match, { value }) {
    const number = parseNumber(value);
    if (number === undefined || number > MOST_OFFSET)
      throw new RuleError(`string: bad value for option "--${name}", or out of range (0-65535).\n`);
    match[name] = number;
  },
});

const pattern = (name: string, other: string, parse: (text: string) => string): ExtensionOption<StringMatch> => ({
  names: [name],
  words: 1,
  negatable: true,
  excludes: [other],
  take(match, { value, not }) {
    if (value === '') throw new RuleError('Argument must have a minimum length of 1 characters\n');
    match.pattern = parse(value);
    match.not = not;
    if (match.pattern.length > LONGEST) throw new RuleError(`STRING too long "${value}"`);
  },
});

/** The octets of a packet, of which its headers are blank: what is looked for is in what it carries. */
function octetsOf({ transport }: Packet, length: number): string {
  const carried =
    transport.kind === 'tcp'
      ? transport.data
      : transport.kind === 'udp' && transport.data.kind === 'text'
        ? transport.data.text
        : transport.kind === 'udp' && transport.data.kind === 'dns'
          ? nameOctets(transport.data.message.name)
          : '';
  // A question's name stands behind the header of its message.
  const head = transport.kind === 'udp' && transport.data.kind === 'dns' ? 40 : Math.max(0, length - carried.length);
  return '\0'.repeat(head) + carried;
}

/** A name as it stands in a DNS message: each label behind its length. */
const nameOctets = (name: string): string =>
  name
    .split('.')
    .filter((label) => label !== '')
    .map((label) => String.fromCharCode(label.length) + label)
    .join('') + '\0';

/** `-m string`, libxt_string: octets somewhere in the packet. */
export const string: MatchExtension<StringMatch> = {
  options: [
    offset('from'),
    offset('to'),
    {
      names: ['algo'],
      words: 1,
      take(match, { value }) {
        match.algorithm = value;
      },
    },
    pattern('string', 'hex-string', (text) => text),
    pattern('hex-string', 'string', parseHex),
    { names: ['icase'], words: 0, take: (match) => void (match.anyCase = true) },
  ],
  create: () => ({ kind: 'string', pattern: '', not: false, algorithm: '', from: 0, to: MOST_OFFSET, anyCase: false }),
  check(_, finished) {
    require('string', 'algo', finished);
    if (!finished.given.has('string') && !finished.given.has('hex-string'))
      throw new RuleError("STRING match: You must specify `--string' or `--hex-string'");
  },
  save: ({ pattern, not, algorithm, from, to, anyCase }) =>
    [
      `${bang(not)}--${isPlain(pattern) ? 'string' : 'hex-string'} ${patternText(pattern)} --algo ${algorithm}`,
      ...(from === 0 ? [] : [`--from ${from}`]),
      ...(to === MOST_OFFSET ? [] : [`--to ${to}`]),
      ...(anyCase ? ['--icase'] : []),
    ].join(' '),
  list: ({ pattern, not, algorithm, from, to, anyCase }) =>
    [
      `STRING match ${not ? '!' : ''} ${patternText(pattern)} ALGO name ${algorithm}`,
      ...(from === 0 ? [] : [`FROM ${from}`]),
      ...(to === MOST_OFFSET ? [] : [`TO ${to}`]),
      ...(anyCase ? ['ICASE'] : []),
    ].join(' '),
  matches({ pattern, not, from, to, anyCase }, { packet, length }) {
    const octets = octetsOf(packet, length);
    const found = anyCase ? octets.toLowerCase().indexOf(pattern.toLowerCase(), from) : octets.indexOf(pattern, from);
    return (found >= 0 && found <= to) !== not;
  },
};

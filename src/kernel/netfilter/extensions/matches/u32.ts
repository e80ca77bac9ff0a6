import { octetsOf } from '../../octets.ts';
import type { Passage } from '../../passage.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match, PortRange, U32Test } from '../../table.ts';
import { bang, hex, require, type MatchExtension } from '../extension.ts';

type U32 = Extract<Match, { kind: 'u32' }>;

/** XT_U32_MAXSIZE: tests of a rule, and ranges or steps of a test. */
const MOST = 10;

/** Reads an expression such as `0>>22&0x3C@0>>16=80:81` (libxt_u32.c: u32_parse). */
class Expression {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** Takes one of some words, if it stands here. */
  take<W extends string>(...words: readonly W[]): W | undefined {
    this.skip();
    const found = words.find((word) => this.text.startsWith(word, this.at));
    if (found !== undefined) this.at += found.length;
    return found;
  }

  number(): number {
    this.skip();
    const [word] = /^(0x[0-9a-f]+|\d+)/i.exec(this.text.slice(this.at)) ?? [];
    const octal = word !== undefined && /^0[0-7]+$/.test(word);
    const value = word === undefined ? NaN : octal ? parseInt(word, 8) : Number(word);
    if (!(value <= 0xffffffff)) throw new RuleError(`u32: at char ${this.at}: not a number or out of range`);
    this.at += word?.length ?? 0;
    return value;
  }

  private skip(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }

  fail(what: string): never {
    throw new RuleError(`u32: ${this.ended ? '' : `at char ${this.at}: `}${what}`);
  }
}

function parse(text: string): U32Test[] {
  const words = new Expression(text);
  const tests: U32Test[] = [];
  do {
    if (tests.length >= MOST) throw new RuleError('u32: at char 0: too many "&&"s');
    const test: U32Test = { start: words.number(), steps: [], values: [] };
    for (;;) {
      if (words.take('=')) break;
      if (words.ended) words.fail('abrupt end of input after location specifier');
      const operator = words.take('<<', '>>', '&', '@') ?? words.fail('operator expected');
      if (test.steps.length >= MOST) words.fail('too many operators');
      test.steps.push({ operator, number: words.number() });
    }
    do {
      if (test.values.length >= MOST) words.fail('too many ranges');
      const from = words.number();
      test.values.push({ from, to: words.take(':') ? words.number() : from });
    } while (words.take(','));
    tests.push(test);
  } while (words.take('&&'));
  if (!words.ended) words.fail('"&&" was expected');
  return tests;
}

const rangeText = ({ from, to }: PortRange): string => (from === to ? hex(from) : `${hex(from)}:${hex(to)}`);

const testText = ({ start, steps, values }: U32Test): string =>
  `${hex(start)}${steps.map(({ operator, number }) => `${operator}${hex(number)}`).join('')}=${values.map(rangeText).join(',')}`;

const textOf = ({ tests }: U32): string => `"${tests.map(testText).join('&&')}"`;

/** u32_match_it, net/netfilter/xt_u32.c: what reaches past the packet's end does not hold. */
function holds({ start, steps, values }: U32Test, octets: readonly number[]): boolean {
  let at = 0;
  const read = (from: number): number | undefined => {
    if (from < 0 || from + 4 > octets.length) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = octets.slice(from, from + 4);
    return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  };
  let value = read(start);
  for (const { operator, number } of steps) {
    if (value === undefined) return false;
    if (operator === '&') value = (value & number) >>> 0;
    else if (operator === '<<') value = number > 31 ? 0 : (value << number) >>> 0;
    else if (operator === '>>') value = number > 31 ? 0 : value >>> number;
    else {
      at += value;
      value = read(at + number);
    }
  }
  const found = value;
  return found !== undefined && values.some(({ from, to }) => found >= from && found <= to);
}

/** `-m u32`, libxt_u32. */
export const u32: MatchExtension<U32> = {
  options: [
    {
      names: ['u32'],
      words: 1,
      negatable: true,
      take(match, { value, not }) {
        match.tests = parse(value);
        match.not = not;
      },
    },
  ],
  create: () => ({ kind: 'u32', not: false, tests: [] }),
  check: (_, finished) => require('u32', 'u32', finished),
  save: (match) => `${bang(match.not)}--u32 ${textOf(match)}`,
  list: (match) => `u32 ${bang(match.not)}${textOf(match)}`,
  matches({ tests, not }, { packet, length }: Passage) {
    const octets = octetsOf(packet, length);
    return tests.every((test) => holds(test, octets)) !== not;
  },
};

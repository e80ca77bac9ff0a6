import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Packet } from '../../../packet/frame.ts';
import { octetsOf } from '../../octets.ts';
import type { Passage } from '../../passage.ts';
import { RuleError } from '../../rule/rule-error.ts';
import { parseRule, printRule } from '../../rule/rule-text.ts';
import { u32 } from './u32.ts';

const packet: Packet = {
  kind: 'ip',
  source: '192.168.65.50',
  destination: '192.168.65.10',
  ttl: 63,
  transport: { kind: 'tcp', sourcePort: 40_000, destinationPort: 80, flags: 'P.', sequence: 7, data: 'GET / HTTP/1.1' },
};
const LENGTH = 66;
const octets = octetsOf(packet, LENGTH);

const ruleOf = (expression: string, not = false) =>
  parseRule(['-m', 'u32', ...(not ? ['!'] : []), '--u32', expression, '-j', 'DROP']);

function matches(expression: string, not = false): boolean {
  const rule = ruleOf(expression, not);
  const [match] = rule.matches;
  if (match?.kind !== 'u32') throw new Error('no such match');
  return u32.matches(match, { packet, length: LENGTH } as Passage, rule);
}

interface Step {
  readonly operator: '&' | '<<' | '>>' | '@';
  readonly number: number;
}
interface Test {
  readonly start: number;
  readonly steps: readonly Step[];
  readonly ranges: readonly (readonly [number, number])[];
}

/** What libxt_u32(8) says, done with whole numbers of any size. */
function meaning(tests: readonly Test[]): boolean {
  return tests.every(({ start, steps, ranges }) => {
    const word = (at: bigint): bigint | undefined =>
      at + 4n > BigInt(octets.length)
        ? undefined
        : octets.slice(Number(at), Number(at) + 4).reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
    let base = 0n;
    let value = word(BigInt(start));
    for (const { operator, number } of steps) {
      if (value === undefined) return false;
      if (operator === '&') value &= BigInt(number);
      else if (operator === '<<') value = (value << BigInt(number)) % 2n ** 32n;
      else if (operator === '>>') value >>= BigInt(number);
      else {
        base += value;
        value = word(base + BigInt(number));
      }
    }
    return value !== undefined && ranges.some(([from, to]) => value >= from && value <= to);
  });
}

const small = fc.integer({ min: 0, max: 70 });
const any = fc.oneof(small, fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(0xff, 0x3c, 0xffff, 6, 80));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ operator: fc.constant('&' as const), number: any }),
  fc.record({ operator: fc.constantFrom('<<' as const, '>>' as const), number: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ operator: fc.constant('@' as const), number: small }),
);
const oneTest: fc.Arbitrary<Test> = fc.record({
  start: small,
  steps: fc.array(step, { maxLength: 6 }),
  ranges: fc.array(
    fc.tuple(any, any).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
    { minLength: 1, maxLength: 4 },
  ),
});
/** How a number is written, and what stands around it. */
const writing = fc.infiniteStream(
  fc.tuple(
    fc.constantFrom(
      (n: number) => String(n),
      (n: number) => `0x${n.toString(16)}`,
      (n: number) => `0${n.toString(8)}`,
    ),
    fc.constantFrom('', ' '),
  ),
);

function written(tests: readonly Test[], ways: Iterator<[(n: number) => string, string]>): string {
  const number = (n: number): string => {
    const { value } = ways.next() as { value: [(n: number) => string, string] };
    return `${value[1]}${value[0](n)}${value[1]}`;
  };
  return tests
    .map(({ start, steps, ranges }) => {
      const place = `${number(start)}${steps.map((each) => each.operator + number(each.number)).join('')}`;
      return `${place}=${ranges.map(([from, to]) => (from === to ? number(from) : `${number(from)}:${number(to)}`)).join(',')}`;
    })
    .join('&&');
}

const expressions = fc.tuple(fc.array(oneTest, { minLength: 1, maxLength: 3 }), writing);

describe('-m u32', () => {
  it('takes the words of a packet as its manual says', () => {
    fc.assert(
      fc.property(expressions, ([tests, ways]) => {
        expect(matches(written(tests, ways))).toBe(meaning(tests));
      }),
      { numRuns: 500 },
    );
  });

  it('matches with ! what it does not match without', () => {
    fc.assert(
      fc.property(expressions, ([tests, ways]) => {
        const text = written(tests, ways);
        expect(matches(text, true)).toBe(!matches(text));
      }),
    );
  });

  it('prints what makes the same rule', () => {
    fc.assert(
      fc.property(expressions, ([tests, ways]) => {
        const rule = ruleOf(written(tests, ways));
        const words = printRule(rule).split(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/);
        expect(parseRule(words.map((word) => word.replaceAll('"', '')))).toEqual(rule);
      }),
    );
  });

  it('finds the port behind a header of any length', () => {
    expect(matches('0>>22&0x3C@0&0xFFFF=80')).toBe(true);
    expect(matches('0>>22&0x3C@0&0xFFFF=81:65535')).toBe(false);
    expect(matches('6&0xFF=6 && 0>>22&0x3C@0>>16=40000')).toBe(true);
  });

  test.each(['', '0', '0=', '=1', '0&&0=1', '0=1&&', '0=1 0=1', '0+1=1', '-1=1', '0x100000000=1', '0=1,', '0=1:'])(
    'refuses %j',
    (text) => expect(() => ruleOf(text)).toThrow(RuleError),
  );
});

import { expect, test } from 'vitest';
import { rule } from './rule/rule-text.ts';
import { rulesFor } from './rule-index.ts';

const chain = (count: number) => [
  ...Array.from({ length: count }, (_, i) => rule(`-d 10.0.${i >> 8}.${i & 255}/32 ! -i br0 -j DROP`)),
  rule('-i eth0 -j ACCEPT'),
  rule('! -d 10.0.0.7/32 -j RETURN'),
  rule('-d 10.0.0.0/8 -j ACCEPT'),
];

test('of a long chain that stays as it is, only rules that may match are tried, in order', () => {
  const rules = Object.freeze(chain(100));
  expect(rulesFor(rules, '10.0.0.7')).toEqual([7, 100, 101, 102]);
  expect(rulesFor(rules, '192.0.2.1')).toEqual([100, 101, 102]);
});

test('all rules are tried of short chains, and of chains that may change', () => {
  expect(rulesFor(Object.freeze(chain(10)), '10.0.0.7')).toBeUndefined();
  expect(rulesFor(chain(100), '10.0.0.7')).toBeUndefined();
});

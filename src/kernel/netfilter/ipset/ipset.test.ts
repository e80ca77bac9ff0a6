import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BITS, contains, family, hostBlock, network } from '../../../ip/address.ts';
import { memberFor, type Looked, type Member, type Part } from './ipset.ts';

const octet = fc.integer({ min: 0, max: 3 });
const four = fc.tuple(octet, octet).map(([a, b]) => `10.0.${a}.${b}`);
const six = fc.tuple(octet, octet).map(([a, b]) => `2001:db8::${a + 1}:${b + 1}`);
const block = fc.tuple(fc.oneof(four, six), fc.integer({ min: 20, max: 128 })).map(([address, length]): Part => {
  const most = BITS[family(address)];
  return { kind: 'block', block: { ...network({ address, length: Math.min(length, most) }) } };
});
const port = fc.integer({ min: 80, max: 82 }).map((at): Part => ({ kind: 'port', protocol: 'tcp', port: at }));
const name = fc.constantFrom('eth0', '__proto__').map((each): Part => ({ kind: 'name', name: each }));

/** What `memberFor` comes to, looked for one by one. */
function oneByOne(members: readonly Member[], looked: readonly Looked[], now: number): Member | undefined {
  const narrowness = ({ parts }: Member) =>
    parts.reduce((sum, part) => sum + (part.kind === 'block' ? part.block.length : 0), 0);
  return members
    .filter(
      ({ parts, expires = Infinity }) =>
        expires > now &&
        parts.every((part, at) => {
          const other = looked[at];
          return part.kind === 'block' && other?.kind === 'block'
            ? family(part.block.address) === family(other.block.address) && contains(part.block, other.block.address)
            : JSON.stringify(part) === JSON.stringify(other);
        }),
    )
    .sort((a, b) => narrowness(b) - narrowness(a))[0];
}

test.each([
  ['nets', [block]],
  ['nets and ports', [block, port]],
  ['nets and devices', [block, name]],
])('the narrowest member that covers a packet: %s', (_, kinds) => {
  const parts = fc.tuple<Part[]>(...kinds);
  const member = fc
    .tuple(parts, fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }))
    .map(([each, expires]): Member => ({ parts: each, ...(expires !== undefined && { expires }) }));
  const key = ({ parts: each }: Member) => JSON.stringify(each);
  const looked = fc
    .tuple(fc.oneof(four, six), port, name)
    .map(([address, at, device]): Part[] => [
      { kind: 'block', block: hostBlock(address) },
      ...(kinds[1] === port ? [at] : kinds[1] === name ? [device] : []),
    ]);
  fc.assert(
    fc.property(fc.uniqueArray(member, { selector: key, maxLength: 30 }), looked, (members, asked) => {
      expect(memberFor(members, asked, 5)).toBe(oneByOne(members, asked, 5));
    }),
  );
});

test('what a packet has no part for is in no set', () => {
  const members: Member[] = [{ parts: [{ kind: 'port', protocol: 'tcp', port: 80 }] }];
  expect(memberFor(members, [undefined], 0)).toBeUndefined();
});

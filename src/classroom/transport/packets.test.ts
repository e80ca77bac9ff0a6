import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joined } from '../../formats/joined.ts';
import { packetsOf, TooLarge } from './packets.ts';

function packetWith(length: number): Uint8Array {
  const head = [0x30];
  let rest = length;
  do {
    head.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>= 7;
  } while (rest > 0);
  return Uint8Array.from([...head, ...Array.from({ length }, (_, at) => at & 255)]);
}

test('packets come out as they went in, however the stream is cut', () => {
  const lengths = fc.array(fc.oneof(fc.nat(5), fc.nat(400), fc.constantFrom(127, 128, 16_383, 16_384)), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(lengths, fc.infiniteStream(fc.integer({ min: 1, max: 3000 })), (all, cuts) => {
      const sent = all.map(packetWith);
      const stream = joined(sent);
      const take = packetsOf(20_000);
      const came: Uint8Array[] = [];
      for (let at = 0; at < stream.length;) {
        const size = (cuts.next() as IteratorYieldResult<number>).value;
        came.push(...take(stream.slice(at, at + size)));
        at += size;
      }
      expect(came.map(({ length }) => length)).toEqual(sent.map(({ length }) => length));
      expect(joined(came).every((byte, at) => byte === stream[at])).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('a packet that is too large is not waited for', () => {
  expect(() => packetsOf(1000)(packetWith(2000).slice(0, 5))).toThrow(TooLarge);
  expect(() => packetsOf(1000)(Uint8Array.of(0x30, 255, 255, 255, 255, 1))).toThrow(TooLarge);
});

import { strToU8, zlibSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from './document.ts';
import { readFile } from './formats.ts';
import { jsonOf } from './json.ts';
import { fragmentOf } from './link.ts';
import { textOf, withText } from './png.ts';
import { scenarioOf } from './scenario.ts';

const document: Document = {
  name: 'Two',
  history: { seed: 3, commands: [{ place: 'host1', line: 'docker run -d --name web nginx' }] },
  positions: { client: { x: 5, y: -7 } },
};

/** One white pixel. */
const pixel = (): Uint8Array => {
  const chunk = (type: string, data: Uint8Array) => {
    const bytes = new Uint8Array(12 + data.length);
    new DataView(bytes.buffer).setUint32(0, data.length);
    bytes.set(strToU8(type), 4);
    bytes.set(data, 8);
    return [...bytes];
  };
  return new Uint8Array([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', new Uint8Array([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    ...chunk('IDAT', zlibSync(new Uint8Array([0, 255]))),
    ...chunk('IEND', new Uint8Array()),
  ]);
};

describe('readFile', () => {
  it.each([
    ['JSON', strToU8(jsonOf(document))],
    ['a scenario', strToU8(scenarioOf(document))],
    ['a PNG', withText(pixel(), fragmentOf(document))],
    ['an SVG', strToU8(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>#${fragmentOf(document)}</metadata></svg>`)],
    ['a link', strToU8(`https://example.com/hopscope/#${fragmentOf(document)}\n`)],
  ])('reads %s', (_kind, bytes) => {
    expect(readFile(bytes)).toEqual({ ok: true, document });
  });

  it('calls what is not ours foreign', () => {
    for (const bytes of [pixel(), strToU8('<svg></svg>'), strToU8('hello'), new Uint8Array()])
      expect(readFile(bytes)).toEqual({ ok: false, reason: 'foreign' });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readFile(bytes)));
    const png = withText(pixel(), fragmentOf(document));
    fc.assert(fc.property(fc.nat(png.length - 1), fc.nat(255), (at, byte) => void readFile(png.with(at, byte))));
  });
});

describe('a PNG', () => {
  it('keeps its text and the CRC that readers check', () => {
    const png = withText(pixel(), 'v1=abc');
    expect(textOf(png)).toBe('v1=abc');
    // The chunk's CRC, as zlib's crc32 gives it for "iTXtHopscope\0\0\0\0\0v1=abc".
    const end = png.length - pixel().length + 33;
    expect([...png.subarray(end - 4, end)].map((byte) => byte.toString(16).padStart(2, '0')).join('')).toBe('07936400');
  });

  it('without any is told', () => {
    expect(textOf(pixel())).toBeUndefined();
  });
});

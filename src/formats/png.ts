import { strFromU8, strToU8 } from 'fflate';
import { joined } from './joined.ts';

/* PNG, third edition: https://www.w3.org/TR/png-3/ (5.3 chunk layout, 11.3.3.4 iTXt, annex D CRC). */

const SIGNATURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const KEYWORD = 'Hopscope';

/** Octets of a chunk besides its data: length, type and CRC. */
const CHUNK_FRAME = 12;

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte);

/** The picture with a text of ours (Latin letters) right after its header. */
export function withText(png: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const header = chunksOf(png).next().value;
  if (header === undefined) return joined([png]);
  const data = strToU8(`${KEYWORD}\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(CHUNK_FRAME + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(strToU8('iTXt'), 4);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc(chunk.subarray(4, 8 + data.length)));
  return joined([png.subarray(0, header.end), chunk, png.subarray(header.end)]);
}

/** The text that `withText` put in; undefined where there is none. */
export function textOf(png: Uint8Array): string | undefined {
  const start = `${KEYWORD}\0\0\0\0\0`;
  for (const { type, data } of chunksOf(png)) {
    if (type !== 'iTXt') continue;
    const text = strFromU8(data);
    if (text.startsWith(start)) return text.slice(start.length);
  }
  return undefined;
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Where the next one begins. */
  readonly end: number;
}

/** The chunks of a picture, as far as it is whole. */
function* chunksOf(png: Uint8Array): Generator<Chunk, undefined> {
  if (!isPng(png)) return undefined;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = SIGNATURE.length; at + CHUNK_FRAME <= png.length;) {
    const length = view.getUint32(at);
    const end = at + CHUNK_FRAME + length;
    if (end > png.length) return undefined;
    yield { type: strFromU8(png.subarray(at + 4, at + 8)), data: png.subarray(at + 8, at + 8 + length), end };
    at = end;
  }
  return undefined;
}

function crc(bytes: Uint8Array): number {
  let remainder = 0xffff_ffff;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb8_8320 : 0);
  }
  return ~remainder >>> 0;
}

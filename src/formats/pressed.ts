import { strFromU8, strToU8 } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { sumOf, SUM_BYTES, type Unpacked } from './packed.ts';
import { MOST_LEARNED, untaughtPredictor, type Predictor } from './predictor.ts';

/** Bytes; longer texts are not pressed. */
export const MOST_PRESSED = 1 << 16;

/** What a predictor knows beforehand, by reading a text that is like those to be pressed. */
export function taught(text: string): Predictor {
  const bytes = strToU8(text);
  if (bytes.length + MOST_PRESSED > MOST_LEARNED) throw new RangeError('too much to learn');
  const predictor = untaughtPredictor();
  for (const byte of bytes)
    for (let bit = 7; bit >= 0; bit -= 1) {
      predictor.foretell();
      predictor.learn((byte >> bit) & 1);
    }
  return predictor;
}

/**
 * A text as few characters, in base64url: its length (three bytes), its check sum, and its bits as an arithmetic coder writes them
 * where a predictor foretells each. Undefined where it is too long.
 */
export function pressedFrom(text: string, knowing: Predictor): string | undefined {
  const bytes = strToU8(text);
  if (bytes.length > MOST_PRESSED) return undefined;
  const { foretell, learn } = knowing.copy();
  const out = [bytes.length >>> 16, (bytes.length >>> 8) & 255, bytes.length & 255, ...sumOf(bytes)];
  let [low, high] = [0, 0xffff_ffff];
  for (const byte of bytes)
    for (let at = 7; at >= 0; at -= 1) {
      const bit = (byte >> at) & 1;
      const middle = low + Math.floor(((high - low) * foretell()) / 4096);
      if (bit === 1) high = middle;
      else low = middle + 1;
      learn(bit);
      while ((low ^ high) >>> 24 === 0) {
        out.push(high >>> 24);
        [low, high] = [(low << 8) >>> 0, ((high << 8) | 255) >>> 0];
      }
    }
  // A number between the two: what is missing after it counts as zeros.
  out.push(low === 0 ? 0 : (low >>> 24) + 1);
  return toBase64Url(Uint8Array.from(out));
}

/** The text that `pressedFrom` pressed with the same knowledge. Takes any text, and never throws. */
export function unpressedFrom(pressed: string, knowing: Predictor): Unpacked {
  const bytes = fromBase64Url(pressed);
  const head = 3 + SUM_BYTES;
  if (bytes === undefined || bytes.length < head) return { ok: false, reason: 'damaged' };
  const [a = 0, b = 0, c = 0] = bytes;
  const length = a * 65_536 + b * 256 + c;
  if (length > MOST_PRESSED) return { ok: false, reason: 'too-large' };
  const text = decoded(bytes.subarray(head), length, knowing.copy());
  if (text === undefined || !sumOf(text).every((byte, i) => byte === bytes[3 + i]))
    return { ok: false, reason: 'damaged' };
  return { ok: true, text: strFromU8(text) };
}

/** Undefined where the bits end too soon, or too late. */
function decoded(bits: Uint8Array, length: number, { foretell, learn }: Predictor): Uint8Array | undefined {
  const text = new Uint8Array(length);
  let next = 0;
  const byte = () => bits[next++] ?? 0;
  let [low, high] = [0, 0xffff_ffff];
  let value = ((byte() << 24) | (byte() << 16) | (byte() << 8) | byte()) >>> 0;
  for (let at = 0; at < length * 8; at += 1) {
    if (next > bits.length + 3) return undefined;
    const middle = low + Math.floor(((high - low) * foretell()) / 4096);
    const bit = value <= middle ? 1 : 0;
    if (bit === 1) high = middle;
    else low = middle + 1;
    learn(bit);
    text[at >> 3] = ((text[at >> 3] ?? 0) << 1) | bit;
    while ((low ^ high) >>> 24 === 0) {
      [low, high] = [(low << 8) >>> 0, ((high << 8) | 255) >>> 0];
      value = ((value << 8) | byte()) >>> 0;
    }
  }
  return next === bits.length + 3 ? text : undefined;
}

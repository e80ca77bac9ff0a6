import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { limits, type Unreadable } from './document.ts';
import { joined } from './joined.ts';

/** More than this (bytes) is not inflated. */
const MOST_BYTES = limits.file;

/** A text as a link carries it: its check sum and its compressed bytes, in base64url. */
export function packedFrom(text: string, dictionary: Uint8Array): string {
  const bytes = strToU8(text);
  return toBase64Url(joined([sumOf(bytes), deflateSync(bytes, { level: 9, mem: 12, dictionary })]));
}

export type Unpacked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: Unreadable };

/** The text that `packedFrom` packed with the same dictionary. Takes any text, and never throws. */
export function unpackedFrom(packed: string, dictionary: Uint8Array): Unpacked {
  const bytes = fromBase64Url(packed);
  if (bytes === undefined || bytes.length < SUM_BYTES) return { ok: false, reason: 'damaged' };
  const text = inflated(bytes.subarray(SUM_BYTES), dictionary);
  if (text === undefined) return { ok: false, reason: 'damaged' };
  if (text === 'too-large') return { ok: false, reason: 'too-large' };
  if (!sumOf(text).every((byte, i) => byte === bytes[i])) return { ok: false, reason: 'damaged' };
  return { ok: true, text: strFromU8(text) };
}

/** Undefined for what is not compressed data; stops as soon as it grows too large. */
function inflated(bytes: Uint8Array, dictionary: Uint8Array): Uint8Array | 'too-large' | undefined {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate({ dictionary }, (chunk, final) => {
    size += chunk.length;
    ended ||= final;
    if (size <= MOST_BYTES) chunks.push(chunk);
  });
  try {
    for (let at = 0; at < bytes.length && size <= MOST_BYTES; at += STEP)
      inflate.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  } catch {
    return size > MOST_BYTES ? 'too-large' : undefined;
  }
  if (size > MOST_BYTES) return 'too-large';
  return ended ? joined(chunks) : undefined;
}

/** Bytes that are inflated between two looks at the size: they become at most a thousand times as many. Each costs what is left over. */
const STEP = 16_384;

export const SUM_BYTES = 4;

/** FNV-1a, 32 bits: tells a mistyped or cut link from a whole one. */
export function sumOf(bytes: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return new Uint8Array([hash >>> 24, hash >>> 16, hash >>> 8, hash]);
}

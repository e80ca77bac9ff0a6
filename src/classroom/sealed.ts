import { joined } from '../formats/joined.ts';
import type { Bytes } from './bytes.ts';
import { AES, hkdf } from './keys.ts';

/** What is sealed to a public key can be opened with its private half alone: ephemeral ECDH, HKDF, AES-GCM, as in RFC 9180. */
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
/** Bytes of a public key of the curve, as `raw` has it. */
const POINT = 65;
/** Each message has a key of its own, so one iv does for all. */
const IV = new Uint8Array(12);

/** A pair to which messages are sealed; its private half never leaves the browser's own keeping. */
export const newSealingPair = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(CURVE, false, ['deriveBits']);

export const sealingKeyOf = async ({ publicKey }: CryptoKeyPair): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));

/** Undefined where the bytes are no public key. */
export async function sealerOf(publicKey: Bytes): Promise<((bytes: Bytes) => Promise<Bytes>) | undefined> {
  const to = await pointOf(publicKey);
  if (to === undefined) return undefined;
  return async (bytes) => {
    const own = await newSealingPair();
    const point = await sealingKeyOf(own);
    const key = await keyOf(own.privateKey, to, joined([point, publicKey]), 'encrypt');
    const sealed = await crypto.subtle.encrypt({ name: AES.name, iv: IV }, key, bytes);
    return joined([point, new Uint8Array(sealed)]);
  };
}

/** Undefined where it was not sealed to this pair, or is not as it was. */
export async function unsealed(pair: CryptoKeyPair, bytes: Bytes): Promise<Bytes | undefined> {
  const point = bytes.slice(0, POINT);
  const from = await pointOf(point);
  if (from === undefined) return undefined;
  const key = await keyOf(pair.privateKey, from, joined([point, await sealingKeyOf(pair)]), 'decrypt');
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: AES.name, iv: IV }, key, bytes.slice(POINT)));
  } catch {
    return undefined;
  }
}

async function pointOf(raw: Bytes): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', raw, CURVE, true, []);
  } catch {
    return undefined;
  }
}

async function keyOf(own: CryptoKey, other: CryptoKey, points: Bytes, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const root = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(hkdf('hopscope class 1: sealed', points), root, AES, false, [use]);
}

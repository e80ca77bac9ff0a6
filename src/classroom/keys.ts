import { toBase64Url } from '../formats/base64url.ts';
import { joined } from '../formats/joined.ts';
import { bytesOf, type Bytes } from './bytes.ts';

/** WebCrypto is there only where the page came by HTTPS or from this machine. */
export const canBeSecret = (): boolean => (globalThis.crypto as Crypto | undefined)?.subtle !== undefined;

/** Where a class meets. */
export interface Room {
  /** What its topics are called by, in base64url: it tells nothing of the key. */
  readonly id: string;
  /** AES-GCM. */
  readonly key: CryptoKey;
}

const ROOM_BITS = 96;

/** The room that a secret of 16 bytes opens. */
export async function roomOf(secret: Bytes): Promise<Room> {
  const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey']);
  const [id, key] = await Promise.all([
    crypto.subtle.deriveBits(hkdf('hopscope class 1: room'), root, ROOM_BITS),
    crypto.subtle.deriveKey(hkdf('hopscope class 1: key'), root, AES, false, ['encrypt', 'decrypt']),
  ]);
  return { id: toBase64Url(new Uint8Array(id)), key };
}

export const AES = { name: 'AES-GCM', length: 128 } as const;

/** @param salt what else the derived is bound to */
export const hkdf = (info: string, salt: Bytes = new Uint8Array()) => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt,
  info: bytesOf(info),
});

/** Algorithms of signatures, by the byte that stands before a public key, with the key's length in bytes. */
const algorithms = {
  1: { key: { name: 'Ed25519' }, sign: { name: 'Ed25519' }, length: 32 },
  2: { key: { name: 'ECDSA', namedCurve: 'P-256' }, sign: { name: 'ECDSA', hash: 'SHA-256' }, length: 65 },
} as const;

type Algorithm = keyof typeof algorithms;

const isAlgorithm = (byte: number | undefined): byte is Algorithm => byte === 1 || byte === 2;

/** Bytes of a signature, by either algorithm. */
export const SIGNATURE = 64;

/** The bytes at the beginning that are a public key, with its algorithm; undefined where there is none. */
export function publicKeyAt(bytes: Bytes): Bytes | undefined {
  const [byte] = bytes;
  if (!isAlgorithm(byte)) return undefined;
  const { length } = algorithms[byte];
  return bytes.length > length ? bytes.slice(0, 1 + length) : undefined;
}

/** A pair to sign with; its private half never leaves the browser's own keeping. */
export interface SigningPair {
  readonly algorithm: Algorithm;
  readonly pair: CryptoKeyPair;
}

/** A new pair: Ed25519 where the browser has it, else ECDSA. */
export async function newSigningPair(wanted: Algorithm = 1): Promise<SigningPair> {
  try {
    const pair = await crypto.subtle.generateKey(algorithms[wanted].key, false, ['sign', 'verify']);
    return { algorithm: wanted, pair: pair as CryptoKeyPair };
  } catch (error) {
    if (wanted === 2) throw error;
    return newSigningPair(2);
  }
}

/** Who signs, and how. */
export interface Signer {
  /** With its algorithm. */
  readonly publicKey: Bytes;
  /** What the signer is known by: see `fingerprintOf`. */
  readonly id: string;
  readonly sign: (bytes: Bytes) => Promise<Bytes>;
}

export async function signerOf({ algorithm, pair }: SigningPair): Promise<Signer> {
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
  const publicKey = joined([Uint8Array.of(algorithm), new Uint8Array(raw)]);
  return {
    publicKey,
    id: await fingerprintOf(publicKey),
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(algorithms[algorithm].sign, pair.privateKey, bytes)),
  };
}

const FINGERPRINT = 16;

/** What stands for a public key: 128 bits of its SHA-256, in base64url. To find another key with the same takes 2^128 tries. */
export async function fingerprintOf(publicKey: Bytes): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', publicKey);
  return toBase64Url(new Uint8Array(hash).subarray(0, FINGERPRINT));
}

export type Verify = (signature: Bytes, bytes: Bytes) => Promise<boolean>;

/** What tells the signatures of a public key from others; undefined where that is no key. */
export async function verifierOf(publicKey: Bytes): Promise<Verify | undefined> {
  const [byte] = publicKey;
  if (!isAlgorithm(byte)) return undefined;
  const raw = publicKey.slice(1);
  const { key, sign } = algorithms[byte];
  try {
    const imported = await crypto.subtle.importKey('raw', raw, key, false, ['verify']);
    return (signature, bytes) => crypto.subtle.verify(sign, imported, signature, bytes);
  } catch {
    return byte === 1 && !(await hasEd25519()) ? verifierWithoutBrowser(raw) : undefined;
  }
}

let ed25519: Promise<boolean> | undefined;

/** Browsers before Chrome 137, Firefox 129 and Safari 17 lack it. */
const hasEd25519 = (): Promise<boolean> =>
  (ed25519 ??= Promise.resolve(crypto.subtle.generateKey(algorithms[1].key, false, ['sign', 'verify'])).then(
    () => true,
    () => false,
  ));

async function verifierWithoutBrowser(raw: Bytes): Promise<Verify> {
  const { verifyAsync } = await import('@noble/ed25519');
  return async (signature, bytes) => {
    try {
      return await verifyAsync(signature, bytes, raw, { zip215: false });
    } catch {
      return false;
    }
  };
}

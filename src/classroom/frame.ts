import { toBase64Url } from '../formats/base64url.ts';
import { joined } from '../formats/joined.ts';
import { bytesOf, randomBytes, textOf, type Bytes } from './bytes.ts';
import { AES, fingerprintOf, publicKeyAt, SIGNATURE, verifierOf, type Room, type Signer, type Verify } from './keys.ts';

/**
 * A message as it travels: a version, an iv, and encrypted with the room's key a signature, the public key that made it and a text.
 * The topic is encrypted with it and signed, so that a message is worth nothing under another.
 */
const VERSION = 1;
const IV = 12;
const HEAD = 1 + IV;
/** How many bytes a frame is longer than its text, at most. */
export const FRAMING = HEAD + SIGNATURE + 66 + 16;

/** What stands before a topic and a text where they are signed: a signature means nothing elsewhere. */
const signedOf = (topic: string, text: Bytes): Bytes => joined([bytesOf(`hopscope class 1\n${topic}\n`), text]);

const sealOf = (topic: string, iv: Bytes) => ({
  name: AES.name,
  iv,
  additionalData: joined([Uint8Array.of(VERSION), bytesOf(topic)]),
});

/** A text that is to be sent under a topic. */
export async function framed(room: Room, topic: string, signer: Signer, text: string): Promise<Bytes> {
  const bytes = bytesOf(text);
  const signature = await signer.sign(signedOf(topic, bytes));
  const iv = randomBytes(IV);
  const body = joined([signature, signer.publicKey, bytes]);
  const encrypted = await crypto.subtle.encrypt(sealOf(topic, iv), room.key, body);
  return joined([Uint8Array.of(VERSION), iv, new Uint8Array(encrypted)]);
}

export interface Opened {
  /** The fingerprint of who signed it. */
  readonly from: string;
  readonly text: string;
}

/** Opens what came under a topic. Takes any bytes; undefined for what `framed` did not make for that room and topic. */
export type Open = (topic: string, frame: Uint8Array) => Promise<Opened | undefined>;

interface Known {
  readonly from: string;
  readonly verify: Verify;
}

/** @param most how many public keys are remembered: to read one takes longer than to verify with it */
export function opener(room: Room, most: number): Open {
  const known = new Map<string, Known>();
  const knownOf = async (publicKey: Bytes): Promise<Known | undefined> => {
    const name = toBase64Url(publicKey);
    const found = known.get(name);
    if (found !== undefined) return found;
    const verify = await verifierOf(publicKey);
    if (verify === undefined) return undefined;
    const made: Known = { from: await fingerprintOf(publicKey), verify };
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(name, made);
    return made;
  };
  return async (topic, frame) => {
    const body = await decrypted(room, topic, new Uint8Array(frame));
    const publicKey = body && publicKeyAt(body.slice(SIGNATURE));
    if (body === undefined || publicKey === undefined) return undefined;
    const bytes = body.slice(SIGNATURE + publicKey.length);
    const signer = await knownOf(publicKey);
    if (!(await signer?.verify(body.slice(0, SIGNATURE), signedOf(topic, bytes)))) return undefined;
    const text = textOf(bytes);
    return signer && text !== undefined ? { from: signer.from, text } : undefined;
  };
}

async function decrypted(room: Room, topic: string, frame: Bytes): Promise<Bytes | undefined> {
  if (frame[0] !== VERSION || frame.length < HEAD) return undefined;
  try {
    const seal = sealOf(topic, frame.slice(1, HEAD));
    return new Uint8Array(await crypto.subtle.decrypt(seal, room.key, frame.slice(HEAD)));
  } catch {
    return undefined;
  }
}

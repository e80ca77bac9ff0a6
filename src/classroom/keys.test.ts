import { afterEach, describe, expect, test, vi } from 'vitest';
import { bytesOf, randomBytes, textOf } from './bytes.ts';
import { framed, opener } from './frame.ts';
import { fingerprintOf, newSigningPair, publicKeyAt, roomOf, signerOf, verifierOf } from './keys.ts';
import { newSealingPair, sealerOf, sealingKeyOf, unsealed } from './sealed.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
});

/** A browser without Ed25519. */
function withoutEd25519(): void {
  const { subtle } = crypto;
  const [generateKey, importKey] = [subtle.generateKey.bind(subtle), subtle.importKey.bind(subtle)];
  const isThat = (algorithm: unknown) => (algorithm as { name?: string }).name === 'Ed25519';
  const no = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
  vi.spyOn(subtle, 'generateKey').mockImplementation(((...given: Parameters<typeof generateKey>) =>
    isThat(given[0]) ? no() : generateKey(...given)) as typeof subtle.generateKey);
  vi.spyOn(subtle, 'importKey').mockImplementation(((...given: Parameters<typeof importKey>) =>
    isThat(given[2]) ? no() : importKey(...given)) as typeof subtle.importKey);
}

describe.each([1, 2] as const)('signatures of algorithm %i', (algorithm) => {
  test('stand for what was signed, and nothing else', async () => {
    const signer = await signerOf(await newSigningPair(algorithm));
    const other = await signerOf(await newSigningPair(algorithm));
    expect(signer.publicKey[0]).toBe(algorithm);
    expect(await fingerprintOf(signer.publicKey)).toBe(signer.id);
    const signature = await signer.sign(bytesOf('a step'));
    const verify = await verifierOf(signer.publicKey);
    expect(await verify?.(signature, bytesOf('a step'))).toBe(true);
    expect(await verify?.(signature, bytesOf('a stop'))).toBe(false);
    expect(await verify?.(await other.sign(bytesOf('a step')), bytesOf('a step'))).toBe(false);
  });

  test('come with frames', async () => {
    const room = await roomOf(randomBytes(16));
    const signer = await signerOf(await newSigningPair(algorithm));
    const open = opener(room, 2);
    const frame = await framed(room, 'a/topic', signer, 'text');
    expect(await open('a/topic', frame)).toEqual({ from: signer.id, text: 'text' });
    expect(await open('another/topic', frame)).toBeUndefined();
    expect(await opener(await roomOf(randomBytes(16)), 2)('a/topic', frame)).toBeUndefined();
  });
});

test('a private key is only used, never read', async () => {
  const { pair } = await newSigningPair();
  await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow();
});

test('a browser without Ed25519 signs by ECDSA, and verifies Ed25519 by a library', async () => {
  const instructor = await signerOf(await newSigningPair(1));
  const signature = await instructor.sign(bytesOf('a step'));
  withoutEd25519();
  const old = await import('./keys.ts');
  expect((await old.newSigningPair()).algorithm).toBe(2);
  const verify = await old.verifierOf(instructor.publicKey);
  expect(await verify?.(signature, bytesOf('a step'))).toBe(true);
  expect(await verify?.(signature, bytesOf('a stop'))).toBe(false);
  expect(await verify?.(new Uint8Array(64).fill(255), bytesOf('a step'))).toBe(false);
});

test('what is no public key is none', async () => {
  expect(publicKeyAt(new Uint8Array())).toBeUndefined();
  expect(publicKeyAt(Uint8Array.of(3, ...randomBytes(100)))).toBeUndefined();
  expect(publicKeyAt(Uint8Array.of(1, ...randomBytes(31)))).toBeUndefined();
  expect(await verifierOf(Uint8Array.of(2, ...randomBytes(65)))).toBeUndefined();
  expect(await verifierOf(new Uint8Array())).toBeUndefined();
});

test('a room tells nothing of its key, and each secret has its own', async () => {
  const [one, other] = [randomBytes(16), randomBytes(16)];
  expect((await roomOf(one)).id).toBe((await roomOf(one)).id);
  expect((await roomOf(one)).id).not.toBe((await roomOf(other)).id);
  expect((await roomOf(one)).id).toMatch(/^[\w-]{16}$/);
});

test('what is sealed is opened by whom it is sealed to, and by nobody else', async () => {
  const [pair, other] = [await newSealingPair(), await newSealingPair()];
  const seal = await sealerOf(await sealingKeyOf(pair));
  const sealed = await seal?.(bytesOf('an answer'));
  if (sealed === undefined) throw new Error('it is not sealed');
  const opened = await unsealed(pair, sealed);
  expect(opened && textOf(opened)).toBe('an answer');
  expect(await unsealed(other, sealed)).toBeUndefined();
  expect(await unsealed(pair, sealed.slice(0, -1))).toBeUndefined();
  expect(await unsealed(pair, new Uint8Array(10))).toBeUndefined();
  expect(await sealerOf(randomBytes(65))).toBeUndefined();
});

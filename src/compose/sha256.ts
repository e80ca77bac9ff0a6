/** The first 32 bits of the fractions of the roots of the first primes. */
function rootsOf(count: number, root: (prime: number) => number): Uint32Array {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return Uint32Array.from(primes, (prime) => (root(prime) % 1) * 2 ** 32);
}

const START = rootsOf(8, Math.sqrt);
const CONSTANTS = rootsOf(64, Math.cbrt);

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The SHA-256 of a text, in hexadecimal: WebCrypto's is asynchronous, and nothing here waits. */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length * 8);
  const hash = Uint32Array.from(START);
  for (let offset = 0; offset < padded.length; offset += 64) addBlock(hash, view, offset);
  return Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('');
}

function addBlock(hash: Uint32Array, view: DataView, offset: number): void {
  const words = new Uint32Array(64);
  const at = (place: number): number => words[place] ?? 0;
  for (let place = 0; place < 16; place += 1) words[place] = view.getUint32(offset + place * 4);
  for (let place = 16; place < 64; place += 1) {
    const early = at(place - 15);
    const late = at(place - 2);
    const small = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3);
    const large = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10);
    words[place] = at(place - 16) + small + at(place - 7) + large;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let place = 0; place < 64; place += 1) {
    const mixed = (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g));
    const first = h + mixed + (CONSTANTS[place] ?? 0) + at(place);
    const second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, place) => (hash[place] = (hash[place] ?? 0) + word));
}

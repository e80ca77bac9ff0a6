/** SHA-256 (FIPS 180-4) of a short text, in hexadecimal: docker names the folder of a context by it. */
const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
};
const fraction = (value: number): number => Math.floor((value - Math.floor(value)) * 0x1_0000_0000) | 0;
const ROUNDS = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const START = primes(8).map((prime) => fraction(Math.sqrt(prime)));
const turn = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

export function sha256(text: string): string {
  const octets = [...encodeURIComponent(text).matchAll(/%(..)|(.)/g)].map(([, code, plain = '']) =>
    code === undefined ? plain.charCodeAt(0) : parseInt(code, 16),
  );
  const length = octets.length * 8;
  octets.push(0x80);
  while (octets.length % 64 !== 56) octets.push(0);
  for (let shift = 56; shift >= 0; shift -= 8) octets.push(shift >= 32 ? 0 : (length >>> shift) & 0xff);
  let state = [...START];
  for (let at = 0; at < octets.length; at += 64) state = block(state, octets.slice(at, at + 64));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function block(state: readonly number[], octets: readonly number[]): number[] {
  const w = Array.from({ length: 16 }, (_, i) =>
    octets.slice(4 * i, 4 * i + 4).reduce((word, octet) => (word << 8) | octet, 0),
  );
  const at = (i: number): number => w[i] ?? 0;
  for (let i = 16; i < 64; i++) {
    const s0 = turn(at(i - 15), 7) ^ turn(at(i - 15), 18) ^ (at(i - 15) >>> 3);
    const s1 = turn(at(i - 2), 17) ^ turn(at(i - 2), 19) ^ (at(i - 2) >>> 10);
    w[i] = (at(i - 16) + s0 + at(i - 7) + s1) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (ROUNDS[i] ?? 0) + at(i)) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + (state[i] ?? 0)) | 0);
}

/**
 * Foretells the next bit of a text from the bytes before it, and learns what it was: context mixing, as the PAQ family of
 * compressors does. Whole numbers alone, so that every machine foretells the same. What it foretells is part of the formats that
 * are packed with it: nothing here may change but the speed.
 */
export interface Predictor {
  /** Of 4096, how likely the next bit is a one: 1 to 4095. */
  readonly foretell: () => number;
  readonly learn: (bit: number) => void;
  /** One that has learned the same, and goes on by itself. */
  readonly copy: () => Predictor;
}

/** How many bytes before it each context looks at; one more context is the word so far. */
const ORDERS = [0, 1, 2, 3, 4, 5, 6, 8];
const CONTEXTS = ORDERS.length + 1;
/** Of each context: what followed, by a hash of it and of the bits of the byte so far. */
const SLOT_BITS = 16;
/** One input for each context, what followed the same bytes before, and one that is always there. */
const INPUTS = CONTEXTS + 2;
const ALWAYS = 256;
/** As many bytes have to be the same. */
const MATCH = 5;
const LONGEST_MATCH = 64;
/** Bytes that a predictor can learn. */
export const MOST_LEARNED = 1 << 17;

/** What a predictor has learned. */
interface Learned {
  /** How likely a one is in each slot, of 65536, and how often it was met. */
  readonly odds: Uint16Array;
  readonly met: Uint8Array;
  /** Sets of weights (of 65536), each chosen by something else: the byte so far, the match, the byte before. */
  readonly weights: Int32Array;
  readonly bytes: Uint8Array;
  /** Where bytes like the last ones ended, by their hash. */
  readonly ends: Int32Array;
  length: number;
  /** The bits of the byte so far, after a one. */
  begun: number;
  word: number;
  /** What is like the last bytes: where it goes on, and how long it is. */
  matchAt: number;
  matchLength: number;
}

const SETS = [256, 16 * 8, 256] as const;

const untaught = (): Learned => ({
  odds: new Uint16Array(CONTEXTS << SLOT_BITS).fill(32_768),
  met: new Uint8Array(CONTEXTS << SLOT_BITS),
  weights: new Int32Array(INPUTS * (SETS[0] + SETS[1] + SETS[2])).fill(20_000),
  bytes: new Uint8Array(MOST_LEARNED),
  ends: new Int32Array(1 << 16),
  length: 0,
  begun: 1,
  word: 0,
  matchAt: 0,
  matchLength: 0,
});

const copied = (from: Learned): Learned => ({
  ...from,
  odds: from.odds.slice(),
  met: from.met.slice(),
  weights: from.weights.slice(),
  bytes: from.bytes.slice(),
  ends: from.ends.slice(),
});

/** By logarithms of odds from -2048 on, in steps of 128: how likely, of 4096. */
const CURVE = [
  1, 2, 3, 6, 10, 16, 27, 45, 73, 120, 194, 310, 488, 747, 1101, 1546, 2047, 2549, 2994, 3348, 3607, 3785, 3901, 3975,
  4022, 4050, 4068, 4079, 4085, 4089, 4092, 4093, 4094,
];

/** How likely something is, of 4096, by the logarithm of its odds (in 256ths). */
function likely(logarithm: number): number {
  const clamped = Math.max(-2047, Math.min(2047, logarithm));
  const [at, part] = [(clamped >> 7) + 16, clamped & 127];
  return ((CURVE[at] ?? 0) * (128 - part) + (CURVE[at + 1] ?? 0) * part + 64) >> 7;
}

/** The other way round. */
const LOGARITHMS = new Int16Array(4096).fill(2047);
for (let logarithm = 2047, above = 4096; logarithm >= -2047; logarithm -= 1)
  for (; above > likely(logarithm - 1) && above > 0; above -= 1) LOGARITHMS[above - 1] = logarithm;

/** What was met more often says more (in 16ths), and is changed less by what comes (in 65536ths). */
const TRUST = [0, 14, 16, 18, 19, 20, 21];
const MOST_MET = 60;
const CHANGE = Array.from({ length: MOST_MET + 1 }, (_, met) => Math.trunc(655_360 / (10 * met + 16)));

const mixed = (hash: number, value: number): number => {
  const next = Math.imul(hash ^ value, 0x2c1b_3c6d);
  return next ^ (next >>> 15);
};

/** Digits, letters, and all that is not ASCII. */
const isOfWord = (byte: number): boolean =>
  byte >= 128 || (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57);

export const untaughtPredictor = (): Predictor => predictorOf(untaught());

function predictorOf(learned: Learned): Predictor {
  const { odds, met, weights, bytes, ends } = learned;
  const contexts = new Int32Array(CONTEXTS);
  const slots = new Int32Array(CONTEXTS);
  const inputs = new Int32Array(INPUTS);
  const chosen = [0, 0, 0];
  const opinions = [0, 0, 0];

  const beginByte = () => {
    let [hash, back] = [0, 0];
    for (let i = 0; i < ORDERS.length; i += 1) {
      for (const order = ORDERS[i] ?? 0; back < order; back += 1)
        hash = mixed(hash, (bytes[learned.length - 1 - back] ?? 0) + 1);
      contexts[i] = mixed(hash, i);
    }
    contexts[CONTEXTS - 1] = mixed(learned.word, 0x5555);
  };

  /** What the match says comes, as far as the byte so far is like it. */
  const matched = (bitsBegun: number): number => {
    if (learned.matchLength === 0) return 0;
    const byte = (bytes[learned.matchAt] ?? 0) | 256;
    if (byte >> (8 - bitsBegun) !== learned.begun) {
      learned.matchLength = 0;
      return 0;
    }
    const sure = Math.min(2047, 64 * learned.matchLength);
    return ((byte >> (7 - bitsBegun)) & 1) === 1 ? sure : -sure;
  };

  const foretell = (): number => {
    const bitsBegun = 31 - Math.clz32(learned.begun);
    for (let i = 0; i < CONTEXTS; i += 1) {
      const hash = mixed((contexts[i] ?? 0) + Math.imul(learned.begun, 0x9e37_79b1), 0);
      const slot = (i << SLOT_BITS) + (hash >>> (32 - SLOT_BITS));
      slots[i] = slot;
      const trust = TRUST[Math.min(met[slot] ?? 0, TRUST.length - 1)] ?? 0;
      inputs[i] = ((LOGARITHMS[(odds[slot] ?? 0) >> 4] ?? 0) * trust) >> 4;
    }
    inputs[CONTEXTS] = matched(bitsBegun);
    inputs[CONTEXTS + 1] = ALWAYS;
    const match = learned.matchLength === 0 ? 0 : Math.min(15, 1 + (learned.matchLength >> 1));
    chosen[0] = learned.begun;
    chosen[1] = SETS[0] + match * 8 + bitsBegun;
    chosen[2] = SETS[0] + SETS[1] + (bytes[learned.length - 1] ?? 0);
    let sum = 0;
    for (let set = 0; set < 3; set += 1) {
      const from = (chosen[set] ?? 0) * INPUTS;
      let evidence = 0;
      for (let i = 0; i < INPUTS; i += 1) evidence += (weights[from + i] ?? 0) * (inputs[i] ?? 0);
      const logarithm = Math.max(-2047, Math.min(2047, Math.trunc(evidence / 65_536)));
      opinions[set] = likely(logarithm);
      sum += logarithm;
    }
    return Math.max(1, Math.min(4095, likely(Math.trunc(sum / 3))));
  };

  const endByte = () => {
    const byte = learned.begun & 255;
    learned.begun = 1;
    if (learned.length >= MOST_LEARNED) throw new RangeError('too much to learn');
    bytes[learned.length] = byte;
    learned.length += 1;
    const { length } = learned;
    learned.word = isOfWord(byte) ? mixed(learned.word, byte + 1) : 0;
    if (learned.matchLength > 0) {
      learned.matchAt += 1;
      learned.matchLength = Math.min(learned.matchLength + 1, LONGEST_MATCH);
    }
    if (length >= MATCH) {
      let hash = 0;
      for (let back = 1; back <= MATCH; back += 1) hash = mixed(hash, (bytes[length - back] ?? 0) + 1);
      hash >>>= 16;
      if (learned.matchLength === 0) match(ends[hash] ?? 0);
      ends[hash] = length;
    }
    beginByte();
  };

  const match = (end: number) => {
    let same = 0;
    while (same < LONGEST_MATCH && same < end && bytes[end - 1 - same] === bytes[learned.length - 1 - same]) same += 1;
    if (same < MATCH) return;
    learned.matchAt = end;
    learned.matchLength = same;
  };

  const learn = (bit: number) => {
    for (let set = 0; set < 3; set += 1) {
      const error = ((bit << 12) - (opinions[set] ?? 0)) * 6;
      const from = (chosen[set] ?? 0) * INPUTS;
      for (let i = 0; i < INPUTS; i += 1)
        weights[from + i] = (weights[from + i] ?? 0) + (((inputs[i] ?? 0) * error + 8192) >> 14);
    }
    for (let i = 0; i < CONTEXTS; i += 1) {
      const slot = slots[i] ?? 0;
      const [now, times] = [odds[slot] ?? 0, met[slot] ?? 0];
      odds[slot] = now + Math.trunc(((bit === 1 ? 65_535 - now : -now) * (CHANGE[times] ?? 0)) / 65_536);
      met[slot] = Math.min(times + 1, MOST_MET);
    }
    learned.begun = (learned.begun << 1) | bit;
    if (learned.begun >= 256) endByte();
  };

  beginByte();
  return { foretell, learn, copy: () => predictorOf(copied(learned)) };
}

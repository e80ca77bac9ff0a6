/** How texts of a file become durations, sizes and numbers, with what Go says of those that do not. */

/** Why a value cannot be what it should; the decoder puts its place before it. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
};
const MOST = 2n ** 63n - 1n;

/** Reads `1m30s`, also with days and weeks, as nanoseconds (go-str2duration). */
export function readDuration(text: string): bigint {
  const invalid = () => new Fault(`time: invalid duration "${text}"`);
  const [, sign = '', amount = ''] = /^([-+]?)([^]*)$/.exec(text) ?? [];
  if (amount === '0') return 0n;
  if (amount === '') throw invalid();
  let rest = amount;
  let sum = 0n;
  while (rest !== '') {
    const { amount: digits, fraction, units, length } = nextPart(rest);
    if (!/[0-9]/.test(digits + fraction)) throw invalid();
    if (units === '') throw new Fault(`time: missing unit in duration "${text}"`);
    const unit = Object.hasOwn(UNITS, units) ? UNITS[units] : undefined;
    if (unit === undefined) throw new Fault(`time: unknown unit "${units}" in duration "${text}"`);
    if (digits.length > 19) throw invalid();
    sum += BigInt(digits || '0') * unit + partOf(fraction, unit);
    if (sum > MOST) throw invalid();
    rest = rest.slice(length);
  }
  return sign === '-' ? -sum : sum;
}

function nextPart(text: string): { amount: string; fraction: string; units: string; length: number } {
  const [all = '', amount = '', fraction = '', units = ''] = /^([0-9]*)(?:\.([0-9]*))?([^.0-9]*)/.exec(text) ?? [];
  return { amount, fraction, units, length: all.length };
}

const partOf = (fraction: string, unit: bigint): bigint =>
  fraction === '' ? 0n : BigInt(Math.trunc(Number(`0.${fraction.slice(0, 18)}`) * Number(unit)));

/** Writes nanoseconds as Go does: `1m30s`, `1.5s`, `250ms`, `0s`. */
export function writeDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s';
  const sign = nanoseconds < 0n ? '-' : '';
  const amount = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (amount < 1_000n) return `${sign}${amount}ns`;
  if (amount < 1_000_000n) return `${sign}${decimal(amount, 3)}µs`;
  if (amount < 1_000_000_000n) return `${sign}${decimal(amount, 6)}ms`;
  const seconds = amount / 1_000_000_000n;
  const minutes = seconds / 60n;
  const hours = minutes / 60n;
  const tail = `${decimal(amount % 60_000_000_000n, 9)}s`;
  if (minutes === 0n) return `${sign}${tail}`;
  return `${sign}${hours > 0n ? `${hours}h` : ''}${minutes % 60n}m${tail}`;
}

function decimal(amount: bigint, places: number): string {
  const digits = amount.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${digits.slice(0, -places)}${fraction && `.${fraction}`}`;
}

const POWERS = ['b', 'k', 'm', 'g', 't', 'p'];

/** Reads `512m` as bytes (go-units RAMInBytes). */
export function readSize(text: string): number {
  const [, number, suffix = ''] = /^([^]*[0-9. ])([^0-9. ]*)$/.exec(text) ?? [];
  if (number === undefined) throw new Fault(`invalid size: '${text}'`);
  const amount = readNumber(number.endsWith(' ') ? number.slice(0, -1) : number);
  if (amount < 0) throw new Fault(`invalid size: '${text}'`);
  const unit = suffix.toLowerCase();
  if (unit !== '' && !/^(b|[kmgtp](i?b)?)$/.test(unit))
    throw new Fault(`invalid suffix: '${suffix.length > 3 ? suffix : unit}'`);
  return Math.trunc(amount * 1024 ** Math.max(POWERS.indexOf(unit.charAt(0)), 0));
}

/** Go's strconv.ParseBool would say less: compose takes `yes` and `on` too, and remarks on it. */
export function readFlag(text: string, warn: (text: string) => void): boolean {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  const yes = ['y', 'yes', 'on'].includes(word);
  if (!yes && !['n', 'no', 'off'].includes(word)) throw new Fault(`invalid boolean: ${text}`);
  warn(`${JSON.stringify(text)} for boolean is not supported by YAML 1.2, please use \`${yes}\``);
  return yes;
}

/** Go's strconv.Atoi and ParseInt. */
export function readWhole(text: string, call: 'Atoi' | 'ParseInt' = 'ParseInt'): number {
  if (!/^[-+]?[0-9]+$/.test(text)) throw new Fault(`strconv.${call}: parsing ${JSON.stringify(text)}: invalid syntax`);
  const value = BigInt(text.replace(/^\+/, ''));
  if (value > MOST || value < -MOST - 1n)
    throw new Fault(`strconv.${call}: parsing ${JSON.stringify(text)}: value out of range`);
  return Number(value);
}

export function readNumber(text: string): number {
  if (!/^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?$/i.test(text))
    throw new Fault(`strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** The shortest number that a float of 32 bits holds as it holds this one. */
export function single(value: number): number {
  const held = Math.fround(value);
  if (!Number.isFinite(held)) return value;
  for (let digits = 1; digits <= 9; digits += 1) {
    const short = Number(held.toPrecision(digits));
    if (Math.fround(short) === held) return short;
  }
  return held;
}

/** Rates, sizes and times as tc reads and prints them (iproute2: tc/tc_util.c, lib/utils.c). */

const RATES: Readonly<Record<string, number>> = {
  bit: 1,
  kbit: 1e3,
  mbit: 1e6,
  gbit: 1e9,
  tbit: 1e12,
  kibit: 1024,
  mibit: 1024 ** 2,
  gibit: 1024 ** 3,
  bps: 8,
  kbps: 8e3,
  mbps: 8e6,
  gbps: 8e9,
};

const SIZES: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  kb: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  kbit: 1024 / 8,
  mbit: 1024 ** 2 / 8,
  gbit: 1024 ** 3 / 8,
};

const TIMES: Readonly<Record<string, number>> = {
  '': 1,
  us: 1,
  usec: 1,
  usecs: 1,
  ms: 1e3,
  msec: 1e3,
  msecs: 1e3,
  s: 1e6,
  sec: 1e6,
  secs: 1e6,
};

function read(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([a-z]*)$/i.exec(text) ?? [];
  const scale = Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : undefined;
  return number === undefined || scale === undefined ? undefined : Math.floor(Number(number) * scale);
}

/** Bits a second; a bare number is bits. */
export const readRate = (text: string): number | undefined => read(/^\d+$/.test(text) ? `${text}bit` : text, RATES);
/** Octets. */
export const readSize = (text: string): number | undefined => read(text, SIZES);
/** Microseconds. */
export const readTime = (text: string): number | undefined => read(text, TIMES);

/** A share from 0 to 1, of percents: `10%`, or `10`. */
export function readPercent(text: string): number | undefined {
  const [, digits] = /^(\d+(?:\.\d*)?|\.\d+)%?$/.exec(text) ?? [];
  return digits === undefined || Number(digits) > 100 ? undefined : Number(digits) / 100;
}

/** C's %g. */
export const shortFloat = (value: number): string => String(Number(value.toPrecision(6)));

export function rateText(bits: number): string {
  let left = bits;
  let at = 0;
  const units = ['', 'K', 'M', 'G', 'T'];
  while (at < units.length - 1 && left >= 1000 && !(left % 1000 !== 0 && left < 1_000_000)) {
    left /= 1000;
    at += 1;
  }
  return `${Math.round(left)}${units[at]}bit`;
}

export function sizeText(octets: number): string {
  const mega = 1024 ** 2;
  if (octets >= mega && Math.abs(mega * Math.round(octets / mega) - octets) < 1024)
    return `${Math.round(octets / mega)}Mb`;
  if (octets >= 1024 && Math.abs(1024 * Math.round(octets / 1024) - octets) < 16)
    return `${Math.round(octets / 1024)}Kb`;
  return `${octets}b`;
}

const short = (number: number): string => String(Number(number.toPrecision(3)));

export function timeText(micros: number): string {
  if (micros >= 1e6) return `${short(micros / 1e6)}s`;
  return micros >= 1e3 ? `${short(micros / 1e3)}ms` : `${Math.round(micros)}us`;
}

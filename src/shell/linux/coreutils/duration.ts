import { own } from '../../../kernel/own.ts';
const UNITS: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A sleep without end is not waited for longer than this (ms), and one that is longer than any life not longer than that. */
const FOREVER = 86_400_000;
const LONGEST = 365 * FOREVER;

/** A duration as coreutils reads it, in ms. */
export function duration(text: string): number | undefined {
  if (/^inf(inity)?$/i.test(text)) return FOREVER;
  const [, number, unit = ''] = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text) ?? [];
  return number === undefined ? undefined : Math.min(Number(number) * (own(UNITS, unit) ?? 1000), LONGEST);
}

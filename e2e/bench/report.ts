import { readFileSync } from 'node:fs';
import { argumentOf } from './arguments.ts';
import { yardstick } from './yardstick.ts';

/** Milliseconds of the units that are times. */
const times: Readonly<Record<string, number>> = { ms: 1, s: 1000 };

interface Result {
  readonly value: number;
  readonly unit: string;
  /** A time as so many times the yardstick's: what machines can be compared by. */
  readonly yardsticks?: number;
  /** The most the value may be, or the least where more is better: of a time in yardsticks. Absent where there is none. */
  readonly budget?: number;
  /** What it should be on the machines that people have, in its unit; whether it is shows on such a one only. */
  readonly goal?: number;
  readonly ok: boolean;
}

type Results = Record<string, Result>;

/** What `--json` prints, and `--compare` reads. */
interface Saved {
  readonly yardstick: number;
  readonly results: Results;
}

const results: Results = {};

/** Notes a figure that may be at most its budget: of a time in yardsticks. A goal is only shown beside it. */
export function noteCost(name: string, measured: number, unit: string, budget: number, goal?: number): void {
  const ms = times[unit];
  const value = Number(measured.toPrecision(4));
  const aim = goal !== undefined && { goal };
  if (ms === undefined) {
    results[name] = { value, unit, budget, ...aim, ok: value <= budget };
    return;
  }
  const yardsticks = Number(((measured * ms) / yardstick()).toPrecision(3));
  results[name] = { value, unit, yardsticks, budget, ...aim, ok: yardsticks <= budget };
}

/** Notes a figure that must be at least its budget, where it has one. */
export function noteRate(name: string, measured: number, unit: string, budget?: number): void {
  const value = Number(measured.toPrecision(3));
  results[name] = { value, unit, ...(budget !== undefined && { budget }), ok: value >= (budget ?? 0) };
}

/** How two runs differ, each figure in the unit by which machines can be compared. */
function compared(before: Saved, now: Saved) {
  const figure = ({ value, yardsticks }: Result) => yardsticks ?? value;
  return Object.fromEntries(
    Object.entries(now.results).map(([name, result]) => {
      const old = before.results[name];
      const unit = result.yardsticks === undefined ? result.unit : 'yardsticks';
      const [was, is] = [old && figure(old), figure(result)];
      const change =
        was === undefined || was === 0 ? undefined : `${is < was ? '' : '+'}${((is / was - 1) * 100).toFixed(1)} %`;
      return [name, { was, is, unit, change }];
    }),
  );
}

/**
 * Prints all that was noted: as a table, as one object (--json), or beside a run that was saved so (--compare FILE). Exit code 1
 * when something misses its budget.
 */
export function report(): void {
  const now: Saved = { yardstick: Number(yardstick().toPrecision(4)), results };
  const file = argumentOf('compare');
  if (process.argv.includes('--json')) console.log(JSON.stringify(now));
  else if (file === undefined) {
    console.log(`yardstick: ${now.yardstick} ms`);
    console.table(results);
  } else {
    const before = JSON.parse(readFileSync(file, 'utf8')) as Saved;
    console.log(`yardstick: ${before.yardstick} ms then, ${now.yardstick} ms now`);
    console.table(compared(before, now));
  }
  if (Object.values(results).some(({ ok }) => !ok)) process.exitCode = 1;
}

interface Result {
  readonly value: number;
  readonly unit: string;
  /** The most the value may be, or the least where more is better; absent where it is there to compare with. */
  readonly budget?: number;
  readonly ok: boolean;
}

const results: Record<string, Result> = {};

const put = (name: string, value: number, unit: string, budget: number | undefined, ok: boolean): void => {
  results[name] = { value, unit, ...(budget !== undefined && { budget }), ok };
};

/** Notes a figure that may be at most its budget. */
export function noteCost(name: string, value: number, unit: string, budget: number): void {
  const rounded = Number(value.toPrecision(4));
  put(name, rounded, unit, budget, rounded <= budget);
}

/** Notes a figure that must be at least its budget, where it has one. */
export function noteRate(name: string, value: number, unit: string, budget?: number): void {
  const rounded = Number(value.toPrecision(3));
  put(name, rounded, unit, budget, rounded >= (budget ?? 0));
}

/** Prints all that was noted, as a table or (--json) as one object; exit code 1 when something misses its budget. */
export function report(): void {
  if (process.argv.includes('--json')) console.log(JSON.stringify(results));
  else console.table(results);
  if (Object.values(results).some(({ ok }) => !ok)) process.exitCode = 1;
}

/** Measures what has a budget: npm run bench [-- --json]. Exit code 1 when something is over its budget. */
import { builtAside } from './browsing.ts';
import { hostsBenches } from './hosts.ts';
import { modelBenches } from './model.ts';
import { openingBenches } from './opening.ts';

export interface Bench {
  readonly name: string;
  readonly unit: string;
  /** The most the value may be. */
  readonly budget: number;
  readonly run: () => number | Promise<number>;
}

/** Each file of this folder exports its measurements: add them here. */
const benches: readonly Bench[] = [...modelBenches, ...hostsBenches, ...openingBenches(builtAside)];

interface Result {
  readonly value: number;
  readonly unit: string;
  readonly budget: number;
  readonly ok: boolean;
}

const results: Record<string, Result> = {};
for (const { name, unit, budget, run } of benches) {
  const value = Number((await run()).toPrecision(4));
  results[name] = { value, unit, budget, ok: value <= budget };
}

if (process.argv.includes('--json')) console.log(JSON.stringify(results));
else console.table(results);
if (Object.values(results).some(({ ok }) => !ok)) process.exitCode = 1;

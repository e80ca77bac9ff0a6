/** Measures what has a budget: npm run bench [-- --json]. Exit code 1 when something is over its budget. */
import { builtAside } from './browsing.ts';
import { composeBenches } from './compose.ts';
import { hostsBenches } from './hosts.ts';
import { importedBenches } from './imported.ts';
import { lessonBenches } from './lessons.ts';
import { modelBenches } from './model.ts';
import { openingBench, replayBench } from './opening.ts';
import { noteCost, report } from './report.ts';

export interface Bench {
  readonly name: string;
  readonly unit: string;
  /** The most the value may be: of a time in yardsticks. */
  readonly budget: number;
  readonly run: () => number | Promise<number>;
}

/** Each file of this folder exports its measurements: add them here. */
const benches: readonly Bench[] = [
  ...composeBenches,
  ...modelBenches,
  ...hostsBenches,
  ...importedBenches,
  ...lessonBenches,
  replayBench,
  openingBench(builtAside),
];

for (const { name, unit, budget, run } of benches) noteCost(name, await run(), unit, budget);
report();

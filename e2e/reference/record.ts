/** Records scenarios on a real engine, each into NAME.recording.json beside it: npm run record -- FILE.scenario... */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario, type RecordedStep, type Scenario } from '../conformance/recording.ts';
import { traced } from './capture.ts';
import { down, run, up, wholePlace } from './lab.ts';
import { buildRoots } from './roots.ts';

/** Probes that may run side by side. */
const AT_ONCE = 16;

async function runStep(step: Scenario['steps'][number]): Promise<RecordedStep> {
  const place = wholePlace(step.place);
  return { ...step, ...(step.kind === 'trace' ? await traced(place, step.command) : await run(place, step.command)) };
}

/** The steps in groups: probes beside one another together, all others alone. */
function groups(steps: Scenario['steps']): Scenario['steps'][number][][] {
  const result: Scenario['steps'][number][][] = [];
  for (const step of steps) {
    const last = result.at(-1);
    if (step.kind === 'probe' && last?.[0]?.kind === 'probe' && last.length < AT_ONCE) last.push(step);
    else result.push([step]);
  }
  return result;
}

async function record(file: string): Promise<number> {
  const { hosts, steps } = parseScenario(readFileSync(file, 'utf8'));
  const done: RecordedStep[] = [];
  try {
    await up(hosts);
    for (const group of groups(steps)) done.push(...(await Promise.all(group.map(runStep))));
  } finally {
    await down();
  }
  const recording = { engine: '28.5.2', hosts, steps: done };
  writeFileSync(file.replace(/(\.scenario)?$/, '.recording.json'), `${JSON.stringify(recording, null, 1)}\n`);
  return done.length;
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: npm run record -- FILE.scenario...');
  process.exit(2);
}
try {
  buildRoots(join(process.cwd(), 'e2e/reference/http-echo'));
  for (const file of files) console.log(`${file}: ${await record(file)} steps`);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

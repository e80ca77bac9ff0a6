import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { compare, type ComparedStep } from './compare.ts';
import { parseScenario, type Recording } from './recording.ts';
import { isBare, playScenario } from './replay.ts';

const here = dirname(fileURLToPath(import.meta.url));
const areas = readdirSync(here).filter((name) => /^\d\d-/.test(name));

const report = (steps: readonly ComparedStep[]): string =>
  steps
    .map(({ place, command, differences }) =>
      [
        `${place}$ ${command}`,
        ...differences.map((d) => `  ${d.part}\n    real:  ${d.expected}\n    model: ${d.actual}`),
      ].join('\n'),
    )
    .join('\n');

let equal = 0;
let all = 0;
afterAll(() => console.log(`conformance: ${equal} of ${all} recorded steps equal`));

describe.each(areas)('%s behaves as the recorded engine', (area) => {
  const names = readdirSync(join(here, area)).filter((name) => name.endsWith('.scenario'));
  it.each(names)('%s', async (name) => {
    const file = join(here, area, name);
    const recording = JSON.parse(readFileSync(file.replace(/\.scenario$/, '.recording.json'), 'utf8')) as Recording;
    const played = await playScenario(parseScenario(readFileSync(file, 'utf8')), { bare: isBare(file) });
    const steps = compare(recording, played);
    const different = steps.filter(({ differences }) => differences.length > 0);
    all += steps.length;
    equal += steps.length - different.length;
    expect(report(different)).toBe('');
  });
});

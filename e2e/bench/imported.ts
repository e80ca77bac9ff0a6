import type { Command } from '../../src/history/history.ts';
import { replay } from '../../src/history/replay.ts';
import { importLine, snapshotOf } from '../../src/shell/importing/host.fixture.ts';
import { LAN } from '../../src/world/world.ts';
import { processorTime } from '../fuzz/clock.ts';
import type { Bench } from './bench.ts';
import { median } from './measure.ts';

const CONTAINERS = 300;
const NETWORKS = 6;
const RUNS = 3;

const commands: readonly Command[] = [
  ...Array.from({ length: NETWORKS }, (_, i) => `docker network create net${i}`),
  ...Array.from({ length: CONTAINERS }, (_, i) => {
    const published = i % 3 === 0 ? `-p ${8000 + i}:80 ` : '';
    return `docker run -d --name c${i} --network net${i % NETWORKS} ${published}nginx`;
  }),
].map((line) => ({ place: 'host1', line }));

async function cost(history: readonly Command[]): Promise<number> {
  const start = processorTime();
  await replay({ seed: 1, commands: [...history] });
  return processorTime() - start;
}

/** The work of opening the snapshot of a host over that of opening the lab that it was taken of, pair by pair. */
async function snapshotOverLab(): Promise<number> {
  const line = importLine(await snapshotOf(await replay({ seed: 1, commands: [...commands] })));
  const ratios: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const lab = await cost(commands);
    ratios.push((await cost([{ place: LAN, line }])) / lab);
  }
  return median(ratios);
}

export const importedBenches: readonly Bench[] = [
  {
    name: 'the snapshot of a host with 300 containers opens, over the lab by its commands',
    unit: 'times',
    budget: 3,
    run: snapshotOverLab,
  },
];

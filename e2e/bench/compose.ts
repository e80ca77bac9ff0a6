import type { Command } from '../../src/history/history.ts';
import { replay } from '../../src/history/replay.ts';
import { createLab } from '../../src/world/lab.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import type { Bench } from './bench.ts';
import { median } from './measure.ts';

const SERVICES = 50;
const NETWORKS = 5;
const RUNS = 1000;
const HOST = 'host1';

/** A stack of fifty services, each on one of five networks. */
const file = [
  'services:',
  ...Array.from({ length: SERVICES }, (_, i) => [
    `  s${i}:`,
    '    image: nginx',
    `    networks: [net${i % NETWORKS}]`,
  ]).flat(),
  'networks:',
  ...Array.from({ length: NETWORKS }, (_, i) => `  net${i}: {}`),
].join('\n');

const written: Command = {
  place: HOST,
  line: `mkdir -p /tmp/stack; cat > /tmp/stack/compose.yaml << 'EOF'\n${file}\nEOF`,
};

/** Milliseconds of the last of some lines, in a lab of their own. */
async function last(lines: readonly string[]): Promise<number> {
  const session = openSession(createLab({ seed: 1 }), { inPlace: true });
  let start = 0;
  for (const line of lines) {
    start = performance.now();
    const { exit, stderr } = await execute(session, HOST, line);
    if (exit !== 0) throw new Error(stderr);
  }
  return performance.now() - start;
}

const up = (): Promise<number> => last([written.line, 'cd /tmp/stack', 'docker compose up -d']);

/** Loading included: nothing has asked for compose before. */
const first = (): Promise<number> => last([written.line, 'cd /tmp/stack', 'docker compose config -q']);

/** How long the stack takes to come up, to a thousand `docker run`. */
async function upToRuns(): Promise<number> {
  const commands = Array.from({ length: RUNS }, () => ({ place: HOST, line: 'docker run -d nginx' }));
  const ratios: number[] = [];
  for (let i = 0; i < 3; i++) {
    const taken = await up();
    const start = performance.now();
    await replay({ seed: 1, commands });
    ratios.push(taken / (performance.now() - start));
  }
  return median(ratios);
}

/** The first comes first, as it loads what the other uses. */
export const composeBenches: readonly Bench[] = [
  { name: 'first compose command, loading included', unit: 'ms', budget: 2.9, run: first },
  { name: 'compose up of 50 services on 5 networks to 1,000 docker run', unit: 'x', budget: 0.357, run: upToRuns },
];

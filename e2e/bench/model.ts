import type { Command } from '../../src/history/history.ts';
import { replay } from '../../src/history/replay.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { createLab } from '../../src/world/lab.ts';
import { engineHost } from '../../src/world/engine-host.ts';
import { tracerOf, traceWorld } from '../../src/world/trace.ts';
import type { World } from '../../src/world/world.ts';
import type { Bench } from './bench.ts';
import { median, request, timed } from './measure.ts';

const NETWORKS = 20;

/** `count` containers spread over twenty networks. */
const fleet = (count: number): Command[] =>
  [
    ...Array.from({ length: NETWORKS }, (_, i) => `docker network create net${i}`),
    ...Array.from({ length: count }, (_, i) => `docker run -d --name c${i} --network net${i % NETWORKS} nginx`),
  ].map((line) => ({ place: 'host1', line }));

async function replaySeconds(): Promise<number> {
  const history = { seed: 1, commands: fleet(1000) };
  await replay({ seed: 1, commands: fleet(50) });
  const start = performance.now();
  await replay(history);
  return (performance.now() - start) / 1000;
}

/** How much more a `docker run` costs among 1,000 containers than among 100. */
async function growth(): Promise<number> {
  const times: number[] = [];
  let last = performance.now();
  await replay({ seed: 1, commands: fleet(1050) }, () => {
    const now = performance.now();
    times.push(now - last);
    last = now;
  });
  const around = (n: number) => median(times.slice(NETWORKS + n - 50, NETWORKS + n + 50));
  return around(1000) / around(100);
}

async function built(commands: readonly Command[]): Promise<World> {
  const session = openSession(createLab({ seed: 1 }), { inPlace: true });
  for (const { place, line } of commands) await execute(session, place, line);
  return session.world;
}

const namespacesOf = (world: World): { namespace: string; address: string }[] =>
  Object.values(engineHost(world, 'host1').engine.containers).flatMap(({ sandbox, endpoints }) => {
    const address = Object.values(endpoints)[0]?.ipv4;
    return sandbox && address !== undefined ? [{ namespace: sandbox.namespace, address }] : [];
  });

async function internetTrace(): Promise<number> {
  const world = await built(fleet(50));
  const { namespace = '' } = namespacesOf(world)[0] ?? {};
  const stimuli = [request(namespace, '203.0.113.10')];
  for (let i = 0; i < 1500; i++) traceWorld(world, stimuli); // until V8 has compiled all of the walk
  return median(Array.from({ length: 1000 }, () => timed(() => void traceWorld(world, stimuli))));
}

async function matrix(): Promise<number> {
  const world = await built(fleet(50));
  const ends = namespacesOf(world);
  const all = () => {
    const walk = tracerOf(world);
    for (const from of ends) for (const to of ends) walk([request(from.namespace, to.address)], { outcomesOnly: true });
  };
  all();
  return median(Array.from({ length: 3 }, () => timed(all)));
}

/** How much longer one container with 1,001 published ports takes than 50 plain ones. */
async function publishing(): Promise<number> {
  const taken = async (lines: readonly string[]): Promise<number> => {
    const start = performance.now();
    await built(lines.map((line) => ({ place: 'host1', line })));
    return performance.now() - start;
  };
  const plain = Array.from({ length: 50 }, () => 'docker run -d nginx');
  const ratios: number[] = [];
  for (let run = 0; run < 5; run++)
    ratios.push((await taken(['docker run -d -p 10000-11000:10000-11000/udp nginx'])) / (await taken(plain)));
  return median(ratios);
}

/** What takes least room comes first: what is left in memory costs those that follow. */
export const modelBenches: readonly Bench[] = [
  { name: 'trace of a request from a container to the internet', unit: 'ms', budget: 0.0025, run: internetTrace },
  { name: 'reachability matrix of 50 x 50 containers', unit: 'ms', budget: 0.83, run: matrix },
  { name: 'replay of 1,000 docker run over 20 networks', unit: 's', budget: 5.9, run: replaySeconds },
  { name: 'docker run among 1,000 containers to one among 100', unit: 'x', budget: 2, run: growth },
  { name: 'docker run with 1,001 published ports to 50 plain ones', unit: 'x', budget: 4.1, run: publishing },
];

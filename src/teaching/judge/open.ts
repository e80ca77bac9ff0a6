import { locate } from '../../world/place.ts';
import type { World } from '../../world/world.ts';
import type { OpenCheck } from '../goal.ts';
import { said } from '../said.ts';
import { addressesOf } from '../../world/ends.ts';
import { endOf } from './traffic.ts';
import { failed, HELD, tried, whyNot, type Trial, type Verdict } from './trial.ts';

/** Ports of the engine's own, which a swarm opens: they are nobody's service. */
const ENGINE: ReadonlySet<number> = new Set([2377, 7946]);

/** The ports of a machine that may answer: where something listens, and what its rules send elsewhere; no port of the engine's own. */
export function candidates(world: World, machine: string): readonly number[] {
  const namespace = world.kernel.namespaces[locate(world, machine)?.namespace ?? ''];
  const sockets = Object.values(namespace?.sockets ?? {}).filter(({ protocol }) => protocol === 'tcp');
  const published = Object.values(world.machines[machine]?.engine?.containers ?? {}).flatMap(({ ports }) =>
    ports.filter(({ protocol }) => protocol === 'tcp').map(({ hostPort }) => hostPort),
  );
  return [...new Set([...sockets.map(({ port }) => port), ...published])]
    .filter((port) => port > 0 && !ENGINE.has(port))
    .sort((a, b) => a - b);
}

/** Which ports of a machine answer to who asks from elsewhere. */
export async function judgeOpen(trial: Trial, { of, from, ports }: OpenCheck): Promise<Verdict> {
  const isNot = whyNot(trial, of) ?? whyNot(trial, from);
  if (isNot !== undefined) return failed(isNot);
  const [address] = addressesOf(trial.world, of);
  if (address === undefined) return failed(said('no-address', { who: of }));
  const open: number[] = [];
  for (const port of candidates(trial.world, of))
    if (endOf(await tried(trial, from, `nc -zv -w 1 ${address} ${port}`, { outcomesOnly: true })) === 'reached')
      open.push(port);
  if (open.join() === [...ports].sort((a, b) => a - b).join()) return HELD;
  return failed(
    open.length === 0
      ? said('no-open-ports', { machine: of })
      : said('open-ports', { machine: of, ports: open.join(', ') }),
  );
}

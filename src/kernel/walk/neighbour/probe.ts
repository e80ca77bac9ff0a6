import type { Kernel } from '../../kernel.ts';
import type { NamespaceId } from '../../namespace.ts';
import type { Neighbour } from '../../neighbour/neighbour.ts';
import { deviceOf, type Met } from '../memory.ts';
import { askFor } from './neighbour.ts';
import { next } from '../queue.ts';
import { createWalk, memoryOf, type Handlers } from '../walk.ts';

/** A frame to one station reaches it over a few bridges, or floods a few; more is a loop. */
const MOST_EVENTS = 2_000;

/** Whether a neighbour answers a unicast probe now: found out in a walk of its own, of which nothing stays. */
export function answersProbe(
  handlers: Handlers,
  kernel: Kernel,
  namespace: NamespaceId,
  neighbour: Neighbour,
  clock: number,
): boolean {
  const walk = createWalk(kernel, {}, handlers, { clock, seed: 0, outcomesOnly: true, probing: true });
  const memory = memoryOf(walk, namespace);
  const device = memory && deviceOf(memory, neighbour.device);
  if (!device || neighbour.mac === undefined) return false;
  // Known and not confirmed, so that the answer shows.
  const met: Met = { neighbour: { ...neighbour, state: 'STALE', updated: clock }, changed: true };
  device.neighbours = new Map([[neighbour.ip, met]]);
  askFor(walk, device, neighbour.ip, { flow: 0, cause: undefined, source: undefined }, neighbour.mac);
  for (let count = 0; count < MOST_EVENTS; count++) {
    const event = next(walk.queue);
    if (!event) return false;
    walk.now = event.time;
    event.run();
    if (device.neighbours.get(neighbour.ip)?.neighbour.state === 'REACHABLE') return true;
  }
  return false;
}

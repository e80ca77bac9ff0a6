import { Immer } from 'immer';
import { isDue, isOver, settleEngine, settleFirewalld } from '../engine/api.ts';
import { engineHost } from './engine-host.ts';
import type { World } from './world.ts';

const hosts = (world: World): string[] =>
  Object.values(world.machines).flatMap(({ name, engine }) => (engine ? [name] : []));

/** Whether something has come due on a host: a command that ended, a restart. It is asked before and after every line. */
export const hasDue = ({ machines, clock }: World): boolean =>
  Object.values(machines).some(
    ({ engine, firewalld }) =>
      engine !== undefined && (isDue({ engine, clock }) || (firewalld !== undefined && isOver(firewalld, clock.now))),
  );

/** Lets happen what has come due on the hosts by now. */
export function settleWorld(world: World): void {
  for (const name of hosts(world)) {
    const host = engineHost(world, name);
    if (host.firewalld) settleFirewalld(host, host.firewalld);
    settleEngine(host);
  }
}

/** How long (ms) after a command a person has a look at what came of it. */
const LOOK = 500;
const immer = new Immer({ autoFreeze: false });

/** The world when a person looks at it: what comes due at once, as the end of `true`, has happened by then. */
export function whenLookedAt(world: World): World {
  const clock = { now: world.clock.now + LOOK };
  return hasDue({ ...world, clock })
    ? immer.produce(world, (later) => {
        later.clock = clock;
        settleWorld(later);
      })
    : world;
}

/** Clients that tell of an engine's events as they come. */
import { eventsFrom, isIncluded, type EngineEvent } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import type { Following, Process } from '../../../kernel/process/process.ts';
import type { World } from '../../../world/world.ts';
import { emit, type Jobs } from '../../jobs.ts';
import type { Session } from '../../session.ts';
import { onDemand } from '../../tool/later.ts';

/** How events are told: loaded when somebody first follows them. */
const printing = onDemand(() => import('./told-events.ts'));

/** What telling of events needs; a promise until it is there. */
export const readyToTell = (): object | Promise<object> => printing();

type Follower = Process & Required<Pick<Process, 'follows'>>;

const followersIn = ({ kernel }: World): Follower[] =>
  (kernel.watched ?? []).flatMap((pid) => {
    const process = kernel.processes[pid];
    return process?.follows ? [process as Follower] : [];
  });

/** To be waited for before a line begins on a world in which events are followed; undefined where nothing is to wait for. */
export function awaitFollowers(world: World): Promise<unknown> | undefined {
  if (world.kernel.watched === undefined || followersIn(world).length === 0) return undefined;
  const loaded = printing();
  return loaded instanceof Promise ? loaded : undefined;
}

/** The events of a machine that came since a follower looked. */
export function newEvents(
  world: World,
  machine: string,
  { seen, until = Infinity, filters }: Following,
): EngineEvent[] {
  const log = own(world.machines, machine)?.engine?.events;
  return eventsFrom(log, seen).filter((event) => event.at <= until && isIncluded(event, filters));
}

/** Lets those who follow events tell of what has come. */
export function tellFollowers({ session, jobs }: { readonly session: Session; readonly jobs: Jobs }): void {
  if (session.world.kernel.watched === undefined) return;
  for (const { pid, machine, follows, frozen } of followersIn(session.world)) {
    const count = own(session.world.machines, machine)?.engine?.events?.count ?? 0;
    if (count === follows.seen || frozen) continue;
    const told = printing();
    if (told instanceof Promise) throw new Error('a line began before its followers were loaded');
    const text = told.toldEvents(newEvents(session.world, machine, follows), follows);
    session.update(({ kernel }) => {
      const process = kernel.processes[pid];
      if (process?.follows) process.follows.seen = count;
    });
    if (text !== '') emit(session, jobs, pid, 'out', text);
  }
}

import { aftermath, type Trace } from '../../src/kernel/trace.ts';
import { MODULES } from '../../src/kernel/modules.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession, type Session } from '../../src/shell/session.ts';
import type { Outcome } from '../../src/shell/tool/call.ts';
import { plainWords } from '../../src/shell/words.ts';

import { framesOf, type SeenFrame } from './frames.ts';
import { createLab } from '../../src/world/lab.ts';
import { locate } from '../../src/world/place.ts';
import type { RecordedStep, Recording, Scenario } from './recording.ts';

/**
 * How long the recorder takes (ms, medians of its recordings): to start a shell on a machine, a docker client, a shell in a
 * container by `docker exec`; to have all captures listen before a traced step, and to let them hear all after it. Probes run at
 * once.
 */
const START = 10;
const START_CLIENT = 65;
const START_INSIDE = 130;
const BEFORE_TRACE = 400;
const AFTER_TRACE = 400;

/**
 * Plays a scenario on a fresh lab, whose kernel is as the reference machine's, built without some modules, unless the scenario says
 * `modules: all`. Each step gets a shell of its own, as the recorder gives it.
 */
export async function playScenario(
  { hosts, whole, steps }: Scenario,
  { seed = 1, bare = false, onStep }: { seed?: number; bare?: boolean; onStep?: (step: RecordedStep) => void } = {},
): Promise<Recording> {
  const session = openSession(createLab({ seed, hosts, bare, ...(!whole && { lacks: MODULES }) }), { inPlace: true });
  const done: RecordedStep[] = [];
  for (const { place, command, kind } of steps) {
    const opened = session.world.clock.now;
    const at = locate(session.world, place);
    const inside = at?.container !== undefined && at.namespace !== undefined;
    const start = inside ? START_INSIDE : isClient(command) ? START_CLIENT : START;
    pass(session, (kind === 'probe' ? START : start) + (kind === 'trace' ? BEFORE_TRACE : 0));
    const before = session.world.clock.now;
    const { stdout, stderr, exit, traces }: Outcome = await execute(session, place, command, { fresh: true });
    const ms = Math.round(session.world.clock.now - before);
    const frames = kind === 'trace' ? captured(session, traces, opened) : undefined;
    const step: RecordedStep = { place, command, kind, stdout, stderr, exit, ms, ...(frames && { frames }) };
    done.push(step);
    onStep?.(step);
  }
  return { engine: '28.5.2', hosts, steps: done };
}

/** Up to that area scenarios were recorded on a lab of few tools, whose images have no names of services. */
const LAST_BARE = 14;

/** Whether a scenario's file belongs to an area that was recorded on a bare lab. */
export const isBare = (file: string): boolean =>
  Number(/(?:^|\/)(\d\d)-[^/]*\/[^/]*$/.exec(file)?.[1] ?? Infinity) <= LAST_BARE;

/** Whether a step is a docker client alone: those of a longer line take their time in it. */
const isClient = (command: string): boolean => plainWords(command)?.[0] === 'docker';

/** What captures heard from when (ms) they were opened until they are closed. */
function captured(session: Session, traces: readonly Trace[], opened: number): SeenFrame[] {
  pass(session, AFTER_TRACE);
  const { world } = session;
  const late = aftermath(world.kernel, { from: opened, until: world.clock.now });
  return framesOf(world, [...traces, { hops: late }]);
}

const pass = (session: Session, ms: number): void => session.update(({ clock }) => void (clock.now += ms));

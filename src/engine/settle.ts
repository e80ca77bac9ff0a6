import type { Container } from './container/container.ts';
import { begin, exit } from './container/lifecycle.ts';
import type { EngineHost } from './engine.ts';
import { EngineError } from './errors.ts';
import { dropIdle } from './swarm/networks.ts';
import { isSwarmDue, settleTasks } from './swarm/scheduler.ts';

/** A clock that leaps far ahead brings no more events than these; what is left happens from then on. */
const MOST_EVENTS = 500;

/** Whether something has come due that `settleEngine` would do. */
export const isDue = (host: Pick<EngineHost, 'engine' | 'clock'>): boolean =>
  !host.engine.down && (Object.values(host.engine.pending).some(({ at }) => at <= host.clock.now) || isSwarmDue(host));

/** Lets happen what has come due by now: commands that end by themselves, restart policies that start them again. */
export function settleEngine(host: EngineHost): void {
  const { engine, clock } = host;
  if (engine.down) return;
  const now = clock.now;
  if (engine.swarm) settleSwarm(host);
  for (let events = 0; ; events++) {
    const [first] = Object.entries(engine.pending).sort(([, a], [, b]) => a.at - b.at);
    if (!first || first[1].at > now) break;
    const [id, { at, event }] = first;
    delete engine.pending[id];
    const container = engine.containers[id];
    if (!container) continue;
    clock.now = events < MOST_EVENTS ? at : now;
    if (event === 'exit') finish(host, container);
    else restart(host, container);
    clock.now = now;
  }
}

function finish(host: EngineHost, container: Container): void {
  const { exitCode = 0, stdout = '', stderr = '' } = container.ending ?? {};
  container.log.stdout += stdout;
  container.log.stderr += stderr;
  exit(host, container, exitCode);
}

function restart(host: EngineHost, container: Container): void {
  container.state.status = 'exited';
  try {
    begin(host, container);
  } catch (error) {
    // It stays as it is, with the reason in its state.
    if (!(error instanceof EngineError)) throw error;
  }
}

/** Lets a swarm's tasks begin and end, and its hosts let go of networks that they do not use. */
function settleSwarm(host: EngineHost): void {
  settleTasks(host);
  dropIdle(host);
}

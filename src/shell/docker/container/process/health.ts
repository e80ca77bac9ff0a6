/** Runs the health checks that have come due, before a command asks the engine anything. */
import {
  containerEnvironment,
  dueForProbe,
  findContainer,
  foreseenProbe,
  probeOf,
  recordProbes,
} from '../../../../engine/api.ts';
import type { Container } from '../../../../engine/container/container.ts';
import type { Asking } from '../../cli/command.ts';
import { ask, order } from '../../engine.ts';
import { placeOf, variables } from './main-process.ts';

/** As nothing has changed since the last command, one probe tells what all that are due would have. */
export function probeHealth(context: Asking): Promise<void> | undefined {
  let waiting: Promise<void> | undefined;
  for (const { id } of ask(context, dueForProbe)) {
    if (waiting) waiting = waiting.then(() => probe(context, id));
    else waiting = probe(context, id);
  }
  return waiting;
}

function probe(context: Asking, id: string): Promise<void> | undefined {
  const container = ask(context, (host) => findContainer(host, id));
  const known = ask(context, (host) => foreseenProbe(host, container));
  if (known) {
    record(context, id, known.exitCode, known.stdout);
    return undefined;
  }
  const output: string[] = [];
  const exit = run(context, container, output);
  if (typeof exit !== 'number') return exit.then((code) => record(context, id, code, output.join('')));
  record(context, id, exit, output.join(''));
  return undefined;
}

/** Runs the probe as `docker exec` would; the clock stays, for its time has passed already. */
function run(context: Asking, container: Container, output: string[]): number | Promise<number> {
  const { call } = context;
  const before = call.world().clock.now;
  const write = (text: string): void => void output.push(text);
  const exit = call.run(placeOf(context, container), probeOf(container) ?? [], '', {
    cwd: container.config.WorkingDir || '/',
    env: variables(ask(context, (host) => containerEnvironment(host, container))),
    output: { out: write, err: write },
  });
  const restore = (code: number): number => {
    call.update(({ clock }) => void (clock.now = before));
    return code;
  };
  return typeof exit === 'number' ? restore(exit) : exit.then(restore);
}

const record = (context: Asking, id: string, exitCode: number, output: string): void =>
  order(context, (host) => {
    const container = host.engine.containers[id];
    if (container) recordProbes(host, container, exitCode, output);
  });

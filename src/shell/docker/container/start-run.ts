import { findContainer, startContainer } from '../../../engine/api.ts';
import { isRunning } from '../../../engine/container/container.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { inSequence } from '../cli/sequence.ts';
import { ask, named, order, refusal } from '../engine.ts';
import { stopOptions } from './lifecycle-run.ts';
import { checkAttachKeys } from './detach-keys.ts';
import { attachTo, isShell, placeOf } from './process/main-process.ts';
import { restartGently } from './process/stop.ts';

interface Failure {
  readonly name: string;
  readonly problem: string;
}

/** Starts each container in turn, as `begin` does, lets its command run, and then says what failed. */
function startEach(
  context: Context<never>,
  begin: (name: string) => void | Promise<void>,
  conclude: (failures: readonly Failure[]) => void,
): number | Promise<number> {
  const failures: Failure[] = [];
  const done = inSequence(context.arguments, (name) => {
    const tell = (): void => context.call.out(`${name}\n`);
    const fail = (error: unknown): void => void failures.push({ name, problem: refusal(error) });
    try {
      const begun = begin(named('container', name));
      return begun ? begun.then(tell, fail) : tell();
    } catch (error) {
      fail(error);
    }
  });
  const finish = (): number => {
    for (const { problem } of failures) context.call.err(`${problem}\n`);
    conclude(failures);
    return failures.length > 0 ? 1 : 0;
  };
  return done ? done.then(finish) : finish();
}

/** `docker start`. */
export function runStart(context: Context<'attach' | 'detach-keys' | 'interactive'>): number | Promise<number> {
  const begin = (name: string) => order(context, (host) => startContainer(host, name));
  if (flagOn(context.flags, 'attach') || flagOn(context.flags, 'interactive')) return startAttached(context, begin);
  return startEach(context, begin, (failures) => {
    if (failures.length > 0)
      context.call.err(`Error: failed to start containers: ${failures.map(({ name }) => name).join(', ')}\n`);
  });
}

function startAttached(
  context: Context<'detach-keys' | 'interactive'>,
  begin: (name: string) => void,
): number | Promise<number> {
  const { call, flags } = context;
  const [name = '', second] = context.arguments;
  if (second !== undefined) throw new CliError('you cannot start and attach multiple containers at once');
  ask(context, (host) => findContainer(host, named('container', name)));
  checkAttachKeys(flags);
  begin(name);
  const interactive = flagOn(flags, 'interactive');
  const container = ask(context, (host) => findContainer(host, name));
  if (interactive && call.tty && container.config.Tty && isRunning(container) && isShell(container.command)) {
    call.enter(placeOf(context, container), { kind: 'main', command: container.command });
    return 0;
  }
  const stdin = interactive ? call.stdin : '';
  return attachTo(context, name, { stdin, out: call.out, err: call.err });
}

/** `docker restart`. */
export function runRestart(context: Context<'signal' | 'time' | 'timeout'>): number | Promise<number> {
  const options = stopOptions(context.flags);
  return startEach(
    context,
    (name) => restartGently(context, name, options),
    () => undefined,
  );
}

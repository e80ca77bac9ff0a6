import { findContainer, noteContainer } from '../../../engine/api.ts';
import { isRunning } from '../../../engine/container/container.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { inSequence } from '../cli/sequence.ts';
import { ask, named, order, refusal } from '../engine.ts';
import { checkAttachKeys } from './detach-keys.ts';
import { attachTo as attachToProcess, isShell, placeOf, runAttached } from './process/main-process.ts';

/** Attaches the terminal to a running container. Throws CliError or EngineError. */
export function attachTo(context: Context<'detach-keys' | 'no-stdin'>): number | Promise<number> {
  const { call, flags } = context;
  const name = named('container', context.arguments[0] ?? '');
  const container = ask(context, (host) => findContainer(host, name));
  const { status } = container.state;
  if (!isRunning(container)) throw new CliError('You cannot attach to a stopped container, start it first');
  if (status === 'paused') throw new CliError('You cannot attach to a paused container, unpause it first');
  const { Tty, OpenStdin } = container.config;
  if (Tty && !flagOn(flags, 'no-stdin') && !call.tty) throw new CliError('the input device is not a TTY');
  checkAttachKeys(flags);
  if (Tty && OpenStdin && isShell(container.command)) {
    call.enter(placeOf(context, container), { kind: 'main', command: container.command });
    return 0;
  }
  order(context, (host) => noteContainer(host, container, 'attach'));
  return attachToProcess(context, name, { stdin: '', out: call.out, err: call.err });
}

/** Their exit codes as they end, in the order of their names; what only a person can end is not waited for. */
export function waitForAll(context: Context<never>): number | Promise<number> {
  const silent = { stdin: '', out: () => undefined, err: () => undefined };
  const { call } = context;
  const problems: string[] = [];
  const done = inSequence(context.arguments, (name) => {
    const tell = (code: number | undefined): void => {
      if (code !== undefined) call.out(`${code}\n`);
    };
    try {
      const code = runAttached(context, named('container', name), silent);
      return code instanceof Promise ? code.then(tell) : tell(code);
    } catch (error) {
      problems.push(refusal(error));
    }
  });
  const finish = (): number => {
    for (const problem of problems) call.err(`${problem}\n`);
    return problems.length > 0 ? 1 : 0;
  };
  return done ? done.then(finish) : finish();
}

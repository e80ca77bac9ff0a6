/** `docker attach` and `docker wait`. */
import { findContainer } from '../../../engine/api.ts';
import { isRunning } from '../../../engine/container/container.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { detachKeys } from '../cli/flags/shared.table.ts';
import { ask, forEach, named } from '../engine.ts';
import { isShell, placeOf, runAttached, stayAttached } from './process/main-process.ts';

function run(context: Context<'no-stdin'>): number | Promise<number> {
  const { call, flags } = context;
  const name = named('container', context.arguments[0] ?? '');
  const container = ask(context, (host) => findContainer(host, name));
  const { status } = container.state;
  if (!isRunning(container)) throw new CliError('You cannot attach to a stopped container, start it first');
  if (status === 'paused') throw new CliError('You cannot attach to a paused container, unpause it first');
  const { Tty, OpenStdin } = container.config;
  if (Tty && !flagOn(flags, 'no-stdin') && !call.tty) throw new CliError('the input device is not a TTY');
  if (Tty && OpenStdin && isShell(container.command)) {
    call.enter(placeOf(context, container), { kind: 'main', command: container.command });
    return 0;
  }
  return runAttached(context, name, { stdin: '', out: call.out, err: call.err }) ?? stayAttached(context, name);
}

export const attach = defineCommand({
  use: 'attach [OPTIONS] CONTAINER',
  short: 'Attach local standard input, output, and error streams to a running container',
  ways: ['docker container attach', 'docker attach'],
  flags: [
    detachKeys,
    { name: 'no-stdin', type: 'bool', usage: 'Do not attach STDIN' },
    {
      name: 'sig-proxy',
      type: 'bool',
      usage: 'Proxy all received signals to the process (default true)',
    },
  ],
  arity: { exactly: 1 },
  completes: ['running container'],
  run,
});

export const wait = defineCommand({
  use: 'wait CONTAINER [CONTAINER...]',
  short: 'Block until one or more containers stop, then print their exit codes',
  ways: ['docker container wait', 'docker wait'],
  flags: [],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      const silent = { stdin: '', out: () => undefined, err: () => undefined };
      named('container', name);
      const code = runAttached(context, name, silent);
      // What only a person can end is not waited for.
      return typeof code === 'number' ? String(code) : undefined;
    }),
});

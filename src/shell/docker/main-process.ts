/** The main process of a container that has been started: how it is run, and how it comes to its end. */
import {
  containerEnvironment,
  describeCommand,
  findContainer,
  finishContainer,
  settleEngine,
} from '../../engine/api.ts';
import { isRunning } from '../../engine/container.ts';
import type { Container } from '../../engine/container.ts';
import type { Output } from '../tool.ts';
import type { Context } from './command.ts';
import { ask, order } from './engine.ts';

type Asking = Pick<Context, 'call' | 'machine'>;

/** What a person or a pipe may give the process, and where its output is seen while it is attached. */
export interface Attached extends Output {
  readonly stdin: string;
}

const shells = /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|dash|ash)$/;

/** Whether a command is a shell that reads what is typed. */
export const isShell = (command: readonly string[]): boolean => command.length === 1 && shells.test(command[0] ?? '');

/** The same command where its standard input is known beforehand: a shell runs it as a script. */
export const withStdin = (command: readonly string[], stdin: string): readonly string[] =>
  isShell(command) ? [command[0] ?? 'sh', '-c', stdin] : command;

export const placeOf = ({ machine }: Asking, { name }: Container): string => `${machine}/${name}`;

/** An environment such as `env` prints it, by name. */
export const variables = (environment: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    environment.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );

/** Output through a pseudo-terminal: one stream for both, with its line ends, which a person's own terminal takes up again. */
export function terminal({ out }: Pick<Output, 'out'>, person = false): Output {
  const write = (text: string) => out(person ? text : text.replaceAll('\n', '\r\n'));
  return { out: write, err: write };
}

/**
 * Runs a container's main process to its end in the background: what it would do by then is done at once, and the
 * clock stays. Servers and commands whose end the engine knows are left to it.
 */
export function runInBackground(context: Asking, ref: string): void | Promise<void> {
  const container = ask(context, (host) => findContainer(host, ref));
  const { Tty: tty, OpenStdin: openStdin } = container.config;
  const stays = describeCommand(container.command, { tty, openStdin }).runsForever;
  if (!isRunning(container) || isPending(context, container) || stays) return;
  const before = context.call.world().clock.now;
  const exit = execute(context, container, '', undefined);
  const restore = (): void => context.call.update((world) => void (world.clock.now = before));
  return typeof exit === 'number' ? restore() : exit.then(restore);
}

/** Runs a container's main process to its end while attached. Undefined where it goes on for ever. */
export function runAttached(context: Asking, ref: string, attached: Attached): number | Promise<number> | undefined {
  const container = ask(context, (host) => findContainer(host, ref));
  if (!isRunning(container)) return container.state.exitCode;
  if (isPending(context, container)) return waitFor(context, container, attached);
  if (lasts(container, attached.stdin)) return undefined;
  return execute(context, container, attached.stdin, attached);
}

const isPending = (context: Asking, { id }: Container): boolean =>
  ask(context, ({ engine }) => engine.pending[id]?.event === 'exit');

/** Whether the process goes on until it is stopped; at the end of its input a shell or cat is done. */
function lasts({ command, config }: Container, stdin: string): boolean {
  const surroundings = { tty: config.Tty, openStdin: config.OpenStdin };
  if (!describeCommand(command, surroundings).runsForever) return false;
  return describeCommand(withStdin(command, stdin), { tty: config.Tty }).runsForever;
}

/** Lets time pass until the process has ended, and shows what it wrote. */
function waitFor(context: Asking, { id, ending }: Container, attached: Attached): number {
  order(context, (host) => {
    host.clock.now = Math.max(host.clock.now, host.engine.pending[id]?.at ?? 0);
    settleEngine(host);
  });
  attached.out(ending?.stdout ?? '');
  attached.err(ending?.stderr ?? '');
  return ending?.exitCode ?? 0;
}

/** Runs the command at the container's place; what it writes is kept for its log. */
function execute(
  context: Asking,
  container: Container,
  stdin: string,
  attached: Output | undefined,
): number | Promise<number> {
  const written = { stdout: '', stderr: '' };
  const shown = container.config.Tty && attached ? terminal(attached, context.call.tty) : attached;
  const output: Output = {
    out: (text) => {
      written.stdout += text;
      shown?.out(text);
    },
    err: (text) => {
      written.stderr += text;
      shown?.err(text);
    },
  };
  const env = variables(ask(context, (host) => containerEnvironment(host, container)));
  const cwd = container.config.WorkingDir || '/';
  const exit = context.call.run(placeOf(context, container), withStdin(container.command, stdin), stdin, {
    cwd,
    env,
    output,
  });
  const finish = (code: number): number => {
    order(context, (host) => finishContainer(host, container.id, code, written.stdout, written.stderr));
    return code;
  };
  return typeof exit === 'number' ? finish(exit) : exit.then(finish);
}

/** The main process of a container that has been started: how it is run, and how it comes to its end. */
import {
  containerEnvironment,
  describeCommand,
  findContainer,
  finishContainer,
  foreseeEnding,
  settleEngine,
  signalMain,
  type Written,
} from '../../../../engine/api.ts';
import { isRunning } from '../../../../engine/container/container.ts';
import type { Container } from '../../../../engine/container/container.ts';
import type { Engine } from '../../../../engine/engine.ts';
import { engineHost } from '../../../../world/place.ts';
import { wait } from '../../../linux/names/query.ts';
import { TimeIsUp } from '../../../time-limit.ts';
import type { Output } from '../../../tool/output.ts';
import type { Asking } from '../../cli/command.ts';
import { ask, order } from '../../engine.ts';

/** What a person or a pipe may give the process, and where its output is seen while it is attached. */
export interface Attached extends Output {
  readonly stdin: string;
}

const shells = /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|dash|ash)$/;

/** Whether a command is a shell that reads what is typed. */
export const isShell = ([name = '', ...options]: readonly string[]): boolean =>
  shells.test(name) && options.every((option) => /^(-[il]+|--login)$/.test(option));

/** The same command where its standard input is known beforehand: a shell runs it as a script. */
export const withStdin = (command: readonly string[], stdin: string): readonly string[] =>
  isShell(command) ? [command[0] ?? 'sh', '-c', stdin] : command;

/** Where a container's commands run. */
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
 * Runs a container's main process to its end in the background: what it would do by then is done at once, but the clock
 * stays, and it ends when its time has come. Servers and commands whose end the engine knows are left to it.
 */
export function runInBackground(context: Asking, ref: string): void | Promise<void> {
  const container = ask(context, (host) => findContainer(host, ref));
  const { Tty: tty, OpenStdin: openStdin } = container.config;
  const stays = describeCommand(container.command, { tty, openStdin }).runsForever;
  if (!isRunning(container) || isPending(context, container) || stays) return;
  const now = (): number => context.call.world().clock.now;
  const before = now();
  const written: Written[] = [];
  const write = (stream: Written['stream']) => (text: string) => {
    written.push({ after: now() - before, stream, text });
  };
  const goOn = holdBack(context);
  const foresee = (exitCode: number): void => {
    const after = now() - before;
    goOn();
    order(context, (host) => {
      host.clock.now = before;
      foreseeEnding(host, container.id, { after, exitCode, stdout: '', stderr: '', written });
    });
  };
  const exit = execute(context, container, '', { out: write('stdout'), err: write('stderr') });
  return typeof exit === 'number' ? foresee(exit) : exit.then(foresee);
}

/** Keeps what is due on the engines from happening while time runs ahead for one command. Returns what lets it go on. */
function holdBack({ call }: Asking): () => void {
  const held = new Map<string, Engine['pending']>();
  call.update(({ machines }) => {
    for (const { name, engine } of Object.values(machines)) {
      if (!engine) continue;
      held.set(name, Object.fromEntries(Object.entries(engine.pending).map(([id, due]) => [id, { ...due }])));
      engine.pending = {};
    }
  });
  return () =>
    call.update(({ machines }) => {
      for (const { name, engine } of Object.values(machines))
        if (engine) engine.pending = { ...held.get(name), ...engine.pending };
    });
}

/** Runs a container's main process to its end while attached. Undefined where it goes on for ever. */
export function runAttached(context: Asking, ref: string, attached: Attached): number | Promise<number> | undefined {
  const container = ask(context, (host) => findContainer(host, ref));
  if (!isRunning(container)) return container.state.exitCode;
  if (isPending(context, container)) return waitFor(context, container, attached);
  if (lasts(container, attached.stdin)) return undefined;
  return runToEnd(context, container, attached);
}

/** Stays at the terminal with a container that goes on: until a person interrupts it, or `timeout` passes its signal on. */
export function stayAttached(context: Asking, ref: string, passesOn = true): number {
  const { call, machine } = context;
  const { id } = ask(context, (host) => findContainer(host, ref));
  if (call.until === undefined) {
    call.hold({ kind: 'container', machine, id, ...(passesOn && { interrupts: 0 }) });
    return 0;
  }
  try {
    wait(call, Infinity);
  } catch (error) {
    if (error instanceof TimeIsUp && passesOn)
      call.update((world) => signalMain(engineHost(world, machine), id, 'TERM', false));
    throw error;
  }
  return 0;
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
  for (const { stream, text } of ending?.written ?? []) (stream === 'stdout' ? attached.out : attached.err)(text);
  attached.out(ending?.stdout ?? '');
  attached.err(ending?.stderr ?? '');
  return ending?.exitCode ?? 0;
}

/** Runs the command while attached; what it writes is kept for its log. */
function runToEnd(context: Asking, container: Container, attached: Attached): number | Promise<number> {
  const written = { stdout: '', stderr: '' };
  const shown = container.config.Tty ? terminal(attached, context.call.tty) : attached;
  const output: Output = {
    out: (text) => {
      written.stdout += text;
      shown.out(text);
    },
    err: (text) => {
      written.stderr += text;
      shown.err(text);
    },
  };
  const finish = (code: number): number => {
    order(context, (host) => finishContainer(host, container.id, code, written.stdout, written.stderr));
    return code;
  };
  const exit = execute(context, container, attached.stdin, output);
  return typeof exit === 'number' ? finish(exit) : exit.then(finish);
}

/** Runs the command at the container's place. */
function execute(context: Asking, container: Container, stdin: string, output: Output): number | Promise<number> {
  const env = variables(ask(context, (host) => containerEnvironment(host, container)));
  const cwd = container.config.WorkingDir || '/';
  const command = withStdin(container.command, stdin);
  return context.call.run(placeOf(context, container), command, stdin, { cwd, env, output });
}

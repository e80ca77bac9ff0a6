/** The main process of a container that has been started: how it is run, and how it comes to its end. */
import {
  containerEnvironment,
  describeCommand,
  findContainer,
  finishContainer,
  settleEngine,
  signalMain,
} from '../../../../engine/api.ts';
import { isRunning, mainCommand } from '../../../../engine/container/container.ts';
import type { Container } from '../../../../engine/container/container.ts';
import type { Task } from '../../../../kernel/process/task.ts';
import { engineHost } from '../../../../world/engine-host.ts';
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

/** What a container's main process does by and by, if its end is not known beforehand. */
const taskOf = ({ call }: Asking, { state: { pid }, hostConfig }: Container): Task | undefined => {
  const { tasks, processes } = call.world().kernel;
  const child = hostConfig.Init ? Object.values(processes).find(({ parent }) => parent === pid)?.pid : undefined;
  return tasks?.[child ?? pid];
};

/** Follows a container's main process to its end. Undefined where it goes on: it is left to itself then. */
export function runAttached(
  context: Asking,
  ref: string,
  attached: Attached,
): number | undefined | Promise<number | undefined> {
  const container = ask(context, (host) => findContainer(host, ref));
  if (!isRunning(container)) return container.state.exitCode;
  if (isPending(context, container)) return waitFor(context, container, attached);
  const task = taskOf(context, container);
  if (!task || task.work.kind === 'server') return withInput(context, container, attached);
  if (task.work.kind === 'program' && attached.stdin !== '') giveInput(context, container, attached.stdin);
  return followTask(context, container, attached);
}

/** A shell, or cat, with an end to its input does what that says, and ends. */
function withInput(
  context: Asking,
  container: Container,
  attached: Attached,
): number | undefined | Promise<number | undefined> {
  const command = withStdin(mainCommand(container), attached.stdin);
  const ends = !describeCommand(command, { tty: container.config.Tty }).runsForever;
  return ends && !taskOf(context, container) ? runToEnd(context, container, attached) : undefined;
}

/** Hands a process, before it begins, what its standard input holds. */
function giveInput({ call }: Asking, { state: { pid } }: Container, stdin: string): void {
  call.update(({ kernel }) => {
    const work = kernel.tasks?.[pid]?.work;
    if (work?.kind === 'program') Object.assign(work, { argv: [...withStdin(work.argv, stdin)], stdin });
  });
}

/** How long (ms) somebody at a terminal waits for what goes on; then it holds the terminal. */
const PATIENCE = 60_000;

/** Milliseconds until a client knows of an end: the engine first takes down what stood of the container. */
const TOLD = 125;

/** Lets time pass while a process goes on, and shows what it writes meanwhile. */
async function followTask(
  context: Asking,
  { id, config, state: { pid } }: Container,
  attached: Output,
): Promise<number | undefined> {
  const { call } = context;
  const { jobs } = call;
  const containerNow = (): Container | undefined => ask(context, ({ engine }) => engine.containers[id]);
  const isOver = (): boolean => {
    const container = containerNow();
    return !container || !isRunning(container) || container.state.pid !== pid;
  };
  const patience = jobs.person ? call.world().clock.now + PATIENCE : Infinity;
  jobs.watched.set(id, config.Tty ? terminal(attached, call.tty) : attached);
  try {
    const came = await call.pass(isOver, Math.min(call.until ?? Infinity, patience));
    if (came !== 'so') return undefined;
    await call.pass(() => false, call.world().clock.now + TOLD);
    return jobs.exits.get(pid) ?? containerNow()?.state.exitCode ?? 0;
  } finally {
    jobs.watched.delete(id);
  }
}

/** Follows a container's main process, and stays at the terminal where that goes on. */
export function attachTo(context: Asking, ref: string, attached: Attached): number | Promise<number> {
  const code = runAttached(context, ref, attached);
  if (code instanceof Promise) return code.then((ended) => ended ?? stayAttached(context, ref));
  return code ?? stayAttached(context, ref);
}

/** Stays at the terminal with a container that goes on: until a person interrupts it, or `timeout` passes its signal on. */
export function stayAttached(context: Asking, ref: string, passesOn = true): number | Promise<number> {
  const { call, machine } = context;
  const container = ask(context, (host) => findContainer(host, ref));
  const { id } = container;
  if (call.until === undefined) {
    if (mustWait(context, container)) return followTask(context, container, call).then((code) => code ?? 0);
    call.hold({ kind: 'container', machine, id, ...(passesOn && { interrupts: 0 }) });
    return 0;
  }
  const interrupt = (): void => {
    if (passesOn) call.update((world) => signalMain(engineHost(world, machine), id, 'TERM', false));
  };
  if (call.world().kernel.tasks) return watch(context, id, call.until, interrupt);
  try {
    wait(call, Infinity);
  } catch (error) {
    if (error instanceof TimeIsUp) interrupt();
    throw error;
  }
  return 0;
}

/** Whether nobody sits there who could interrupt, and its end comes as time passes. */
function mustWait(context: Asking, container: Container): boolean {
  const { jobs, background } = context.call;
  const task = taskOf(context, container);
  return !jobs.person && !jobs.holds && !background && task !== undefined && task.work.kind !== 'server';
}

/** Shows what a container's processes print until its end, or until the time is up. */
async function watch(context: Asking, id: string, until: number, interrupt: () => void): Promise<number> {
  const { call } = context;
  const containerNow = (): Container | undefined => ask(context, ({ engine }) => engine.containers[id]);
  const { out, err } = call;
  call.jobs.watched.set(id, containerNow()?.config.Tty ? terminal(call, call.tty) : { out, err });
  try {
    const isOver = (): boolean => {
      const container = containerNow();
      return !container || !isRunning(container);
    };
    if ((await call.pass(isOver, until)) === 'so') return containerNow()?.state.exitCode ?? 0;
  } finally {
    call.jobs.watched.delete(id);
  }
  interrupt();
  throw new TimeIsUp();
}

const isPending = (context: Asking, { id }: Container): boolean =>
  ask(context, ({ engine }) => engine.pending[id]?.event === 'exit');

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
  const command = withStdin(mainCommand(container), stdin);
  return context.call.run(placeOf(context, container), command, stdin, { cwd, env, output });
}

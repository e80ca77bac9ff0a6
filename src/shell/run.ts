import { containerForExec, EngineError } from '../engine/api.ts';
import type { Stimulus } from '../kernel/stimulus.ts';
import type { Trace } from '../kernel/trace.ts';
import { hasDue, settleWorld } from '../world/due.ts';
import { engineHost, locate, type Location } from '../world/place.ts';
import { applyTrace, traceWorld } from '../world/trace.ts';
import type { Place, ShellState, World } from '../world/world.ts';
import { runBuiltin } from './builtins.ts';
import { openSession, type Session } from './session.ts';
import { freshShell, shellAt } from './surroundings.ts';
import type { Around, Call, Outcome, Surroundings } from './tool.ts';
import { isCommandAt, toolAt } from './tools.ts';
import { plainWords, quoted } from './words.ts';

export interface RunOptions {
  /** Start in the place's home with its default environment, and forget both afterwards, as `sh -c LINE` does. */
  readonly fresh?: boolean;
  readonly stdin?: string;
  /** Leave the hops out of the traces. */
  readonly outcomesOnly?: boolean;
}

/** One command line's surroundings: where output goes and what is kept. */
export interface Running {
  readonly session: Session;
  readonly traces: Trace[];
  readonly outcomesOnly: boolean;
  readonly tty: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly enter: (place: Place) => void;
}

/** A shell while it runs a line; `cd` and `export` change it. */
export interface Shell extends ShellState {
  readonly place: Place;
  readonly namespace?: string;
  readonly powers?: Surroundings['powers'];
  /** The command was put in the background: it may not wait. */
  readonly background?: boolean;
}

/** Runs a command line at a place on a world, which is not changed: the outcome holds the next one. */
export async function run(world: World, place: Place, line: string, options: RunOptions = {}): Promise<Outcome> {
  return execute(openSession(world), place, line, options);
}

/**
 * Runs a command line at a place, a container's name or a machine's. Plain lines (no operators, variables, globs) end at once;
 * others load a bash and give a promise. Where the place is a container that does not run, docker says so.
 */
export function execute(
  session: Session,
  place: Place,
  line: string,
  options: RunOptions = {},
): Outcome | Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  let entered: Place | undefined;
  const running: Running = {
    session,
    traces: [],
    outcomesOnly: options.outcomesOnly ?? false,
    tty: !options.fresh,
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    enter: (at) => (entered = at),
  };
  const finish = (exit: number): Outcome => ({
    world: session.world,
    stdout,
    stderr,
    exit,
    traces: running.traces,
    ...(entered !== undefined && { entered }),
  });
  const exit = runAt(running, place, line, options);
  return typeof exit === 'number' ? finish(exit) : exit.then(finish);
}

function runAt(running: Running, place: Place, line: string, options: RunOptions): number | Promise<number> {
  const { session } = running;
  settle(session);
  const location = locate(session.world, place);
  if (!location || (location.container && !takesCommands(session.world, location))) {
    const slash = place.indexOf('/');
    const host = slash < 0 ? 'host1' : place.slice(0, slash);
    const asking = shellOf(session.world, host, {});
    return runWords(running, asking, ['docker', 'exec', place.slice(slash + 1), 'sh', '-c', line], '');
  }
  const before = options.fresh ? freshShell(session.world, place) : shellAt(session.world, place);
  const shell: Shell = { place, cwd: before.cwd, env: { ...before.env } };
  const keep = (exit: number): number => {
    if (!options.fresh) remember(session, shell, before);
    return exit;
  };
  const exit = runLine(running, shell, line, options.stdin ?? '');
  return typeof exit === 'number' ? keep(exit) : exit.then(keep);
}

/** Whether `docker exec` would start a command in a container: it does not where the target of one of its links is down. */
function takesCommands(world: World, { machine, container }: Location): boolean {
  try {
    containerForExec(engineHost(world, machine.name), container?.id ?? '');
    return true;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

/** What has come due on the hosts happens before the next command sees them. */
function settle(session: Session): void {
  if (hasDue(session.world)) session.update(settleWorld);
}

function remember(session: Session, { place, cwd, env }: Shell, before: ShellState): void {
  const names = Object.keys(env);
  const same =
    cwd === before.cwd &&
    names.length === Object.keys(before.env).length &&
    names.every((name) => env[name] === before.env[name]);
  if (!same) session.update((world) => void (world.shells[place] = { cwd, env }));
}

const shellOf = (world: World, place: Place, around: Around): Shell => ({
  place,
  ...freshShell(world, place),
  ...(around.namespace !== undefined && { namespace: around.namespace }),
  ...(around.background !== undefined && { background: around.background }),
  ...(around.cwd !== undefined && { cwd: around.cwd }),
  ...(around.env && { env: { ...around.env } }),
  ...(around.background && { background: true }),
  ...(around.powers && { powers: around.powers }),
});

/** Runs a line in a shell, which it may change. */
export function runLine(running: Running, shell: Shell, line: string, stdin: string): number | Promise<number> {
  const words = plainWords(line);
  if (!words || (words[0] !== undefined && needsBash(running.session.world, shell, words[0])))
    return import('./bash/run-in-bash.ts').then(({ runInBash }) => runInBash(running, shell, line, stdin));
  return words.length === 0 ? 0 : runWords(running, shell, words, stdin);
}

const needsBash = (world: World, shell: Shell, name: string): boolean =>
  isCommandAt(world, shell.place, name) && !toolAt(world, shell.place, name);

/** Runs one command, given by its words. */
export function runWords(
  running: Running,
  shell: Shell,
  words: readonly string[],
  stdin: string,
): number | Promise<number> {
  settle(running.session);
  const name = words[0] ?? '';
  const builtin = runBuiltin(running, shell, words);
  if (builtin !== undefined) return builtin;
  const line = lineOf(words);
  if (line !== undefined) return runLine(running, shell, line, stdin);
  const tool = toolAt(running.session.world, shell.place, baseName(name));
  if (tool) return tool(callOf(running, shell, words, stdin));
  if (isCommandAt(running.session.world, shell.place, name))
    return import('./bash/run-in-bash.ts').then(({ runInBash }) =>
      runInBash(running, shell, words.map(quoted).join(' '), stdin),
    );
  running.err(`sh: 1: ${name}: not found\n`);
  return 127;
}

const baseName = (name: string): string =>
  /^(\/usr)?\/s?bin\//.test(name) ? name.slice(name.lastIndexOf('/') + 1) : name;

/** The line that `sh -c LINE` names, if the words are that. */
function lineOf([name, ...args]: readonly string[]): string | undefined {
  if (!/^((\/usr)?\/bin\/)?(sh|bash|dash|ash)$/.test(name ?? '')) return undefined;
  const option = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  const line = option < 0 ? undefined : args[option + 1];
  const positional = args.slice(option + 3);
  return line === undefined || positional.length === 0 ? line : `set -- ${positional.map(quoted).join(' ')}\n${line}`;
}

/** A command that another one runs at its own place has its powers. */
const inherited = ({ place, powers }: Shell, at: Place, around: Around): Around =>
  powers && at === place ? { powers, ...around } : around;

/** What a tool is given. */
export function callOf(running: Running, shell: Shell, argv: readonly string[], stdin: string): Call {
  const { session, traces } = running;
  return {
    argv,
    stdin,
    place: shell.place,
    cwd: shell.cwd,
    env: shell.env,
    background: shell.background ?? false,
    ...(shell.namespace !== undefined && { namespace: shell.namespace }),
    ...(shell.powers && { powers: shell.powers }),
    tty: running.tty,
    world: () => session.world,
    update: (recipe) => session.update(recipe),
    send: (...stimuli) => send(running, traces, stimuli),
    out: running.out,
    err: running.err,
    has: (place, name) => isCommandAt(session.world, place, name),
    run: (place, words, input = '', around = {}) =>
      runWords(
        { ...running, ...around.output },
        shellOf(session.world, place, inherited(shell, place, around)),
        words,
        input,
      ),
    enter: running.enter,
  };
}

function send({ session, outcomesOnly }: Running, traces: Trace[], stimuli: readonly Stimulus[]): Trace {
  const trace = traceWorld(session.world, stimuli, { outcomesOnly });
  traces.push(trace);
  session.update((world) => applyTrace(world, trace));
  return trace;
}

import { containerForExec, EngineError } from '../engine/api.ts';
import type { RuleDecision } from '../kernel/hop.ts';
import { printRule } from '../kernel/netfilter/rule/rule-text.ts';
import type { Stimulus } from '../kernel/stimulus.ts';
import type { Trace } from '../kernel/trace.ts';
import { hasDue, settleWorld } from '../world/due.ts';
import { engineHost } from '../world/engine-host.ts';
import { locate, type Location } from '../world/place.ts';
import { applyTrace, endExited, traceWorld } from '../world/trace.ts';
import { LAN, type Place, type ShellState, type World } from '../world/world.ts';
import { runBuiltin } from './builtins.ts';
import { awaitCaptures, capturesIn, endDue, hear, type CaptureContext } from './linux/tcpdump/captures.ts';
import { emit, newJobs, release } from './jobs.ts';
import { runAtLan } from './lan.ts';
import { INTERRUPTED, hold, interrupt, interruptAt, takeTerminal } from './terminal/foreground.ts';
import type { Running, Shell } from './running.ts';
import { openRecorded, openSession, type Session } from './session.ts';
import type { Change } from '../world/changes.ts';
import { logIn, logOut, type Left } from './terminal/login.ts';
import { END_OF_INPUT, INTERRUPT, loginAt } from './terminal/terminal.ts';
import { nameOf } from './files/path.ts';
import { freshShell, shellAt } from './shell-state.ts';
import type { Around, Call, Edited, Outcome } from './tool/call.ts';
import type { Output } from './tool/output.ts';
import { runTool } from './tool/run-tool.ts';
import { hasEnd, mayFollow, mayLoop } from './tasks/may-go-on.ts';
import { spawn } from './tasks/spawn.ts';
import { onDemand } from './tool/later.ts';
import { isReady } from '../kernel/process/task.ts';
import { TimeIsUp, cut } from './time-limit.ts';
import { notFound } from './not-found.ts';
import { scriptOf } from './script-of.ts';
import { isShell, programAt, shellIsThere, toolAt } from './tools.ts';
import { isBash } from './voice.ts';
import { own } from '../kernel/own.ts';
import { allParts, withParts } from '../kernel/part.ts';
import { plainWords, quoted } from './words.ts';
import { newWork, type Work } from './work.ts';

export interface RunOptions {
  /** Start in the place's home with its default environment, and forget both afterwards, as `sh -c LINE` does. */
  readonly fresh?: boolean;
  readonly stdin?: string;
  /** The lines typed at the place before it, for `history`. */
  readonly typed?: readonly string[];
  /** Leave the hops out of the traces. */
  readonly outcomesOnly?: boolean;
  /** The account of what it does. */
  readonly work?: Work;
  /** Walks its traffic, of which nothing is left behind: `tracerOf` the world, to try much on one that stays as it is. */
  readonly walk?: Running['walk'];
}

/**
 * Runs a command line at a place on a world, which is not changed: the outcome holds the next one.
 * Rejects with `TooMuch` where the line does more than one line may.
 */
export async function run(world: World, place: Place, line: string, options: RunOptions = {}): Promise<Outcome> {
  return withParts(() => carryOut(openSession(world), place, line, options));
}

/** Runs lines one after the other on one copy of a world; `change` says what became of that since it was last asked. */
export function runsOn(start: World): {
  readonly run: (place: Place, line: string, options: RunOptions) => Promise<Outcome>;
  readonly change: () => Change | undefined;
} {
  const session = openRecorded(start);
  return {
    run: async (place, line, options) => {
      await allParts();
      return carryOut(session, place, line, options);
    },
    change: session.change,
  };
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
  // What a line did to a session's world stays there: it cannot be begun anew.
  const loading = allParts();
  return loading
    ? loading.then(() => carryOut(session, place, line, options))
    : carryOut(session, place, line, options);
}

function carryOut(session: Session, place: Place, line: string, options: RunOptions): Outcome | Promise<Outcome> {
  const loading = awaitCaptures(session.world);
  if (loading) return loading.then(() => carryOut(session, place, line, options));
  let stdout = '';
  let stderr = '';
  const moved: { entered?: Place; left?: Place; edited?: Edited } = {};
  const { work = newWork() } = options;
  const terminal: Output = {
    out: (text) => {
      work.spend('output', text.length);
      stdout += text;
    },
    err: (text) => {
      work.spend('output', text.length);
      stderr += text;
    },
  };
  const jobs = newJobs(place, !options.fresh, terminal);
  const running: Running = {
    session,
    work,
    traces: [],
    ran: new Set(),
    outcomesOnly: options.outcomesOnly ?? false,
    walk: options.walk,
    tty: !options.fresh,
    typed: [...(options.typed ?? []), line],
    ...terminal,
    enter: (at, opening) => {
      session.update((world) => logIn(world, place, at, opening));
      moved.entered = at;
    },
    edit: (file) => void (moved.edited = file),
    jobs,
    late: terminal,
  };
  const finish = (exit: number): Outcome => ({
    world: session.finish(),
    stdout,
    stderr,
    exit,
    traces: running.traces,
    ...([...running.ran].some(({ probes }) => probes) && { probes: true }),
    ...(jobs.elsewhere.size > 0 && { elsewhere: Object.fromEntries(jobs.elsewhere) }),
    ...moved,
  });
  const left = jobs.person ? leave(session, terminal, place, line) : undefined;
  if (left) moved.left = left.to;
  const exit = left ? left.exit : runAt(running, place, line, options);
  const conclude = (code: number): Outcome | Promise<Outcome> => {
    const settled = settle(running);
    return settled ? settled.then(() => finish(code)) : finish(code);
  };
  return typeof exit === 'number' ? conclude(exit) : exit.then(conclude);
}

/** `exit`, or Ctrl-D, in a shell that was opened from elsewhere. */
function leave(session: Session, { err }: Output, place: Place, line: string): Left | undefined {
  const [, code] =
    line === END_OF_INPUT ? [] : (/^\s*(?:exit|logout)(?:\s+(\d+))?\s*$/.exec(line) ?? [undefined, 'none']);
  if (code === 'none') return undefined;
  const left = logOut(session, place, code === undefined ? undefined : Number(code) & 255);
  if (left) err(left.stderr);
  return left;
}

function runAt(running: Running, place: Place, line: string, options: RunOptions): number | Promise<number> {
  const settled = settle(running);
  const begin = (): number | Promise<number> => {
    const said = running.jobs.person ? sayLast(running, place) : undefined;
    return said ? said.then(() => runHere(running, place, line, options)) : runHere(running, place, line, options);
  };
  return settled ? settled.then(begin) : begin();
}

function runHere(running: Running, place: Place, line: string, options: RunOptions): number | Promise<number> {
  const { session, jobs } = running;
  if (jobs.person) {
    if (line === INTERRUPT) return interruptAt(session, jobs, place) ?? INTERRUPTED;
    takeTerminal(session, jobs, place);
  }
  if (place === LAN) return runAtLan(session, line, jobs.terminal);
  const location = locate(session.world, place);
  if (!location || (location.container && !takesCommands(session.world, place, location))) {
    const slash = place.indexOf('/');
    const host = slash < 0 ? 'host1' : place.slice(0, slash);
    const asking = shellOf(session.world, host, {});
    return runWords(running, asking, ['docker', 'exec', place.slice(slash + 1), 'sh', '-c', line], '');
  }
  const before = options.fresh ? freshShell(session.world, place) : shellAt(session.world, place);
  const login = options.fresh ? undefined : loginAt(session.world, place);
  const shell: Shell = {
    place,
    cwd: before.cwd,
    env: { ...before.env },
    limits: before.limits,
    powers: login?.powers,
    user: login?.user,
    bash: login && login.command[0]?.endsWith('bash') === true,
  };
  const keep = (exit: number): number => {
    if (options.fresh) return exit;
    remember(session, shell, before);
    if (login) session.update((world) => noteStatus(world, place, exit));
    return exit;
  };
  const exit = runLine(running, shell, line, options.stdin ?? '');
  return typeof exit === 'number' ? keep(exit) : exit.then(keep);
}

/** Whether `docker exec` would start a shell in a container: it does not where the target of one of its links is down, or where there is none. */
function takesCommands(world: World, place: Place, { machine, container }: Location): boolean {
  if (!shellIsThere(world, place, 'sh')) return false;
  try {
    containerForExec(engineHost(world, machine.name), container?.id ?? '');
    return true;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

/** With all that it may come to: what a script has done until then it cannot undo. */
const whole = async <T>(loading: Promise<T>): Promise<T> => (await Promise.all([loading, allParts()]))[0];
const bash = () => whole(import('./bash/run-in-bash.ts'));

/** What processes do as time passes: much code, loaded when there first is one. */
const clockwork = onDemand(() => whole(import('./tasks/clockwork.ts')));

/** What has come due happens before the next command sees it. */
export function settle(running: Running): void | Promise<void> {
  const { session, settling, walk } = running;
  if (settling || walk) return;
  const rest = (): void => {
    if (hasDue(session.world)) session.update(settleWorld);
    endDue(captureContext(running));
  };
  if (!isTaskDue(session.world)) {
    rest();
    // A container that has come back may have something to do at once.
    if (!isTaskDue(session.world)) return;
  }
  const loaded = clockwork();
  return (loaded instanceof Promise ? loaded.then((it) => it.settleTasks(running)) : loaded.settleTasks(running)).then(
    rest,
  );
}

/** What holds a terminal, and is to be interrupted, first says what it has to say. Undefined where it has nothing to say. */
function sayLast(running: Running, place: Place): Promise<void> | undefined {
  const { foreground, kernel } = running.session.world;
  const held = own(foreground, place);
  const pid = held?.kind === 'process' && held.reached ? held.pid : -1;
  if (kernel.tasks?.[pid]?.work.kind !== 'follow') return undefined;
  return Promise.resolve(clockwork()).then((it) => it.sayLast(running, pid));
}

/** Whether a process goes on now, or is to see what has happened; or the engine starts one that does. */
function isTaskDue(world: World): boolean {
  const { kernel, clock } = world;
  for (const [pid, task] of Object.entries(kernel.tasks ?? {}))
    if (task.follows || task.unseen || isReady(kernel, Number(pid), task, clock.now)) return true;
  return kernel.tasks !== undefined && hasDue(world);
}

/** Lets time pass until something is so: see `passTime`. */
export async function pass(running: Running, isSo: () => boolean, latest?: number): Promise<'so' | 'late' | 'never'> {
  return (await clockwork()).passTime(running, isSo, latest);
}

const captureContext = (running: Running): CaptureContext => ({
  session: running.session,
  jobs: running.jobs,
  callAt: (place, argv) => callOf(running, shellOf(running.session.world, place, {}), argv, ''),
});

function noteStatus(world: World, place: Place, status: number): void {
  const login = loginAt(world, place);
  if (login) login.status = status;
}

function remember(session: Session, { place, cwd, env, limits }: Shell, before: ShellState): void {
  const names = Object.keys(env);
  const same =
    cwd === before.cwd &&
    limits === before.limits &&
    names.length === Object.keys(before.env).length &&
    names.every((name) => env[name] === before.env[name]);
  if (!same) session.update((world) => void (world.shells[place] = { cwd, env, ...(limits && { limits }) }));
}

function shellOf(world: World, place: Place, around: Around): Shell {
  const { cwd, env } = freshShell(world, place);
  const { namespace, background, powers, user, until, sinks, limits } = around;
  return {
    place,
    cwd: around.cwd ?? cwd,
    env: { ...(around.env ?? env) },
    limits,
    namespace,
    background,
    powers,
    user,
    until,
    sinks,
  };
}

/** What a line does that may wait for ever goes on as a process of its own, in the foreground. Undefined where it is no such line. */
function foreground(running: Running, shell: Shell, line: string, stdin: string): Promise<number> | undefined {
  if (!mayHold(running, shell) || !mayLoop(line)) return undefined;
  return import('./tasks/foreground.ts').then(({ runForeground }) => runForeground(running, shell, line, stdin));
}

/** Whether what runs may hold the terminal, or take the time that it is given. */
const mayHold = ({ settling, walk }: Running, { background, piped }: Shell): boolean =>
  !settling && !walk && !background && !piped;

/** Runs a line in a shell, which it may change. */
export function runLine(running: Running, shell: Shell, line: string, stdin: string): number | Promise<number> {
  return foreground(running, shell, line, stdin) ?? runAtOnce(running, shell, line, stdin);
}

/** Runs a line from its beginning to its end. */
export function runAtOnce(running: Running, shell: Shell, line: string, stdin: string): number | Promise<number> {
  const words = plainWords(line);
  if (!words || (words[0] !== undefined && needsBash(running.session.world, shell, words[0])))
    return bash().then(({ runInBash }) => runInBash(running, shell, line, stdin));
  return words.length === 0 ? 0 : runWords(running, shell, words, stdin);
}

const needsBash = (world: World, { place }: Shell, name: string): boolean =>
  programAt(world, place, name) !== undefined && !toolAt(world, place, name);

/** Runs one command, given by its words. */
export function runWords(
  running: Running,
  shell: Shell,
  words: readonly string[],
  stdin: string,
): number | Promise<number> {
  running.work.spend('commands', 1);
  return runCounted(running, shell, words, stdin);
}

/** Runs a command that stands in the account of work already. */
export function runCounted(
  running: Running,
  shell: Shell,
  words: readonly string[],
  stdin: string,
): number | Promise<number> {
  const settled = settle(running);
  return settled ? settled.then(() => runNow(running, shell, words, stdin)) : runNow(running, shell, words, stdin);
}

function runNow(running: Running, shell: Shell, words: readonly string[], stdin: string): number | Promise<number> {
  const waits = running.jobs.person || shell.until !== undefined || hasEnd(words);
  if (waits && mayFollow(words) && mayHold(running, shell))
    return import('./tasks/foreground.ts').then(({ runFollowing }) => runFollowing(running, shell, words, stdin));
  return runTold(running, shell, words, stdin);
}

/** Runs a command that ends by itself. */
export function runTold(
  running: Running,
  shell: Shell,
  words: readonly string[],
  stdin: string,
): number | Promise<number> {
  const name = words[0] ?? '';
  const builtin = runBuiltin(running, shell, words);
  if (builtin !== undefined) return builtin;
  const script = scriptOf(running, shell, words, stdin);
  if (script && 'exit' in script) {
    running.err(script.stderr);
    return script.exit;
  }
  if (script && 'words' in script) return runTold(running, shell, script.words, stdin);
  if (script) {
    const { text, bash, zero } = script;
    const inner = { ...shell, env: { ...shell.env }, bash, zero, alone: false, exec: false };
    return runLine(running, inner, text, stdin);
  }
  const tool = toolAt(running.session.world, shell.place, baseName(name));
  if (tool) {
    running.ran.add(tool);
    return runTool(tool, callOf(running, shell, words, stdin));
  }
  if (programAt(running.session.world, shell.place, name))
    return bash().then(({ runInBash }) => runInBash(running, shell, words.map(quoted).join(' '), stdin));
  const { stderr, exit } = notFound(running, shell, name, { exec: shell.exec === true });
  running.err(stderr);
  return exit;
}

const baseName = (name: string): string =>
  /^(\/usr)?\/s?bin\//.test(name) ? name.slice(name.lastIndexOf('/') + 1) : name;

/** A command that another one runs has its time limit and where its output goes, and at its own place its user and powers, and may wait no more than it. */
function inherited(shell: Shell, at: Place, around: Around): Around {
  const here = at === shell.place;
  return {
    ...around,
    limits: here ? shell.limits : undefined,
    powers: around.powers ?? (here ? shell.powers : undefined),
    user: around.user ?? (here ? shell.user : undefined),
    background: around.background ?? (here ? shell.background : undefined),
    until: around.until ?? shell.until,
    sinks: around.sinks ?? shell.sinks,
  };
}

/** What a process at a place is given that runs a command of its own. */
export const callAs = (
  running: Running,
  place: Place,
  { argv, cwd, env }: { readonly argv: readonly string[]; readonly cwd: string; readonly env: Record<string, string> },
): Call => callOf(running, shellOf(running.session.world, place, { cwd, env }), argv, '');

/** What a tool is given. */
export function callOf(running: Running, shell: Shell, argv: readonly string[], stdin: string): Call {
  const { session } = running;
  return {
    argv,
    stdin,
    reads: shell.reads,
    place: shell.place,
    cwd: shell.cwd,
    env: shell.env,
    background: shell.background ?? false,
    namespace: shell.namespace,
    powers: shell.powers,
    user: shell.user,
    until: shell.until,
    sinks: shell.sinks,
    tty: running.tty,
    bash: isBash(running, shell),
    alone: shell.alone ?? false,
    within: running.within,
    world: () => session.world,
    update: (recipe) => session.update(recipe),
    send: (...stimuli) => send(running, stimuli, shell.until),
    out: running.out,
    err: running.err,
    jobs: running.jobs,
    attach: (pid) => attach(running, shell, pid),
    emit: (pid, stream, text) => emit(session, running.jobs, pid, stream, text),
    spawn: (process) => spawn(session, process),
    settle: () => settle(running),
    pass: (isSo, latest) => pass(running, isSo, latest),
    spend: (commands) => running.work.spend('commands', commands),
    end: (pid) => interrupt(session, running.jobs, pid),
    hold: (what) => hold(session, running.jobs, what),
    has: (place, name) =>
      (isShell(name) && shellIsThere(session.world, place, nameOf(name))) ||
      programAt(session.world, place, name) !== undefined,
    folderOf: (place, name) => programAt(session.world, place, name)?.folder ?? '/usr/bin',
    run: (place, words, input = '', around = {}) =>
      runWords(
        { ...running, ...around.output, tty: around.tty ?? running.tty },
        { ...shellOf(session.world, place, inherited(shell, place, around)), alone: place !== shell.place },
        words,
        input,
      ),
    enter: running.enter,
    edit: running.edit,
  };
}

/** `wait`: for jobs whose end is known. Returns the exit code of the last one named. */
export async function waitForJobs(running: Running, pids: readonly number[]): Promise<number> {
  const { session, jobs } = running;
  for (const pid of pids.length > 0 ? pids : jobs.attached.keys()) {
    const { processes, tasks } = session.world.kernel;
    if (tasks?.[pid]) {
      await awaitTask(running, pid);
      continue;
    }
    const until = processes[pid]?.until;
    if (until === undefined) continue;
    session.update(({ clock }) => void (clock.now = Math.max(clock.now, until)));
    await settle(running);
  }
  const last = pids.at(-1);
  return last === undefined ? 0 : (jobs.exits.get(last) ?? 0);
}

/** Waits for a process that goes on by itself: a person's terminal is held by one that does so for ever. */
async function awaitTask(running: Running, pid: number): Promise<void> {
  const { session, jobs } = running;
  const came = await pass(running, () => session.world.kernel.processes[pid] === undefined, patienceOf(running));
  if (came !== 'so' && jobs.person) hold(session, jobs, { kind: 'process', pid, reached: true });
}

/** How long (ms) somebody at a terminal waits for what goes on; then it holds the terminal. */
const PATIENCE = 60_000;

/** The moment (clock) up to which a line waits. */
const patienceOf = ({ session, jobs }: Running): number =>
  jobs.person ? session.world.clock.now + PATIENCE : Infinity;

function attach({ jobs, late, out, err }: Running, { background }: Shell, pid: number): void {
  jobs.attached.set(pid, background ? late : { out, err });
  if (background) jobs.last = pid;
}

/** A trace that stays as it is, though what it tells of goes on. */
function keptTrace(session: Session, trace: Trace): Trace {
  const effects = session.keep(trace.effects);
  if (effects === trace.effects) return trace;
  return { ...trace, effects, hops: trace.hops.map((hop) => ({ ...hop, decision: session.keep(hop.decision) })) };
}

/** No tool could say it: the rule comes from a real host, and is not wholly known here. */
const untold = ({ rule, table, chain }: RuleDecision): string =>
  `hopscope: what comes of this cannot be told, because of a rule in ${chain} of ${table}: ${printRule(rule)}\n`;

function send(running: Running, stimuli: readonly Stimulus[], until: number | undefined): Trace {
  const { session, work, traces } = running;
  const sent = until === undefined ? stimuli : cut(stimuli, until - session.world.clock.now);
  const listening = capturesIn(session.world);
  const outcomesOnly = running.outcomesOnly && listening.length === 0;
  const start = session.world.clock.now;
  const trace = running.walk?.(sent, { outcomesOnly }) ?? traceWorld(session.world, sent, { outcomesOnly });
  work.spend('hops', trace.hops.length);
  traces.push(keptTrace(session, trace));
  for (const outcome of trace.outcomes) if (outcome.status === 'unknown') running.err(untold(outcome.rule));
  if (running.walk) return trace;
  session.update((world) => applyTrace(world, trace));
  hear(captureContext(running), listening, trace.hops, start);
  for (const effect of trace.effects) if (effect.kind === 'output') release(session, running.jobs, effect);
  if (trace.effects.some(({ kind }) => kind === 'exit')) session.update((world) => endExited(world, trace));
  if (until === undefined || (sent.length === stimuli.length && session.world.clock.now < until)) return trace;
  session.update(({ clock }) => void (clock.now = Math.max(clock.now, until)));
  throw new TimeIsUp(trace);
}

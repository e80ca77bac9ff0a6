import { Bash, defineCommand, type Command, type CommandContext } from 'just-bash/browser';
import { below } from '../../engine/random.ts';
import type { Sink, Sinks } from '../../kernel/process/process.ts';
import type { TaskWork } from '../../kernel/process/task.ts';
import { newScript } from '../tasks/new-script.ts';
import { followerOf } from '../tasks/followers.ts';
import { timeoutOf } from '../tasks/recognise.ts';
import { spawn } from '../tasks/spawn.ts';
import { decoded } from '../../wire/utf8.ts';
import { NO_ENTRY, NOT_DIRECTORY } from '../files/entry.ts';
import { find, obstacle, setDescriptor, treeAt } from '../files/tree.ts';
import { resolvePath } from '../files/path.ts';
import { builtinNames } from '../builtins.ts';
import { readAhead, type Reading } from '../incomplete.ts';
import { callOf, runCounted, settle, waitForJobs } from '../run.ts';
import {
  complaint,
  complaintOf,
  failureOf,
  isBash,
  unopened,
  unreached,
  unsourced,
  voiceOf,
  type Voice,
} from '../voice.ts';
import type { Running, Shell } from '../running.ts';
import type { Limits } from '../../world/world.ts';
import { SHELL_PID } from '../shell-state.ts';
import { most, TooMuch, type Excess } from '../work.ts';
import { COSTS } from '../tasks/account.ts';
import type { Output } from '../tool/output.ts';
import { notFound } from '../not-found.ts';
import { scriptOf } from '../script-of.ts';
import { allToolNames, programAt, toolNamed, toolNamesAt } from '../tools.ts';
import { hasLoneDollar } from './arithmetic.ts';
import { brokenAt, isOverlooked, refusedToken, withPlainDollars } from './broken.ts';
import { withSource } from './chance-and-time.ts';
import { endBy, type End } from './end.ts';
import { filesFor } from './files.ts';
import {
  BACKGROUND,
  FAILED,
  LAST,
  SOURCES,
  SPAWN,
  NOT_FOUND,
  OPENS,
  WAIT,
  fitScript,
  outputTargets,
} from './script.ts';
import { REFUSED, asOtherShell, lacks, refusalOf } from '../script/refusals.ts';
import { nodes, type Node } from '../script/syntax.ts';
import { noSockets, socketsFor } from './sockets.ts';
import { stopwatch } from './stopwatch.ts';
import { reworded, worded } from './wording.ts';
import { own } from '../../kernel/own.ts';

/** What the library itself gives every shell; none of it is the place's. */
const LIBRARY_VARIABLES = new Set([
  'IFS',
  'OSTYPE',
  'MACHTYPE',
  'HOSTTYPE',
  'OPTIND',
  'SHELLOPTS',
  'BASHOPTS',
  '_',
  '?',
]);

const SHELLS = ['sh', 'bash', 'dash'];

/** A further command of a line. */
export interface Extra {
  readonly name: string;
  readonly run: (args: readonly string[]) => number;
}

/** Runs a line, or a script's tree, that needs a shell: operators, variables, loops. Tools of ours are its commands, the place's file tree its files. */
export async function runInBash(
  outer: Running,
  shell: Shell,
  what: string | Node,
  stdin: string,
  extra?: Extra,
): Promise<number> {
  const written = typeof what === 'string' ? what : ':';
  const given = typeof what === 'string' ? undefined : what;
  const reading = readAhead(written);
  const line = voiceOf(outer, shell).kind === 'dash' ? withPlainDollars(written, reading) : written;
  if (hasLoneDollar(line)) {
    outer.err('sh: 1: arithmetic expression: expecting primary: "$"\n');
    return DASH_ERROR;
  }
  const { session } = outer;
  const voice = voiceOf(outer, shell);
  const { running, flush, shown } = withLateOutput(outer);
  const isCommand = (name: string): boolean =>
    !lacks(voice.kind, name) && (BUILTINS.has(name) || programAt(session.world, shell.place, name) !== undefined);
  // What a line installs it may also use.
  const mayCome = (name: string): boolean => session.world.hub === true && toolNamed(name);
  const end: End = { stop: new AbortController() };
  const targets = new Set<string>();
  const said = new Set<string>();
  const unopenable = (path: string): string | undefined =>
    targets.has(path) ? obstacle(treeAt(session.world, shell.place, shell.namespace), path) : undefined;
  // A person at the terminal has a bash; `sh -c` is dash, which knows no connections.
  const sockets = isBash(running, shell) ? socketsFor(callOf(running, shell, ['bash'], ''), end) : noSockets;
  const look = charging(running, end, 'commands');
  const bash = new Bash({
    fs: filesFor({
      session,
      place: shell.place,
      namespace: shell.namespace,
      isCommand: (name) => isCommand(name) || name.startsWith('__'),
      unopenable,
      sockets,
      refused: (_, reason) => running.err(`sh: 1: echo: echo: ${reason}\n`),
      grow: charging(running, end, 'memory'),
      look: () => look(LOOK),
    }),
    cwd: shell.cwd,
    env: { ...shell.env, ...(shell.limits && { [LIMITS]: JSON.stringify(shell.limits) }) },
    defenseInDepth: false,
    executionLimits: { maxOutputSize: PIPED, maxSedIterations: most.commands, maxExecutionTimeMs: FOREVER },
    processInfo: { pid: SHELL_PID, ppid: 1, uid: 0, gid: 0 },
    customCommands: [
      ...commandsFor(running, shell, end, shown).map((command) => heard(command, said)),
      ...(extra
        ? [defineCommand(extra.name, async (args) => ({ stdout: '', stderr: '', exitCode: extra.run(args) }))]
        : []),
    ],
    coverage: accountOf(running, end),
  });
  let isRead = false;
  let refusal: string | undefined;
  bash.registerTransformPlugin({
    name: 'place',
    transform(parsed) {
      isRead = refusedToken(parsed.ast) === undefined;
      if (!isRead) return { ast: { ...parsed.ast, statements: [] } };
      // What is given is not changed: a copy is fitted.
      const script = given
        ? (JSON.parse(JSON.stringify(given)) as Node)
        : (parsed.ast as unknown as Record<string, unknown>);
      if (voice.kind !== 'bash') asOtherShell(script, voice.kind, (name) => own(shell.env, name) !== undefined);
      for (const target of outputTargets(script)) if (!sockets.is(target)) targets.add(resolvePath(shell.cwd, target));
      fitScript(script, {
        zero: voice.name,
        kind: voice.kind,
        isCommand: (name) => isCommand(name) || mayCome(name) || name === extra?.name,
        random: () => session.update(({ random }) => below(random, 32768)),
        seconds: () => Math.floor(session.world.clock.now / 1000),
      });
      if (refusal !== undefined) script['statements'] = [...nodes(script['statements']), ...refusalOf(refusal)];
      return { ast: script as unknown as typeof parsed.ast };
    },
  });
  const { signal } = end.stop;
  const reasonOf = (target: string): string | undefined => unopenable(resolvePath(shell.cwd, target));
  const source = {
    random: () => session.update(({ random }) => below(random, CHANCES)) / CHANCES,
    now: () => session.world.clock.now,
  };
  const exec = (text: string) =>
    withSource(source, () => bash.exec(text, { rawScript: true, stdin, signal }).catch(failure));
  const inWords = (text: string): string =>
    worded(reworded(text), { voice, text: line, within: reading.within, said, reasonOf, ofSocket: sockets.obstacle });
  let outcome = isOverlooked(reading) ? undefined : await exec(line);
  if (!outcome || (!isRead && !end.reached && line.trim() !== '')) {
    const broken = brokenAt(line, reading);
    refusal = inWords(broken.complaint ?? (await exec(broken.rest)).stderr);
    outcome = await exec(broken.before === '' ? ':' : broken.before);
  }
  const { stdout, stderr, exitCode, env } = outcome;
  if (end.reached instanceof TooMuch) throw end.reached;
  if (isBash(running, shell)) running.err(warningOf(line, reading, voice));
  if (exitCode === OVER_LIMIT && limitWords.test(stderr)) throw new TooMuch(excessOf(stderr));
  if (stackWords.test(stderr)) throw new TooMuch('memory');
  running.out(stdout);
  flush();
  if (end.reached) throw end.reached;
  running.err(inWords(stderr));
  shell.cwd = env['PWD'] ?? shell.cwd;
  if (Object.keys(env).length > 0) {
    shell.limits = limitsIn(env[LIMITS]);
    shell.env = kept(shell, env);
  }
  return exitCode;
}

/** A command whose complaints are noted: they are in the words that they should be in. */
const heard = (command: Command, said: Set<string>): Command =>
  defineCommand(command.name, async (args, context) => {
    const result = await command.execute(args, context);
    if (result.stderr.includes('bash: ')) for (const line of result.stderr.split('\n')) said.add(line);
    return result;
  });

/** What processes in the background have printed by now, which the shell shows as it waits for them. */
type Shown = () => { stdout: string; stderr: string };

/** Puts a process in the background of a line. */
function putBackground(
  { session, jobs, late }: Running,
  { place, namespace, sinks, user, powers }: Shell,
  words: Words,
  work: TaskWork,
): void {
  const terminal: Sinks = jobs.person ? { out: { place: jobs.place }, err: { place: jobs.place } } : {};
  const as = { ...(user !== undefined && { user }), ...(powers && { powers }) };
  const pid = spawn(session, { place, words, work, namespace, sinks: sinks ?? terminal, as });
  if (pid === undefined) return;
  jobs.last = pid;
  jobs.attached.set(pid, late);
}

/** What the line's processes in the background print meanwhile is shown at its end, and is theirs alone from then on. */
function withLateOutput(outer: Running): { running: Running; flush: () => void; shown: Shown } {
  const { attached } = outer.jobs;
  const written = { out: '', err: '' };
  const late: Output = { out: (text) => void (written.out += text), err: (text) => void (written.err += text) };
  const flush = (): void => {
    for (const [pid, output] of attached) if (output === late) attached.delete(pid);
    outer.out(written.out);
    outer.err(written.err);
  };
  const shown: Shown = () => {
    const { out: stdout, err: stderr } = written;
    Object.assign(written, { out: '', err: '' });
    return { stdout, stderr };
  };
  return { running: { ...outer, late }, flush, shown };
}

/** What bash says of a here document that its text does not end; dash says nothing. */
function warningOf(text: string, { open }: Reading, voice: Voice): string {
  if (typeof open !== 'object') return '';
  const last = text.replace(/\n$/, '').split('\n').length;
  const words = `here-document at line ${open.line} delimited by end-of-file (wanted \`${open.delimiter}')`;
  return complaint(voice, last, `warning: ${words}`);
}

/** What the library does not catch itself ends the line. */
const failure = (error: unknown) => ({
  stdout: '',
  stderr: `bash: ${faultOf(error)}\n`,
  exitCode: 2,
  env: {} as Record<string, string>,
});

/** A fault of the library's own, which speaks of JavaScript, comes of lines that make no sense. */
function faultOf(error: unknown): string {
  const ofScript = [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
  return error instanceof Error && !ofScript ? error.message : 'syntax error: bad substitution';
}

/** What the library must do itself, as it keeps the directory and the variables. */
const OF_LIBRARY = new Set([':', 'cd', 'exit', 'export', 'pwd']);
/** Names that need no tool. */
const BUILTINS = new Set([...builtinNames, ...SHELLS]);

/** The variables that outlive the line. */
function kept(shell: Shell, env: Readonly<Record<string, string>>): Record<string, string> {
  const lasting = Object.entries(env).filter(
    ([name]) =>
      /^[A-Za-z_]\w*$/.test(name) &&
      !LIBRARY_VARIABLES.has(name) &&
      name !== LIMITS &&
      (name !== 'HOSTNAME' || own(shell.env, name) !== undefined),
  );
  const result = Object.fromEntries(lasting);
  if (result['OLDPWD'] === result['PWD'] && !('OLDPWD' in shell.env)) delete result['OLDPWD'];
  return result;
}

/** The variable in which the library keeps what `ulimit` has set, as that too is a subshell's own. */
const LIMITS = '__limits';

const limitsIn = (text: string | undefined): Limits | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as Limits);

type Words = readonly string[];

/** Ms that a docker client of a line takes to start, and to reach its engine. */
const CLIENT = 55;
/** Runs a script that its line has written. */
const LATE_FILE = '__late_file';

/** How fine chance is. */
const CHANCES = 2 ** 31;
/** Ms that a line may take by the world's clock, for which the library has a bound of its own. */
const FOREVER = Number.MAX_SAFE_INTEGER;

/** Characters that a line's commands may hand on to each other. */
const PIPED = 8_000_000;

/** What the library exits with, and says, where a line goes beyond its own bounds: of commands, loops, recursion. */
const OVER_LIMIT = 126;
/** What it says where it went deeper than the stack: by a pattern of thousands of parts, or a jq function that calls itself. */
const stackWords = /Maximum call stack size exceeded/;
const limitWords = /increase executionLimits|(?:limit|size) exceeded|exceeded maximum iterations/;

/** What a line had too much of that went beyond the library's own bounds. */
function excessOf(complaint: string): Excess {
  if (complaint.includes('output size')) return 'output';
  return /string|element|byte|size|brace|padding/i.test(complaint) ? 'memory' : 'commands';
}

const INTERRUPTED = 128 + 15;

/** How much of a command a character is that a command prints, also where nobody will see it, and a look at a file. */
const PRINTED = COSTS.output / COSTS.commands;
const LOOK = 0.02;

/** How much of a command each thing that the library does counts, by the beginning of its name. */
const SHARES: readonly (readonly [string, number])[] = [
  ['bash:cmd:', 1],
  ['awk:', 0.01],
  ['sed:', 0.01],
  ['jq:', 0.01],
];

/**
 * The account of what the library does by itself: it tells of each command, of each step of its awk, sed and jq, and how much awk
 * keeps (deploy/mended-bash.mjs).
 */
const accountOf = (running: Running, end: End) => {
  const [run, keep] = [charging(running, end, 'commands'), charging(running, end, 'memory')];
  return {
    hit(feature: string, characters = 0): void {
      const share = SHARES.find(([name]) => feature.startsWith(name))?.[1] ?? 0;
      if (share === 0) return;
      run(share);
      keep(characters);
    },
  };
};

/** Puts what a line does to its account, and ends it where that is too much. */
const charging =
  ({ work }: Running, end: End, what: Excess) =>
  (amount: number): void => {
    try {
      work.spend(what, amount);
    } catch (error) {
      endBy(end, error);
      throw error;
    }
  };

/** The variables of a command; the library knows a previous directory before anything went there. */
function inherited(shell: Shell, env: Readonly<Record<string, string>>): Record<string, string> {
  const { OLDPWD, [LIMITS]: _, ...rest } = env;
  const known = OLDPWD !== undefined && (OLDPWD !== env['PWD'] || 'OLDPWD' in shell.env);
  return known ? { ...rest, OLDPWD } : rest;
}

/** What a command finds under the names of descriptors that it is given: `<(…)`. They are gone when it has ended. */
async function openDescriptors(
  { session }: Running,
  { place, namespace }: Shell,
  words: Words,
  { fs }: CommandContext,
): Promise<() => void> {
  const paths = words.flatMap((word) => /\/dev\/fd\/\d+$/.exec(word)?.[0] ?? []);
  const set = (path: string, text: string | undefined): void =>
    session.update((world) => setDescriptor(treeAt(world, place, namespace), path, text));
  const opened: string[] = [];
  for (const path of paths) {
    const text = await fs.readFile(path).catch(() => undefined);
    if (text === undefined) continue;
    set(path, text);
    opened.push(path);
  }
  return () => {
    for (const path of opened) set(path, undefined);
  };
}

function commandsFor(running: Running, shell: Shell, end: End, shown: Shown): Command[] {
  const command = (
    name: string,
    read: (args: Words, cwd: string) => { words: Words; around?: Partial<Shell> },
  ): Command =>
    defineCommand(name, async (args, context) => {
      let stdout = '';
      let stderr = '';
      const { words, around: more } = read(args, context.cwd);
      const inner: Running = {
        ...running,
        out: (text) => {
          stdout += text;
          running.work.spend('commands', text.length * PRINTED);
        },
        err: (text) => {
          stderr += text;
          running.work.spend('commands', text.length * PRINTED);
        },
      };
      const around: Shell = {
        ...shell,
        cwd: context.cwd,
        env: inherited(shell, context.exportedEnv ?? {}),
        limits: limitsIn(context.env.get(LIMITS)),
        piped: true,
        ...more,
      };
      if (end.reached) return { stdout, stderr, exitCode: INTERRUPTED, stdoutKind: 'text' };
      const close = await openDescriptors(running, shell, words, context);
      if (name === 'docker') running.session.update(({ clock }) => void (clock.now += CLIENT));
      try {
        const began = running.session.world.clock.now;
        const { limits } = around;
        const exitCode = await runCounted(inner, around, words, decoded(context.stdin as unknown as string));
        if (around.limits !== limits) context.env.set(LIMITS, JSON.stringify(around.limits));
        // What the library reads next is as it is by then.
        if (running.session.world.clock.now > began) await settle(inner);
        return { stdout, stderr, exitCode, stdoutKind: 'text' };
      } catch (error) {
        endBy(end, error);
        return { stdout, stderr, exitCode: INTERRUPTED, stdoutKind: 'text' };
      } finally {
        close();
      }
    });
  const { world } = running.session;
  const ours = world.hub ? allToolNames : toolNamesAt(world, shell.place);
  const builtins = [...BUILTINS].filter((name) => !OF_LIBRARY.has(name));
  return [
    ...[...ours, ...builtins].map((name) => command(name, (args) => ({ words: [name, ...args] }))),
    followed(
      running,
      shell,
      command(BACKGROUND, ([targets = '{}', ...words], cwd) => ({
        words,
        around: { background: true, ...sinksFor(running, shell, targets, cwd) },
      })),
    ),
    ...jobControl(running, shell, shown),
    ...stopwatch(running),
    opening(running, shell),
    failing(running, shell),
    sourcing(running, shell),
    defineCommand(REFUSED, async ([text = '', line]) => ({
      stdout: '',
      stderr: line === undefined ? text : complaint(voiceOf(running, shell), line, text),
      exitCode: DASH_ERROR,
    })),
    notFoundAt(
      running,
      shell,
      command(LATE_FILE, (words) => ({ words })),
    ),
  ];
}

/** In the background, what follows something or repeats itself goes on by itself. */
const followed = (running: Running, shell: Shell, other: Command): Command =>
  defineCommand(BACKGROUND, async (args, context) => {
    const [targets = '{}', ...words] = args;
    const { command = words } = timeoutOf(words) ?? {};
    const follower = followerOf(command);
    // Under a time limit ping itself knows how often it sends.
    if (follower === undefined || (command !== words && follower === 'ping')) {
      const { jobs, session } = running;
      const before = jobs.last;
      const result = await other.execute(args, context);
      if (jobs.last !== before) return result;
      // It is over already: what it came to is there for `wait`.
      jobs.last = session.update(({ kernel }) => kernel.nextPid++);
      jobs.exits.set(jobs.last, result.exitCode);
      return { ...result, exitCode: 0 };
    }
    const to = sinksFor(running, shell, targets, context.cwd);
    const env = inherited(shell, context.exportedEnv ?? {});
    const work: TaskWork = { kind: 'program', argv: words, cwd: context.cwd, env };
    putBackground(running, { ...shell, ...to }, words, work);
    return { stdout: '', stderr: '', exitCode: 0 };
  });

/** Where a command in the background writes to: a file, or what this shell's own output is. */
function sinksFor({ jobs }: Running, { place, sinks }: Shell, targets: string, cwd: string): { sinks?: Sinks } {
  const paths = JSON.parse(targets) as Partial<Record<string, string>>;
  const own: Sinks = sinks ?? (jobs.person ? { out: { place: jobs.place }, err: { place: jobs.place } } : {});
  const to = (path: string): Sink => ({ place, path: resolvePath(cwd, path) });
  const [out, err] = [paths['1'], paths['2']];
  if (out === undefined && err === undefined) return sinks ? { sinks } : {};
  return { sinks: { ...own, ...(out !== undefined && { out: to(out) }), ...(err !== undefined && { err: to(err) }) } };
}

/** What lists in the background, `wait` and `$!` call. */
function jobControl(running: Running, shell: Shell, shown: Shown): Command[] {
  const { jobs } = running;
  const done = { stdout: '', stderr: '', exitCode: 0 };
  return [
    defineCommand(SPAWN, async ([text = ''], context) => {
      const words = [isBash(running, shell) ? 'bash' : 'sh'];
      const env = kept(shell, Object.fromEntries(context.env));
      putBackground(
        running,
        shell,
        words,
        newScript(text, { cwd: context.cwd, env, bash: isBash(running, shell), name: voiceOf(running, shell).name }),
      );
      return done;
    }),
    defineCommand(WAIT, async (pids) => {
      const exitCode = await waitForJobs(running, pids.map(Number));
      return { ...shown(), exitCode };
    }),
    defineCommand(LAST, async () => ({ ...done, stdout: jobs.last === undefined ? '' : `${jobs.last}` })),
  ];
}

/** Whether a shell could open the files that a command is redirected to, or from; it tells what hinders it. */
const opening = (running: Running, shell: Shell): Command =>
  defineCommand(OPENS, async ([line = '1', ...words], { cwd }) => {
    const tree = treeAt(running.session.world, shell.place, shell.namespace);
    for (let at = 0; at + 1 < words.length; at += 2) {
      const target = words[at + 1] ?? '';
      const path = resolvePath(cwd, target);
      const reads = words[at] === '<';
      const reason = reads ? (find(tree, path) ? undefined : NO_ENTRY) : obstacle(tree, path);
      if (reason === undefined) continue;
      const voice = voiceOf(running, shell);
      const stderr = unopened(voice, line, target, reads, reason);
      return { stdout: '', stderr, exitCode: failureOf(voice, 'redirection') };
    }
    return { stdout: '', stderr: '', exitCode: 0 };
  });

/** What dash fails with where it does not understand. */
const DASH_ERROR = 2;

/** After a `cd` that failed: what the shell says of it, and its exit code. */
const failing = (running: Running, shell: Shell): Command =>
  defineCommand(FAILED, async ([line, ...words], { cwd, env }) => {
    const voice = voiceOf(running, shell);
    const exitCode = failureOf(voice, 'cd');
    if (line === undefined) return { stdout: '', stderr: '', exitCode };
    const [named, ...more] = words.filter((word) => !/^-[LPe@-]/.test(word));
    const unset = [
      ...(named === undefined && !env.get('HOME') ? ['HOME'] : []),
      ...(named === '-' && !env.get('OLDPWD') ? ['OLDPWD'] : []),
    ];
    const complains = (text: string) => ({ stdout: '', stderr: complaintOf(voice, line, 'cd', text), exitCode });
    if (voice.kind === 'bash' && more.length > 0) return complains('too many arguments');
    if (voice.kind === 'bash' && unset[0] !== undefined) return complains(`${unset[0]} not set`);
    const target = (named === '-' ? env.get('OLDPWD') : (named ?? env.get('HOME'))) ?? '';
    const entry = find(treeAt(running.session.world, shell.place, shell.namespace), resolvePath(cwd, target));
    const reason = entry && entry.kind !== 'directory' ? NOT_DIRECTORY : NO_ENTRY;
    return { stdout: '', stderr: unreached(voice, line, target, reason), exitCode };
  });

/** Before `.`: whether its file is there. Where it is not, a shell that is no bash ends. */
const sourcing = (running: Running, shell: Shell): Command =>
  defineCommand(SOURCES, async ([line = '1', file = ''], { cwd }) => {
    const tree = treeAt(running.session.world, shell.place, shell.namespace);
    const voice = voiceOf(running, shell);
    const kind = find(tree, resolvePath(cwd, file))?.kind;
    const isSought = voice.kind !== 'bash' && !file.includes('/');
    if (kind === 'file' && !isSought) return { stdout: '', stderr: '', exitCode: 0 };
    return { stdout: '', stderr: unsourced(voice, line, file, kind === 'directory'), exitCode: 1 };
  });

/** What no place had when its line was read, and what is called by its path: a script may be there by now. */
const notFoundAt = (running: Running, shell: Shell, late: Command): Command =>
  defineCommand(NOT_FOUND, async ([line = '1', how = '', name = '', ...args], context) => {
    const { place, namespace } = shell;
    const path = resolvePath(context.cwd, name);
    const written = name.includes('/') ? find(treeAt(running.session.world, place, namespace), path) : undefined;
    const here = { ...shell, cwd: context.cwd };
    const may = written?.kind === 'file' && (written.mode & 0o111) !== 0;
    if (may && scriptOf(running, here, [name, ...args], '')) return late.execute([name, ...args], context);
    const { stderr, exit } = notFound(running, here, name, { line, exec: how === 'exec' });
    return { stdout: '', stderr, exitCode: exit };
  });

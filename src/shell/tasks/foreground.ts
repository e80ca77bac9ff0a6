/** A line that may wait for ever goes on as a process of its own, in the foreground of its terminal. */
import type { TaskWork } from '../../kernel/process/task.ts';
import { endProcesses } from '../../kernel/process/processes.ts';
import { pass, runAtOnce, runTold } from '../run.ts';
import { isBash, voiceOf } from '../voice.ts';
import type { Running, Shell } from '../running.ts';
import { contains, isNode, nodes, treeOf, type Node } from '../script/syntax.ts';
import { hold } from '../terminal/foreground.ts';
import { TimeIsUp } from '../time-limit.ts';
import { plainWords } from '../words.ts';
import { followerOf, followers } from './followers.ts';
import { newScript } from './new-script.ts';
import { spawn } from './spawn.ts';
import { descendants, sayLast } from './step.ts';

/** Commands in a loop that let time pass. */
const WAITING = new Set([
  'sleep',
  'usleep',
  'timeout',
  'nc',
  'netcat',
  'curl',
  'wget',
  'ping',
  'watch',
  'wait',
  'telnet',
]);

const nameOf = (command: Node): string =>
  isNode(command['name'])
    ? nodes(command['name']['parts'])
        .map((part) => (typeof part['value'] === 'string' ? part['value'] : ''))
        .join('')
    : '';

const isCommand = (node: Node, test: (name: string) => boolean): boolean =>
  node.type === 'SimpleCommand' && test(nameOf(node));

const isLoop = ({ type }: Node): boolean => type === 'While' || type === 'Until' || type === 'CStyleFor';

/** Whether a loop's condition is always the same. */
function isConstant(loop: Node): boolean {
  if (loop.type === 'CStyleFor') return loop['condition'] === null;
  const constant = loop.type === 'While' ? /^(true|:)$/ : /^false$/;
  const [statement, ...more] = nodes(loop['condition']);
  const [pipeline, ...others] = nodes(statement?.['pipelines']);
  const [command] = nodes(pipeline?.['commands']);
  return (
    more.length + others.length === 0 && command !== undefined && isCommand(command, (name) => constant.test(name))
  );
}

/** Whether a script has a loop that waits, or that has no end of its own. */
const waits = (script: Node): boolean =>
  contains(script, (node) => {
    if (!isLoop(node)) return false;
    return isConstant(node) || contains(node, (inner) => isCommand(inner, (name) => WAITING.has(name)));
  });

const LISTING = new Set(['declare', 'typeset', 'local', 'mapfile', 'readarray', 'read']);

/** Whether a script may have lists, which the library alone keeps, and only while it runs. */
const hasLists = (script: Node): boolean =>
  contains(
    script,
    (node) =>
      nodes(node['assignments']).some(({ name, array }) => Boolean(array) || !/^\w+$/.test(String(name))) ||
      (isCommand(node, (name) => LISTING.has(name)) &&
        nodes(node['args']).some((word) =>
          nodes(word['parts']).some((part) => /^-\w*[aA]/.test(String(part['value']))),
        )),
  );

/** Milliseconds that somebody at a terminal looks on before it is held: at what has an end to wait for, at what has none. */
const PATIENCE = 40_000;
const IMPATIENCE = 5000;
/** The same where a ping goes on: four packets; what follows or repeats itself shows all there is at once. */
const PINGS = 3500;

/** Runs a line, and lets it go on where it has a loop that waits. */
export async function runForeground(running: Running, shell: Shell, line: string, stdin: string): Promise<number> {
  const tree = plainWords(line) ? undefined : treeOf(line);
  if (!tree || !waits(tree) || hasLists(tree)) return runAtOnce(running, shell, line, stdin);
  const bash = isBash(running, shell);
  const { cwd, env } = shell;
  const endless = contains(tree, (node) => isLoop(node) && isConstant(node));
  return goOn(running, shell, {
    words: bash ? ['bash'] : ['sh', '-c', line],
    work: newScript(line, { cwd, env: { ...env }, bash, name: voiceOf(running, shell).name, stdin }),
    patience: endless ? IMPATIENCE : PATIENCE,
  });
}

/** Runs a command, and lets it go on where it follows something or repeats itself. */
export async function runFollowing(
  running: Running,
  shell: Shell,
  words: readonly string[],
  stdin: string,
): Promise<number> {
  const follower = followerOf(words);
  // Under a time limit ping itself knows how often it sends.
  if (follower === undefined || (follower === 'ping' && shell.until !== undefined))
    return runTold(running, shell, words, stdin);
  const { cwd, env } = shell;
  return goOn(running, shell, {
    words: [...words],
    work: { kind: 'program', argv: [...words], cwd, env: { ...env } },
    patience: follower === 'ping' ? PINGS : 0,
  });
}

interface Going {
  readonly words: string[];
  readonly work: TaskWork;
  readonly patience: number;
}

/** Lets time pass until a process of the line's has ended; else it holds the terminal. */
async function goOn(running: Running, shell: Shell, { words, work, patience }: Going): Promise<number> {
  const { session, jobs } = running;
  const { place, namespace, user, powers, sinks, until } = shell;
  const as = { ...(user !== undefined && { user }), ...(powers && { powers }) };
  const terminal = { out: { place: jobs.place }, err: { place: jobs.place } };
  const pid = spawn(session, { place, namespace, as, words, work, sinks: sinks ?? (jobs.person ? terminal : {}) });
  if (pid === undefined) return 1;
  jobs.attached.set(pid, { out: running.out, err: running.err });
  jobs.foreground.add(pid);
  const isOver = (): boolean => session.world.kernel.processes[pid] === undefined;
  let held = false;
  try {
    const latest = jobs.person ? session.world.clock.now + patience : Infinity;
    if ((await pass(running, isOver, Math.min(until ?? Infinity, latest))) === 'so') {
      const left = jobs.left.get(pid);
      if (left) Object.assign(shell, { cwd: left.cwd, env: left.env });
      return jobs.exits.get(pid) ?? 0;
    }
    if (until !== undefined) {
      if (work.kind === 'program' && followers[followerOf(work.argv) ?? '']?.heedsTerm) sayLast(running, pid);
      session.update(({ clock }) => void (clock.now = Math.max(clock.now, until)));
      throw new TimeIsUp();
    }
    const reached = shell.alone !== true || running.tty;
    held = hold(session, jobs, { kind: 'process', pid, reached });
    // Nobody could interrupt it.
    if (!held) running.work.spend('commands', Infinity);
    return 0;
  } finally {
    jobs.attached.delete(pid);
    jobs.foreground.delete(pid);
    if (!held) session.update(({ kernel }) => endProcesses(kernel, [pid, ...descendants(kernel.processes, pid)]));
  }
}

/** What a shell does itself, as its way through the script, its variables and its children are its own. */
import { own, put } from '../../kernel/own.ts';
import { readSignal } from '../../engine/container/signals.ts';
import { EngineError } from '../../engine/errors.ts';
import { resolvePath } from '../files/path.ts';
import { parametersOf, type Came, type ScriptHost } from './host.ts';
import { enterText } from './enter-text.ts';
import { redirected } from './redirect.ts';
import { nodes, type Node } from './syntax.ts';
import { complaintOf, unsourced } from '../voice.ts';

/** Where a builtin leads: on, out of loops, out of a function, to the end. `'not mine'` where its form is another's. */
export type Flow =
  | { readonly kind: 'exit' | 'return'; readonly status: number }
  | { readonly kind: 'break' | 'continue'; readonly levels: number };

type Builtin = (
  host: ScriptHost,
  words: readonly string[],
  node: Node,
) => Flow | Came | 'not mine' | Promise<Flow | Came | 'not mine'>;

const done = (host: ScriptHost, status = 0): Came => {
  host.script.status = status;
  return 'done';
};

const number = (text: string | undefined, otherwise: number): number =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : otherwise;

const leaving =
  (kind: 'exit' | 'return'): Builtin =>
  ({ script }, [, status]) => ({ kind, status: number(status, script.status) & 255 });

const looping =
  (kind: 'break' | 'continue'): Builtin =>
  (_, [, levels]) => ({ kind, levels: Math.max(1, number(levels, 1)) });

/** `set -e`, `set +e`, `set -- WORDS`; options that only show what is done have no effect here. */
const set: Builtin = (host, [, ...args]) => {
  const { script } = host;
  if (args.length === 0) return 'not mine';
  let at = 0;
  for (; at < args.length && /^[-+]\w/.test(args[at] ?? ''); at += 1) {
    const option = args[at] ?? '';
    const named = /^[-+]\w*o$/.test(option) ? (args[++at] ?? '') : '';
    if (!/^[-+]\w*e/.test(option) && named !== 'errexit') continue;
    if (option.startsWith('-')) script.errexit = true;
    else delete script.errexit;
  }
  if (args[at] === '--') script.words = args.slice(at + 1);
  else if (at < args.length) script.words = args.slice(at);
  return done(host);
};

const shift: Builtin = (host, [, count]) => {
  const { script } = host;
  const gone = number(count, 1);
  if (gone > script.words.length) {
    host.err(complaintOf(host.voice, 1, 'shift', "can't shift that many"));
    return { kind: 'exit', status: 2 };
  }
  script.words = script.words.slice(gone);
  return done(host);
};

/** A signal's name as `trap` takes it; undefined where there is none. */
function nameOf(text: string): string | undefined {
  if (text === '0' || text.toUpperCase() === 'EXIT') return 'EXIT';
  try {
    return readSignal(text).name;
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

const trap: Builtin = (host, [, ...args]) => {
  const { task } = host;
  if (args[0] === '--') args.shift();
  const [action, ...signals] = args;
  if (action === undefined || action === '-l' || action === '-p') return done(host);
  const alone = signals.length === 0;
  for (const text of alone ? [action] : signals) {
    const name = nameOf(text);
    if (name === undefined) {
      host.err(complaintOf(host.voice, 1, 'trap', `${text}: bad trap`));
      return done(host, 1);
    }
    if (alone || action === '-') delete task.handlers?.[name];
    else (task.handlers ??= {})[name] = action;
  }
  return done(host);
};

/** `wait`: for all children, or for those that are named. */
const wait: Builtin = (host, [, ...args]) => {
  const { script } = host;
  const pids = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const awaited = pids.length > 0 ? pids : Object.keys(script.jobs).map(Number);
  script.status = 0;
  if (awaited.length === 0) return 'done';
  script.awaited = awaited;
  script.interruptible = true;
  // Where all are waited for, what they came to does not count.
  if (pids.length === 0) script.jobs = Object.fromEntries(awaited.map((pid) => [pid, 0]));
  return 'done';
};

/** `exec COMMAND` takes the shell's place; with redirections alone the shell's own output goes elsewhere from then on. */
const exec: Builtin = (host, [, ...words], node) => {
  const { script } = host;
  const to = redirected(node, script.cwd, parametersOf(host));
  if (!to) return 'not mine';
  if (!host.open(to.sinks, to.appends)) return { kind: 'exit', status: 2 };
  if (words.length > 0) return host.run(words, { only: true, exec: true, sinks: to.sinks });
  const [outermost] = script.frames;
  if (outermost && nodes(node['redirections']).length > 0) outermost.sinks = { ...outermost.sinks, ...to.sinks };
  return done(host);
};

const evaluate: Builtin = (host, [, ...args]) => {
  done(host);
  if (args.length > 0) enterText(host.script, args.join(' '));
  return 'done';
};

const source: Builtin = (host, [, file, ...words]) => {
  const { script } = host;
  const text = file === undefined ? undefined : host.read(resolvePath(script.cwd, file));
  if (text === undefined) {
    host.err(unsourced(host.voice, 1, file ?? ''));
    return host.voice.kind === 'bash' ? done(host, 1) : { kind: 'exit', status: 2 };
  }
  if (words.length > 0 && host.voice.kind !== 'dash') script.words = words;
  done(host);
  enterText(script, text);
  return 'done';
};

const unset: Builtin = (host, [, ...names]) => {
  for (const name of names.filter((each) => !each.startsWith('-'))) {
    delete host.script.env[name];
    delete host.script.functions[name];
  }
  return done(host);
};

/** `export`, `local` and their like, with the values that they give. */
const declare: Builtin = (host, [name, ...args]) => {
  if (args.some((arg) => arg.startsWith('-') && name !== 'local')) return 'not mine';
  for (const arg of args) {
    const [, variable, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(arg) ?? [];
    if (variable !== undefined) put(host.script, 'env', variable, value ?? '');
  }
  return done(host);
};

/** `read`: the next line of what the script's standard input is known to hold. */
const read: Builtin = (host, [, ...args], node) => {
  const { script } = host;
  if (nodes(node['redirections']).length > 0) return 'not mine';
  const names = args.filter((arg) => !arg.startsWith('-'));
  const end = script.stdin.indexOf('\n');
  const line = end < 0 ? script.stdin : script.stdin.slice(0, end);
  const found = script.stdin !== '' && end >= 0;
  script.stdin = end < 0 ? '' : script.stdin.slice(end + 1);
  const fields = line.trim().split(/[ \t]+/);
  names.forEach((name, i) => {
    put(script, 'env', name, i === names.length - 1 ? fields.slice(i).join(' ') : (fields[i] ?? ''));
  });
  return done(host, found ? 0 : 1);
};

const BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': (host) => done(host),
  true: (host) => done(host),
  false: (host) => done(host, 1),
  '.': source,
  source,
  break: looping('break'),
  continue: looping('continue'),
  eval: evaluate,
  exec,
  exit: leaving('exit'),
  export: declare,
  local: declare,
  read,
  readonly: declare,
  return: leaving('return'),
  set,
  shift,
  trap,
  unset,
  wait,
};

export const builtin = (name: string): Builtin | undefined => own(BUILTINS, name);

import { FileError, NOT_DIRECTORY } from './files/entry.ts';
import { resolvePath } from './files/path.ts';
import { lookup, treeAt } from './files/tree.ts';
import type { Grammar } from './tool/grammar.ts';
import { ulimit } from './ulimit.ts';
import { failureOf, unreached, voiceOf } from './voice.ts';
import type { Running, Shell } from './running.ts';

type Builtin = (running: Running, shell: Shell, args: readonly string[]) => number | undefined;

/** `cd`: without a directory, home; `-` goes back. */
const cd: Builtin = (running, shell, args) => {
  const { session, err, out } = running;
  const [target = shell.env['HOME'] ?? '/', ...rest] = args.filter(
    (arg) => arg !== '--' && arg !== '-P' && arg !== '-L',
  );
  if (rest.length > 0) return undefined;
  const wanted = target === '-' ? (shell.env['OLDPWD'] ?? shell.cwd) : target;
  try {
    const { entry, path } = lookup(treeAt(session.world, shell.place, shell.namespace), resolvePath(shell.cwd, wanted));
    if (entry.kind !== 'directory') throw new FileError(NOT_DIRECTORY);
    shell.env = { ...shell.env, OLDPWD: shell.cwd, PWD: path };
    shell.cwd = path;
    if (target === '-') out(`${path}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const voice = voiceOf(running, shell);
    err(unreached(voice, 1, target, error.message));
    return failureOf(voice, 'cd');
  }
};

/** `export NAME=VALUE…`; other forms are for bash. */
const exportNames: Builtin = (_, shell, args) => {
  const pairs = args.map((arg) => /^([A-Za-z_]\w*)=(.*)$/s.exec(arg));
  const added = new Map<string, string>();
  for (const pair of pairs) {
    if (!pair) return undefined;
    added.set(pair[1] ?? '', pair[2] ?? '');
  }
  if (pairs.length === 0) return undefined;
  shell.env = { ...shell.env, ...Object.fromEntries(added) };
  return 0;
};

/** bash's list of what was typed at its terminal; a shell that nobody types at has none, and dash has no such command. */
const history: Builtin = ({ tty, typed, jobs, out, err }, { bash = tty }, [option, ...rest]) => {
  if (!bash) return undefined;
  if (option !== undefined && !/^\d+$|^-[cw]$/.test(option)) {
    err(`bash: history: ${option}: numeric argument required\n`);
    return 2;
  }
  if (rest.length > 0) {
    err('bash: history: too many arguments\n');
    return 1;
  }
  if (!jobs.person || option?.startsWith('-')) return 0;
  const first = option === undefined ? 0 : Math.max(0, typed.length - Number(option));
  out(
    typed
      .map((line, i) => `${String(i + 1).padStart(5)}  ${line}\n`)
      .slice(first)
      .join(''),
  );
  return 0;
};

/** Accepted, without effect: one line at a time leaves nothing to trap or to wait for. */
const nothing: Builtin = () => 0;

const BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': nothing,
  cd,
  exit: (_, __, args) => (args.length === 0 ? 0 : /^\d+$/.test(args[0] ?? '') ? Number(args[0]) & 255 : undefined),
  export: exportNames,
  history,
  jobs: nothing,
  pwd: ({ out }, shell) => {
    out(`${shell.cwd}\n`);
    return 0;
  },
  trap: nothing,
  ulimit,
  umask: ({ out }, _, args) => {
    if (args.length === 0) out('0022\n');
    return 0;
  },
};

/** What completion knows of builtins and keywords. */
export const builtinGrammars: Readonly<Record<string, Grammar>> = {
  cd: { operands: ['folder'] },
  time: { operands: ['command'] },
};

export const builtinNames: readonly string[] = Object.keys(BUILTINS);

/** Runs what a shell does itself. Undefined where the name is no builtin, or its form one that only bash knows. */
export function runBuiltin(
  running: Running,
  shell: Shell,
  [name = '', ...args]: readonly string[],
): number | undefined {
  return Object.hasOwn(BUILTINS, name) ? BUILTINS[name]?.(running, shell, args) : undefined;
}

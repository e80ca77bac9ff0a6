import { FileError, NOT_DIRECTORY } from './files/entry.ts';
import { resolvePath } from './files/path.ts';
import { lookup, treeAt } from './files/tree.ts';
import { locate } from '../world/place.ts';
import type { Grammar } from './tool/grammar.ts';
import type { Running, Shell } from './running.ts';

type Builtin = (running: Running, shell: Shell, args: readonly string[]) => number | undefined;

/** `cd`: without a directory, home; `-` goes back. Words and exit code are dash's. */
const cd: Builtin = ({ session, err, out }, shell, args) => {
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
    err(`sh: 1: cd: can't cd to ${target}\n`);
    return 2;
  }
};

/** What ulimit calls each limit, and in what it counts: octets in blocks or kilobytes (dash: miscbltin.c). */
const LIMITS: Readonly<Record<string, readonly [name: string, unit: number]>> = {
  c: ['core', 512],
  d: ['data', 1024],
  f: ['fsize', 512],
  l: ['memlock', 1024],
  m: ['rss', 1024],
  n: ['nofile', 1],
  r: ['rtprio', 1],
  s: ['stack', 1024],
  t: ['cpu', 1],
  u: ['nproc', 1],
  w: ['locks', 1],
};

/** A limit of the container's processes as `docker run --ulimit` set it; a shell's own last no longer than its line. */
function ulimit({ session, out }: Running, { place }: Shell, args: readonly string[]): number | undefined {
  const letters = args.flatMap((arg) => (/^-[a-zA-Z]+$/.test(arg) ? [...arg.slice(1)] : []));
  if (args.length > 0 && !args.every((arg) => arg.startsWith('-'))) return 0;
  const [letter = 'f', ...more] = letters.filter((each) => each !== 'H' && each !== 'S');
  if (more.length > 0 || (!Object.hasOwn(LIMITS, letter) && letter !== 'v' && letter !== 'p')) return undefined;
  const [name, unit] = LIMITS[letter] ?? ['', 1];
  const given = locate(session.world, place)?.container?.hostConfig['Ulimits'];
  const all = Array.isArray(given) ? (given as readonly { Name: string; Hard: number; Soft: number }[]) : [];
  const limit = all.find((each) => each.Name === name);
  const value = letters.includes('H') ? limit?.Hard : limit?.Soft;
  out(value === undefined || value < 0 ? 'unlimited\n' : `${Math.floor(value / unit)}\n`);
  return 0;
}

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

/** Accepted, without effect: one line at a time leaves nothing to trap, to limit or to wait for. */
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

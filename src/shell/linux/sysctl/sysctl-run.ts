import { KernelError, strerror } from '../../../kernel/errno.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { setSysctl, sysctl as setting, sysctlNames } from '../../../kernel/sysctl/sysctl.ts';
import { locate } from '../../../world/place.ts';
import { FileError } from '../../files/entry.ts';
import { absolute, readText, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { getopt, type Parsed } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { RELEASE } from '../../files/proc.ts';
import { namespaceId } from '../names/query.ts';
import { USAGE } from './sysctl.table.ts';
import { regexOf } from '../text/input.ts';
import { own } from '../../../kernel/own.ts';
import { sysctl } from './sysctl.ts';

const DEFAULT_FILE = '/etc/sysctl.conf';

/** What Debian sets at boot. */
const SYSTEM = `* Applying /usr/lib/sysctl.d/10-coredump-debian.conf ...
* Applying /usr/lib/sysctl.d/50-pid-max.conf ...
kernel.core_pattern = core
kernel.pid_max = 4194304
`;

export const runSysctl: Tool['run'] = (call) => {
  const args = call.argv.slice(1);
  const given = getopt(args, sysctl.grammar);
  if (given.error !== undefined) {
    call.err(`sysctl: ${given.error}\n`);
    call.out(USAGE);
    return 1;
  }
  if (args.length === 0) throw new ToolError(USAGE, 1);
  return new Run(call, given).run();
};

/** A path below /proc/sys. Whichever of dot and slash comes first separates; the other then stands for it inside a name. */
function pathOf(name: string): string {
  const first = /[./]/.exec(name)?.[0];
  return first === '.' ? swapped(name) : name;
}

const swapped = (text: string): string => text.replace(/[./]/g, (mark) => (mark === '.' ? '/' : '.'));

/** Settings that are no network's. */
function generalOf(call: Call): Readonly<Record<string, string>> {
  const location = locate(call.world(), call.place);
  return {
    'fs/file-max': '9223372036854775807',
    'kernel/domainname': location?.container?.config.Domainname || '(none)',
    'kernel/hostname': location?.hostname ?? '',
    'kernel/osrelease': RELEASE,
    'kernel/ostype': 'Linux',
    'kernel/pid_max': '4194304',
    'kernel/threads-max': '191919',
    'vm/max_map_count': '1048576',
    'vm/overcommit_memory': '0',
    'vm/swappiness': '60',
  };
}

/** How much of a command it is to find one setting among all. */
const LISTED = 0.005;

class Run {
  readonly #call: Call;
  readonly #has: Parsed['has'];
  readonly #pattern: RegExp | undefined;
  readonly #file: string | undefined;
  readonly #operands: readonly string[];
  readonly #general: Readonly<Record<string, string>>;
  #exit = 0;

  constructor(call: Call, { has, value, operands }: Parsed) {
    this.#call = call;
    this.#operands = operands;
    this.#has = has;
    this.#general = generalOf(call);
    const pattern = value('r');
    this.#pattern = pattern === undefined ? undefined : regexOf(pattern);
    if (pattern !== undefined && !this.#pattern)
      throw new ToolError(`sysctl: error: bad regular expression: ${pattern}\n`, 1);
    this.#file = value('p');
  }

  run(): number {
    const call = this.#call;
    if (this.#has('h', 'd')) {
      call.out(USAGE);
      return 0;
    }
    if (this.#has('V')) {
      call.out('sysctl from procps-ng 4.0.7\n');
      return 0;
    }
    if (this.#has('a', 'A', 'X')) return this.#all();
    if (this.#has('system')) call.out(SYSTEM);
    if (this.#has('p', 'f', 'system')) {
      const files = [...(this.#file ? [this.#file] : []), ...this.#operands];
      for (const file of files.length === 0 && !this.#has('system') ? [DEFAULT_FILE] : files) this.#load(file);
      return this.#exit;
    }
    if (this.#operands.length === 0)
      throw new ToolError("sysctl: no variables specified\nTry `sysctl --help' for more information.\n", 1);
    for (const [i, word] of this.#operands.entries()) {
      if (word.includes('=')) this.#assign(word);
      else if (this.#has('w')) {
        this.#complain(`command line(${i}): invalid syntax, continuing...`);
        break;
      } else this.#read(word);
    }
    return this.#exit;
  }

  #complain(text: string): void {
    this.#call.err(`sysctl: ${text}\n`);
    this.#exit = 1;
  }

  get #namespace(): Namespace | undefined {
    return this.#call.world().kernel.namespaces[namespaceId(this.#call)];
  }

  /** The value at a path of a setting, or undefined. */
  #value(path: string): string | undefined {
    const general = own(this.#general, path);
    if (general !== undefined) return general;
    const namespace = this.#namespace;
    return namespace && setting(namespace, path.replaceAll('/', '.'));
  }

  /** Paths of all settings, in the order of sysctl's walk. */
  #paths(): string[] {
    const namespace = this.#namespace;
    const names = namespace ? sysctlNames(namespace) : [];
    this.#call.spend(names.length * LISTED);
    const dotted = namespace ? dottedIn(namespace) : [];
    return [...Object.keys(this.#general), ...names.map((name) => pathOfName(dotted, name))].sort();
  }

  #all(): number {
    for (const path of this.#paths()) if (this.#pattern?.test(swapped(path)) ?? true) this.#print(path);
    return this.#exit;
  }

  #read(name: string): void {
    const path = pathOf(name);
    if (this.#value(path) !== undefined) return this.#print(path);
    const below = this.#paths().filter((one) => one.startsWith(`${path}/`));
    for (const one of below) this.#print(one);
    if (below.length === 0 && !this.#has('e')) this.#missing(path);
  }

  #missing(path: string): void {
    this.#complain(`cannot stat /proc/sys/${path}: ${strerror.ENOENT}`);
  }

  #print(path: string): void {
    const value = this.#value(path) ?? '';
    this.#call.out(this.#has('N') ? `${swapped(path)}\n` : this.#line(path, value));
  }

  #line(path: string, value: string): string {
    if (this.#has('b')) return value;
    return this.#has('n') ? `${value}\n` : `${swapped(path)} = ${value}\n`;
  }

  #assign(word: string): void {
    const equals = word.indexOf('=');
    const path = pathOf(word.slice(0, equals).trim());
    const value = word.slice(equals + 1).trim();
    if (this.#value(path) === undefined) {
      if (!this.#has('e')) this.#missing(path);
      return;
    }
    const refusal = this.#has('dry-run') ? undefined : this.#write(path, value);
    if (refusal !== undefined) return this.#complain(refusal);
    if (!this.#has('q')) this.#call.out(this.#line(path, value));
  }

  /** Writes a value; says why it could not be. */
  #write(path: string, value: string): string | undefined {
    const call = this.#call;
    const location = locate(call.world(), call.place);
    const readOnly = location?.container?.hostConfig.Privileged === false;
    if (readOnly || !path.startsWith('net/')) return `permission denied on key "${swapped(path)}"`;
    try {
      call.update(({ kernel }) => setSysctl(kernel, namespaceId(call), path.replaceAll('/', '.'), value));
      return undefined;
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      return `setting key "${swapped(path)}": ${strerror[error.code]}`;
    }
  }

  /** Reads settings from a file; its mistakes are told before anything is set. */
  #load(file: string): void {
    const call = this.#call;
    let text: string;
    try {
      text =
        file === '-'
          ? call.stdin
          : readText(treeAt(call.world(), call.place, call.namespace), absolute(call.cwd, file));
    } catch (failure) {
      if (!(failure instanceof FileError)) throw failure;
      return this.#complain(`cannot open "${file}": ${failure.message}`);
    }
    const lines = text.split('\n').map((line, i) => ({ line: line.trim(), number: i + 1 }));
    const meant = lines.filter(({ line }) => line !== '' && !/^[#;]/.test(line));
    for (const { line, number } of meant)
      if (!line.includes('=')) this.#complain(`${file}(${number}): invalid syntax, continuing...`);
    for (const { line } of meant) if (line.includes('=')) this.#assign(line.replace(/^-/, ''));
  }
}

/** Interfaces whose names have dots. */
const dottedIn = ({ links }: Namespace): readonly string[] =>
  Object.values(links)
    .map(({ name }) => name)
    .filter((name) => name.includes('.'));

/** The path of a network setting: an interface's name keeps its dots. */
function pathOfName(dotted: readonly string[], name: string): string {
  const device = dotted.find((each) => name.includes(`.${each}.`));
  const path = name.replaceAll('.', '/');
  return device === undefined ? path : path.replace(`/${device.replaceAll('.', '/')}/`, `/${device}/`);
}

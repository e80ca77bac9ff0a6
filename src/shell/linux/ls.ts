import { FileError, type Entry } from '../files/entry.ts';
import { childOf } from '../files/path.ts';
import { absolute, lookup, treeAt, type Tree } from '../files/tree.ts';
import type { Call, Tool } from '../tool.ts';
import { strftime } from './calendar.ts';
import { getopt } from './getopt.ts';

const LONG = {
  all: 'a',
  'almost-all': 'A',
  directory: 'd',
  classify: 'F',
  'human-readable': 'h',
  inode: 'i',
  dereference: 'L',
  reverse: 'r',
  recursive: 'R',
  'color=': 'color',
};

interface Item {
  readonly name: string;
  readonly entry: Entry;
}

/** coreutils ls, its output no terminal: one name a line. */
export const ls: Tool = (call) => {
  const { options, operands, error } = getopt(call.argv.slice(1), { short: '1aACdFghHiklLnoprRsStuUvxX', long: LONG });
  if (error !== undefined) {
    call.err(`ls: ${error}\nTry 'ls --help' for more information.\n`);
    return 2;
  }
  return new Listing(call, new Set(options.map(({ name }) => name))).run(operands.length === 0 ? ['.'] : operands);
};

/** One run of ls. */
class Listing {
  readonly #call: Call;
  readonly #flags: ReadonlySet<string>;
  readonly #tree: Tree;
  #exit = 0;
  #first = true;

  constructor(call: Call, flags: ReadonlySet<string>) {
    this.#call = call;
    this.#flags = flags;
    this.#tree = treeAt(call.world(), call.place, call.namespace);
  }

  run(operands: readonly string[]): number {
    const follow = !this.#flags.has('l') && !this.#flags.has('d');
    const found: Item[] = [];
    for (const name of [...operands].sort()) {
      try {
        found.push({
          name,
          entry: lookup(this.#tree, absolute(this.#call.cwd, name), { follow: follow || name.endsWith('/') }).entry,
        });
      } catch (failure) {
        if (!(failure instanceof FileError)) throw failure;
        this.#call.err(`ls: cannot access '${name}': ${failure.message}\n`);
        this.#exit = 2;
      }
    }
    const listed = this.#flags.has('d') ? [] : found.filter(({ entry }) => entry.kind === 'directory');
    const single = found.filter((item) => !listed.includes(item));
    if (single.length > 0) {
      this.#print(single);
      this.#first = false;
    }
    for (const { name } of listed) this.#directory(name, operands.length > 1 || this.#flags.has('R'));
    return this.#exit;
  }

  #directory(name: string, titled: boolean): void {
    const path = absolute(this.#call.cwd, name);
    const { entry } = lookup(this.#tree, path);
    if (entry.kind !== 'directory') return;
    const dots = this.#flags.has('a') ? ['.', '..'] : [];
    const hidden = this.#flags.has('a') || this.#flags.has('A');
    const names = entry.names().filter((child) => hidden || !child.startsWith('.'));
    const items = [...dots, ...names].map((child) => ({
      name: child,
      entry:
        child === '.' || child === '..' ? entry : lookup(this.#tree, childOf(path, child), { follow: false }).entry,
    }));
    if (titled) this.#call.out(`${this.#first ? '' : '\n'}${name}:\n`);
    this.#first = false;
    if (this.#flags.has('l')) this.#call.out(`total ${this.#total(items)}\n`);
    this.#print(this.#flags.has('r') ? items.reverse() : items);
    if (!this.#flags.has('R')) return;
    for (const item of items)
      if (item.entry.kind === 'directory' && !item.name.startsWith('.'))
        this.#directory(childOf(name, item.name), true);
  }

  /** Blocks of 1 KiB; files take blocks of 4 KiB, what the kernel shows takes none. */
  #total(items: readonly Item[]): string {
    const blocks = items.reduce((sum, { entry }) => sum + blocksOf(entry), 0);
    return this.#flags.has('h') ? (blocks === 0 ? '0' : `${blocks}.0K`) : String(blocks);
  }

  #print(items: readonly Item[]): void {
    const classify = ({ name, entry }: Item): string =>
      this.#flags.has('F') || (this.#flags.has('p') && entry.kind === 'directory')
        ? name + (entry.kind === 'directory' ? '/' : entry.kind === 'link' && !this.#flags.has('l') ? '@' : '')
        : name;
    if (!this.#flags.has('l')) {
      this.#call.out(items.map((item) => `${classify(item)}\n`).join(''));
      return;
    }
    const date = strftime('%b %e %H:%M', this.#call.world().clock.now);
    const rows = items.map((item) => [mode(item.entry), links(item.entry), this.#size(item.entry), item] as const);
    const width = (column: 1 | 2): number => Math.max(...rows.map((row) => row[column].length));
    for (const [bits, count, size, item] of rows) {
      const target = item.entry.kind === 'link' ? ` -> ${item.entry.target}` : '';
      const left = `${bits} ${count.padStart(width(1))} root root ${size.padStart(width(2))} ${date}`;
      this.#call.out(`${left} ${classify(item)}${target}\n`);
    }
  }

  #size(entry: Entry): string {
    const size = sizeOf(entry);
    if (!this.#flags.has('h') || size < 1024) return String(size);
    const kilo = size / 1024;
    return kilo < 10 ? `${(Math.ceil(kilo * 10) / 10).toFixed(1)}K` : `${Math.ceil(kilo)}K`;
  }
}

function sizeOf(entry: Entry): number {
  if (entry.kind === 'directory') return entry.fixed ? 0 : 4096;
  if (entry.kind === 'link') return entry.target.startsWith('../../') ? 0 : entry.target.length;
  return entry.size ?? utf8Length(entry.read());
}

const utf8Length = (text: string): number => encodeURIComponent(text).replace(/%../g, '.').length;

const blocksOf = (entry: Entry): number =>
  entry.kind === 'directory'
    ? entry.fixed
      ? 0
      : 4
    : entry.kind === 'link' || entry.size !== undefined
      ? 0
      : Math.ceil(sizeOf(entry) / 4096) * 4;

const links = (entry: Entry): string => (entry.kind === 'directory' ? '2' : '1');

function mode(entry: Entry): string {
  if (entry.kind === 'link') return 'lrwxrwxrwx';
  const bits = [...(entry.mode & 0o777).toString(8).padStart(3, '0')]
    .map((digit) => ['---', '--x', '-w-', '-wx', 'r--', 'r-x', 'rw-', 'rwx'][Number(digit)] ?? '---')
    .join('');
  const sticky = (entry.mode & 0o1000) !== 0 ? `${bits.slice(0, 8)}t` : bits;
  return `${entry.kind === 'directory' ? 'd' : '-'}${sticky}`;
}

import { permissions } from '../../files/mode.ts';
import { utf8 } from '../../../wire/utf8.ts';
import { FileError, type Entry, type Tree } from '../../files/entry.ts';
import { childOf } from '../../files/path.ts';
import { absolute, lookup, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { readOptions, type Parsed } from '../../tool/options.ts';
import { strftime } from '../calendar.ts';
import { ls } from './ls.ts';

interface Item {
  readonly name: string;
  readonly entry: Entry;
}

/** `ls`. */
export function runLs(call: Call): number {
  const given = readOptions(call, ls, 2);
  return new Listing(call, given).run(given.operands.length === 0 ? ['.'] : given.operands);
}

/** One run of ls. */
class Listing {
  readonly #call: Call;
  readonly #has: Parsed['has'];
  readonly #tree: Tree;
  #exit = 0;
  #first = true;

  constructor(call: Call, { has }: Parsed) {
    this.#call = call;
    this.#has = has;
    this.#tree = treeAt(call.world(), call.place, call.namespace);
  }

  run(operands: readonly string[]): number {
    const follow = !this.#has('l') && !this.#has('d');
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
    const listed = this.#has('d') ? [] : found.filter(({ entry }) => entry.kind === 'directory');
    const single = found.filter((item) => !listed.includes(item));
    if (single.length > 0) {
      this.#print(single);
      this.#first = false;
    }
    for (const { name } of listed) this.#directory(name, operands.length > 1 || this.#has('R'));
    return this.#exit;
  }

  #directory(name: string, titled: boolean): void {
    const path = absolute(this.#call.cwd, name);
    const { entry } = lookup(this.#tree, path);
    if (entry.kind !== 'directory') return;
    const dots = this.#has('a') ? ['.', '..'] : [];
    const hidden = this.#has('a') || this.#has('A');
    const names = entry.names().filter((child) => hidden || !child.startsWith('.'));
    const items = [...dots, ...names].map((child) => ({
      name: child,
      entry:
        child === '.' || child === '..' ? entry : lookup(this.#tree, childOf(path, child), { follow: false }).entry,
    }));
    if (titled) this.#call.out(`${this.#first ? '' : '\n'}${name}:\n`);
    this.#first = false;
    if (this.#has('l')) this.#call.out(`total ${this.#total(items)}\n`);
    this.#print(this.#has('r') ? items.reverse() : items);
    if (!this.#has('R')) return;
    for (const item of items)
      if (item.entry.kind === 'directory' && !item.name.startsWith('.'))
        this.#directory(childOf(name, item.name), true);
  }

  /** Blocks of 1 KiB; files take blocks of 4 KiB, what the kernel shows takes none. */
  #total(items: readonly Item[]): string {
    const blocks = items.reduce((sum, { entry }) => sum + blocksOf(entry), 0);
    return this.#has('h') ? (blocks === 0 ? '0' : `${blocks}.0K`) : String(blocks);
  }

  #print(items: readonly Item[]): void {
    const classify = ({ name, entry }: Item): string =>
      this.#has('F') || (this.#has('p') && entry.kind === 'directory')
        ? name + (entry.kind === 'directory' ? '/' : entry.kind === 'link' && !this.#has('l') ? '@' : '')
        : name;
    if (!this.#has('l')) {
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
    if (!this.#has('h') || size < 1024) return String(size);
    const kilo = size / 1024;
    return kilo < 10 ? `${(Math.ceil(kilo * 10) / 10).toFixed(1)}K` : `${Math.ceil(kilo)}K`;
  }
}

function sizeOf(entry: Entry): number {
  if (entry.kind === 'directory') return entry.fixed ? 0 : 4096;
  if (entry.kind === 'link') return entry.target.startsWith('../../') ? 0 : entry.target.length;
  return entry.size ?? utf8(entry.read()).length;
}

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
  return `${entry.kind === 'directory' ? 'd' : '-'}${permissions(entry.mode)}`;
}

import { FileError, NO_ENTRY } from '../../files/entry.ts';
import { nameOf } from '../../files/path.ts';
import { absolute, find, listDirectory, readText, treeAt } from '../../files/tree.ts';
import { hunksOf } from '../../saving/hunks.ts';
import type { Call } from '../../tool/call.ts';
import { getopt, type Parsed } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import type { Tool } from '../../tool/tool.ts';
import { strftime } from '../calendar.ts';
import { contextual, normal, unified, type Change, type Sheet } from './diff-format.ts';
import { diff } from './diff.ts';
import { linesOf, quote } from './input.ts';

/** What diff exits with. */
const SAME = 0;
const DIFFERENT = 1;
const TROUBLE = 2;

/** Lines around a change. */
const CONTEXT = 3;

type Style = { readonly kind: 'normal' } | { readonly kind: 'unified' | 'context'; readonly lines: number };

const bad = (text: string): ToolError =>
  new ToolError(`diff: ${text}\ndiff: Try 'diff --help' for more information.\n`, TROUBLE);

function styleOf(given: Parsed): Style {
  const count = (text: string | undefined): number => {
    if (text === undefined || text === '') return CONTEXT;
    if (!/^\d+$/.test(text)) throw bad(`invalid context length '${text}'`);
    return Number(text);
  };
  const style = (kind: 'unified' | 'context', short: string, long: string): Style[] =>
    given.has(short, short.toUpperCase(), long)
      ? [{ kind, lines: count(given.value(short.toUpperCase()) ?? given.value(long)) }]
      : [];
  const plain: Style[] = given.has('normal') ? [{ kind: 'normal' }] : [];
  const asked = [...style('unified', 'u', 'unified'), ...style('context', 'c', 'context'), ...plain];
  if (asked.length > 1) throw bad('conflicting output style options');
  return asked[0] ?? { kind: 'normal' };
}

/** What lines are compared by. */
function keyOf(given: Parsed): (line: string) => string {
  const space = (line: string): string => {
    if (given.has('w')) return line.replaceAll(/\s+/g, '');
    return given.has('b') ? line.replaceAll(/\s+/g, ' ').replace(/ $/, '') : line;
  };
  return (line) => (given.has('i') ? space(line).toLowerCase() : space(line));
}

/** One run of diff. */
class Comparison {
  private readonly call: Call;
  private readonly given: Parsed;
  private readonly style: Style;

  constructor(call: Call, given: Parsed) {
    this.call = call;
    this.given = given;
    this.style = styleOf(given);
  }

  private kindOf(path: string): 'file' | 'directory' | undefined {
    if (path === '-') return 'file';
    const kind = find(
      treeAt(this.call.world(), this.call.place, this.call.namespace),
      absolute(this.call.cwd, path),
    )?.kind;
    return kind === 'directory' ? kind : kind && 'file';
  }

  /** Two operands. */
  top(a: string, b: string): number {
    const [left, right] = [this.kindOf(a), this.kindOf(b)];
    if (left === 'directory' && right === 'directory') return this.folders(a, b);
    if (left === 'directory' && b !== '-') return this.files(`${a}/${nameOf(b)}`, b);
    if (right === 'directory' && a !== '-') return this.files(a, `${b}/${nameOf(a)}`);
    return this.files(a, b);
  }

  private folders(a: string, b: string): number {
    const names = (path: string): string[] =>
      listDirectory(treeAt(this.call.world(), this.call.place, this.call.namespace), absolute(this.call.cwd, path));
    const [left, right] = [new Set(names(a)), new Set(names(b))];
    const exits = [...new Set([...left, ...right])].sort().map((name) => {
      const [one, other] = [childPath(a, name), childPath(b, name)];
      if (!this.given.has('N') && left.has(name) !== right.has(name)) {
        this.call.out(`Only in ${left.has(name) ? a : b}: ${name}\n`);
        return DIFFERENT;
      }
      const [kind, otherKind] = [this.kindOf(one), this.kindOf(other)];
      if (kind !== otherKind && kind && otherKind) {
        const is = (path: string, what: string): string =>
          `${path} is a ${what === 'directory' ? what : 'regular file'}`;
        this.call.out(`File ${is(one, kind)} while file ${is(other, otherKind)}\n`);
        return DIFFERENT;
      }
      if ((kind ?? otherKind) !== 'directory') return this.files(one, other, true);
      if (this.given.has('r') && kind && otherKind) return this.folders(one, other);
      if (kind && otherKind) this.call.out(`Common subdirectories: ${one} and ${other}\n`);
      return SAME;
    });
    return Math.max(SAME, ...exits);
  }

  private read(path: string): string | undefined {
    const tree = treeAt(this.call.world(), this.call.place, this.call.namespace);
    try {
      return path === '-' ? this.call.stdin : readText(tree, absolute(this.call.cwd, path));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (error.message === NO_ENTRY && this.given.has('N')) return '';
      this.call.err(`diff: ${path}: ${error.message}\n`);
      return undefined;
    }
  }

  private files(a: string, b: string, within = false): number {
    const [one, other] = [this.read(a), this.read(b)];
    if (one === undefined || other === undefined) return TROUBLE;
    const changes = one === other ? [] : this.changes(one, other);
    if (changes.length === 0) {
      if (this.given.has('s')) this.call.out(`Files ${a} and ${b} are identical\n`);
      return SAME;
    }
    if (!this.given.has('a') && (one.includes('\0') || other.includes('\0'))) {
      this.call.out(`Binary files ${a} and ${b} differ\n`);
      return DIFFERENT;
    }
    if (this.given.has('q')) {
      this.call.out(`Files ${a} and ${b} differ\n`);
      return DIFFERENT;
    }
    const options = this.call.argv.slice(1).filter((word) => word.startsWith('-') && word !== '-');
    if (within) this.call.out(`${['diff', ...options, a, b].join(' ')}\n`);
    const [left, right] = [this.sheet(a, one, 0), this.sheet(b, other, 1)];
    const { style } = this;
    if (style.kind === 'unified') this.call.out(unified(left, right, changes, style.lines));
    else if (style.kind === 'context') this.call.out(contextual(left, right, changes, style.lines));
    else this.call.out(normal(left, right, changes));
    return DIFFERENT;
  }

  private sheet(path: string, text: string, at: 0 | 1): Sheet {
    const label = this.given.all('L')[at];
    const { env } = this.call;
    const isC = /^(?:C|POSIX)?$/.test(env['LC_ALL'] ?? env['LC_TIME'] ?? env['LANG'] ?? '');
    const form = this.style.kind === 'context' && isC ? '%a %b %e %H:%M:%S %Y' : '%Y-%m-%d %H:%M:%S.000000000 +0000';
    const title = label ?? `${path}\t${strftime(form, this.call.world().clock.now)}`;
    return { title, lines: linesOf(text), ended: text === '' || text.endsWith('\n') };
  }

  private changes(one: string, other: string): Change[] {
    const key = keyOf(this.given);
    const keys = (text: string): string[] => {
      const lines = linesOf(text).map(key);
      // A line that has no end is another one.
      if (text !== '' && !text.endsWith('\n') && !this.given.has('w', 'b')) lines.push(`${lines.pop() ?? ''}\0`);
      return lines;
    };
    const [before, after] = [keys(one), keys(other)];
    let shift = 0;
    const found = hunksOf(before, after).map(({ from, removed, added }): Change => {
      const start = [from, from + shift] as const;
      shift += added.length - removed.length;
      return { from: start, to: [from + removed.length, start[1] + added.length] };
    });
    const isBlank = ({ from, to }: Change): boolean =>
      [...before.slice(from[0], to[0]), ...after.slice(from[1], to[1])].every((line) => line === '');
    return found
      .map((change, i) => lowered(change, before, after, found[i + 1]?.from[0] ?? before.length))
      .filter((change) => !this.given.has('B') || !isBlank(change));
  }
}

/** Lines that are only there, or only gone, are said to be as far down as they can be (src/analyze.c: shift_boundaries). */
function lowered(change: Change, before: readonly string[], after: readonly string[], limit: number): Change {
  let { from, to } = change;
  const [lines, at] = to[0] === from[0] ? [after, 1 as const] : [before, 0 as const];
  if (to[0] !== from[0] && to[1] !== from[1]) return change;
  while (to[0] < limit && lines[from[at]] === lines[to[at]]) {
    from = [from[0] + 1, from[1] + 1];
    to = [to[0] + 1, to[1] + 1];
  }
  return { from, to };
}

const childPath = (folder: string, name: string): string => `${folder.replace(/\/$/, '')}/${name}`;

export const runDiff: Tool['run'] = (call) => {
  const given = getopt(call.argv.slice(1), diff.grammar);
  if (given.error !== undefined) throw bad(given.error);
  const [a, b, extra] = given.operands;
  if (b === undefined) throw bad(`missing operand after '${a ?? 'diff'}'`);
  if (extra !== undefined) throw bad(`extra operand ${quote(call, extra)}`);
  return new Comparison(call, given).top(a ?? '', b);
};

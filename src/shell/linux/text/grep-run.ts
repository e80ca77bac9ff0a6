import { FileError } from '../../files/entry.ts';
import { childOf } from '../../files/path.ts';
import { absolute, find, lookup, readText, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { getopt, parsed, type Parsed } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { linesOf, type Input } from './input.ts';
import { sourceOf, type Dialect } from './regex.ts';
import { GRAMMAR } from './grep.ts';

const USAGE = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";

/** What one run of grep looks for, and how it shows it. */
interface Search {
  readonly call: Call;
  readonly files: readonly string[];
  readonly pattern: RegExp;
  readonly has: Parsed['has'];
  readonly number: (letter: string, otherwise: number) => number;
}

/** `-5` is a context of 5: its digits are options. */
function withContext({ options: given, operands, error }: Parsed): Parsed {
  const digits = given.filter(({ name }) => /^\d$/.test(name)).map(({ name }) => name);
  return parsed(digits.length === 0 ? given : [...given, { name: 'C', value: digits.join('') }], operands, error);
}

function runAs(dialect: Dialect, call: Call): number {
  const { operands, error, has, value, all } = withContext(getopt(call.argv.slice(1), GRAMMAR));
  if (error !== undefined) throw new ToolError(`grep: ${error}\n${USAGE}`, 2);
  const given = all('e');
  const patterns = given.length > 0 ? given : operands.slice(0, 1);
  if (patterns.length === 0) throw new ToolError(USAGE, 2);
  const chosen = (['E', 'F', 'P', 'G'] as const).find((letter) => has(letter)) ?? dialect;
  const pattern = compile(patterns, chosen, has);
  if (!pattern) throw new ToolError('grep: Invalid regular expression\n', 2);
  const number = (letter: string, otherwise: number): number => {
    const text = value(letter);
    if (text === undefined) return otherwise;
    if (/^-?\d+$/.test(text) && (letter === 'm' || !text.startsWith('-'))) return Number(text);
    throw new ToolError(
      letter === 'm' ? 'grep: invalid max count\n' : `grep: ${text}: invalid context length argument\n`,
      2,
    );
  };
  const files = given.length > 0 ? operands : operands.slice(1);
  return search({ call, files, pattern, has, number });
}

function compile(patterns: readonly string[], dialect: Dialect, has: Parsed['has']): RegExp | undefined {
  const all = patterns.flatMap((text) => text.split('\n')).map((text) => `(?:${sourceOf(text, dialect)})`);
  const any = all.length === 1 ? (all[0] ?? '') : all.join('|');
  const source = has('x') ? `^(?:${any})$` : has('w') ? `(?<!\\w)(?:${any})(?!\\w)` : any;
  try {
    return new RegExp(source, has('i') || has('y') ? 'gi' : 'g');
  } catch {
    return undefined;
  }
}

function search(run: Search): number {
  const { call, has } = run;
  const recursive = has('r') || has('R');
  let failed = false;
  const complain = (name: string, reason: string): void => {
    failed = true;
    if (!has('s')) call.err(`grep: ${name}: ${reason}\n`);
  };
  const operands = run.files.length > 0 ? run.files : recursive ? ['.'] : ['-'];
  const files = operands.flatMap((name) => read(call, name, recursive, complain));
  const within = recursive && files.some(({ name }) => !operands.includes(name));
  const named = !has('h') && (has('H') || operands.length > 1 || within);
  let found = false;
  for (const file of files) {
    const hit = searchFile(run, file, named);
    found ||= hit;
    if (hit && has('q')) return 0;
  }
  if (failed) return 2;
  return found !== has('L') ? 0 : 1;
}

/** A file, what is below a directory, or standard input. */
function read(call: Call, name: string, recursive: boolean, complain: (name: string, reason: string) => void): Input[] {
  if (name === '-') return [{ name: '(standard input)', text: call.stdin }];
  const tree = treeAt(call.world(), call.place, call.namespace);
  const path = absolute(call.cwd, name);
  try {
    const { entry } = lookup(tree, path);
    if (entry.kind !== 'directory') return [{ name, text: readText(tree, path) }];
    if (!recursive) {
      complain(name, 'Is a directory');
      return [];
    }
    return entry
      .names()
      .filter((child) => find(tree, childOf(path, child), { follow: false })?.kind !== 'link')
      .flatMap((child) => read(call, childOf(name, child), true, () => undefined));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    complain(name, error.message);
    return [];
  }
}

function searchFile({ call, pattern, has, number }: Search, { name, text }: Input, named: boolean): boolean {
  const lines = linesOf(text);
  const hits = new Set<number>();
  const most = number('m', Infinity);
  for (const [i, line] of lines.entries()) {
    if (hits.size >= most) break;
    if (line.search(pattern) >= 0 !== has('v')) hits.add(i);
  }
  if (has('q')) return hits.size > 0;
  if (has('l') || has('L')) {
    if (hits.size > 0 === has('l')) call.out(`${name}\n`);
    return hits.size > 0;
  }
  const prefix = (i: number, mark: string): string =>
    `${named ? `${name}${mark}` : ''}${has('n') ? `${i + 1}${mark}` : ''}`;
  if (has('c')) call.out(`${named ? `${name}:` : ''}${hits.size}\n`);
  else if (has('o')) {
    for (const i of hits)
      for (const match of (lines[i] ?? '').matchAll(pattern))
        if (match[0] !== '') call.out(`${prefix(i, ':')}${match[0]}\n`);
  } else showLines({ call, number }, lines, hits, prefix);
  return hits.size > 0;
}

function showLines(
  { call, number }: Pick<Search, 'call' | 'number'>,
  lines: readonly string[],
  hits: ReadonlySet<number>,
  prefix: (i: number, mark: string) => string,
): void {
  const around = number('C', 0);
  const before = number('B', around);
  const after = number('A', around);
  let shown = -1;
  for (const i of hits) {
    const from = Math.max(shown + 1, i - before);
    if (shown >= 0 && from > shown + 1 && before + after > 0) call.out('--\n');
    for (let j = from; j < i; j += 1) call.out(`${prefix(j, '-')}${lines[j]}\n`);
    if (i > shown) call.out(`${prefix(i, ':')}${lines[i]}\n`);
    shown = Math.max(shown, i);
    for (let j = i + 1; j <= i + after && j < lines.length && !hits.has(j); j += 1) {
      call.out(`${prefix(j, '-')}${lines[j]}\n`);
      shown = j;
    }
  }
}

export const runGrep: Tool['run'] = (call) => runAs('G', call);

const obsolete =
  (name: string, dialect: 'E' | 'F'): Tool['run'] =>
  (call) => {
    call.err(`${name}: warning: ${name} is obsolescent; using grep -${dialect}\n`);
    return runAs(dialect, call);
  };

export const runEgrep = obsolete('egrep', 'E');
export const runFgrep = obsolete('fgrep', 'F');

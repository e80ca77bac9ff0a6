import { FileError } from '../../files/entry.ts';
import { childOf } from '../../files/path.ts';
import { absolute, find, lookup, readText, treeAt } from '../../files/tree.ts';
import type { Call, Tool } from '../../tool.ts';
import { getopt, type Parsed } from '../getopt.ts';
import { linesOf, type Input } from './input.ts';
import { sourceOf, type Dialect } from './regex.ts';

const LONG = {
  'after-context=': 'A',
  'before-context=': 'B',
  'context=': 'C',
  count: 'c',
  color: 'colour',
  'color=': 'colour',
  'extended-regexp': 'E',
  'regexp=': 'e',
  'fixed-strings': 'F',
  'file=': 'f',
  'basic-regexp': 'G',
  'with-filename': 'H',
  'no-filename': 'h',
  'ignore-case': 'i',
  'include=': 'include',
  'files-without-match': 'L',
  'files-with-matches': 'l',
  'max-count=': 'm',
  'line-number': 'n',
  'only-matching': 'o',
  'perl-regexp': 'P',
  quiet: 'q',
  silent: 'q',
  'line-buffered': 'buffered',
  recursive: 'r',
  'no-messages': 's',
  'invert-match': 'v',
  'word-regexp': 'w',
  'line-regexp': 'x',
  text: 'a',
};

const USAGE = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";

/** What one run of grep looks for, and how it shows it. */
interface Search {
  readonly call: Call;
  readonly parsed: Parsed;
  readonly pattern: RegExp;
  readonly has: (letter: string) => boolean;
  readonly number: (letter: string, otherwise: number) => number;
}

/** `-5` is a context of 5: its digits are options. */
function withContext(parsed: Parsed): Parsed {
  const digits = parsed.options.filter(({ name }) => /^\d$/.test(name)).map(({ name }) => name);
  return digits.length === 0
    ? parsed
    : { ...parsed, options: [...parsed.options, { name: 'C', value: digits.join('') }] };
}

const grepAs =
  (dialect: Dialect): Tool =>
  (call) => {
    const parsed = withContext(
      getopt(call.argv.slice(1), {
        short: '0123456789aA:bB:cC:d:D:Ee:f:FGHhiILlm:noPqrRsTUuVvwxyZz',
        long: LONG,
      }),
    );
    if (parsed.error !== undefined) {
      call.err(`grep: ${parsed.error}\n${USAGE}`);
      return 2;
    }
    const has = (letter: string): boolean => parsed.options.some(({ name }) => name === letter);
    const given = parsed.options.filter(({ name }) => name === 'e').map(({ value }) => value);
    const operands = [...parsed.operands];
    const patterns = given.length > 0 ? given : operands.splice(0, 1);
    if (patterns.length === 0) {
      call.err(USAGE);
      return 2;
    }
    const chosen = (['E', 'F', 'P', 'G'] as const).find((letter) => has(letter)) ?? dialect;
    const pattern = compile(patterns, chosen, has);
    if (!pattern) {
      call.err('grep: Invalid regular expression\n');
      return 2;
    }
    const number = (letter: string, otherwise: number): number => {
      const value = parsed.options.findLast(({ name }) => name === letter)?.value;
      return value === undefined ? otherwise : Number(value);
    };
    return search({ call, parsed: { ...parsed, operands }, pattern, has, number });
  };

function compile(patterns: readonly string[], dialect: Dialect, has: (letter: string) => boolean): RegExp | undefined {
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
  const { call, parsed, has } = run;
  const recursive = has('r') || has('R');
  let failed = false;
  const complain = (name: string, reason: string): void => {
    failed = true;
    if (!has('s')) call.err(`grep: ${name}: ${reason}\n`);
  };
  const operands = parsed.operands.length > 0 ? parsed.operands : recursive ? ['.'] : ['-'];
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

/** GNU grep */
export const grep = grepAs('G');

const obsolete =
  (name: string, option: string, tool: Tool): Tool =>
  (call) => {
    call.err(`${name}: warning: ${name} is obsolescent; using grep ${option}\n`);
    return tool(call);
  };

export const egrep = obsolete('egrep', '-E', grepAs('E'));
export const fgrep = obsolete('fgrep', '-F', grepAs('F'));

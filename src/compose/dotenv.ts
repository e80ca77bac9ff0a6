/**
 * Files of variables: `.env`, `--env-file`, `env_file` (compose-go dotenv/).
 */
import { own } from '../kernel/own.ts';
import type { Files } from './find.ts';
import { absolutePath } from './file-path.ts';
import { joinPath } from './paths.ts';
import { TemplateError, substitute } from './interpolate/template.ts';
import type { Lookup, Remark } from './interpolate/template.ts';
import { ComposeError } from './problem.ts';
import { goQuoted } from './go.ts';

/** Variables in the order in which they were first set. Their names may be anything. */
export type Variables = Map<string, string>;

/**
 * Reads a text of variables into those that are known, which its values may use.
 * @throws ComposeError
 */
export function readVariables(text: string, into: Variables, lookup: Lookup, remark: Remark): void {
  const reader = new Reader(text.startsWith('\ufeff') ? text.slice(1) : text);
  const known: Lookup = (name) => lookup(name) ?? into.get(name);
  while (reader.toStatement()) {
    const { key, inherited } = reader.key();
    if (key.includes(' ')) throw reader.wrong('key cannot contain a space');
    if (inherited) {
      const value = lookup(key);
      if (value !== undefined) into.set(key, value);
    } else
      into.set(
        key,
        reader.value((value) => expand(value, known, remark)),
      );
  }
}

const expand = (value: string, lookup: Lookup, remark: Remark): string => {
  try {
    return substitute(value, lookup, remark);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new ComposeError({ text: `Invalid template: ${goQuoted(error.template)}` });
  }
};

/** The `.env` of a folder, where it has one. */
export function envFileIn(folder: string, files: Files): readonly string[] {
  const file = joinPath(folder, '.env');
  return files.read(file) === undefined ? [] : [file];
}

/**
 * Reads the files of variables that a project is given, relative to a folder; later ones win.
 * @throws ComposeError
 */
export function readEnvFiles(
  paths: readonly string[],
  folder: string,
  files: Files,
  current: Readonly<Record<string, string>>,
  remark: Remark,
): Variables {
  const variables: Variables = new Map();
  for (const path of paths) {
    const file = absolutePath(folder, path);
    if (files.isFolder(file)) throw new ComposeError({ text: `${file} is a directory` });
    const text = files.read(file);
    if (text === undefined)
      throw new ComposeError({ text: `couldn't find env file: ${file}`, missing: { kind: 'env-file', name: file } });
    inFile(file, () => readVariables(text, variables, (name) => own(current, name) ?? variables.get(name), remark));
  }
  return variables;
}

/** Says in which file a problem of its text is. */
export function inFile(file: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    const { text, ...rest } = error.problem;
    const line = Number(/^line (\d+): /.exec(text)?.[1] ?? 0);
    const spot = line > 0 ? { file, line, column: 1 } : undefined;
    throw new ComposeError({ spot, ...rest, text: `failed to read ${file}: ${text}` });
  }
}

const SPACE = /[\t\v\f\r \u0085\u00a0]/;
const ANY_SPACE = /\s|\u0085/;
const NAME_PART = /[\p{L}\p{N}_.[\]-]/u;
const ESCAPE = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;

/** Goes through a text statement by statement, and counts lines as compose-go does, which is not always what a person counts. */
class Reader {
  private readonly text: string;
  private at = 0;
  private line = 1;

  constructor(text: string) {
    this.text = text;
  }

  wrong(what: string): ComposeError {
    return new ComposeError({ text: `line ${this.line}: ${what}` });
  }

  /** False at the end of the text. */
  toStatement(): boolean {
    for (;;) {
      while (this.at < this.text.length && ANY_SPACE.test(this.text[this.at] ?? '')) {
        if (this.text[this.at] === '\n') this.line++;
        this.at++;
      }
      if (this.text[this.at] !== '#') return this.at < this.text.length;
      const newline = this.text.indexOf('\n', this.at);
      if (newline < 0) return false;
      this.at = newline;
    }
  }

  key(): { key: string; inherited: boolean } {
    this.skipExport();
    const start = this.at;
    const end = this.endOfKey(start);
    const inherited = this.text[end] === '\n';
    const raw = end < this.text.length ? this.text.slice(start, end) : '';
    if (inherited && !raw.includes(' ')) this.line++;
    // A name that the text ends with is none, and is read as the value of no name.
    this.at = end < this.text.length ? end + 1 : start;
    while (SPACE.test(this.text[this.at] ?? '')) this.at++;
    return { key: raw.replace(/[\s\u0085]+$/, ''), inherited };
  }

  private skipExport(): void {
    const exported = /export\s+/y;
    exported.lastIndex = this.at;
    if (!exported.test(this.text)) return;
    this.at += 'export'.length;
    while (SPACE.test(this.text[this.at] ?? '')) this.at++;
    if (this.at >= this.text.length) throw new ComposeError({ text: 'zero length string' });
  }

  private endOfKey(start: number): number {
    let at = start;
    while (at < this.text.length) {
      const character = String.fromCodePoint(this.text.codePointAt(at) ?? 0);
      if ('=:\n'.includes(character)) break;
      if (!SPACE.test(character) && !NAME_PART.test(character)) {
        const rest = this.text.slice(start).split('\n', 1)[0] ?? '';
        throw this.wrong(`unexpected character ${goQuoted(character)} in variable name ${goQuoted(rest)}`);
      }
      at += character.length;
    }
    return at;
  }

  value(expand: (value: string) => string): string {
    const quote = this.text[this.at];
    return quote === '"' || quote === "'" ? this.quotedValue(quote, expand) : this.plainValue(expand);
  }

  private plainValue(expand: (value: string) => string): string {
    const newline = this.text.indexOf('\n', this.at);
    const end = newline < 0 ? this.text.length : newline;
    const line = this.text.slice(this.at, end);
    this.at = Math.min(end + 1, this.text.length);
    this.line++;
    const remark = line.indexOf(' #');
    return expand((remark < 0 ? line : line.slice(0, remark)).replace(/[\s\u0085]+$/, ''));
  }

  private quotedValue(quote: string, expand: (value: string) => string): string {
    const start = this.at;
    let value = '';
    let escaped = false;
    for (let at = start + 1; at < this.text.length; at++) {
      const character = this.text[at] ?? '';
      if (character === '\n') this.line++;
      if (character === quote && !escaped) {
        this.at = at + 1;
        return quote === '"' ? expand(value.replace(ESCAPE, unescape)) : value;
      }
      if (character === '\\' && !escaped) {
        escaped = true;
        continue;
      }
      if (escaped && character !== quote) value += '\\';
      escaped = false;
      value += character;
    }
    const newline = this.text.indexOf('\n', start);
    const shown = this.text.slice(start, newline < 0 ? undefined : newline);
    throw this.wrong(`unterminated quoted value ${shown}`);
  }
}

const UNESCAPED: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
  $: '$$',
};

/** What Go's strconv.UnquoteChar makes of it; a doubled dollar, since variables are filled in afterwards. */
function unescape(sequence: string): string {
  const octal = /^\\0([0-7]{3})$/.exec(sequence);
  if (octal) {
    const code = Number.parseInt(octal[1] ?? '', 8);
    return code > 255 ? sequence : String.fromCharCode(code);
  }
  return own(UNESCAPED, sequence.slice(1)) ?? sequence;
}

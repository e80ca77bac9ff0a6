/** A JSON value as it was written: numbers keep their text, and objects all their entries in order. */
export type Json =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [name: string, value: Json])[] };

/** What is wrong with a text that is no JSON, in the words of Go's encoding/json (jsontext). */
export class JsonProblem extends Error {
  override readonly name = 'JsonProblem';
}

const MOST_DEPTH = 1000;
const LITERALS: readonly (readonly [word: string, value: Json])[] = [
  ['true', { kind: 'bool', value: true }],
  ['false', { kind: 'bool', value: false }],
  ['null', { kind: 'null' }],
];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** As far as something is a number that is not whole. */
const NUMBER_BEGUN = /-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:(?<=\d)[eE][+-]?)?)?/y;

/** Reads a text. Throws JsonProblem. */
export function parseJson(text: string): Json {
  const reader = readerOf(text);
  const value = readValue(reader, 0);
  reader.skip();
  if (!reader.ended()) throw reader.unexpected('after top-level value');
  return value;
}

interface Reader {
  readonly text: string;
  at: number;
  readonly ended: () => boolean;
  /** The character that comes. */
  readonly peek: () => string;
  /** Goes past blanks. */
  readonly skip: () => void;
  /** The problem that the next character is, or the end. */
  readonly unexpected: (where: string) => JsonProblem;
}

function readerOf(text: string): Reader {
  const reader: Reader = {
    text,
    at: 0,
    ended: () => reader.at >= text.length,
    peek: () => text.charAt(reader.at),
    skip: () => {
      while (/[ \t\r\n]/.test(reader.peek())) reader.at += 1;
    },
    unexpected: (where) =>
      reader.ended()
        ? new JsonProblem('unexpected end of JSON input')
        : new JsonProblem(`invalid character ${shown(text.codePointAt(reader.at) ?? 0)} ${where}`),
  };
  return reader;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "'": "\\'",
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\u0007': '\\a',
};

/** A character as Go quotes it. */
function shown(code: number): string {
  const character = String.fromCodePoint(code);
  const escaped = Object.hasOwn(ESCAPES, character) ? ESCAPES[character] : undefined;
  return `'${escaped ?? (code < 32 || code === 127 ? `\\x${code.toString(16).padStart(2, '0')}` : character)}'`;
}

function readValue(reader: Reader, depth: number): Json {
  if (depth > MOST_DEPTH) throw new JsonProblem('exceeded max depth');
  reader.skip();
  const next = reader.peek();
  if (next === '{') return readObject(reader, depth);
  if (next === '[') return readArray(reader, depth);
  if (next === '"') return { kind: 'string', value: readString(reader) };
  if (next === '-' || /\d/.test(next)) return readNumber(reader);
  for (const [word, value] of LITERALS) if (next === word.charAt(0)) return readLiteral(reader, word, value);
  throw reader.unexpected('looking for beginning of value');
}

function readLiteral(reader: Reader, word: string, value: Json): Json {
  for (const letter of word) {
    if (reader.peek() !== letter) throw reader.unexpected(`in literal ${word} (expecting '${letter}')`);
    reader.at += 1;
  }
  return value;
}

function readNumber(reader: Reader): Json {
  NUMBER.lastIndex = NUMBER_BEGUN.lastIndex = reader.at;
  const [text = ''] = NUMBER.exec(reader.text) ?? [];
  const [begun = ''] = NUMBER_BEGUN.exec(reader.text) ?? [];
  reader.at += Math.max(text.length, begun.length);
  if (begun.length > text.length) throw reader.unexpected('in numeric literal');
  return { kind: 'number', text };
}

function readString(reader: Reader): string {
  const { text } = reader;
  const start = reader.at;
  for (reader.at += 1; ; reader.at += 1) {
    const next = reader.peek();
    if (next === '"') break;
    if (next === '' || next < ' ') throw reader.unexpected('in string');
    if (next !== '\\') continue;
    const [escape] = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(reader.at, reader.at + 6)) ?? [];
    if (escape === undefined) throw badEscape(reader);
    reader.at += escape.length - 1;
  }
  reader.at += 1;
  return JSON.parse(text.slice(start, reader.at)) as string;
}

function badEscape({ text, at }: Reader): JsonProblem {
  const unicode = text.charAt(at + 1) === 'u';
  const sequence = text.slice(at, at + (unicode ? 6 : 2));
  if (sequence.length < (unicode ? 6 : 2)) return new JsonProblem('unexpected end of JSON input');
  return new JsonProblem(`invalid escape sequence \`${sequence}\` in string`);
}

function readArray(reader: Reader, depth: number): Json {
  const items: Json[] = [];
  reader.at += 1;
  reader.skip();
  if (reader.peek() === ']') {
    reader.at += 1;
    return { kind: 'array', items };
  }
  for (;;) {
    items.push(readValue(reader, depth + 1));
    if (endsAfter(reader, ']', 'after array element')) return { kind: 'array', items };
  }
}

function readObject(reader: Reader, depth: number): Json {
  const entries: (readonly [string, Json])[] = [];
  reader.at += 1;
  reader.skip();
  if (reader.peek() === '}') {
    reader.at += 1;
    return { kind: 'object', entries };
  }
  for (;;) {
    reader.skip();
    if (reader.peek() !== '"') throw reader.unexpected('looking for beginning of object key string');
    const name = readString(reader);
    reader.skip();
    if (reader.peek() !== ':') throw reader.unexpected('after object key');
    reader.at += 1;
    entries.push([name, readValue(reader, depth + 1)]);
    if (endsAfter(reader, '}', 'after object key:value pair')) return { kind: 'object', entries };
  }
}

/** Goes past what follows an element: a comma, or the end. */
function endsAfter(reader: Reader, end: string, where: string): boolean {
  reader.skip();
  const next = reader.peek();
  if (next !== ',' && next !== end) throw reader.unexpected(where);
  reader.at += 1;
  return next === end;
}

/** A value as Go's `%v` prints what it is decoded to. */
export function printed(value: Json): string {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'number':
      return String(Number(value.text));
    case 'bool':
      return String(value.value);
    case 'null':
      return '<nil>';
    case 'array':
      return `[${value.items.map(printed).join(' ')}]`;
    case 'object':
      return `map[${value.entries.map(([name, inner]) => `${name}:${printed(inner)}`).join(' ')}]`;
  }
}

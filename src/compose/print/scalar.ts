/** How go-yaml writes a text: plain, quoted or as a block (encode.go, resolve.go, emitterc.go). */
import { tagOfPlain } from '../yaml/resolve.ts';

export type Style = 'plain' | 'single' | 'double' | 'literal';

/** What the version before took for booleans. */
const OLD_WORDS = new Set('y Y yes Yes YES on On ON n N no No NO off Off OFF'.split(' '));
/** 190:20:30, as the version before had it. */
const isSixties = (text: string): boolean => /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/.test(text);

/** Whether a text without quotes would be read as something else. */
const readsAsOther = (text: string): boolean => tagOfPlain(text) !== '!!str' || OLD_WORDS.has(text) || isSixties(text);

const isBreak = (character: string | undefined): boolean =>
  character !== undefined && '\n\r\u0085\u2028\u2029'.includes(character);
const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';

/** What go-yaml holds to be printable: nothing of four bytes. */
const isPrintable = (character: string): boolean =>
  /^[\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/u.test(character);

interface Analysis {
  readonly multiline: boolean;
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

function analyse(text: string): Analysis {
  const characters = [...text];
  const first = characters[0];
  const last = characters.at(-1);
  const pairs = (one: (character?: string) => boolean, then: (character?: string) => boolean): boolean =>
    characters.some((character, at) => one(character) && at + 1 < characters.length && then(characters[at + 1]));
  const isSpace = (character?: string): boolean => character === ' ';
  const multiline = characters.some(isBreak);
  const breakSpace = pairs(isBreak, isSpace);
  const spaceBreak = pairs(isSpace, isBreak);
  const special = characters.some((character) => character !== '\t' && !isPrintable(character));
  const edges = isSpace(first) || isSpace(last) || isBreak(first) || isBreak(last);
  const unquotable = breakSpace || spaceBreak || text.includes('\t') || special;
  return {
    multiline,
    plain: !edges && !multiline && !unquotable && !hasIndicators(characters),
    single: !unquotable,
    block: !isSpace(last) && !spaceBreak && !special,
  };
}

/** Characters that mean something in YAML where they stand. */
function hasIndicators(characters: readonly string[]): boolean {
  const start = characters.slice(0, 3).join('');
  if (start === '---' || start === '...') return true;
  return characters.some((character, at) => {
    const next = characters[at + 1];
    const ends = next === undefined || isBlank(next);
    if (at === 0) return '#,[]{}&*!|>\'"%@`'.includes(character) || ('?:-'.includes(character) && ends);
    const before = characters[at - 1];
    return (character === ':' && ends) || (character === '#' && (isBlank(before) || isBreak(before)));
  });
}

/** The style of a text, as a value or as a key that stands before its colon. */
export function styleOf(text: string, asKey: boolean): Style {
  const { multiline, plain, single, block } = analyse(text);
  if (text.includes('\n')) return block && !asKey ? 'literal' : 'double';
  if (readsAsOther(text)) return 'double';
  if (asKey && multiline) return 'double';
  if (plain) return 'plain';
  return single ? 'single' : 'double';
}

/** Whether a key may stand before its colon; else it stands behind a question mark. */
export const isSimpleKey = (text: string): boolean =>
  !analyse(text).multiline && new TextEncoder().encode(text).length <= 128;

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

const isEscaped = (character: string): boolean =>
  !isPrintable(character) || isBreak(character) || character === '"' || character === '\\';

function escaped(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) return `\\${known}`;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}

/** Once a text begins with a byte order mark, go-yaml takes every character for one. */
export const doubleQuoted = (text: string): string =>
  `"${[...text].map((character) => (text.startsWith('\ufeff') || isEscaped(character) ? escaped(character) : character)).join('')}"`;

/** Separators of lines that are no ends of lines are written as they are, and the next line indented. */
export const singleQuoted = (text: string, pad: string): string =>
  `'${text.replaceAll("'", "''").replace(/([\u2028\u2029]+)(?=[^])/g, `$1${pad}`)}'`;

/** A text of several lines, each indented by `pad`, with the mark of how it ends. */
export function literal(text: string, pad: string): string {
  const hint = /^[ \n\r\u0085\u2028\u2029]/.test(text) ? '2' : '';
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  const end = text.endsWith('\n') ? (text === '\n' || text.endsWith('\n\n') ? '+' : '') : '-';
  return [`|${hint}${end}`, ...lines.map((line) => (line === '' ? '' : pad + line))].join('\n');
}

/** Characters that only a shell understands where they stand outside quotes. */
const OPERATORS = new Set('|&;<>()$`*?[\n');
/** Words that begin a compound command. */
const KEYWORDS = new Set([
  'if',
  'for',
  'while',
  'until',
  'case',
  'select',
  'function',
  'time',
  'coproc',
  '{',
  '}',
  '!',
  '[[',
]);

/**
 * The words of a line that any shell would take literally: words, quotes and backslashes.
 * Undefined where the line needs a shell (operators, variables, globs, comments, assignments) or is not complete.
 */
export function plainWords(line: string): string[] | undefined {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    const c = line[at];
    if (c === ' ' || c === '\t') {
      at += 1;
      continue;
    }
    if (c === '#' || c === '~') return undefined;
    const word = readWord(line, at);
    if (word === undefined || (words.length === 0 && startsCompound(word))) return undefined;
    words.push(word.text);
    at = word.end;
  }
  return words;
}

interface Word {
  readonly text: string;
  readonly end: number;
  /** As written, quotes included. */
  readonly raw: string;
}

const startsCompound = ({ text, raw }: Word): boolean => KEYWORDS.has(text) || /^[A-Za-z_]\w*\+?=/.test(raw);

function readWord(line: string, start: number): Word | undefined {
  let text = '';
  let at = start;
  let brace = false;
  let list = false;
  for (; at < line.length; at += 1) {
    const c = line[at] as string;
    if (c === ' ' || c === '\t') break;
    if (OPERATORS.has(c)) return undefined;
    if (c === "'") {
      const close = line.indexOf("'", at + 1);
      if (close < 0) return undefined;
      text += line.slice(at + 1, close);
      at = close;
    } else if (c === '"') {
      const quoted = readDoubleQuoted(line, at + 1);
      if (!quoted) return undefined;
      text += quoted.text;
      at = quoted.end;
    } else if (c === '\\') {
      at += 1;
      if (at >= line.length || line[at] === '\n') return undefined;
      text += line[at];
    } else {
      brace ||= c === '{';
      list ||= c === ',' || (c === '.' && line[at + 1] === '.');
      text += c;
    }
  }
  if (brace && list) return undefined;
  return { text, end: at, raw: line.slice(start, at) };
}

/** What stands up to the closing quote, which `end` points at. */
function readDoubleQuoted(line: string, start: number): { text: string; end: number } | undefined {
  let text = '';
  for (let at = start; at < line.length; at += 1) {
    const c = line[at] as string;
    if (c === '"') return { text, end: at };
    if (c === '$' || c === '`') return undefined;
    const next = line[at + 1];
    if (c === '\\' && next !== undefined && '$`"\\\n'.includes(next)) {
      if (next !== '\n') text += next;
      at += 1;
    } else {
      text += c;
    }
  }
  return undefined;
}

/** A word as a shell would take it literally. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

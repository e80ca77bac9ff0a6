/** Cuts a Go template into items, as text/template/parse does. */
import { quote } from './quote.ts';

export type Kind =
  | 'error'
  | 'eof'
  | 'text'
  | 'comment'
  | 'left delimiter'
  | 'right delimiter'
  | 'left paren'
  | 'right paren'
  | 'space'
  | 'pipe'
  | 'assign'
  | 'declare'
  | 'character'
  | 'bool'
  | 'number'
  | 'string'
  | 'raw string'
  | 'character constant'
  | 'identifier'
  | 'field'
  | 'variable'
  | 'dot'
  | 'nil'
  | Keyword;

const keywords = ['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with'] as const;
export type Keyword = (typeof keywords)[number];

export interface Item {
  readonly kind: Kind;
  readonly text: string;
  /** Offset in the source, in UTF-16 units. */
  readonly at: number;
  readonly line: number;
}

const left = '{{';
const right = '}}';
const spaces = ' \t\r\n';
const digitsOf: Record<string, string> = { x: '0123456789abcdefABCDEF_', o: '01234567_', b: '01_' };

const isSpace = (character: string) => character !== '' && spaces.includes(character);
const isWord = (character: string) => /^[\p{L}\p{Nd}_]$/u.test(character);

/** How a message names an item. */
export function describe(item: Item): string {
  if (item.kind === 'eof') return 'EOF';
  if (item.kind === 'error') return item.text;
  if (item.kind === 'dot' || item.kind === 'nil' || (keywords as readonly string[]).includes(item.kind))
    return `<${item.text}>`;
  return item.text.length > 10 ? `${quote(item.text.slice(0, 10))}...` : quote(item.text);
}

/** All items up to the end or to an error, which is then the last one. */
export function lex(source: string): Item[] {
  const items: Item[] = [];
  let start = 0;
  let position = 0;
  let line = 1;
  let parens = 0;

  const emit = (kind: Kind) => {
    const text = source.slice(start, position);
    items.push({ kind, text, at: start, line });
    for (const character of text) if (character === '\n') line++;
    start = position;
  };
  const ignore = () => {
    for (const character of source.slice(start, position)) if (character === '\n') line++;
    start = position;
  };
  const fail = (text: string): false => {
    items.push({ kind: 'error', text, at: start, line });
    return false;
  };
  const here = () => {
    const point = source.codePointAt(position);
    return point === undefined ? '' : String.fromCodePoint(point);
  };
  const starts = (text: string, at = position) => source.startsWith(text, at);
  const trimmedRight = (at: number) =>
    isSpace(source.charAt(at)) && source.charAt(at + 1) === '-' && starts(right, at + 2);
  const atTerminator = () => {
    const character = here();
    return character === '' || isSpace(character) || '.,|:()'.includes(character) || starts(right);
  };
  const badCharacter = (problem: string) => {
    const character = here();
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return fail(`${problem} U+${code} '${character}'`);
  };

  /** Text up to the next action; a `{{-` takes the spaces before it. */
  function text(): boolean {
    const next = source.indexOf(left, position);
    const end = next < 0 ? source.length : next;
    let cut = end;
    if (next >= 0 && source.charAt(next + 2) === '-' && isSpace(source.charAt(next + 3)))
      while (cut > start && isSpace(source.charAt(cut - 1))) cut--;
    position = cut;
    if (position > start) emit('text');
    position = end;
    ignore();
    if (next >= 0) return leftDelimiter();
    emit('eof');
    return false;
  }

  function leftDelimiter(): boolean {
    const trimmed = source.charAt(position + 2) === '-' && isSpace(source.charAt(position + 3));
    const after = trimmed ? 2 : 0;
    if (starts('/*', position + 2 + after)) {
      position += 2 + after;
      return comment();
    }
    position += 2;
    emit('left delimiter');
    position += after;
    ignore();
    parens = 0;
    while (inside());
    return items.at(-1)?.kind === 'right delimiter' && text();
  }

  function comment(): boolean {
    const end = source.indexOf('*/', position + 2);
    if (end < 0) return fail('unclosed comment');
    position = end + 2;
    const trimmed = trimmedRight(position);
    if (!trimmed && !starts(right)) return fail('comment ends before closing delimiter');
    position += trimmed ? 4 : 2;
    if (trimmed) while (isSpace(source.charAt(position))) position++;
    ignore();
    return text();
  }

  function rightDelimiter(): false {
    const trimmed = !starts(right);
    if (trimmed) {
      position += 2;
      ignore();
    }
    position += 2;
    emit('right delimiter');
    if (trimmed) {
      while (isSpace(source.charAt(position))) position++;
      ignore();
    }
    return false;
  }

  /** One item inside an action; false when the action has ended, well or badly. */
  function inside(): boolean {
    if (starts(right) || trimmedRight(position)) return parens === 0 ? rightDelimiter() : fail('unclosed left paren');
    const character = here();
    const take = (kind: Kind): true => {
      position += character.length;
      emit(kind);
      return true;
    };
    if (character === '') return fail('unclosed action');
    if (isSpace(character)) return space();
    if (character === '=') return take('assign');
    if (character === ':') {
      if (source.charAt(position + 1) !== '=') return fail('expected :=');
      position++;
      return take('declare');
    }
    if (character === '|') return take('pipe');
    if (character === '"') return quoted('"', 'string', 'unterminated quoted string');
    if (character === "'") return quoted("'", 'character constant', 'unterminated character constant');
    if (character === '`') return raw();
    if (character === '$') return fieldOrVariable('variable');
    if (character === '.' && position + 1 < source.length && !/[0-9]/.test(source.charAt(position + 1)))
      return fieldOrVariable('field');
    if (/[.+\-0-9]/.test(character)) return number();
    if (isWord(character)) return identifier();
    if (character === '(') {
      parens++;
      return take('left paren');
    }
    if (character === ')') {
      parens--;
      return parens < 0 ? fail('unexpected right paren') : take('right paren');
    }
    if (character >= ' ' && character <= '~') return take('character');
    return badCharacter('unrecognized character in action:');
  }

  function space(): true {
    while (isSpace(here()) && !trimmedRight(position)) position++;
    emit('space');
    return true;
  }

  function quoted(quote: string, kind: Kind, problem: string): boolean {
    position++;
    for (; ; position++) {
      const character = source.charAt(position);
      if (character === '' || character === '\n') return fail(problem);
      if (character === '\\') {
        position++;
        if (source.charAt(position) === '' || source.charAt(position) === '\n') return fail(problem);
      } else if (character === quote) break;
    }
    position++;
    emit(kind);
    return true;
  }

  function raw(): boolean {
    const end = source.indexOf('`', position + 1);
    if (end < 0) return fail('unterminated raw quoted string');
    position = end + 1;
    emit('raw string');
    return true;
  }

  function word() {
    while (isWord(here())) position += here().length;
  }

  function fieldOrVariable(kind: 'field' | 'variable'): boolean {
    position++;
    if (atTerminator()) {
      emit(kind === 'variable' ? 'variable' : 'dot');
      return true;
    }
    word();
    if (!atTerminator()) return badCharacter('bad character');
    emit(kind);
    return true;
  }

  function identifier(): boolean {
    word();
    if (!atTerminator()) return badCharacter('bad character');
    const text = source.slice(start, position);
    if ((keywords as readonly string[]).includes(text)) emit(text as Keyword);
    else if (text === 'nil') emit('nil');
    else emit(text === 'true' || text === 'false' ? 'bool' : 'identifier');
    return true;
  }

  function number(): boolean {
    const accept = (set: string) => {
      if (here() === '' || !set.includes(here())) return false;
      position++;
      return true;
    };
    const run = (set: string) => {
      while (accept(set));
    };
    accept('+-');
    let digits = '0123456789_';
    let exponent = 'eE';
    if (accept('0')) {
      const base = here().toLowerCase();
      const special = digitsOf[base];
      if (special) {
        position++;
        digits = special;
        exponent = base === 'x' ? 'pP' : '';
      }
    }
    run(digits);
    if (accept('.')) run(digits);
    if (exponent && accept(exponent)) {
      accept('+-');
      run('0123456789_');
    }
    accept('i');
    if (isWord(here())) {
      position += here().length;
      return fail(`bad number syntax: ${quote(source.slice(start, position))}`);
    }
    emit('number');
    return true;
  }

  text();
  return items;
}

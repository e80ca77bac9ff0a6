import { Fault } from './scalars.ts';

const invalid = () => new Fault('invalid command line string');

interface Reading {
  readonly words: string[];
  word: string;
  /** Something of a word was read, if only an empty pair of quotes. */
  begun: boolean;
  escaped: boolean;
  single: boolean;
  double: boolean;
  back: boolean;
  /** Inside `$(…)`. */
  dollar: boolean;
}

const quoted = (at: Reading): boolean => at.single || at.double || at.back || at.dollar;

/** Splits a command as compose does, which is not quite as a shell does (go-shellwords): it ends at `;`, `&`, `|`, `<`, `>`. */
export function splitWords(line: string): string[] {
  const at: Reading = {
    words: [],
    word: '',
    begun: false,
    escaped: false,
    single: false,
    double: false,
    back: false,
    dollar: false,
  };
  for (const character of line) {
    if (at.escaped) {
      at.escaped = false;
      add(at, character);
    } else if (character === '\\' && !at.single) at.escaped = true;
    else if (' \t\r\n'.includes(character)) space(at, character);
    else if (';&|<>'.includes(character) && !quoted(at)) {
      if (character === '>' && /^[0-9]/.test(at.word)) at.begun = false;
      break;
    } else if (!turn(at, character)) add(at, character);
  }
  if (at.begun) at.words.push(at.word);
  if (at.escaped || quoted(at)) throw invalid();
  return at.words;
}

function add(at: Reading, character: string): void {
  at.word += character;
  at.begun = true;
}

function space(at: Reading, character: string): void {
  if (quoted(at)) at.word += character;
  else if (at.begun) {
    at.words.push(at.word);
    at.word = '';
    at.begun = false;
  }
}

/** What a character begins or ends; true where it is no part of the word. */
function turn(at: Reading, character: string): boolean {
  if (character === '"' && !at.single && !at.dollar) {
    at.begun ||= at.double;
    at.double = !at.double;
    return true;
  }
  if (character === "'" && !at.double && !at.dollar) {
    at.begun ||= at.single;
    at.single = !at.single;
    return true;
  }
  if (at.single || at.double) return false;
  if (character === '`' && !at.dollar) at.back = !at.back;
  if (at.back) return false;
  if (character === ')') at.dollar = !at.dollar;
  if (character === '(') {
    if (at.dollar || !at.word.endsWith('$')) throw invalid();
    at.dollar = true;
    at.word += character;
    return true;
  }
  return false;
}

import { groupOf, userNamed } from '../../../engine/container/users.ts';
import { columnNamed, columnsOf, type Column } from './columns.ts';
import { idsOf, type Row } from './list.ts';
import { Refusal } from './refusal.ts';

type Test = (row: Row) => boolean;

/** What the words of a call ask for (procps: src/ps/parser.c). */
export interface Asked {
  /** The letters of formats, selections and modifiers, those of SysV style with a dash. */
  readonly flags: ReadonlySet<string>;
  readonly tests: readonly Test[];
  /** The pids of -p, where no other list is given. */
  readonly pids: readonly number[] | undefined;
  readonly columns: readonly Column[] | undefined;
  /** -O: more columns among the usual ones. */
  readonly extra: readonly Column[];
  readonly sort: readonly { readonly column: Column; readonly down: boolean }[];
  readonly width: number | undefined;
  readonly wide: number;
  /** BSD style was used: it decides what is shown by default. */
  readonly bsd: boolean;
}

/** Asked for help, or for something else that is no table. */
export interface Other {
  readonly print: 'version' | 'help' | 'specifiers';
  readonly topic: string;
}

const FOLLOWING: Readonly<Record<string, string>> = {
  C: 'list of command names must follow -C',
  G: 'list of real groups must follow -G',
  U: 'list of real users must follow -U',
  g: 'list of session leaders OR effective group names must follow -g',
  p: 'list of process IDs must follow -p',
  q: 'list of process IDs must follow -q',
  s: 'list of session IDs must follow -s',
  t: 'list of terminals (pty, tty...) must follow -t',
  u: 'list of users must follow -u',
  o: 'format specification must follow -o',
  O: 'format or sort specification must follow -O',
  D: 'date format must follow -D',
};

const LONG_LISTS: Readonly<Record<string, string>> = {
  Group: 'G',
  User: 'U',
  group: 'g',
  pid: 'p',
  ppid: 'P',
  'quick-pid': 'q',
  sid: 's',
  tty: 't',
  user: 'u',
};

const LONG_FLAGS: Readonly<Record<string, string>> = {
  context: '-M',
  cumulative: 'S',
  deselect: '-N',
  forest: 'f',
  header: '',
  headers: '',
  heading: '',
  headings: '',
  'no-header': 'h',
  'no-headers': 'h',
  'no-heading': 'h',
  'no-headings': 'h',
  signames: '',
};

const WIDTHS = {
  names: ['cols', 'columns', 'width'],
  why: 'number of columns must follow --cols, --width, or --columns',
};
const HEIGHTS = { names: ['rows', 'lines'], why: 'number of rows must follow --rows, --lines' };

const SYSV_FLAGS = 'AaceFfHjLlMmNPTwyZd';
const BSD_FLAGS = 'acefHhjlmnrSsTuvwXxZ';

/** Reads the words; where they make no sense those with dashes are read once more as BSD's. Throws Refusal. */
export function readWords(words: readonly string[], rows: readonly Row[]): Asked | Other {
  try {
    return new Reader(words, rows, false).read();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    try {
      return new Reader(words, rows, true).read();
    } catch {
      throw refusal;
    }
  }
}

class Reader {
  readonly #words: readonly string[];
  readonly #rows: readonly Row[];
  readonly #onlyBsd: boolean;
  readonly #flags = new Set<string>();
  readonly #tests: Test[] = [];
  readonly #pidLists: (readonly number[])[] = [];
  readonly #formats: string[] = [];
  readonly #extras: string[] = [];
  readonly #sorts: string[] = [];
  #bsd: boolean;
  #width: number | undefined;
  #wide = 0;
  #other: Other | undefined;
  #at = 0;

  constructor(words: readonly string[], rows: readonly Row[], onlyBsd: boolean) {
    this.#words = words;
    this.#rows = rows;
    this.#onlyBsd = onlyBsd;
    this.#bsd = onlyBsd;
  }

  read(): Asked | Other {
    for (; this.#at < this.#words.length && !this.#other; this.#at += 1) this.#word(this.#words[this.#at] ?? '');
    if (this.#other) return this.#other;
    if (this.#flags.has('-y') && !this.#flags.has('-l'))
      throw new Refusal('modifier -y without format -l makes no sense');
    this.#checkFormats();
    const columns = this.#formats.flatMap((list) => columnsOf(list));
    const sole = this.#pidLists.length === 1 && this.#tests.length === 1 && !this.#bsd;
    return {
      flags: this.#flags,
      tests: this.#tests,
      pids: sole ? this.#pidLists[0] : undefined,
      columns: this.#formats.length > 0 ? columns : undefined,
      extra: this.#extras.flatMap((list) => columnsOf(list)),
      sort: this.#sorts.flatMap((list) => keysOf(list)),
      width: this.#width,
      wide: this.#wide,
      bsd: this.#bsd,
    };
  }

  #checkFormats(): void {
    const has = (flag: string): boolean => this.#flags.has(flag);
    const bsd = ['j', 'l', 's', 'u', 'v', 'X'].filter(has);
    const sysv = ['-F', '-f', '-l'].some(has);
    const clash = bsd.length > 1 || (bsd.length > 0 && sysv) || (this.#formats.length > 0 && (bsd.length > 0 || sysv));
    if (clash) throw new Refusal('conflicting format options');
    if (this.#formats.length > 0 && has('-j'))
      throw new Refusal('can not use output modifiers with user-defined output');
  }

  #word(word: string): void {
    if (/^-?$|^--$/.test(word)) throw new Refusal('garbage option');
    if (word.startsWith('--')) return this.#long(word.slice(2));
    if (/^-\d/.test(word)) {
      this.#bsd = true;
      return this.#list('s', word.slice(1));
    }
    if (word.startsWith('-')) return this.#onlyBsd ? this.#letters(word.slice(1)) : this.#sysv(word.slice(1));
    this.#bsd = true;
    if (/^\d/.test(word)) return this.#pids(this.#words.slice(this.#at));
    if (this.#onlyBsd) throw new Refusal('second chance parse failed, not BSD or SysV');
    this.#letters(word);
  }

  /** All that follows is pids. */
  #pids(words: readonly string[]): void {
    if (!words.every((word) => /^\d+$/.test(word))) throw new Refusal('process ID list syntax error');
    for (const pid of words) this.#list('p', pid);
    this.#at = this.#words.length;
  }

  /** What stands behind a letter: the rest of its word, or the next one. */
  #value(rest: string, why: string): string {
    if (rest === '') this.#at += 1;
    const value = rest === '' ? this.#words[this.#at] : rest;
    if (value === undefined || value === '') throw new Refusal(why);
    return value;
  }

  #sysv(letters: string): void {
    for (let i = 0; i < letters.length; i += 1) {
      const letter = letters.charAt(i);
      if (letter === 'V') return this.#exclusive('-V');
      const why = FOLLOWING[letter];
      if (why !== undefined) return this.#take(letter, this.#value(letters.slice(i + 1), why));
      if (!SYSV_FLAGS.includes(letter)) throw new Refusal('unsupported SysV option');
      if (letter === 'w') this.#wide += 1;
      this.#flags.add(letter === 'A' ? '-e' : `-${letter}`);
    }
  }

  #letters(letters: string): void {
    for (let i = 0; i < letters.length; i += 1) {
      const letter = letters.charAt(i);
      const rest = letters.slice(i + 1);
      switch (letter) {
        case 'V':
          return this.#exclusive('V');
        case 'L':
          this.#other = { print: 'specifiers', topic: '' };
          return;
        case 't':
          return this.#terminal(rest);
        case 'k':
          this.#sorts.push(this.#value(rest, "long sort specification must follow 'k'"));
          return;
        case 'p':
        case 'q':
        case 'U':
        case 'o':
        case 'O': {
          const meant = letter === 'U' ? 'u' : letter;
          return this.#take(meant, this.#value(rest, (FOLLOWING[meant] ?? '').replace(/-.$/, letter)));
        }
        default:
          if (!BSD_FLAGS.includes(letter)) throw new Refusal('unsupported option (BSD syntax)');
          if (letter === 'w') this.#wide += 1;
          this.#flags.add(letter);
      }
    }
  }

  /** BSD's `t` alone is the terminal that ps is on. */
  #terminal(rest: string): void {
    const next = rest === '' ? this.#words[this.#at + 1] : rest;
    if (next === undefined) {
      this.#flags.add('T');
      return;
    }
    if (rest === '') this.#at += 1;
    this.#list('t', next);
  }

  #take(letter: string, value: string): void {
    if (letter === 'o') this.#formats.push(value);
    else if (letter === 'O') this.#extras.push(value);
    else if (letter !== 'D') this.#list(letter, value);
  }

  #exclusive(written: string): void {
    if (this.#words.length > 1) throw new Refusal(`the option is exclusive: ${written}`);
    this.#other = { print: 'version', topic: '' };
  }

  #long(text: string): void {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const attached = equals < 0 ? undefined : text.slice(equals + 1);
    const value = (why: string): string => {
      if (attached === '') throw new Refusal(why);
      return this.#value(attached ?? '', why);
    };
    const flag = Object.hasOwn(LONG_FLAGS, name) ? LONG_FLAGS[name] : undefined;
    const letter = Object.hasOwn(LONG_LISTS, name) ? LONG_LISTS[name] : undefined;
    if (flag !== undefined || name === 'version') {
      if (attached !== undefined) throw new Refusal(`option --${name} does not take an argument`);
      if (flag === undefined) this.#exclusive('--version');
      else if (flag !== '') this.#flags.add(flag);
    } else if (letter !== undefined) {
      const why = FOLLOWING[letter] ?? 'list of process IDs must follow -';
      this.#list(letter, value(why.replace(/-.?$/, `--${name}`)));
    } else if (name === 'help') {
      this.#other = { print: 'help', topic: attached ?? this.#words[this.#at + 1] ?? '' };
    } else if (name === 'format') this.#formats.push(value('format specification must follow --format'));
    else if (name === 'sort') this.#sorts.push(value('long sort specification must follow --sort'));
    else if (HEIGHTS.names.includes(name)) count(value(HEIGHTS.why), HEIGHTS.why);
    else if (WIDTHS.names.includes(name)) this.#width = count(value(WIDTHS.why), WIDTHS.why);
    else throw new Refusal('unknown gnu long option');
  }

  #list(letter: string, value: string): void {
    const items = value.split(/[ ,]/);
    if (items.includes('')) throw new Refusal('improper list');
    if (letter === 'p' || letter === 'q') this.#pidLists.push(items.map(pidOf));
    const tests = items.map((item) => testOf(letter, item, this.#rows));
    this.#tests.push((row) => tests.some((test) => test(row)));
  }
}

function count(value: string, why: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new Refusal(why);
  return Number(value);
}

function pidOf(text: string): number {
  if (/^-\d+$|^0+$/.test(text)) throw new Refusal('process ID out of range');
  if (!/^\d+$/.test(text)) throw new Refusal('process ID list syntax error');
  return Number(text);
}

function testOf(letter: string, item: string, rows: readonly Row[]): Test {
  const number = /^\d+$/.test(item) ? Number(item) : undefined;
  switch (letter) {
    case 'C':
      return (row) => row.name === item.slice(0, 15);
    case 'u':
    case 'U': {
      const user = number ?? userNamed(item)?.uid;
      if (user === undefined) throw new Refusal('user name does not exist');
      return (row) => idsOf(row.user).uid === user;
    }
    case 'G': {
      const gid = number ?? userNamed(item)?.gid;
      if (gid === undefined || groupOf(gid) === undefined) throw new Refusal('group name does not exist');
      return (row) => idsOf(row.user).gid === gid;
    }
    case 'g': {
      if (number !== undefined) return (row) => row.session === number;
      const gid = userNamed(item)?.gid;
      if (gid === undefined) throw new Refusal('list of session leaders OR effective group IDs was invalid');
      return (row) => idsOf(row.user).gid === gid;
    }
    case 't': {
      const name = /^[-?]$/.test(item) ? '?' : item.replace(/^\/dev\//, '').replace(/^\d+$/, 'pts/$&');
      if (name !== '?' && rows.every(({ tty }) => tty !== name)) throw new Refusal('TTY could not be found');
      return (row) => row.tty === name;
    }
    default: {
      const id = pidOf(item);
      return ({ pid, parent, session }) => (letter === 's' ? session : letter === 'P' ? parent : pid) === id;
    }
  }
}

function keysOf(list: string): { column: Column; down: boolean }[] {
  return list.split(',').map((key) => {
    const column = columnNamed(key.replace(/^[+-]/, ''));
    if (!column) throw new Refusal('unknown sort specifier');
    return { column, down: key.startsWith('-') };
  });
}

/** A here document that a line opens, as far as a text has it. */
export interface HereDocument {
  readonly delimiter: string;
  /** `<<-`: tabs before its lines, and before its end, do not count. */
  readonly tabs: boolean;
  /** The line, counted from 1, that opens it. */
  readonly line: number;
}

/** What a shell reads of a text. */
export interface Reading {
  /** Why it asks for another line: what is open at the text's end. Undefined where the text is whole. */
  readonly open?: 'quote' | 'dollar' | 'backslash' | 'list' | 'operator' | 'arithmetic' | HereDocument | undefined;
  /** The innermost construct that is open at the text's end: the word that begins it, and its line. */
  readonly within?: { readonly word: string; readonly line: number } | undefined;
  /** Where a backslash joins two lines of a command. */
  readonly joins: readonly number[];
  /** Where a line begins before which all commands are whole. */
  readonly breaks: readonly number[];
  /** Where `$'…'` begins. */
  readonly dollars: readonly number[];
}

/** A construct that is to be closed. */
interface Opened {
  readonly closer: string;
  readonly word: string;
  readonly at: number;
}

const CLOSED_BY: Readonly<Record<string, string>> = {
  for: 'done',
  select: 'done',
  while: 'done',
  until: 'done',
  if: 'fi',
  case: 'esac',
  '{': '}',
};
/** Words after which a command begins. */
const BEFORE_COMMAND = new Set(['while', 'until', 'if', '{', 'do', 'then', 'else', 'elif', '!', 'time']);
const CLOSERS = new Set(['done', 'fi', 'esac', '}']);

/** Substitutions within substitutions that are looked into; nobody types more. */
const DEEPEST = 100;

/** Thrown where the text ends inside something. */
class Open extends Error {
  readonly what: NonNullable<Reading['open']>;
  readonly innermost: Opened | undefined;
  constructor(what: NonNullable<Reading['open']>, innermost?: Opened) {
    super('the text goes on');
    this.what = what;
    this.innermost = innermost;
  }
}

/** Reads a text as a shell does that decides whether a command is whole: here documents, quotes, loops, lists, substitutions. */
export function readAhead(text: string): Reading {
  const reader = new Reader(text);
  try {
    reader.commands(undefined, 0);
    return reader.found;
  } catch (end) {
    if (!(end instanceof Open)) throw end;
    const { what, innermost } = end;
    const within = innermost && { word: innermost.word, line: lineAt(text, innermost.at) };
    return { ...reader.found, open: what, within };
  }
}

/** The number of the line, from 1, that a place in a text is in. */
export const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** Whether a shell would ask for another line. */
export const isIncomplete = (text: string): boolean => readAhead(text).open !== undefined;

/** Whether a line ends a here document. */
export const ends = ({ delimiter, tabs }: Pick<HereDocument, 'delimiter' | 'tabs'>, line: string): boolean =>
  (tabs ? line.replace(/^\t+/, '') : line) === delimiter;

/** Notes what the first word of a command opens or closes. Returns whether another command begins after it. */
function opens(word: string, at: number, open: Opened[]): boolean {
  if (CLOSERS.has(word) && open.at(-1)?.closer === word) open.pop();
  const closer = Object.hasOwn(CLOSED_BY, word) ? CLOSED_BY[word] : undefined;
  if (closer !== undefined) open.push({ closer, word, at });
  return BEFORE_COMMAND.has(word) || word === 'function' || /^[A-Za-z_]\w*=/.test(word);
}

/** Reads a text from its beginning to its end. */
class Reader {
  readonly found = { joins: [] as number[], breaks: [] as number[], dollars: [] as number[] };
  private readonly text: string;
  private at = 0;
  private pending: (Omit<HereDocument, 'line'> & { readonly from: number })[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Reads commands up to the text's end, or up to the parenthesis that closes a substitution. */
  commands(until: ')' | undefined, depth: number): void {
    const open: Opened[] = [];
    let begins = true;
    let wantsMore = false;
    let named = false;
    while (this.at < this.text.length) {
      const c = this.text.charAt(this.at);
      if (c === ' ' || c === '\t') this.at += 1;
      else if (c === '\n') {
        this.at += 1;
        this.bodies();
        if (until === undefined && open.length === 0 && !wantsMore) this.found.breaks.push(this.at);
        begins = true;
      } else if (c === '#') this.comment();
      else if (this.text.startsWith('\\\n', this.at)) this.join();
      else if (';&|'.includes(c)) {
        const operator = /^(?:;;&|;;|;&|&&|&>>?|\|\||\|&|.)/s.exec(this.text.slice(this.at, this.at + 3))?.[0] ?? c;
        this.at += operator.length;
        wantsMore = /^(?:&&|\|\|?&?)$/.test(operator);
        begins = !operator.startsWith('&>');
      } else if (c === '<' || c === '>') this.redirection();
      else if (c === '(') {
        if (begins && this.text.startsWith('((', this.at)) {
          this.at += 2;
          this.arithmetic();
          begins = false;
        } else {
          open.push({ closer: ')', word: '(', at: this.at });
          this.at += 1;
          begins = true;
        }
        wantsMore = false;
      } else if (c === ')') {
        this.at += 1;
        if (open.at(-1)?.closer === ')') open.pop();
        else if (until === ')' && open.at(-1)?.closer !== 'esac') return;
        begins = true;
      } else {
        const at = this.at;
        const word = this.word(depth);
        wantsMore = false;
        if (begins || named) begins = named || opens(word, at, open);
        named = begins && word === 'function';
      }
    }
    const [document] = this.pending;
    if (document) throw this.unclosed(document);
    if (until !== undefined || open.length > 0) throw new Open('list', until === undefined ? open.at(-1) : undefined);
    if (wantsMore) throw new Open('operator');
  }

  private comment(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  private join(): void {
    this.found.joins.push(this.at);
    this.at += 2;
    if (this.at >= this.text.length) throw new Open('backslash');
  }

  private redirection(): void {
    const [operator = ''] = /^(?:<<<|<<-?|<&|<>|>>|>&|>\||[<>])/.exec(this.text.slice(this.at, this.at + 3)) ?? [];
    const from = this.at;
    this.at += operator.length;
    if (!/^<<-?$/.test(operator)) return;
    while (' \t'.includes(this.text.charAt(this.at)) && this.at < this.text.length) this.at += 1;
    const start = this.at;
    this.word(DEEPEST);
    const delimiter = this.text.slice(start, this.at).replace(/\\(.)|["']/gs, '$1');
    if (this.at > start) this.pending.push({ delimiter, tabs: operator === '<<-', from });
  }

  /** The lines of the here documents that were opened on the line before. */
  private bodies(): void {
    for (const document of this.pending) {
      for (let closed = false; !closed;) {
        if (this.at >= this.text.length) throw this.unclosed(document);
        const end = this.text.indexOf('\n', this.at);
        const line = this.text.slice(this.at, end < 0 ? undefined : end);
        this.at = end < 0 ? this.text.length : end + 1;
        closed = ends(document, line);
      }
    }
    this.pending = [];
  }

  private unclosed({ delimiter, tabs, from }: (typeof this.pending)[number]): Open {
    return new Open({ delimiter, tabs, line: lineAt(this.text, from) });
  }

  /** A word as it is written. */
  private word(depth: number): string {
    const start = this.at;
    for (; this.at < this.text.length && !' \t\n;&|<>()'.includes(this.text.charAt(this.at)); this.at += 1) {
      const c = this.text.charAt(this.at);
      if (c === '\\') this.escape();
      else if (c === "'") this.upTo("'");
      else if (c === '"') this.doubleQuoted(depth);
      else if (c === '`') this.backquoted();
      else if (this.text.startsWith("$'", this.at)) this.dollarQuoted();
      else if (c === '$') this.expansion(depth);
    }
    return this.text.slice(start, this.at);
  }

  private escape(): void {
    this.at += 1;
    if (this.at >= this.text.length) throw new Open('backslash');
    if (this.text.charAt(this.at) !== '\n') return;
    this.found.joins.push(this.at - 1);
    if (this.at === this.text.length - 1) throw new Open('backslash');
  }

  /** To the next of a character. */
  private upTo(close: string): void {
    this.at = this.text.indexOf(close, this.at + 1);
    if (this.at >= 0) return;
    this.at = this.text.length;
    throw new Open('quote');
  }

  /** `$'…'`, in which a backslash may stand before a quote where the shell knows it. */
  private dollarQuoted(): void {
    this.found.dollars.push(this.at);
    for (this.at += 2; this.text.charAt(this.at) !== "'"; this.at += 1) {
      if (this.text.charAt(this.at) === '\\') this.at += 1;
      if (this.at >= this.text.length) throw new Open('dollar');
    }
  }

  private backquoted(): void {
    for (this.at += 1; this.text.charAt(this.at) !== '`'; this.at += 1) {
      if (this.text.charAt(this.at) === '\\') this.at += 1;
      if (this.at >= this.text.length) throw new Open('quote');
    }
  }

  private doubleQuoted(depth: number): void {
    for (this.at += 1; this.text.charAt(this.at) !== '"'; this.at += 1) {
      if (this.at >= this.text.length) throw new Open('quote');
      if (this.text.charAt(this.at) === '\\') this.at += 1;
      else if (this.text.charAt(this.at) === '`') this.backquoted();
      else if (this.text.charAt(this.at) === '$') this.expansion(depth);
    }
  }

  /** `$(…)`, `$((…))`, `${…}`; ends at its last character. */
  private expansion(depth: number): void {
    if (this.text.startsWith('$((', this.at)) {
      this.at += 3;
      this.arithmetic();
      this.at -= 1;
    } else if (this.text.startsWith('$(', this.at) && depth < DEEPEST) {
      this.at += 2;
      this.commands(')', depth + 1);
      this.at -= 1;
    } else if (this.text.startsWith('${', this.at)) this.upTo('}');
  }

  private arithmetic(): void {
    for (let depth = 2; depth > 0; this.at += 1) {
      if (this.at >= this.text.length) throw new Open('arithmetic');
      if (this.text.charAt(this.at) === '(') depth += 1;
      if (this.text.charAt(this.at) === ')') depth -= 1;
    }
  }
}

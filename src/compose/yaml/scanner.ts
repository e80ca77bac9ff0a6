/**
 * Turns a text into tokens as go-yaml does (scannerc.go, which is libyaml's), since which fault it names, and in which line,
 * follows from how far it looked ahead.
 */
import { Cursor, isBlank, isBlankOrEnd, isBreak } from './cursor.ts';
import type { Mark } from './cursor.ts';
import { anchor, directive, tag } from './properties.ts';
import { blockScalar, plainScalar, quotedScalar } from './scalars.ts';
import type { Token, TokenKind } from './token.ts';

/** What may turn out to be a key when its colon comes. */
interface SimpleKey {
  possible: boolean;
  readonly required: boolean;
  readonly number: number;
  readonly mark: Mark;
}

const LONGEST_KEY = 1024;
/** Tokens that are read before the first is given: remarks behind a token would need them. */
const LOOK_AHEAD = 2;
const LONGEST_GAP = 512;
/** go-yaml goes ten times as deep. */
const DEEPEST = 1000;

export class Scanner {
  private readonly cursor: Cursor;
  private tokens: Token[] = [];
  private head = 0;
  private given = 0;
  private ready = false;
  private started = false;
  private indent = -1;
  private readonly indents: number[] = [];
  private flowLevel = 0;
  private keyAllowed = true;
  private readonly keys: SimpleKey[] = [];
  /** Which level has a possible key at the token of a number. */
  private readonly keyOfToken = new Map<number, number>();

  constructor(text: string) {
    this.cursor = new Cursor(text);
  }

  /** The next token, which stays the next. */
  peek(): Token {
    if (!this.ready) this.fetchMore();
    return this.tokens[this.head] as Token;
  }

  /** Takes the token that was looked at. */
  take(): Token {
    const token = this.peek();
    this.ready = false;
    this.given++;
    this.head++;
    if (this.head > LONGEST_GAP) {
      this.tokens = this.tokens.slice(this.head);
      this.head = 0;
    }
    return token;
  }

  private fetchMore(): void {
    for (;;) {
      if (this.tokens.length - this.head > LOOK_AHEAD) {
        const level = this.keyOfToken.get(this.given);
        const key = level === undefined ? undefined : this.keys[level];
        if (!key || !this.isValid(key)) break;
      }
      this.fetch();
    }
    this.ready = true;
  }

  private fetch(): void {
    const { cursor } = this;
    if (!this.started) return this.begin();
    this.toNextToken();
    this.unroll(cursor.column);
    const character = cursor.peek();
    if (character === '') return this.endStream();
    if (cursor.column === 0 && character === '%') return this.between(() => directive(cursor));
    if (cursor.atDocumentMarker())
      return this.between(() => this.indicator(character === '-' ? 'document start' : 'document end', 3));
    this.fetchContent(character);
    if (this.tokens.at(-1)?.kind !== 'block entry') this.skipRemarkBehind();
  }

  private fetchContent(character: string): void {
    const { cursor, flowLevel } = this;
    const alone = isBlankOrEnd(cursor.peek(1));
    if (character === '[') return this.openFlow('flow sequence start');
    if (character === '{') return this.openFlow('flow mapping start');
    if (character === ']') return this.closeFlow('flow sequence end');
    if (character === '}') return this.closeFlow('flow mapping end');
    if (character === ',') return this.flowEntry();
    if (character === '-' && alone) return this.blockEntry();
    if (character === '?' && (flowLevel > 0 || alone)) return this.key();
    if (character === ':' && (flowLevel > 0 || alone)) return this.value();
    if (character === '*' || character === '&') return this.maybeKey(() => anchor(cursor));
    if (character === '!') return this.maybeKey(() => tag(cursor));
    if ((character === '|' || character === '>') && flowLevel === 0) return this.block();
    if (character === "'" || character === '"') return this.maybeKey(() => this.quoted());
    if (this.startsPlain(character)) return this.maybeKey(() => this.plain());
    throw cursor.fault('found character that cannot start any token');
  }

  private startsPlain(character: string): boolean {
    const { cursor, flowLevel } = this;
    if (character === '-') return !isBlank(cursor.peek(1));
    if (character === '?' || character === ':') return flowLevel === 0 && !isBlankOrEnd(cursor.peek(1));
    return !isBlankOrEnd(character) && !',[]{}#&*!|>\'"%@`'.includes(character);
  }

  private add(token: Token, place?: number): void {
    if (place === undefined) this.tokens.push(token);
    else this.tokens.splice(this.head + place, 0, token);
  }

  private indicator(kind: TokenKind, length: number): Token {
    const start = this.cursor.mark;
    this.cursor.skip(length);
    return { kind, start, end: this.cursor.mark };
  }

  private get nextNumber(): number {
    return this.given + this.tokens.length - this.head;
  }

  private begin(): void {
    this.started = true;
    const { mark } = this.cursor;
    this.keys.push({ possible: false, required: false, number: 0, mark });
    this.add({ kind: 'stream start', start: mark, end: mark });
  }

  private endStream(): void {
    const { cursor } = this;
    if (cursor.column !== 0) {
      cursor.column = 0;
      cursor.line++;
    }
    this.between(() => ({ kind: 'stream end', start: cursor.mark, end: cursor.mark }));
  }

  /** What stands outside of all blocks. */
  private between(scan: () => Token): void {
    this.unroll(-1);
    this.forgetKey();
    this.keyAllowed = false;
    this.add(scan());
  }

  // Simple keys

  private isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    const { line, index } = this.cursor.mark;
    if (key.mark.line >= line && key.mark.index + LONGEST_KEY >= index) return true;
    if (key.required) throw this.cursor.fault("could not find expected ':'", key.mark);
    key.possible = false;
    return false;
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    const { mark } = this.cursor;
    const required = this.flowLevel === 0 && this.indent === mark.column;
    const number = this.nextNumber;
    this.forgetKey();
    this.keys[this.keys.length - 1] = { possible: true, required, number, mark };
    this.keyOfToken.set(number, this.keys.length - 1);
  }

  private forgetKey(): void {
    const key = this.keys.at(-1);
    if (!key?.possible) return;
    if (key.required) throw this.cursor.fault("could not find expected ':'", key.mark);
    key.possible = false;
    this.keyOfToken.delete(key.number);
  }

  private maybeKey(scan: () => Token): void {
    this.saveKey();
    this.keyAllowed = false;
    this.add(scan());
  }

  // Indentation

  private roll(column: number, kind: TokenKind, mark: Mark, place?: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > DEEPEST) throw this.tooDeep();
    this.add({ kind, start: mark, end: mark }, place);
  }

  private unroll(column: number): void {
    if (this.flowLevel > 0) return;
    const { mark } = this.cursor;
    while (this.indent > column) {
      this.add({ kind: 'block end', start: mark, end: mark });
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private tooDeep(): Error {
    return this.cursor.fault(`exceeded max depth of ${DEEPEST}`, this.keys.at(-1)?.mark);
  }

  // Tokens

  private openFlow(kind: TokenKind): void {
    this.saveKey();
    this.keys.push({ possible: false, required: false, number: this.nextNumber, mark: this.cursor.mark });
    this.flowLevel++;
    if (this.flowLevel > DEEPEST) throw this.tooDeep();
    this.keyAllowed = true;
    this.add(this.indicator(kind, 1));
  }

  private closeFlow(kind: TokenKind): void {
    this.forgetKey();
    if (this.flowLevel > 0) {
      this.flowLevel--;
      const closed = this.keys.pop();
      if (closed) this.keyOfToken.delete(closed.number);
    }
    this.keyAllowed = false;
    this.add(this.indicator(kind, 1));
  }

  private flowEntry(): void {
    this.forgetKey();
    this.keyAllowed = true;
    this.add(this.indicator('flow entry', 1));
  }

  private blockEntry(): void {
    const { mark } = this.cursor;
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) throw this.cursor.fault('block sequence entries are not allowed in this context');
      this.roll(mark.column, 'block sequence start', mark);
    }
    this.forgetKey();
    this.keyAllowed = true;
    this.add(this.indicator('block entry', 1));
  }

  private key(): void {
    const { mark } = this.cursor;
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) throw this.cursor.fault('mapping keys are not allowed in this context');
      this.roll(mark.column, 'block mapping start', mark);
    }
    this.forgetKey();
    this.keyAllowed = this.flowLevel === 0;
    this.add(this.indicator('key', 1));
  }

  private value(): void {
    const key = this.keys.at(-1);
    if (key && this.isValid(key)) {
      const place = key.number - this.given;
      this.add({ kind: 'key', start: key.mark, end: key.mark }, place);
      this.roll(key.mark.column, 'block mapping start', key.mark, place);
      key.possible = false;
      this.keyOfToken.delete(key.number);
      this.keyAllowed = false;
    } else {
      const { mark } = this.cursor;
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) throw this.cursor.fault('mapping values are not allowed in this context');
        this.roll(mark.column, 'block mapping start', mark);
      }
      this.keyAllowed = this.flowLevel === 0;
    }
    this.add(this.indicator('value', 1));
  }

  private block(): void {
    this.forgetKey();
    this.keyAllowed = true;
    const start = this.cursor.mark;
    this.add({ kind: 'scalar', start, ...blockScalar(this.cursor, this.indent) });
  }

  private quoted(): Token {
    const start = this.cursor.mark;
    const value = quotedScalar(this.cursor);
    return { kind: 'scalar', start, end: this.cursor.mark, value };
  }

  private plain(): Token {
    const start = this.cursor.mark;
    const { value, end, broken } = plainScalar(this.cursor, this.indent + 1, this.flowLevel > 0);
    if (broken) this.keyAllowed = true;
    return { kind: 'scalar', start, end, value, plain: true };
  }

  // Blanks and remarks

  private toNextToken(): void {
    const { cursor } = this;
    for (;;) {
      if (cursor.column === 0 && cursor.peek() === '\ufeff') cursor.next();
      while (cursor.peek() === ' ' || (cursor.peek() === '\t' && (this.flowLevel > 0 || !this.keyAllowed)))
        cursor.next();
      if (cursor.peek() === '#') this.skipRemarks();
      if (!isBreak(cursor.peek())) return;
      cursor.nextLine();
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
  }

  /** Remarks of lines that follow each other go together, however they are indented. */
  private skipRemarks(): void {
    for (;;) {
      this.cursor.skipToEndOfLine();
      let gap = 1;
      while (gap < LONGEST_GAP && (isBlank(this.cursor.peek(gap)) || isBreak(this.cursor.peek(gap)))) gap++;
      if (this.cursor.peek(gap) !== '#') return;
      while (this.cursor.peek() !== '#') {
        if (isBreak(this.cursor.peek())) this.cursor.nextLine();
        else this.cursor.next();
      }
    }
  }

  private skipRemarkBehind(): void {
    const { cursor } = this;
    if (cursor.newlines > 0) return;
    let gap = 0;
    while (gap < LONGEST_GAP && isBlank(cursor.peek(gap))) gap++;
    if (cursor.peek(gap) === '#') cursor.skipToEndOfLine();
  }
}

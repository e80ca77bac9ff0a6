import { EXPECTED } from './expected.table.ts';
import { Problem } from './problem.ts';
import type { Span, Token } from './token.ts';

/** Goes through tokens; values of variables stand in place of their names. */
export class Reader {
  #tokens: readonly Token[];
  #next = 0;
  readonly variables: Map<string, readonly Token[]>;

  constructor(tokens: readonly Token[], variables: Map<string, readonly Token[]> = new Map()) {
    this.#tokens = tokens;
    this.variables = variables;
  }

  get token(): Token {
    return this.#tokens[this.#next] ?? END;
  }

  get previous(): Token {
    return this.#tokens[this.#next - 1] ?? END;
  }

  ahead(count = 1): Token {
    return this.#tokens[this.#next + count] ?? END;
  }

  take(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.#next++;
    return token;
  }

  is(...texts: readonly string[]): boolean {
    const { token } = this;
    return (token.kind === 'word' || token.kind === 'mark') && texts.includes(token.text);
  }

  takeIf(...texts: readonly string[]): Token | undefined {
    return this.is(...texts) ? this.take() : undefined;
  }

  /** @throws Problem in the words of a parser that bison made */
  expect(text: string, expected: string = quoted(text)): Token {
    return this.takeIf(text) ?? this.fail(expected);
  }

  fail(expected: string): never {
    throw new Problem(`syntax error, unexpected ${nameOf(this.token)}\nexpected any of: ${expected}`, this.token);
  }

  /** A name, which may be one of nft's own words. */
  name(expected: string = EXPECTED.name): Token {
    if (this.token.kind === 'word' || this.token.kind === 'string') return this.take();
    return this.fail(expected);
  }

  /** A name of the user's, which must be none of nft's own words. */
  newName(expected: string = EXPECTED.name): Token {
    return KEYWORDS.has(this.token.text) ? this.fail(expected) : this.name(expected);
  }

  get ended(): boolean {
    return this.token.kind === 'end' || this.token.kind === 'newline' || this.is(';', '}');
  }

  /** Where it is, to come back to. */
  get place(): number {
    return this.#next;
  }

  goBack(place: number): void {
    this.#next = place;
  }

  /** What is left, in the words of the source; it is taken. */
  rest(): string {
    const words = this.body().slice(0, -1);
    return words.map(({ kind, text }) => `${SIGNS[kind] ?? ''}${kind === 'string' ? `"${text}"` : text}`).join(' ');
  }

  /** A reader of other tokens that knows the same variables. */
  inside(tokens: readonly Token[]): Reader {
    return new Reader(tokens, this.variables);
  }

  /** A reader at the beginning of the same tokens. */
  again(): Reader {
    return new Reader(this.#tokens, this.variables);
  }

  /** Cuts the token in two behind so many characters, a colon being a mark of its own. */
  split(at: number): void {
    const { token } = this;
    const head: Token = { ...token, text: token.text.slice(0, at), to: token.from + at };
    const colon: Token = { kind: 'mark', text: ':', from: head.to, to: head.to + 1 };
    const rest = token.text.slice(at + 1);
    const tail: Token[] = rest === '' ? [] : [{ ...token, text: rest, from: colon.to }];
    this.#tokens = [...this.#tokens.slice(0, this.#next), head, colon, ...tail, ...this.#tokens.slice(this.#next + 1)];
  }

  /** Leaves the first characters of the token away. */
  dropHead(count: number): void {
    const { token } = this;
    const rest: Token = { ...token, text: token.text.slice(count), from: token.from + count };
    this.#tokens = [...this.#tokens.slice(0, this.#next), rest, ...this.#tokens.slice(this.#next + 1)];
  }

  /** The tokens up to the end of a statement, braces and what is in them among them, and an end behind them. */
  body(): readonly Token[] {
    const from = this.#next;
    let depth = 0;
    while (this.token.kind !== 'end') {
      if (depth === 0 && this.ended) break;
      if (this.is('{', '(')) depth++;
      if (this.is('}', ')')) depth--;
      this.#next++;
    }
    const { token } = this;
    return [
      ...this.#tokens.slice(from, this.#next),
      { kind: 'end', text: token.text, from: token.from, to: token.from + 1 },
    ];
  }

  skipBreaks(): void {
    while (this.token.kind === 'newline' || this.is(';')) this.take();
  }

  skipNewlines(): void {
    while (this.token.kind === 'newline') this.take();
  }

  /** From a token up to what was taken last. */
  since(from: Span): Span {
    return { from: from.from, to: Math.max(from.to, this.previous.to) };
  }
}

const SIGNS: Readonly<Record<string, string>> = { reference: '@', variable: '$' };

const END: Token = { kind: 'end', text: '', from: 0, to: 0 };

const quoted = (text: string): string => (/^\w/.test(text) ? text : `'${text}'`);

/** How bison calls a token. */
function nameOf(token: Token): string {
  switch (token.kind) {
    case 'end':
    case 'newline':
      return token.text === ';' ? 'semicolon' : token.text === '}' ? "'}'" : 'newline';
    case 'mark':
      return token.text === ';' ? 'semicolon' : token.text.length === 1 ? `'${token.text}'` : token.text;
    case 'number':
      return 'number';
    case 'string':
      return 'quoted string';
    case 'reference':
      return '@';
    case 'variable':
      return "'$'";
    case 'word':
      return KEYWORDS.has(token.text) ? token.text : 'string';
  }
}

const KEYWORDS = new Set(
  'accept drop reject continue jump goto return queue counter log limit quota tcp udp ip ip6 icmp icmpv6 meta ct fib comment hook type policy handle position index table chain rule set map element ruleset add insert delete list flush create replace rename reset destroy snat dnat masquerade redirect notrack th ether iif oif iifname oifname mark vmap update fwd dup flow meter last tunnel osf socket rt fib quota secmark include define'.split(
    ' ',
  ),
);

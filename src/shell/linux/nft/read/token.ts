/** A piece of a source: from one place up to another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Token extends Span {
  readonly kind: 'word' | 'number' | 'string' | 'reference' | 'variable' | 'mark' | 'newline' | 'end';
  readonly text: string;
}

/** Characters that names, addresses and numbers are of. */
const WORD = /[A-Za-z0-9_.:/\\*[\]+-]/;
const MARKS = ['==', '!=', '<=', '>=', '<<', '>>', '{', '}', '(', ')', ';', ',', '=', '&', '|', '^', '!', '<', '>'];

/** The tokens of a source, as far as nft's scanner tells them apart (src/scanner.l). */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Token['kind'], to: number, text = source.slice(at, to)): void => {
    tokens.push({ kind, text, from: at, to });
    at = to;
  };
  while (at < source.length) {
    const char = source[at] ?? '';
    if (char === '\n') push('newline', at + 1);
    else if (char === '\\' && source[at + 1] === '\n') at += 2;
    else if (/\s/.test(char)) at++;
    else if (char === '#') at = endOf(source, at, '\n');
    else if (char === '"') {
      const close = endOf(source, at + 1, '"');
      push('string', Math.min(close + 1, source.length), source.slice(at + 1, close));
    } else if (char === '@' || char === '$') {
      const to = wordEnd(source, at + 1);
      push(char === '@' ? 'reference' : 'variable', to, source.slice(at + 1, to));
    } else {
      const mark = MARKS.find((each) => source.startsWith(each, at));
      if (mark !== undefined) push('mark', at + mark.length);
      else pushWord(source, at, push);
    }
  }
  tokens.push({ kind: 'end', text: '', from: source.length, to: source.length });
  return tokens;
}

function pushWord(source: string, at: number, push: (kind: Token['kind'], to: number) => void): void {
  const to = Math.max(at + 1, wordEnd(source, at));
  push(/^(0x[0-9a-fA-F]+|\d+)$/.test(source.slice(at, to)) ? 'number' : 'word', to);
}

function wordEnd(source: string, from: number): number {
  let to = from;
  while (to < source.length && WORD.test(source[to] ?? '')) to++;
  return to;
}

function endOf(source: string, from: number, stop: string): number {
  const found = source.indexOf(stop, from);
  return found < 0 ? source.length : found;
}

import { wrongAt } from './error.ts';

/** A word of a configuration, or what ends a directive; `quoted` words are never variables' beginnings of a block. */
export interface Token {
  readonly kind: 'word' | ';' | '{' | '}' | 'end';
  readonly text: string;
  readonly line: number;
}

const SPACE = /[ \t\r\n]/;

/** Reads a configuration word by word, as ngx_conf_read_token does. */
export class Tokens {
  readonly file: string;
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
  }

  get line(): number {
    return this.#line;
  }

  /** @param open whether words of a directive have been read */
  next(open: boolean): Token {
    this.#skip();
    const { line } = this;
    const char = this.#text.charAt(this.#at);
    if (char === '') {
      if (open) throw this.#wrong('unexpected end of file, expecting ";" or "}"');
      return { kind: 'end', text: '', line };
    }
    if (char === ';' || char === '{' || char === '}') {
      this.#at += 1;
      if (!open && char !== '}') throw this.#wrong(`unexpected "${char}"`);
      if (open && char === '}') throw this.#wrong('unexpected "}"');
      return { kind: char, text: char, line };
    }
    return { kind: 'word', text: char === '"' || char === "'" ? this.#quoted(char) : this.#bare(), line: this.#line };
  }

  #wrong(message: string) {
    return wrongAt(message, { file: this.file, line: this.#line });
  }

  #skip(): void {
    for (;;) {
      const char = this.#text.charAt(this.#at);
      if (char === '\n') this.#line += 1;
      if (char === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else if (char !== '' && SPACE.test(char)) this.#at += 1;
      else return;
    }
  }

  #quoted(mark: string): string {
    let text = '';
    for (this.#at += 1; ; this.#at += 1) {
      const char = this.#text.charAt(this.#at);
      if (char === '') throw this.#wrong('unexpected end of file, expecting ";" or "}"');
      if (char === '\n') this.#line += 1;
      if (char === '\\') {
        text += this.#escaped();
        continue;
      }
      if (char === mark) break;
      text += char;
    }
    this.#at += 1;
    const after = this.#text.charAt(this.#at);
    if (after !== '' && !SPACE.test(after) && !';{)'.includes(after)) throw this.#wrong(`unexpected "${after}"`);
    return text;
  }

  /** `\n`, `\t`, a quoted mark; any other backslash stays. The cursor is left on the second character. */
  #escaped(): string {
    this.#at += 1;
    const char = this.#text.charAt(this.#at);
    const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', "'": "'", '\\': '\\' };
    return Object.hasOwn(known, char) ? (known[char] ?? '') : `\\${char}`;
  }

  #bare(): string {
    let text = '';
    for (; ; this.#at += 1) {
      const char = this.#text.charAt(this.#at);
      if (char === '' || SPACE.test(char) || char === ';') return text;
      if (char === '{') {
        // `${name}` is a variable within a word.
        if (!text.endsWith('$')) return text;
        const end = this.#text.indexOf('}', this.#at);
        if (end < 0) return text;
        text += this.#text.slice(this.#at, end + 1);
        this.#at = end;
        continue;
      }
      text += char === '\\' ? this.#escaped() : char;
    }
  }
}

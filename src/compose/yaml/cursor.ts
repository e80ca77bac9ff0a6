/** A place in a text; lines and columns count from 0. */
export interface Mark {
  readonly index: number;
  readonly line: number;
  readonly column: number;
}

/** What go-yaml says of a text that it cannot read, without its `yaml: `. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
  /** Counts from 1, and is where the fault is rather than what go-yaml prints. */
  readonly line: number | undefined;
  constructor(text: string, line?: number) {
    super(text);
    this.line = line;
  }
}

/** go-yaml reads a text in pieces, and looks at all characters of a piece when it needs the first. */
const PIECE = 512;
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

export const isBreak = (character: string): boolean =>
  character === '\n' || character === '\r' || character === '\x85' || character === '\u2028' || character === '\u2029';
export const isBlank = (character: string): boolean => character === ' ' || character === '\t';
/** The end of the text counts as all kinds of blanks. */
export const isBreakOrEnd = (character: string): boolean => character === '' || isBreak(character);
export const isBlankOrEnd = (character: string): boolean => isBlank(character) || isBreakOrEnd(character);
export const isDigit = (character: string): boolean => character >= '0' && character <= '9';
export const isWord = (character: string): boolean => /^[A-Za-z0-9_-]$/.test(character);

/** Reads a text character by character, and knows where it is. */
export class Cursor {
  private readonly text: string;
  private readonly unreadable: number;
  private index = 0;
  line = 0;
  column = 0;
  /** Line breaks since the last character that is not blank. */
  newlines = 0;

  constructor(text: string) {
    this.text = text.startsWith('\ufeff') ? text.slice(1) : text;
    const control = this.text.search(CONTROL);
    this.unreadable = control < 0 ? Infinity : control - (control % PIECE);
  }

  get mark(): Mark {
    return { index: this.index, line: this.line, column: this.column };
  }

  /** Empty at the end. */
  peek(ahead = 0): string {
    const at = this.index + ahead;
    if (at >= this.unreadable) throw new YamlError('control characters are not allowed', this.line + 1);
    return this.text[at] ?? '';
  }

  /** Goes on by a character that is no line break, and gives it. */
  next(): string {
    const character = this.peek();
    if (!isBlank(character)) this.newlines = 0;
    this.index++;
    this.column++;
    return character;
  }

  skip(count: number): void {
    for (let done = 0; done < count; done++) this.next();
  }

  /** Goes over a line break, and gives what a text is to have in its place. */
  nextLine(): string {
    const character = this.peek();
    if (!isBreak(character)) return '';
    this.index += character === '\r' && this.peek(1) === '\n' ? 2 : 1;
    this.column = 0;
    this.line++;
    this.newlines++;
    return character === '\u2028' || character === '\u2029' ? character : '\n';
  }

  skipToEndOfLine(): void {
    while (!isBreakOrEnd(this.peek())) this.next();
  }

  skipBlanks(): void {
    while (isBlank(this.peek())) this.next();
  }

  /** `---` or `...` at the beginning of a line. */
  atDocumentMarker(): boolean {
    const first = this.peek();
    return (
      this.column === 0 &&
      (first === '-' || first === '.') &&
      this.peek(1) === first &&
      this.peek(2) === first &&
      isBlankOrEnd(this.peek(3))
    );
  }

  /** A fault of this place, or of what began at a mark: go-yaml shows the line of that, unless it is the first. */
  fault(problem: string, context: Mark = this.mark): YamlError {
    const line = context.line || this.line;
    return new YamlError(line === 0 ? problem : `line ${line + 1}: ${problem}`, this.line + 1);
  }
}

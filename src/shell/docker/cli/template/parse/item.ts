import { quote } from '../quote.ts';

const keywords = ['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with'] as const;
export type Keyword = (typeof keywords)[number];

export type Kind =
  | 'error'
  | 'eof'
  | 'text'
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

/** What the lexer cuts a template into. */
export interface Item {
  readonly kind: Kind;
  readonly text: string;
  /** Offset in the source, in UTF-16 units. */
  readonly at: number;
  readonly line: number;
}

/** Whether a word begins an action of its own. */
export const isKeyword = (word: string): word is Keyword => (keywords as readonly string[]).includes(word);

/** How a message names an item. */
export function describe(item: Item): string {
  if (item.kind === 'eof') return 'EOF';
  if (item.kind === 'error') return item.text;
  if (item.kind === 'dot' || item.kind === 'nil' || isKeyword(item.kind)) return `<${item.text}>`;
  return item.text.length > 10 ? `${quote(item.text.slice(0, 10))}...` : quote(item.text);
}

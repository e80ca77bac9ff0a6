/** Go's string literals (strconv.Unquote, strconv.Quote). */

const escapes: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** What a quoted or raw string literal stands for, or undefined where an escape in it is none. */
export function unquote(literal: string): string | undefined {
  if (literal.startsWith('`')) return literal.slice(1, -1).replaceAll('\r', '');
  let bad = false;
  const text = literal
    .slice(1, -1)
    .replace(
      /\\(?:([abfnrtv\\"'])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([^]|$))/g,
      (_, simple?: string, x?: string, u?: string, long?: string, octal?: string) => {
        if (simple !== undefined) return escapes[simple] ?? '';
        const hex = x ?? u ?? long;
        if (hex !== undefined) return String.fromCodePoint(Math.min(parseInt(hex, 16), 0x10ffff));
        if (octal !== undefined) return String.fromCodePoint(parseInt(octal, 8));
        bad = true;
        return '';
      },
    );
  return bad ? undefined : text;
}

/** The code point of a character literal, or undefined where it is not one character. */
export function unquoteCharacter(literal: string): number | undefined {
  const characters = [...(unquote(literal) ?? '')];
  return characters.length === 1 ? characters[0]?.codePointAt(0) : undefined;
}

const short: Record<string, string> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** A text in double quotes, as `%q` prints it. */
export function quote(text: string): string {
  let result = '"';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (short[character] !== undefined) result += short[character];
    else if (code < 0x20 || code === 0x7f) result += `\\x${code.toString(16).padStart(2, '0')}`;
    else result += character;
  }
  return `${result}"`;
}

/** A text's octets in UTF-8. */
export function utf8(text: string): number[] {
  const octets: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) octets.push(code);
    else if (code < 0x800) octets.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) octets.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else octets.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return octets;
}

/** The text of UTF-8 octets; each octet that belongs to no character becomes U+FFFD. */
export function utf8Text(octets: readonly number[]): string {
  let text = '';
  for (let i = 0; i < octets.length;) {
    const first = octets[i] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
    const rest = octets.slice(i + 1, i + length);
    if (length === 0 || rest.length < length - 1 || rest.some((octet) => (octet & 0xc0) !== 0x80)) {
      text += '\ufffd';
      i++;
      continue;
    }
    const head = length === 1 ? first : first & (0xff >> (length + 1));
    text += String.fromCodePoint(rest.reduce((code, octet) => (code << 6) | (octet & 63), head));
    i += length;
  }
  return text;
}

/** Octets as a text with one character for each, as the bash library hands them on. */
export const binary = (octets: Iterable<number>): string =>
  Array.from(octets, (octet) => String.fromCharCode(octet)).join('');

/** The text that such characters stand for; what is no UTF-8 stays as it is. */
export function decoded(octets: string): string {
  if (!/[\u0080-\u00ff]/.test(octets) || /[\u0100-\uffff]/.test(octets)) return octets;
  try {
    return decodeURIComponent(
      octets.replace(/[%\u0080-\u00ff]/g, (octet) => `%${octet.charCodeAt(0).toString(16).padStart(2, '0')}`),
    );
  } catch {
    return octets;
  }
}

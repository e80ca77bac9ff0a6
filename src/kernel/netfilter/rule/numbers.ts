/** A number as C's strtoul with base 0 reads it: decimal, octal or hexadecimal. */
export function parseNumber(text: string): number | undefined {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  if (/^0x[0-9a-f]+$/i.test(text)) return parseInt(text, 16);
  return /^0[0-7]*$/.test(text) ? parseInt(text, 8) : undefined;
}

/** Of longer texts nothing is remembered. */
const LONGEST = 4096;

/**
 * A function of a text that is asked for the same texts again and again: what it gave is remembered, of at most so many texts.
 * It must give the same each time, and nobody may change that.
 */
export function remembering<T>(make: (text: string) => T, most = 256): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const before = known.get(text);
    if (before) return before.value;
    const value = make(text);
    if (text.length > LONGEST) return value;
    if (known.size >= most) known.clear();
    known.set(text, { value });
    return value;
  };
}

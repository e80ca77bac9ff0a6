/** Items such as `key=value` by their keys; one without a value has the empty one. */
export const pairs = (items: readonly string[]): Record<string, string> => Object.fromEntries(items.map(pair));

/** `key=value` cut at its first equals sign. */
export function pair(item: string): [key: string, value: string] {
  const at = item.indexOf('=');
  return at < 0 ? [item, ''] : [item.slice(0, at), item.slice(at + 1)];
}

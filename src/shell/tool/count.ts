/** A whole number as it stands in a word, no greater than it may be; undefined where it is none or below the least. */
export function countOf(text: string | undefined, least: number, most: number): number | undefined {
  const size = text !== undefined && /^\d+$/.test(text) ? Number(text) : NaN;
  return size >= least ? Math.min(size, most) : undefined;
}

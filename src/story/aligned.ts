/** What stands in the same place of two rows: in both, or in one alone. */
export interface Pair<T> {
  readonly first?: T | undefined;
  readonly second?: T | undefined;
}

/** Two rows side by side, so that as much as can be of what has the same key stands together, in order. */
export function aligned<T>(first: readonly T[], second: readonly T[], keyOf: (each: T) => string): readonly Pair<T>[] {
  const longest = commonLengths(first.map(keyOf), second.map(keyOf));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  const pairs: Pair<T>[] = [];
  let [i, j] = [0, 0];
  while (i < first.length || j < second.length) {
    const [a, b] = [first[i], second[j]];
    const isSame = a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
    if (isSame && at(i, j) === at(i + 1, j + 1) + 1) {
      pairs.push({ first: a, second: b });
      i++;
      j++;
    } else if (j >= second.length || (i < first.length && at(i + 1, j) >= at(i, j + 1))) {
      pairs.push({ first: a });
      i++;
    } else {
      pairs.push({ second: b });
      j++;
    }
  }
  return pairs;
}

/** How much of two rows, from each place in them on, is common to both. */
function commonLengths(first: readonly string[], second: readonly string[]): readonly (readonly number[])[] {
  const lengths: number[][] = Array.from({ length: first.length + 1 }, () => Array<number>(second.length + 1).fill(0));
  for (let i = first.length - 1; i >= 0; i--)
    for (let j = second.length - 1; j >= 0; j--) {
      const here = lengths[i];
      if (here === undefined) continue;
      here[j] =
        first[i] === second[j]
          ? (lengths[i + 1]?.[j + 1] ?? 0) + 1
          : Math.max(lengths[i + 1]?.[j] ?? 0, here[j + 1] ?? 0);
    }
  return lengths;
}

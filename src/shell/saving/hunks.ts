/** Lines of a text that others take the place of: `from` counts from 0, none are removed where lines are only put in. */
export interface Hunk {
  readonly from: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Lines times lines that are compared at most; beyond, all between the first and the last difference is one hunk. */
const MOST = 4_000_000;

/** What makes one list of lines of another, in order: as few lines as can be. */
export function hunksOf(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  if (old.length === 0 && fresh.length === 0) return [];
  if (old.length * fresh.length > MOST) return [{ from: start, removed: old, added: fresh }];
  return differing(old, fresh).map(({ from, ...rest }) => ({ from: from + start, ...rest }));
}

function differing(old: readonly string[], fresh: readonly string[]): Hunk[] {
  const width = fresh.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1)
      common[i * width + j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const hunks: Hunk[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [from, first] = [i, j];
    while ((i < old.length || j < fresh.length) && !(i < old.length && j < fresh.length && old[i] === fresh[j])) {
      if (i < old.length && (j === fresh.length || at(i + 1, j) >= at(i, j + 1))) i += 1;
      else j += 1;
    }
    hunks.push({ from, removed: old.slice(from, i), added: fresh.slice(first, j) });
  }
  return hunks;
}

/** Lists that are smaller: without each of ever smaller parts. */
function* without<T>(list: readonly T[]): Generator<T[]> {
  for (let part = Math.ceil(list.length / 2); part >= 1; part = part === 1 ? 0 : Math.ceil(part / 2))
    for (let at = list.length - part; at > -part; at -= part) yield list.filter((_, i) => i < at || i >= at + part);
}

/** A smaller list for which something still holds; asks at most so often. */
export async function smallest<T>(
  list: readonly T[],
  holds: (list: readonly T[]) => Promise<boolean>,
  most: number,
): Promise<readonly T[]> {
  let [now, asked] = [list, 0];
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    for (const smaller of without(now)) {
      if (asked++ >= most) return now;
      if (smaller.length === now.length || !(await holds(smaller))) continue;
      now = smaller;
      shrunk = true;
      break;
    }
  }
  return now;
}

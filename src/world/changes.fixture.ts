import fc from 'fast-check';

export const value = fc.jsonValue({ maxDepth: 4 });

/** Plain values, the second of which is the first with some of it changed, added, taken away, moved. */
export const edited = fc.tuple(value, value, fc.infiniteStream(fc.nat(9))).map(([before, other, draws]) => {
  const next = (): number => (draws.next() as IteratorYieldResult<number>).value;
  const edit = (each: unknown): unknown => {
    const draw = next();
    if (draw > 6 || typeof each !== 'object' || each === null) return draw === 9 ? other : each;
    if (Array.isArray(each)) {
      const kept = (each as unknown[]).filter(() => next() > 1).map((inner) => (next() > 6 ? edit(inner) : inner));
      return draw === 5 ? [other, ...kept] : kept;
    }
    const kept = Object.entries(each).filter(() => next() > 1);
    if (draw === 4) kept.reverse();
    const edited = kept.map(([key, inner]) => [key, next() > 5 ? edit(inner) : inner] as const);
    return Object.fromEntries(draw === 5 ? [...edited, ['__proto__', other], ['new', 1]] : edited);
  };
  return [before, edit(before)] as const;
});

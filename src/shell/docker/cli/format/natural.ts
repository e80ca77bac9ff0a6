/** Compares names with the numbers in them by their size: n2 before n10 (fvbommel/sortorder: NaturalLess). */
export function naturally(a: string, b: string): number {
  const [x, y] = [chunks(a), chunks(b)];
  for (let i = 0; i < x.length && i < y.length; i++) {
    const [one = '', other = ''] = [x[i], y[i]];
    if (one === other) continue;
    const numbers = /^\d/.test(one) && /^\d/.test(other);
    if (numbers) {
      const difference = Number(one) - Number(other);
      if (difference !== 0) return difference;
      return one.length - other.length;
    }
    return one < other ? -1 : 1;
  }
  return x.length - y.length;
}

/** A name cut into runs of digits and single other characters. */
const chunks = (text: string): string[] => text.match(/\d+|\D/g) ?? [];

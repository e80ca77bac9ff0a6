/** What one character must be; `*` stands for any number of any. */
type Part = '*' | ((character: string) => boolean);

const isOther = (character: string): boolean => character !== '/';

/** Undefined: the pattern is none. */
function partsOf(pattern: string): Part[] | undefined {
  const parts: Part[] = [];
  const tokens = /\*+|\?|\[(\^?)((?:\\[^]|[^\]\\])+)\]|\\([^])|[^[\\]/gu;
  let end = 0;
  for (const { 0: all, 1: not, 2: set, 3: literal, index } of pattern.matchAll(tokens)) {
    if (index !== end) return undefined;
    end = index + all.length;
    if (all.startsWith('*')) parts.push('*');
    else if (all === '?') parts.push(isOther);
    else if (set !== undefined) parts.push(oneOf(set, not === '^'));
    else parts.push((character) => character === (literal ?? all));
  }
  return end === pattern.length ? parts : undefined;
}

function oneOf(set: string, negated: boolean): Part {
  const ranges = [...set.matchAll(/\\?([^])(?:-\\?([^]))?/gu)].map(([, from = '', to = from]) => [from, to] as const);
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}

/** Go's filepath.Match: `*`, `?`, `[a-z]`, `[^a]` and `\`. Never looks at more than pattern times name. */
export function isMatch(pattern: string, name: string): boolean {
  const parts = partsOf(pattern);
  if (!parts) return false;
  const characters = [...name];
  let part = 0;
  let at = 0;
  let star: { part: number; at: number } | undefined;
  while (at < characters.length) {
    const here = parts[part];
    const character = characters[at] ?? '';
    if (here === '*') {
      star = { part, at };
      part += 1;
    } else if (here?.(character)) {
      part += 1;
      at += 1;
    } else if (star && isOther(characters[star.at] ?? '')) {
      star.at += 1;
      part = star.part + 1;
      at = star.at;
    } else return false;
  }
  return parts.slice(part).every((rest) => rest === '*');
}

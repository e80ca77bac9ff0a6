import distance from 'damerau-levenshtein';

/** Longer words are no slips of the finger. */
const LONGEST = 64;

/** How many letters of a word may be otherwise: one of a short one, a third of a longer one. */
const slips = (word: string): number => Math.max(1, Math.floor(word.length / 3));

/** Of some words those that were likely meant by another, the nearest first: letters left out, added, changed or swapped. */
export function near(word: string, candidates: readonly string[]): readonly string[] {
  if (word.length < 2 || word.length > LONGEST) return [];
  const most = slips(word);
  return candidates
    .filter((candidate) => candidate.length <= LONGEST && Math.abs(candidate.length - word.length) <= most)
    .map((candidate) => ({ candidate, steps: distance(word, candidate).steps }))
    .filter(({ steps }) => steps > 0 && steps <= most)
    .sort((a, b) => a.steps - b.steps)
    .map(({ candidate }) => candidate);
}

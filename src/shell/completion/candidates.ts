/** What a word may be completed to. */
export interface Completion {
  /** Where the word begins in the line. */
  readonly from: number;
  /** In order, without doubles; those that begin with what is typed. */
  readonly candidates: readonly string[];
}

/** What the candidates have in common, to be put in the place of the word. A single one is done, and a blank follows. */
export function commonPart({ candidates }: Completion): string | undefined {
  const [first, ...others] = candidates;
  if (first === undefined) return undefined;
  if (others.length === 0) return /[=/:.]$/.test(first) ? first : `${first} `;
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) length += 1;
  return first.slice(0, length);
}

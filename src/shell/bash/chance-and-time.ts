/** Where chance and time come from. */
export interface Source {
  /** A number from 0 to below 1. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/* Of this computer, for what is not in a line. */
// oxlint-disable-next-line no-restricted-globals, no-restricted-properties
const computer: Source = { random: Math.random, now: Date.now };

/** Of the lines that run; those of lines within lines come last. */
const sources: Source[] = [];

function use({ random, now }: Source): void {
  // oxlint-disable-next-line no-restricted-properties
  Math.random = random;
  // oxlint-disable-next-line no-restricted-globals
  Date.now = now;
}

/**
 * Does some work in which chance and time are not this computer's: the bash library asks for them by the names that JavaScript
 * gives them, for `$RANDOM` in a text that is evaluated, awk’s `rand`, jq’s `now` and more.
 */
export async function withSource<T>(source: Source, work: () => Promise<T>): Promise<T> {
  sources.push(source);
  use(source);
  try {
    return await work();
  } finally {
    sources.splice(sources.lastIndexOf(source), 1);
    use(sources.at(-1) ?? computer);
  }
}

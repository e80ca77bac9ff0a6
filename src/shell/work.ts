/**
 * How much one line may do: hops of its packets, characters that it prints, commands that it runs, characters that it writes to
 * files. No browser tells how much memory a worker takes; what a world keeps of a line is bounded so.
 */
export const most = { hops: 200_000, output: 1_000_000, commands: 10_000, memory: 64_000_000 } as const;

/** What a line is ended for when it does, or takes, too much of it. */
export type Excess = keyof typeof most;

/** A line does more than it may: it is ended, and nothing of it remains. */
export class TooMuch extends Error {
  readonly excess: Excess;
  constructor(excess: Excess) {
    super(`too much: ${excess}`);
    this.excess = excess;
  }
}

/** The account of one line's work. `spend` throws `TooMuch` where it is overdrawn, from then on always. */
export interface Work {
  readonly spend: (what: Excess, amount: number) => void;
}

/** @param bounds other bounds than those of a person's line */
export function newWork(bounds: Partial<Record<Excess, number>> = {}): Work {
  const spent = { hops: 0, output: 0, commands: 0, memory: 0 };
  const bound = { ...most, ...bounds };
  return {
    spend(what, amount) {
      spent[what] += amount;
      if (spent[what] > bound[what]) throw new TooMuch(what);
    },
  };
}

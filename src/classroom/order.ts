/** Where a message stands among its sender's: by epoch, then by number. */
export interface Order {
  /** The beginning of a session of the sender's: of two, the later one is higher. */
  readonly e: number;
  /** Counted up within it. */
  readonly n: number;
}

/** Before all. */
export const NEVER: Order = { e: 0, n: 0 };

/** The last of a session. */
export const LAST = 0xffff_ffff;

export const isLater = (a: Order, b: Order): boolean => a.e > b.e || (a.e === b.e && a.n > b.n);

/**
 * A new epoch: the time, with some digits by chance, as two windows may begin at once; and later than the last one whatever the
 * clock says.
 */
export const epochAfter = (last: number): number =>
  Math.max(Date.now() * 1000 + Math.floor(Math.random() * 1000), last + 1);

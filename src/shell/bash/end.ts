import { TimeIsUp } from '../time-limit.ts';
import { TooMuch } from '../work.ts';

/** Where a line's time is up, or it did too much, its remaining commands do nothing. */
export interface End {
  reached?: TimeIsUp | TooMuch;
  /** Stops the library before its next command. */
  readonly stop: AbortController;
}

/** Ends a line by what one of its commands threw; what is no end of it is thrown on. */
export function endBy(end: End, error: unknown): void {
  if (!(error instanceof TimeIsUp || error instanceof TooMuch)) throw error;
  end.reached = error;
  if (error instanceof TooMuch) end.stop.abort();
}

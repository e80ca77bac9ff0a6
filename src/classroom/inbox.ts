import type { Open, Opened } from './frame.ts';
import { LIMITS } from './limits.ts';

/** Hears the messages of one topic, or of several. */
export type Hear = (message: Uint8Array, topic: string) => void;

/**
 * Opens what comes, one after the other, as it came.
 * @param dropped is told of each that is too large or too many, or that is not taken
 * @returns what makes a hearer of messages that have at most so many bytes
 */
export function inbox(open: Open, dropped: () => void) {
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  return (most: number, take: (opened: Opened | undefined, topic: string) => boolean | Promise<boolean>): Hear =>
    (message, topic) => {
      if (message.length > most || waiting >= LIMITS.waiting) {
        dropped();
        return;
      }
      waiting += 1;
      last = last
        .then(async () => {
          if (!(await take(await open(topic, message), topic))) dropped();
        })
        .catch(dropped)
        .finally(() => {
          waiting -= 1;
        });
    };
}

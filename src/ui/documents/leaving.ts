/**
 * The page may be left before the browser has written a document down, which takes it a while. What is not yet written then is
 * left in the page's own storage, at once, and taken up when that document is opened next (left.ts).
 */
import type { Content, Saved } from './saved.ts';

/** Where it is left, by the document’s id. */
export const leftKey = (id: string): string => `hopscope.leaving.${id}`;

/** Leaves a document behind. @param before what is known to be kept of it, if anything */
export function leaveBehind(now: Omit<Saved, 'changed'>, before: Content | undefined): void {
  try {
    localStorage.setItem(leftKey(now.id), JSON.stringify({ now: { ...now, changed: Date.now() }, before }));
  } catch {
    // storage is blocked or full: what the browser writes in time is kept
  }
}

/** It is written down now. */
export function leaveNothing(id: string): void {
  try {
    localStorage.removeItem(leftKey(id));
  } catch {
    // storage is blocked
  }
}

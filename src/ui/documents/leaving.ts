/**
 * The page may be left before the browser has written a document down, which takes it a while. What is not yet written then is
 * left in the page's own storage, at once, and taken up when that document is opened next.
 */
import * as v from 'valibot';
import { contentSchema, isSame, keptOf, savedSchema, type Content, type Kept, type Saved } from './saved.ts';

const KEY = 'hopscope.leaving.';

const leftSchema = v.object({ now: savedSchema, before: v.optional(contentSchema) });

/** Leaves a document behind. @param before what is known to be kept of it, if anything */
export function leaveBehind(now: Omit<Saved, 'changed'>, before: Content | undefined): void {
  try {
    localStorage.setItem(KEY + now.id, JSON.stringify({ now: { ...now, changed: Date.now() }, before }));
  } catch {
    // storage is blocked or full: what the browser writes in time is kept
  }
}

/** It is written down now. */
export function leaveNothing(id: string): void {
  try {
    localStorage.removeItem(KEY + id);
  } catch {
    // storage is blocked
  }
}

/** What was left behind of a document, where nothing else has been written down of it since. */
export function leftBehind(id: string, kept: Kept | undefined): Saved | undefined {
  const left = read(id);
  if (left?.now.id !== id || (kept !== undefined && kept.state !== 'whole')) return undefined;
  const { now, before } = left;
  const isNext = kept === undefined ? before === undefined : before !== undefined && isSame(kept.saved, before);
  const whole = isNext ? keptOf(id, now) : undefined;
  return whole?.state === 'whole' ? whole.saved : undefined;
}

function read(id: string): v.InferOutput<typeof leftSchema> | undefined {
  try {
    const left = v.safeParse(leftSchema, JSON.parse(localStorage.getItem(KEY + id) ?? 'null'));
    return left.success ? left.output : undefined; // anybody may have written there
  } catch {
    return undefined;
  }
}

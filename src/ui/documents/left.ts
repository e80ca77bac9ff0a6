import * as v from 'valibot';
import { leftKey } from './leaving.ts';
import { contentSchema, isSame, keptOf, savedSchema, type Kept, type Saved } from './saved.ts';

const leftSchema = v.object({ now: savedSchema, before: v.optional(contentSchema) });

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
    const left = v.safeParse(leftSchema, JSON.parse(localStorage.getItem(leftKey(id)) ?? 'null'));
    return left.success ? left.output : undefined; // anybody may have written there
  } catch {
    return undefined;
  }
}

import { differenceOf, type Difference } from '../history/difference.ts';
import type { Command } from '../history/history.ts';
import type { World } from '../world/world.ts';
import type { Entry, LabDocument } from './steps.ts';

export interface RehearsalOptions {
  /** Asked before each command: whether the rehearsal is still wanted. It rejects where it is not. */
  readonly wanted?: (() => boolean) | undefined;
  readonly onProgress?: ((played: number, of: number) => void) | undefined;
}

/** A history as it would be, and for which of its commands that means something. */
export interface Rehearsal {
  readonly of: readonly Entry[];
  readonly at: number;
  readonly command: Command | undefined;
  readonly entries: readonly Entry[];
  readonly differences: readonly { readonly entry: Entry; readonly kind: Difference }[];
}

/** Runs a command in a world. */
export type EntryOf = (world: World, command: Command, id?: number) => Promise<Entry>;

/** How long (ms) a rehearsal works before it gives way. */
const TURN = 12;

/** Plays a document with another command, or none, in the place of one; see `rehearse` of the lab's store. */
export async function rehearsed(
  { entries: of, start }: LabDocument,
  { at, command }: { readonly at: number; readonly command: Command | undefined },
  entryOf: EntryOf,
  { wanted = () => true, onProgress }: RehearsalOptions = {},
): Promise<Rehearsal> {
  const after = of.slice(at + 1);
  const entries = of.slice(0, at);
  const differences: { entry: Entry; kind: Difference }[] = [];
  let turn = performance.now();
  const again: readonly (Command & Partial<Entry>)[] = command === undefined ? after : [command, ...after];
  for (const old of again) {
    if (performance.now() - turn > TURN) {
      onProgress?.(entries.length - at, of.length - at);
      await new Promise((resolve) => setTimeout(resolve));
      turn = performance.now();
    }
    if (!wanted()) throw new Error('no longer wanted');
    const entry = await entryOf(entries.at(-1)?.outcome.world ?? start, old, old.id ?? of[at]?.id);
    const kind = old.outcome && differenceOf(old.outcome, entry.outcome);
    if (kind !== undefined) differences.push({ entry, kind });
    entries.push(entry);
  }
  return { of, at, command, entries, differences };
}

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

/** Runs commands one after the other, the first in a world, and yields what came of each; a number that one has stays its own. */
export type EntriesFor = (
  world: World,
  commands: readonly (Command & { readonly id?: number | undefined })[],
  before?: readonly Command[],
) => AsyncIterable<Entry>;

/** How often (ms) progress is told. */
const TURN = 12;

/** Plays a document with another command, or none, in the place of one; see `rehearse` of the lab's store. */
export async function rehearsed(
  { entries: of, start }: LabDocument,
  { at, command }: { readonly at: number; readonly command: Command | undefined },
  entriesFor: EntriesFor,
  { wanted = () => true, onProgress }: RehearsalOptions = {},
): Promise<Rehearsal> {
  const after = of.slice(at + 1);
  const entries = of.slice(0, at);
  const differences: { entry: Entry; kind: Difference }[] = [];
  const [first, before] = command === undefined ? [[], after] : [[{ ...of[at], ...command }], [undefined, ...after]];
  let turn = performance.now();
  for await (const entry of entriesFor(entries.at(-1)?.outcome.world ?? start, [...first, ...after], of.slice(0, at))) {
    if (!wanted()) throw new Error('no longer wanted');
    const old = before[entries.length - at];
    const kind = old && differenceOf(old.outcome, entry.outcome);
    if (kind !== undefined) differences.push({ entry, kind });
    entries.push(entry);
    if (performance.now() - turn < TURN) continue;
    turn = performance.now();
    onProgress?.(entries.length - at, of.length - at);
  }
  return { of, at, command, entries, differences };
}

import { limits } from '../../formats/document.ts';
import type { FileOf } from '../../store/editor.ts';
import { draftOf } from '../../store/editor.ts';
import { worldOf } from '../../store/lab.ts';
import { runCommand, type Stores } from '../../store/stores.ts';

/** What came of saving a file. */
export type Saved =
  | { readonly kind: 'saved' | 'same' | 'ended' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'tooLong'; readonly count: number };

/** Saves what is written in a file: by a command line, in the terminal of its place. What cannot be saved stays written. */
export async function saveFile(stores: Stores, file: FileOf & { readonly path: string }): Promise<Saved> {
  const draft = draftOf(stores.editor.getState(), file);
  if (draft === undefined) return { kind: 'same' };
  const { place, path } = file;
  const line = await stores.simulator.ask('saveLine', worldOf(stores.lab.getState()), place, path, draft.text);
  if (line !== undefined) {
    if (line.length > limits.line) return { kind: 'tooLong', count: draft.text.length };
    const entry = await runCommand(stores, place, line);
    if (entry === undefined) return { kind: 'ended' };
    const { exit, stderr } = entry.outcome;
    if (exit !== 0) return { kind: 'failed', reason: stderr.trim() };
  }
  // What was written meanwhile is not saved yet.
  const now = draftOf(stores.editor.getState(), file);
  if (now?.text === draft.text) stores.editor.getState().drop(file);
  else if (now) stores.editor.getState().write({ ...now, base: draft.text });
  return { kind: line === undefined ? 'same' : 'saved' };
}

import * as v from 'valibot';
import { limits } from '../../formats/document.ts';
import { parsed } from '../../formats/parsed.ts';
import { worldOf } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import { locate } from '../../world/place.ts';
import { currentId } from '../documents/ids.ts';
import { KEPT } from './kept.ts';

const place = v.pipe(v.string(), v.maxLength(limits.place));
const path = v.optional(v.pipe(v.string(), v.maxLength(limits.file)));
const text = v.pipe(v.string(), v.maxLength(limits.file));

/** What this tab's storage holds: what was written and not saved in one document, and the file that was open. */
const keptSchema = v.object({
  id: v.string(),
  /** A document in which nothing was done has no id that lasts. */
  isEmpty: v.boolean(),
  shown: v.optional(v.object({ place, path, readOnly: v.optional(v.boolean()) })),
  drafts: v.pipe(v.array(v.object({ place, path, text, base: v.optional(text) })), v.maxLength(100)),
});
type Kept = v.InferOutput<typeof keptSchema>;

const keeping = new WeakSet<Stores>();

/** Keeps what is written and not saved for the next time that this tab shows the document. */
export function keepDrafts(stores: Stores): void {
  if (keeping.has(stores)) return;
  keeping.add(stores);
  stores.editor.subscribe(() => keep(stores));
  stores.lab.subscribe((now, before) => {
    if (now.start !== before.start || now.entries.length !== before.entries.length) keep(stores);
  });
  keep(stores);
}

function keep({ editor, lab }: Stores): void {
  const state = lab.getState();
  const { shown, drafts } = editor.getState();
  const here = drafts.filter((draft) => draft.lab === state.start);
  const kept: Kept = {
    id: currentId(state),
    isEmpty: state.entries.length === 0,
    ...(shown?.lab === state.start && { shown: withoutLab(shown) }),
    drafts: here.map(withoutLab),
  };
  try {
    if (kept.shown === undefined && here.length === 0) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // storage is blocked or full: what is written lasts until the page closes
  }
}

const withoutLab = <T extends { readonly lab: unknown }>({ lab: _lab, ...rest }: T): Omit<T, 'lab'> => rest;

/** Brings back what was kept of the document that stands on the page. */
export function restoreDrafts(stores: Stores): void {
  const state = stores.lab.getState();
  const read = v.safeParse(keptSchema, parsed(sessionStorage.getItem(KEPT) ?? ''));
  if (!read.success) return;
  const { id, isEmpty, shown, drafts } = read.output;
  if (id !== currentId(state) && !(isEmpty && state.entries.length === 0)) return;
  const { write, show, focused } = stores.editor.getState();
  const of = { lab: state.start };
  for (const draft of drafts) write({ ...of, ...draft, path: draft.path, base: draft.base });
  if (shown && locate(worldOf(state), shown.place)) {
    show({ ...of, ...shown, path: shown.path });
    focused();
  }
  keepDrafts(stores);
}

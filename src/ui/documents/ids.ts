import type { LabState } from '../../store/lab.ts';
import type { World } from '../../world/world.ts';
import type { Saved } from './saved.ts';

/** In the session's storage the document of this tab, in the local one that of the tab that was last used. */
const KEY = 'hopscope.document';

/** The ids of the documents that this tab has had open, by the worlds they begin with. */
const ids = new WeakMap<World, string>();

/** What this tab last read or wrote of each document that it has had open. */
export const known = new Map<string, Saved>();

/** The id of the document that stands on the page. */
export function currentId({ start }: Pick<LabState, 'start'>): string {
  return ids.get(start) ?? identify(start, newId());
}

/** The id of the document that stands on the page, where the browser keeps it. */
export function keptId({ start }: Pick<LabState, 'start'>): string | undefined {
  const id = ids.get(start);
  return id !== undefined && known.has(id) ? id : undefined;
}

/** Gives the document that begins with a world an id. */
export function identify(start: World, id: string): string {
  ids.set(start, id);
  return id;
}

/** An id that nothing has; a page without TLS has no `randomUUID`. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const isId = (text: string | null): text is string => text !== null && /^[0-9a-f-]{32,36}$/.test(text);

/** Lets the page open with a document the next time. */
export function remember(id: string): void {
  try {
    sessionStorage.setItem(KEY, id);
    localStorage.setItem(KEY, id);
  } catch {
    // storage is blocked or full: the document is kept, but does not open by itself
  }
}

/** Lets the page no longer open with a document. */
export function forget(id: string): void {
  for (const storage of [() => sessionStorage, () => localStorage]) if (read(storage) === id) storage().removeItem(KEY);
}

/** The document that this tab had open last, or else that of the tab that was last used. */
export function remembered(): { readonly id: string; readonly ofTab: boolean } | undefined {
  const ofTab = read(() => sessionStorage);
  const id = ofTab ?? read(() => localStorage);
  return id === undefined ? undefined : { id, ofTab: ofTab !== undefined };
}

function read(storage: () => Storage): string | undefined {
  try {
    const id = storage().getItem(KEY);
    return isId(id) ? id : undefined; // anybody may have written there
  } catch {
    return undefined; // storage is blocked
  }
}

import type { LabState } from '../../store/lab.ts';
import { whileOpening, type Stores } from '../../store/stores.ts';
import type { World } from '../../world/world.ts';
import { isDocumentAddress, open, openAddress } from '../share/opening.ts';
import { carrier } from './carrying.ts';
import { hold } from './hold.ts';
import type { Saved } from './saved.ts';

/** How long (ms) changes are gathered before they are written. */
const QUIET = 400;

/** In the session's storage the document of this tab, in the local one that of the tab that was last used. */
const KEY = 'hopscope.document';

/** The ids of the documents that this tab has had open, by the worlds they begin with. */
const ids = new WeakMap<World, string>();

/** The id of the document that stands on the page. */
export function currentId({ start }: LabState): string {
  const id = ids.get(start) ?? crypto.randomUUID();
  ids.set(start, id);
  return id;
}

/** Opens a document that the browser keeps. Where another tab has it open this one gets a copy. */
export async function openSaved(stores: Stores, { id, name, fragment, done }: Saved): Promise<void> {
  const { readFragment } = await carrier();
  const reading = readFragment(fragment);
  const free = reading.ok && (await hold(id));
  const opened = await open(stores, reading, name, { done });
  if (opened && free) ids.set(stores.lab.getState().start, id);
}

/**
 * Opens what the page's address names, or else what this tab had open before; where the address names nothing that can be
 * opened, a notice says so over that. Tells whether nothing was ever open here.
 */
export async function openAtStart(stores: Stores): Promise<boolean> {
  const { hash } = location;
  if (await openLinked(stores)) return false;
  const { notice } = stores.view.getState();
  const ofTab = remembered(() => sessionStorage);
  const id = ofTab ?? remembered(() => localStorage);
  if (id === undefined) return !isDocumentAddress(hash);
  if (ofTab === undefined && !(await hold(id))) return false; // a second tab begins anew
  await whileOpening(stores, async () => {
    const saved = await (await carrier()).read(id);
    if (saved !== undefined) await openSaved(stores, saved);
  });
  if (notice !== undefined) stores.view.getState().notify(notice);
  return false;
}

/** Opens what the page's address names; yields whether it names anything that could be opened. */
export const openLinked = async (stores: Stores): Promise<boolean> =>
  isDocumentAddress(location.hash) && (await openAddress(stores, location.hash));

/** What a document is made of. */
const kept = ['title', 'start', 'entries', 'done', 'positions'] as const;

/** Writes the document down whenever it has changed and is quiet again, and when the page is left. */
export function keepChanges(stores: Stores): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    void write(stores);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, QUIET);
  };
  const leave = () => {
    if (timer !== undefined) save();
  };
  stores.lab.subscribe((now, before) => {
    if (kept.some((key) => now[key] !== before[key])) later();
  });
  stores.view.subscribe((now, before) => {
    if (
      now.levelHeld !== before.levelHeld ||
      (now.levelHeld && now.level !== before.level) ||
      now.shown !== before.shown
    )
      later();
  });
  addEventListener('pagehide', leave);
  if (stores.lab.getState().entries.length > 0) later(); // it came by a link, or was run while the page opened
}

async function write(stores: Stores): Promise<void> {
  const { documentOf, fragmentOf, read, write: keep } = await carrier();
  const state = stores.lab.getState();
  const id = currentId(state);
  const document = documentOf(stores, true);
  const commands = document.history.commands.length;
  const ahead = state.done < commands && { done: state.done };
  const old = await read(id);
  if (commands === 0 && document.name === '' && old === undefined) return;
  remember(id);
  await hold(id);
  const now = { id, name: document.name, commands, ...ahead, fragment: fragmentOf(document) };
  if (old?.fragment !== now.fragment || old.done !== now.done) await keep({ ...now, changed: Date.now() });
}

function remember(id: string): void {
  try {
    sessionStorage.setItem(KEY, id);
    localStorage.setItem(KEY, id);
  } catch {
    // storage is blocked: the document is kept, but does not open by itself
  }
}

function remembered(storage: () => Storage): string | undefined {
  try {
    return storage().getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

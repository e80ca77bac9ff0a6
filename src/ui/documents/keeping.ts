import { useEffect } from 'react';
import type { LabState } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import type { World } from '../../world/world.ts';
import { useStores } from '../lab/stores.tsx';
import { isDocumentAddress, openAddress } from '../share/opening.ts';
import { welcome } from '../welcome/first-visit.ts';
import { hold } from './hold.ts';
import type { Saved } from './library.ts';

/** Keeping documents takes code that the first picture does not need. */
const keeper = () => import('./keeper.ts');

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
export async function openSaved(stores: Stores, { id, fragment }: Saved): Promise<void> {
  const { readFragment, openDocument } = await keeper();
  const reading = readFragment(fragment);
  if (!reading.ok) {
    stores.view.getState().notify({ kind: reading.reason, line: '' });
    return;
  }
  const free = await hold(id);
  await openDocument(stores, reading.document);
  if (free) ids.set(stores.lab.getState().start, id);
}

/** Opens what the page's address names, or else what this tab had open before; keeps every change from then on. */
export function useKeeping(): void {
  const stores = useStores();
  useEffect(() => {
    let stop = () => {};
    let gone = false;
    void begin(stores).finally(() => {
      if (!gone) stop = keepChanges(stores);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [stores]);
}

async function begin(stores: Stores): Promise<void> {
  if (isDocumentAddress(location.hash)) return openAddress(stores, location.hash);
  const ofTab = remembered(() => sessionStorage);
  const id = ofTab ?? remembered(() => localStorage);
  if (id === undefined) return welcome(stores);
  if (ofTab === undefined && !(await hold(id))) return; // a second tab begins anew
  const saved = await (await keeper()).read(id);
  if (saved !== undefined) await openSaved(stores, saved);
}

/** What a document is made of. */
const kept = ['title', 'start', 'entries', 'done', 'positions'] as const;

/** Writes the document down whenever it has changed and is quiet again, and when the page is left. */
function keepChanges(stores: Stores): () => void {
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
  const unsubscribe = stores.lab.subscribe((now, before) => {
    if (kept.some((key) => now[key] !== before[key])) later();
  });
  addEventListener('pagehide', leave);
  return () => {
    leave();
    removeEventListener('pagehide', leave);
    unsubscribe();
  };
}

async function write(stores: Stores): Promise<void> {
  const { documentOf, fragmentOf, read, write: keep } = await keeper();
  const state = stores.lab.getState();
  const id = currentId(state);
  const document = documentOf(stores);
  if (document.history.commands.length === 0 && document.name === '' && (await read(id)) === undefined) return;
  remember(id);
  await hold(id);
  const commands = document.history.commands.length;
  await keep({ id, name: document.name, changed: Date.now(), commands, fragment: fragmentOf(document) });
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

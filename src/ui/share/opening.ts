import { Ended } from '../../simulator/simulator.ts';
import { useEffect } from 'react';
import type { Reading, Unreadable } from '../../formats/document.ts';
import type { Bookmark } from '../../store/document.ts';
import { whileOpening, type Stores } from '../../store/stores.ts';
import { isClassAddress, joinClass } from '../classroom/classroom.ts';
import { carrier } from '../documents/carrying.ts';
import { carriesLesson, isLessonText, lessonIn, openLesson, openMadeLesson } from '../lessons/lessons.ts';
import { useStores } from '../stores/stores.tsx';
import { filesOfPaste, fragmentOfPaste } from './pasted.ts';

/** Whether an address claims to lead to a document; every fragment does, for the page has no other use for one. */
export const isDocumentAddress = (hash: string): boolean => hash.length > 1;

/** Opens the document of an address's fragment; where it cannot be read a notice says why, and nothing changes. Yields whether it is open. */
export async function openAddress(stores: Stores, hash: string): Promise<boolean> {
  const opened = await whileOpening(stores, async () => {
    const { readFragment, hopPlaceOf } = await carrier();
    return open(stores, readFragment(hash), '', { moment: hopPlaceOf(hash) });
  });
  // From now on the lab goes its own way: the address would bring the old one back.
  history.replaceState(null, '', location.pathname + location.search);
  return opened;
}

/** Whether an address leads to a lesson: names one, or carries one. */
export const isLessonAddress = (hash: string): boolean => lessonIn(hash) !== undefined || carriesLesson(hash);

/** Opens the lesson that an address names or carries; from now on it goes its own way. */
export async function openLessonAddress(stores: Stores, hash: string): Promise<void> {
  history.replaceState(null, '', location.pathname + location.search);
  const id = lessonIn(hash);
  if (id === undefined) await openMadeLesson(stores, { hash });
  else await openLesson(stores, id);
}

/** Joins the class that an address leads to: nobody looks for its key in the address from then on. */
export async function openClassAddress(stores: Stores, hash: string): Promise<void> {
  history.replaceState(null, '', location.pathname + location.search);
  await joinClass(stores, hash);
}

/** Asks for files and opens them. */
export async function chooseFile(stores: Stores): Promise<void> {
  const { accepted } = await carrier();
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = `${accepted},.lesson,.yaml,.yml,.env`;
  input.onchange = () => void openFiles(stores, [...(input.files ?? [])]);
  input.click();
}

/** Opens compose files with what stands beside them, what hosts say of themselves; of other files the first. */
export async function openFiles(stores: Stores, files: readonly File[]): Promise<void> {
  if (stores.view.getState().dialog?.kind === 'bring') return (await taking()).addFiles(stores, files);
  const { givenOf } = await import('../compose-files/given-files.ts');
  const given = await givenOf(files);
  const [first] = files;
  if (given !== undefined && files.length > 1 && (await (await taking()).takesHostBeside(stores, files))) return;
  if (given !== undefined) stores.view.getState().open({ kind: 'composeFiles', files: given });
  else if (first !== undefined) await openFile(stores, first, files);
}

const taking = () => import('../bring/taking.ts');

/** Opens the document in a file of any of our formats; where it is none, what it and those beside it say of hosts. */
async function openFile(stores: Stores, file: File, files: readonly File[]): Promise<void> {
  await whileOpening(stores, async () => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const decoder = new TextDecoder();
    if (isLessonText(decoder.decode(bytes.subarray(0, 40))))
      return openMadeLesson(stores, { file: decoder.decode(bytes) });
    const { readFile } = await carrier();
    const reading = readFile(bytes);
    if (!reading.ok && isForeign(reading.reason) && (await (await taking()).takesFiles(stores, files))) return false;
    return open(stores, reading, file.name);
  });
}

/** Whether a file may be of somebody else: what hosts print may be larger than any document of ours. */
const isForeign = (reason: Unreadable): boolean => reason === 'foreign' || reason === 'too-large';

/**
 * Opens what was read of a document; where it could not be read, or the simulator fails at it, a notice says why and nothing
 * changes. Yields whether it is open.
 */
export async function open(stores: Stores, reading: Reading, name: string, at: Bookmark = {}): Promise<boolean> {
  const { notify, dismiss } = stores.view.getState();
  if (!reading.ok) {
    notify({ kind: reading.reason, line: name });
    return false;
  }
  const { openDocument } = await carrier();
  try {
    await openDocument(stores, reading.document, at);
    dismiss();
    return true;
  } catch (error) {
    if (error instanceof Ended) notify({ kind: 'ended', line: name, ended: error.reason });
    else
      notify({ kind: 'simulatorFailed', line: name, detail: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

/** Opens what an address's fragment names. */
function openFragment(stores: Stores, hash: string): void {
  if (isClassAddress(hash)) void openClassAddress(stores, hash);
  else if (isLessonAddress(hash)) void openLessonAddress(stores, hash);
  else if (isDocumentAddress(hash)) void openAddress(stores, hash);
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Opens what is pasted where there is no field for it. */
async function openPasted(stores: Stores, files: readonly File[], text: string): Promise<void> {
  const fragment = fragmentOfPaste(text);
  const pasted = filesOfPaste({ files, text });
  if (fragment !== undefined) openFragment(stores, fragment);
  else if (pasted.length > 0) await openFiles(stores, pasted);
}

/** Opens what the page's address comes to name, and files that are dropped or pasted on the page. */
export function useOpening(): void {
  const stores = useStores();
  useEffect(() => {
    const follow = () => openFragment(stores, location.hash);
    const allow = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void openFiles(stores, files);
    };
    const paste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || isField(event.target)) return;
      void openPasted(stores, [...(event.clipboardData?.files ?? [])], event.clipboardData?.getData('text') ?? '');
    };
    addEventListener('hashchange', follow);
    addEventListener('paste', paste);
    addEventListener('dragover', allow);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('paste', paste);
      removeEventListener('dragover', allow);
      removeEventListener('drop', drop);
    };
  }, [stores]);
}

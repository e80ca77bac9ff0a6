import { Ended } from '../../simulator/simulator.ts';
import { useEffect } from 'react';
import type { Reading } from '../../formats/document.ts';
import type { Bookmark } from '../../store/document.ts';
import { whileOpening, type Stores } from '../../store/stores.ts';
import { carrier } from '../documents/carrying.ts';
import { useStores } from '../stores/stores.tsx';

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

/** Asks for a file and opens it. */
export async function chooseFile(stores: Stores): Promise<void> {
  const { accepted } = await carrier();
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accepted;
  input.onchange = () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void openFile(stores, file);
  };
  input.click();
}

/** Opens the document in a file of any of our formats. */
export async function openFile(stores: Stores, file: File): Promise<void> {
  await whileOpening(stores, async () => {
    const { readFile } = await carrier();
    return open(stores, readFile(new Uint8Array(await file.arrayBuffer())), file.name);
  });
}

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

/** Opens what the page's address comes to name, and files that are dropped on the page. */
export function useOpening(): void {
  const stores = useStores();
  useEffect(() => {
    const follow = () => {
      if (isDocumentAddress(location.hash)) void openAddress(stores, location.hash);
    };
    const allow = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      event.preventDefault();
      void openFile(stores, file);
    };
    addEventListener('hashchange', follow);
    addEventListener('dragover', allow);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('dragover', allow);
      removeEventListener('drop', drop);
    };
  }, [stores]);
}

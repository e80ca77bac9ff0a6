import { readFragment } from '../../formats/link.ts';
import type { Stores } from '../../store/stores.ts';
import { currentId } from '../documents/ids.ts';
import { list } from '../documents/library.ts';
import { tellsMore } from './over.ts';

/** Asks what is to become of the other labs that the browser keeps and that tell of hosts what a command brings masked. */
export async function askAboutKept({ lab, view }: Stores, line: string): Promise<void> {
  const tells = tellsMore(line);
  const current = currentId(lab.getState());
  const kept = await list().catch(() => []); // a browser that keeps nothing has none
  const labs = kept.flatMap((each) => {
    if (each.state !== 'whole' || each.id === current) return [];
    const reading = readFragment(each.saved.fragment);
    const commands = reading.ok ? reading.document.history.commands : [];
    return tells({ entries: commands }) ? [{ id: each.id, name: each.saved.name }] : [];
  });
  if (labs.length > 0) view.getState().warn({ kind: 'unmasked', labs });
}

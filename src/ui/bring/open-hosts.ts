import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { HostsRead } from '../../simulator/read-hosts.ts';
import type { Masking } from '../../snapshot/mask.ts';
import { beginLab } from '../../store/begin.ts';
import type { Entry } from '../../store/steps.ts';
import { worldOf, type LabState } from '../../store/lab.ts';
import { whileOpening, type Stores } from '../../store/stores.ts';
import { LAN, type World } from '../../world/world.ts';
import { currentId, identify } from '../documents/ids.ts';
import { broughtText, importOf, isMasked, maskingOf, originalsOf, rememberOriginals } from './brought.ts';
import { marksOver, tellsMore } from './over.ts';

/** The import was refused: why, in the words of the command. */
class Refused extends Error {}

/**
 * Opens what was read as a lab of its own, with what was meant of the same hosts where they are the lab that stands here. Undo leads
 * back, but not to what tells more of these hosts than is masked now. Yields why that could not be, and then all is as it was.
 */
export async function openHosts(
  stores: Stores,
  { line, hosts, assumed }: HostsRead & { readonly ok: true },
  files: readonly GivenFile[],
  masking: Masking,
): Promise<string | undefined> {
  const before = stores.lab.getState();
  const { seed } = before;
  const ended = inItsPlace(stores, line);
  try {
    await whileOpening(stores, () =>
      beginLab(stores, hosts.join(', '), { seed, commands: [{ place: LAN, line }] }, ran, {
        intents: marksOver(before, line),
        forget: tellsMore(line),
      }),
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    ended();
  }
  if (isMasked(masking)) rememberOriginals(stores.lab.getState().start, originalFiles(before, files));
  stores.settings.getState().change({ welcomed: true });
  stores.terminals.getState().show('host1');
  const { lacks = [], changes = [] } = worldOf(stores.lab.getState()).imported ?? {};
  const counts = {
    assumed: assumed.length,
    lacks: lacks.length,
    changes: changes.filter(({ by }) => by === undefined).length,
  };
  stores.view.getState().notify({ kind: 'imported', line: '', counts });
  return undefined;
}

/**
 * Where a lab takes the place of one that undo does not lead back to, it does so in what the browser keeps as well. To be called
 * before it does; returns what ends that.
 */
const inItsPlace = ({ lab }: Stores, line: string): (() => void) =>
  lab.subscribe(({ start, entries, past }, before) => {
    if (start === before.start || entries[0]?.line !== line) return;
    const isKept = before.entries.length === 0 || past.some(({ other }) => other.start === before.start);
    if (!isKept) identify(start, currentId(before));
  });

function ran(_world: World, [entry]: readonly Entry[]) {
  if (entry?.outcome.exit !== 0) throw new Refused(entry?.outcome.stderr.trim());
  return {};
}

/** What is really masked, where a masked lab is masked further: what that was made of. */
function originalFiles(lab: LabState, files: readonly GivenFile[]): readonly GivenFile[] {
  const line = importOf(lab);
  const isOwn = line !== undefined && files.length === 1 && files[0]?.text === broughtText(line);
  return (isOwn && isMasked(maskingOf(line)) && originalsOf(lab)) || files;
}

import type { HostsRead } from '../../simulator/read-hosts.ts';
import { beginLab } from '../../store/begin.ts';
import { worldOf } from '../../store/lab.ts';
import { whileOpening, type Stores } from '../../store/stores.ts';
import { LAN } from '../../world/world.ts';

/** The import was refused: why, in the words of the command. */
class Refused extends Error {}

/** Opens what was read as a lab of its own; undo leads back. Yields why that could not be, and then all is as it was. */
export async function openHosts(
  stores: Stores,
  { line, hosts, assumed }: HostsRead & { readonly ok: true },
): Promise<string | undefined> {
  const { seed } = stores.lab.getState();
  try {
    await whileOpening(stores, () =>
      beginLab(stores, hosts.join(', '), { seed, commands: [{ place: LAN, line }] }, (_world, [entry]) => {
        if (entry?.outcome.exit !== 0) throw new Refused(entry?.outcome.stderr.trim());
        return {};
      }),
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  stores.settings.getState().change({ welcomed: true });
  stores.terminals.getState().show('host1');
  const { lacks = [], changes = [] } = worldOf(stores.lab.getState()).imported ?? {};
  const counts = { assumed: assumed.length, lacks: lacks.length, changes: changes.length };
  stores.view.getState().notify({ kind: 'imported', line: '', counts });
  return undefined;
}

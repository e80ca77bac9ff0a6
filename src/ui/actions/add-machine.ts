import { worldOf } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import { nextHost } from '../../world/hosts.ts';
import { LAN } from '../../world/world.ts';
import { runClick } from './click.ts';
import { own } from '../../kernel/own.ts';

/** Adds the next host to the LAN, with its engine, and shows its terminal. */
export const addHost = async (stores: Stores): Promise<void> => {
  const name = nextHost(worldOf(stores.lab.getState()));
  if (name !== undefined) await addMachine(stores, `add host ${name}`);
};

/** Plugs a device without an engine into the LAN, and shows its terminal. */
export const addDevice = (stores: Stores): Promise<void> => addMachine(stores, 'add client');

async function addMachine(stores: Stores, line: string): Promise<void> {
  const before = worldOf(stores.lab.getState());
  await runClick(stores, LAN, line);
  const { machines } = worldOf(stores.lab.getState());
  const added = Object.values(machines).find(({ name, engine }) => {
    const known = own(before.machines, name);
    return known === undefined || (engine !== undefined && known.engine === undefined);
  });
  if (added === undefined) return;
  stores.terminals.getState().show(added.name);
  stores.view.getState().select({ kind: 'machine', machine: added.name });
}

import type { Command } from '../../history/history.ts';
import { LAN } from '../../world/world.ts';
import { beginLab } from '../../store/begin.ts';
import type { Stores } from '../../store/stores.ts';
import { isLow } from '../page/media.ts';
import { setPanel } from '../page/panels.ts';

/** What a lab begins with whose images are as Docker Hub has them. */
const HUB_IMAGES: Command = { place: LAN, line: 'use images docker-hub' };

/** Begins an empty lab, with the terminal of its host where there is room for it. */
export async function beginEmptyLab(stores: Stores): Promise<void> {
  const { lab, settings, terminals } = stores;
  if (settings.getState().hubImages) {
    await beginLab(stores, undefined, { seed: lab.getState().seed, commands: [HUB_IMAGES] });
    terminals.getState().show('host1');
  } else await beginLab(stores);
  if (!isLow()) setPanel(stores, 'terminal', true);
}

import { edit, type Stores } from '../../store/stores.ts';
import type { Place } from '../../world/world.ts';

/** Opens a file of a place in the editor; without a path, the place's files to choose from. */
export const openFile = (stores: Stores, place: Place, path?: string): void => edit(stores, { place, path });

import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { Masking } from '../../snapshot/mask.ts';
import type { LabState } from '../../store/lab.ts';
import type { World } from '../../world/world.ts';
import { isImport } from '../commands/shown-line.ts';

/**
 * What masked labs were made of, by the worlds they begin with: as long as the page is open, and nowhere else. What was masked
 * is kept by nobody, so a later snapshot can only be masked alike by who has the one before it.
 */
const originals = new WeakMap<World, readonly GivenFile[]>();

/** Keeps in mind what the lab that begins with a world was made of. */
export const rememberOriginals = (start: World, files: readonly GivenFile[]): void => void originals.set(start, files);

/** What the lab was made of, where this page knows it. */
export const originalsOf = ({ start }: Pick<LabState, 'start'>): readonly GivenFile[] | undefined =>
  originals.get(start);

/** The command by which a lab was made of real hosts, if it was. */
export const importOf = ({ entries, done }: Pick<LabState, 'entries' | 'done'>): string | undefined =>
  entries.slice(0, done).find(({ line }) => isImport(line))?.line;

/** The text that such a command carries. */
export const broughtText = (line: string): string => line.slice(line.indexOf("'") + 1, line.lastIndexOf("'"));

const NOTHING: Masking = { addresses: false, names: false };

/** What is masked in what such a command carries. */
export function maskingOf(line: string | undefined): Masking {
  if (line === undefined) return NOTHING;
  try {
    const { masked = {} } = JSON.parse(broughtText(line)) as { readonly masked?: Partial<Masking> };
    return { addresses: masked.addresses === true, names: masked.names === true };
  } catch {
    return NOTHING; // what cannot be read is refused when it runs
  }
}

/** Whether anything is. */
export const isMasked = ({ addresses, names }: Masking): boolean => addresses || names;

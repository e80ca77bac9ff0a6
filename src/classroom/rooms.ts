import { createStore, del, entries, get, set, update, type UseStore } from 'idb-keyval';
import type { HeldClass } from './instructor.ts';
import { newSigningPair, roomOf } from './keys.ts';
import type { ClassLink } from './link.ts';
import type { Pupil } from './student.ts';

/**
 * What this browser keeps of classes, so that a reload or a closed laptop ends none: for the instructor the secret and the keys, for
 * a student the key that the page is known by. The private halves of keys cannot be read, only used.
 */
interface Kept<What> {
  readonly what: What;
  /** When it was last used (ms since 1970). */
  readonly used: number;
}

/** Made when first used: where there is no IndexedDB, importing this file does no harm. */
const storeOf = (name: string): (() => UseStore) => {
  let store: UseStore | undefined;
  return () => (store ??= createStore(name, 'kept'));
};
const held = storeOf('hopscope-classes-held');
const followed = storeOf('hopscope-classes-followed');

/** Classes that were not used for so long (ms) are forgotten: the broker has forgotten them by then. */
const MOST_AGE = 2 * 86_400_000;

/** Keeps a class that is held, to be resumed. */
export async function keepClass(what: HeldClass): Promise<void> {
  await set((await roomOf(what.secret)).id, { what, used: Date.now() } satisfies Kept<HeldClass>, held());
}

/** A class that ended is not resumed. */
export async function forgetClass({ secret }: HeldClass): Promise<void> {
  await del((await roomOf(secret)).id, held());
}

/** The classes that can be resumed, the last used first; none where nothing can be kept. */
export async function heldClasses(): Promise<readonly HeldClass[]> {
  try {
    return (await recent<HeldClass>(held())).map(([, { what }]) => what);
  } catch {
    return [];
  }
}

/** What this browser is known by in a class: as before, where it was there before. Where nothing can be kept, as somebody new. */
export async function pupilOf(link: ClassLink): Promise<Pupil> {
  const { id } = await roomOf(link.secret);
  const made = async (): Promise<Pupil> => ({ signing: await newSigningPair(), epoch: 0 });
  try {
    await recent(followed());
    const known = await get<Kept<Pupil>>(id, followed());
    if (known) return known.what;
    const pupil = await made();
    await set(id, { what: pupil, used: Date.now() } satisfies Kept<Pupil>, followed());
    return pupil;
  } catch {
    return made();
  }
}

/** Notes an epoch that began: what comes later must be later whatever the clock says. Where nothing can be kept, it is left. */
export const rememberHeld = (secret: ClassLink['secret'], epoch: number) =>
  remember<HeldClass>(held, secret, { epoch });
/** Notes that, and what was answered. */
export const rememberFollowed = (secret: ClassLink['secret'], change: Partial<Omit<Pupil, 'signing'>>) =>
  remember<Pupil>(followed, secret, change);

async function remember<What extends { readonly epoch: number }>(
  store: () => UseStore,
  secret: ClassLink['secret'],
  change: Partial<What>,
): Promise<void> {
  try {
    const { id } = await roomOf(secret);
    const known = await get<Kept<What>>(id, store());
    if (!known) return;
    await update<Kept<What>>(
      id,
      ({ what } = known) => ({
        what: Object.assign({}, what, change, { epoch: Math.max(what.epoch, change.epoch ?? 0) }),
        used: Date.now(),
      }),
      store(),
    );
  } catch {
    // the class goes on without it
  }
}

/** What was used lately, the last first; the rest is forgotten. */
async function recent<What>(store: UseStore) {
  const all = await entries<string, Kept<What>>(store);
  const since = Date.now() - MOST_AGE;
  const isOld = ([, { used }]: [string, Kept<What>]) => !(used >= since);
  await Promise.all(all.filter(isOld).map(([id]) => del(id, store)));
  return all.filter((entry) => !isOld(entry)).sort(([, a], [, b]) => b.used - a.used);
}

/** A part of the model was come to that is not there yet. Who began the work loads it, and begins anew: see `withParts`. */
class Missing extends Error {
  readonly load: () => Promise<void>;
  constructor(load: () => Promise<void>) {
    super('a part of the model is not loaded');
    this.load = load;
  }
}

const missing = new Set<() => Promise<void>>();

/**
 * A part of the model that few labs come to, in a file of the build that is loaded when a command does. What packets come to is none:
 * they are walked at once, from everywhere.
 * @returns the part; throws where it is not there yet, so what comes to it must be begun by `withParts`, or after `allParts`
 */
export function part<T extends object>(from: () => Promise<T>): () => T {
  let loaded: T | undefined;
  const load = async () => {
    loaded = await from();
    missing.delete(load);
  };
  missing.add(load);
  return () => {
    if (loaded === undefined) throw new Missing(load);
    return loaded;
  };
}

/** Does something that changes nothing until it is done, as often as it takes for the parts that it comes to to be there. */
export async function withParts<T>(work: () => T | Promise<T>): Promise<T> {
  for (;;)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      await error.load();
    }
}

/** Loads every part, for what cannot be begun anew; nothing to wait for where all are there. */
export const allParts = (): Promise<unknown> | undefined =>
  missing.size === 0 ? undefined : Promise.all([...missing].map((load) => load()));

/** The document that this tab has, and how it lets go of it. */
let held: { readonly id: string; readonly release: () => void } | undefined;

/**
 * Takes a document for this tab and lets go of the one before, so that two tabs never write to one.
 * @returns whether it is this tab's now; where another tab has it, this tab keeps what it had
 */
export async function hold(id: string): Promise<boolean> {
  if (held?.id === id) return true;
  const release = await lock(id);
  if (release === undefined) return false;
  held?.release();
  held = { id, release };
  return true;
}

/** Takes the lock of a document until what it returns is called; undefined where another tab has it. */
export function lock(id: string): Promise<(() => void) | undefined> {
  const { locks } = navigator as Partial<Pick<Navigator, 'locks'>>;
  if (locks === undefined) return Promise.resolve(() => {}); // a page without TLS has no locks
  return new Promise((resolve) => {
    const asked = locks.request(`hopscope.${id}`, { ifAvailable: true }, (granted) => {
      if (granted === null) return resolve(undefined);
      return new Promise<void>((release) => resolve(release));
    });
    asked.catch(() => resolve(() => {})); // the browser denies them
  });
}

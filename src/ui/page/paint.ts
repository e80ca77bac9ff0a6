/** How long (ms) a tab that shows nothing is waited for. */
const HIDDEN = 100;
/** How long (ms) work may go on before the browser is let in again. */
const BREATH = 100;
/** Work that begins after so long a pause (ms) follows what somebody did: that is to be seen first. */
const PAUSE = 1000;

/** Resolves once what was done so far has been painted: before work that would hold the picture up. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, HIDDEN);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });

let breathed = performance.now();

/** Lets the browser paint and take keys, where it could not for a while. */
export async function breathe(): Promise<void> {
  const since = performance.now() - breathed;
  if (since < BREATH) return;
  await (since > PAUSE ? painted() : new Promise((resolve) => setTimeout(resolve)));
  breathed = performance.now();
}

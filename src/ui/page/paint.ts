/** How long (ms) a tab that shows nothing is waited for. */
const HIDDEN = 100;

/** Resolves once what was done so far has been painted: before work that would hold the picture up. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, HIDDEN);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });

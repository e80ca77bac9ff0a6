/** Resolves once what was done so far has been painted: before work that would hold the picture up. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

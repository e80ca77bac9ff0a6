/** Does a step for each item, one after the other; a promise only where a step gives one. */
export function inSequence<T>(items: readonly T[], step: (item: T) => void | Promise<void>): void | Promise<void> {
  for (const [i, item] of items.entries()) {
    const done = step(item);
    if (done instanceof Promise) return done.then(() => inSequence(items.slice(i + 1), step));
  }
}

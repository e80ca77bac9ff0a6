import type { Page } from '@playwright/test';

/** How soon a page shows what somebody asked of it by a key. */
export interface Shown {
  /** Ms from the key until a text that came of it was painted. */
  readonly after: number;
  /** Ms that the page was busy at one stretch, the longest until it came to rest. */
  readonly busy: number;
}

/** Ms without a stretch of work after which a page is at rest. */
const REST = 1000;

/** A text that something done makes come, or go. */
interface Awaited {
  readonly text: string;
  readonly goes?: boolean;
}

/**
 * Does something by a key or a click, and waits until a text has come (or is gone) and that is painted, and until the page is at
 * rest. It watches from inside the page: looking for a role among thousands of things would take longer than what is measured.
 */
export async function shownAfter(page: Page, act: () => Promise<unknown>, awaited: Awaited): Promise<Shown> {
  // A key would overtake what it is to be seen by.
  const watch = await page.evaluateHandle(
    ([{ text, goes = false }, rest]) => ({
      shown: new Promise<Shown>((resolve) => {
        let [start, after, busy, last] = [0, 0, 0, 0];
        for (const type of ['keydown', 'pointerup'])
          addEventListener(type, ({ timeStamp }) => (start ||= timeStamp), { capture: true, once: true });
        const tasks = new PerformanceObserver((list) => {
          for (const { startTime, duration } of list.getEntries()) {
            if (startTime + duration > start) busy = Math.max(busy, duration);
            last = Math.max(last, startTime + duration);
          }
        });
        tasks.observe({ type: 'longtask' });
        const settle = () => {
          if (performance.now() - last < rest) return void setTimeout(settle, 100);
          tasks.disconnect();
          resolve({ after, busy });
        };
        const observer = new MutationObserver((records) => {
          const moved = records.flatMap(({ target, addedNodes, removedNodes }) =>
            goes ? [...removedNodes] : [...addedNodes, ...(target.nodeType === Node.TEXT_NODE ? [target] : [])],
          );
          if (!moved.some((node) => node.textContent?.includes(text))) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port2.onmessage = () => {
              after = performance.now() - start;
              last = performance.now();
              settle();
            };
            port1.postMessage(undefined);
          });
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    }),
    [awaited, REST] as const,
  );
  await act();
  return watch.evaluate(({ shown }) => shown);
}

/** The same for what the Enter key brings. */
export const shownAfterEnter = (page: Page, text: string): Promise<Shown> =>
  shownAfter(page, () => page.keyboard.press('Enter'), { text });

/** The longest, in ms, from an input to the paint after it while something is done, as Event Timing tells (in steps of 8). */
export async function longestInput(page: Page, work: () => Promise<unknown>): Promise<number> {
  const watch = await page.evaluateHandle(() => {
    const watched = { longest: 0 };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longest = Math.max(watched.longest, duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    return watched;
  });
  await work();
  await page.waitForTimeout(1500);
  return watch.evaluate(({ longest }) => longest);
}

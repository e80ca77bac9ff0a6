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

/**
 * Presses Enter, and waits until a text has come and is painted, and until the page is at rest. It watches from inside the page:
 * looking for a role among thousands of things would take longer than what is measured.
 */
export async function shownAfterEnter(page: Page, text: string): Promise<Shown> {
  // A key would overtake what it is to be seen by.
  const watch = await page.evaluateHandle(
    ([awaited, rest]) => ({
      shown: new Promise<Shown>((resolve) => {
        let [start, after, busy, last] = [0, 0, 0, 0];
        addEventListener('keydown', ({ timeStamp }) => (start = timeStamp), { capture: true, once: true });
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
          const came = records.some(({ target, addedNodes }) =>
            [target.nodeType === Node.TEXT_NODE ? target : undefined, ...addedNodes].some((node) =>
              node?.textContent?.includes(awaited),
            ),
          );
          if (!came) return;
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
    [text, REST] as const,
  );
  await page.keyboard.press('Enter');
  return watch.evaluate(({ shown }) => shown);
}

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

import type { Page } from '@playwright/test';

/** Makes a page's thread so many times slower. */
export async function slowed(page: Page, rate: number): Promise<void> {
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate });
}

/** The part of the time, 0 to 1, for which the page's thread is busy while something is waited for. */
export async function busyDuring(page: Page, work: () => Promise<unknown>): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const now = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return { tasks: of('TaskDuration'), at: of('Timestamp') };
  };
  const from = await now();
  await work();
  const to = await now();
  return (to.tasks - from.tasks) / (to.at - from.at);
}

import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * What axe objects to, in the page or in the part of it that a selector names. It reports nothing else, and looks into no
 * frame of another origin: a quarter of the time.
 */
async function objections(page: Page, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/**
 * What is seen while something still moves or loads is no page's state: axe looks until it finds nothing.
 * @param part a selector; the whole page without one
 * @param when what is told of a page that fails
 */
export async function expectAccessible(page: Page, part?: string, when = part ?? 'the page'): Promise<void> {
  await expect.poll(() => objections(page, part), { message: when, timeout: 60_000 }).toEqual([]);
}

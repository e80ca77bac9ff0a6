import type { Page } from '@playwright/test';

/** Goes on with Tab until what has the focus is called so, or begins so. What a panel or the page holds is not its name. */
export async function tabTo(page: Page, name: RegExp | string): Promise<void> {
  const named = () =>
    page.evaluate(() => {
      const focused = document.activeElement;
      const said = focused?.matches('body, [role=tabpanel]') === true ? '' : focused?.textContent;
      const label = focused?.getAttribute('aria-label') ?? said ?? '';
      return focused instanceof HTMLInputElement ? (focused.labels?.[0]?.textContent ?? label) : label;
    });
  for (let press = 0; press < 120; press += 1) {
    const now = await named();
    if (typeof name === 'string' ? now.startsWith(name) : name.test(now)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`nothing that is called ${String(name)} gets the focus`);
}

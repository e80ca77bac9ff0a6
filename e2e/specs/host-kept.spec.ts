import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { bringing } from '../../src/i18n/en/bringing.ts';
import { examining } from '../../src/i18n/en/examining.ts';
import { importing } from '../../src/i18n/en/importing.ts';
import { ko } from '../../src/i18n/ko.ts';
import { bringing as koreanBringing } from '../../src/i18n/ko/bringing.ts';
import { examining as koreanExamining } from '../../src/i18n/ko/examining.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { dropAll } from '../pages/files.ts';
import { HostSheet } from '../pages/host-sheet.ts';
import { kept } from '../pages/kept.ts';
import { LabPage } from '../pages/lab-page.ts';
import { file, outputsOf, printedBy, shop } from '../pages/real-host.ts';
import { tabTo } from '../pages/tab-to.ts';
import { test } from '../test.ts';

const cellOf = (dialog: Locator, from: string, to: string) =>
  dialog.getByRole('button', { name: new RegExp(`^${from} to ${to}: `) });

async function matrixOf(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: en.matrix.open, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: en.matrix.title });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function examineAt(page: Page, tab: string): Promise<Locator> {
  await page.getByRole('button', { name: /^Document: / }).click();
  await page.getByRole('menuitem', { name: en.commands.examine }).click();
  const examine = page.getByRole('dialog', { name: examining.title });
  await examine.getByRole('tab', { name: tab }).click();
  return examine;
}

/** Picks files where a button asks for them. */
async function pick(page: Page, button: Locator, ...texts: readonly (readonly [name: string, text: string])[]) {
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(texts.map(([name, text]) => file(name, text)));
}

/** Opens a host as a lab. */
async function bring(page: Page, text: string, ...masked: readonly string[]): Promise<LabPage> {
  const lab = new LabPage(page);
  const sheet = new HostSheet(page);
  await lab.open();
  await sheet.open();
  await sheet.paste(text);
  for (const name of masked) await sheet.dialog.getByRole('checkbox', { name }).check();
  await sheet.openIt.click();
  await expect(sheet.dialog).toBeHidden();
  return lab;
}

test('what is meant is marked by keys and by mouse, undone, and told in reports', async ({ page }) => {
  test.slow();
  const lab = await bring(page, await printedBy(shop));
  const dialog = await matrixOf(page);
  await tabTo(page, en.matrix.marking);
  await page.keyboard.press('Space');
  await cellOf(dialog, 'box', 'web').focus();
  await page.keyboard.press('Enter');
  const meant = dialog.getByRole('region', { name: en.matrix.meant });
  await expect(meant.getByRole('listitem')).toHaveText(['box should reach web, but: no answer']);
  await dialog.getByRole('textbox', { name: en.matrix.port }).fill('5432');
  await cellOf(dialog, 'web', 'db').click();
  await cellOf(dialog, 'web', 'db').click();
  await expect(meant).toContainText('TCP 5432: 1 cell');
  await expect(meant).toContainText('TCP 80: 1 cell');
  await expect(meant.getByRole('listitem')).toHaveText([
    'web should not reach db, but: reached',
    'box should reach web, but: no answer',
  ]);
  await expectAccessible(page, '[role=dialog]');

  // What is not marked must not be reached: all else that is reached is listed.
  await meant.getByRole('checkbox', { name: 'What is not marked must not be reached (TCP 5432)' }).check();
  await expect(meant).toContainText('host1 should not reach db, but: reached');
  await meant.getByRole('button', { name: examining.meant.undo }).click();
  await expect(meant).not.toContainText('host1 should not reach db');
  await page.keyboard.press('Escape');

  // By the page's own keys as well.
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status').filter({ hasText: en.change.meant })).toBeVisible();
  await matrixOf(page);
  await dialog.getByRole('textbox', { name: en.matrix.port }).fill('5432');
  await expect(cellOf(dialog, 'web', 'db')).toHaveAccessibleName(`web to db: ${en.matrix.reached} (${en.matrix.must})`);
  await page.keyboard.press('Escape');
  await lab.redo.click();

  await page.getByRole('button', { name: en.share.action, exact: true }).click();
  const share = page.getByRole('dialog', { name: en.share.title });
  await expect(share.getByRole('region', { name: en.share.content })).toContainText(en.share.contentMarks);
  const downloads = page.waitForEvent('download');
  await share.getByRole('button', { name: en.share.file.reportMarkdown }).click();
  const report = await readFile(await (await downloads).path(), 'utf8');
  expect(report).toContain(`## ${examining.report.meant}`);
  expect(report).toContain('TCP 80: box should reach web, but: no answer');
  expect(report).toContain('TCP 5432: web should not reach db, but: reached');
  expect(report).toContain(`## ${examining.report.commands}`);
  expect(report).toContain('docker run -d --name web ');
});

test('marks are there when the lab is opened again, here or by its link', async ({ page, context }) => {
  test.slow();
  const lab = await bring(page, await printedBy(shop));
  const marked = `box to web: ${en.matrix.timeout} (${en.matrix.must}; ${en.matrix.isBroken})`;
  const dialog = await matrixOf(page);
  await dialog.getByRole('checkbox', { name: en.matrix.marking }).check();
  await cellOf(dialog, 'box', 'web').click();
  await expect(cellOf(dialog, 'box', 'web')).toHaveAccessibleName(marked);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: en.share.action, exact: true }).click();
  const share = page.getByRole('dialog', { name: en.share.title });
  const link = await share.getByRole('textbox', { name: en.share.link }).inputValue();

  await page.reload();
  await expect(lab.outline.getByRole('button', { name: 'db', exact: true })).toBeAttached();
  await matrixOf(page);
  await expect(cellOf(dialog, 'box', 'web')).toHaveAccessibleName(marked);
  await page.close();

  const other = await context.newPage();
  await other.goto(link);
  await expect(new LabPage(other).outline.getByRole('button', { name: 'db', exact: true })).toBeAttached({
    timeout: 60_000,
  });
  await expect(cellOf(await matrixOf(other), 'box', 'web')).toHaveAccessibleName(marked);
});

/** A host that is known to others by an address of its own. */
const office = [...shop, 'iptables -I DOCKER-USER -s 81.2.69.142/32 -j ACCEPT'];

test('a masked lab and a later snapshot are masked alike, and nothing unmasked is shown', async ({ page }) => {
  test.slow();
  const raw = await printedBy(office);
  const lab = await bring(page, raw, bringing.maskAddresses, bringing.maskNames);
  await expect(lab.outline.getByRole('button', { name: 'c1', exact: true })).toBeAttached();
  const examine = await examineAt(page, examining.tabs.changed);
  const button = examine.getByRole('button', { name: examining.changed.pick });
  await pick(page, button, ['same.txt', raw]);
  await expect(examine.getByText(examining.compare.same)).toBeVisible();
  const later = await printedBy([
    'docker network create firstnet',
    ...office,
    'docker run -d --name newcomer --network shop nginx',
    'iptables -I DOCKER-USER -s 81.2.70.9/32 -j DROP',
  ]);
  await pick(page, button, ['later.txt', later]);
  const rules = examine
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: examining.compare.rules }) });
  await expect(rules).toContainText(/added: .*-s 198\.18\.\d+\.\d+\/32 -j DROP/);
  await expect(examine).toContainText('added: c4 nginx');
  await expect(examine).not.toContainText(/81\.2\.|shop|newcomer|firstnet|\bdb\b/);
  await expect(examine.getByRole('button', { name: examining.changed.pickCompose })).toBeDisabled();
  await expectAccessible(page, '[role=dialog]');

  // What was masked is kept nowhere: whoever has the snapshot of before can go on.
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(lab.outline.getByRole('button', { name: 'c1', exact: true })).toBeAttached();
  await examineAt(page, examining.tabs.changed);
  await expect(examine).toContainText(examining.changed.masked);
  const original = examine.getByRole('button', { name: examining.changed.pickOriginal });
  await pick(page, original, ['later.txt', later]);
  await expect(examine.getByRole('alert')).toHaveText(examining.changed.originalOther);
  await pick(page, original, ['raw.txt', raw]);
  await expect(examine.getByText(examining.changed.originalTaken)).toBeVisible();
  await pick(page, button, ['same.txt', raw]);
  await expect(examine.getByText(examining.compare.same)).toBeVisible();
  await expect(page.locator('body')).not.toContainText(/81\.2\.|\bshop\b/);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: en.share.action, exact: true }).click();
  const content = page.getByRole('dialog', { name: en.share.title }).getByRole('region', { name: en.share.content });
  await expect(content).toContainText('It was masked: public addresses, names.');
  await expect(content.getByRole('button', { name: en.share.mask })).toBeHidden();
});

test('masking leaves no copy that nobody wants to keep: the lab takes its own place, of others it is asked', async ({
  page,
}) => {
  test.slow();
  const raw = await printedBy(office);
  const lab = await bring(page, raw);
  const sheet = new HostSheet(page);
  const menu = async (item: string) => {
    await page.getByRole('button', { name: /^Document: / }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const bringMasked = async () => {
    await sheet.paste(raw);
    for (const name of [bringing.maskAddresses, bringing.maskNames])
      await sheet.dialog.getByRole('checkbox', { name }).check();
    await sheet.openIt.click();
    await expect(sheet.dialog).toBeHidden();
    await kept(page, { commands: 1, name: 'host1' });
  };
  const saved = page.getByRole('dialog', { name: en.documents.title }).getByRole('listitem');
  const warning = page.getByText(en.documents.warning.unmasked);
  await kept(page, { commands: 1 });
  await menu(en.commands.new);
  await lab.terminal.type('host1', 'docker run -d --name mine nginx');
  await kept(page, { commands: 1, name: '' });

  await bringMasked();
  await expect(warning).toBeVisible();
  await page.getByRole('button', { name: en.documents.removeSure }).click();
  await expect(warning).toBeHidden();
  await menu(en.documents.open);
  await expect(saved).toHaveCount(1);
  await expect(saved).toContainText(en.header.untitled);
  await page.keyboard.press('Escape');

  await sheet.paste(raw);
  await sheet.openIt.click();
  await expect(sheet.dialog).toBeHidden();
  await expect(lab.outline.getByRole('button', { name: 'web', exact: true })).toBeAttached();
  await kept(page, { commands: 1 });
  await bringMasked();
  await expect(lab.outline.getByRole('button', { name: 'c1', exact: true })).toBeAttached();
  await menu(en.documents.open);
  // One's own, and the one that was masked before.
  await expect(saved).toHaveCount(2);
  await expect(warning).toBeHidden();
});

const COMPOSE = `services:
  web: { image: nginx, ports: ["8081:80"], networks: [front] }
  cache: { image: redis, environment: { PASSWORD: hunter2-secret }, networks: [front] }
networks:
  front: {}
`;

test('a compose file beside what a host says: the lab is the host, and how it differs from the file is told', async ({
  page,
}) => {
  test.slow();
  const { inspect, addresses } = await outputsOf([
    'mkdir -p /root/site',
    `cat > /root/site/compose.yaml <<'END'\n${COMPOSE.replace(/ {2}cache.*\n/, '').replace('8081', '8080')}END`,
    'cd /root/site && docker compose up -d',
  ]);
  const lab = new LabPage(page);
  const sheet = new HostSheet(page);
  await lab.open();
  await dropAll(page, { 'compose.yaml': COMPOSE, 'inspect.json': inspect, 'addr.json': addresses });
  await expect(sheet.row('compose.yaml')).toContainText(importing.recognised.compose);
  await expect(sheet.row('inspect.json')).toContainText('docker inspect');
  await sheet.openIt.click();
  const examine = page.getByRole('dialog', { name: examining.title });
  const said = examine.getByRole('region', { name: 'What the files of site say' });
  await expect(said.getByRole('listitem')).toHaveText([
    'Service web does not publish 8081->80/tcp, as the file says.',
    'Service web publishes 8080->80/tcp, which the file does not say.',
    'Service cache is missing: no container of it is there.',
  ]);
  await expectAccessible(page, '[role=dialog]');
  await page.keyboard.press('Escape');
  await expect(lab.outline.getByRole('button', { name: 'site-web-1', exact: true })).toBeAttached();

  // The file itself is no part of the lab.
  await page.getByRole('button', { name: en.share.action, exact: true }).click();
  const downloads = page.waitForEvent('download');
  await page.getByRole('button', { name: en.share.file.json }).click();
  expect(await readFile(await (await downloads).path(), 'utf8')).not.toMatch(/hunter2|redis/);
  await page.keyboard.press('Escape');

  // Any time later, and opened as the project that it is.
  await examineAt(page, examining.tabs.changed);
  const button = examine.getByRole('button', { name: examining.changed.pickCompose });
  await pick(page, button, ['compose.yaml', 'services: 3\n']);
  await expect(examine.getByRole('alert')).toContainText(examining.composed.failed);
  await pick(page, button, ['compose.yaml', COMPOSE]);
  await said.getByRole('button', { name: examining.composed.open }).click();
  await expect(page.getByRole('dialog', { name: 'Open compose files' }).getByText('8081:80')).toBeVisible();
});

test('what takes long tells how far it is, and can be stopped and begun again, in Korean too', async ({ page }) => {
  test.slow();
  const count = 60;
  const lines = [
    'docker network create back',
    ...Array.from(
      { length: count },
      (_, at) =>
        `docker run -d --name c${at + 1} --network ${at % 2 === 0 ? 'back' : 'bridge'} -p ${9000 + at}:80 nginx`,
    ),
  ];
  await page.addInitScript(() => localStorage.setItem('hopscope.language', 'ko'));
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('button', { name: ko.share.bring }).click();
  const sheet = new HostSheet(page, koreanBringing as never);
  await sheet.paste(await printedBy(lines));
  await sheet.openIt.click();
  await expect(sheet.dialog).toBeHidden({ timeout: 60_000 });
  await page.getByRole('button', { name: /^문서: / }).click();
  await page.getByRole('menuitem', { name: ko.commands.examine }).click();
  const examine = page.getByRole('dialog', { name: koreanExamining.title });
  await examine.getByRole('tab', { name: koreanExamining.tabs.whatIf }).click();
  await examine.getByRole('textbox', { name: koreanExamining.whatIf.commands }).fill('docker rm -f c1');
  await examine.getByRole('button', { name: koreanExamining.whatIf.compare }).click();
  const progress = examine.getByRole('progressbar', { name: koreanExamining.asking.progress });
  await expect(progress).toBeVisible({ timeout: 60_000 });
  await examine.getByRole('button', { name: koreanExamining.asking.stop, exact: true }).click();
  await expect(examine.getByText(koreanExamining.asking.stopped)).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await examine.getByRole('button', { name: koreanExamining.asking.again }).click();
  await expect(progress).toHaveAttribute('max', String(2 * (count + 2) - 1));
  // Whoever goes elsewhere does not wait for it.
  await examine.getByRole('tab', { name: koreanExamining.tabs.findings }).click();
  await expect(examine.getByText(koreanExamining.findings.none)).toBeVisible({ timeout: 60_000 });
});

test('sharing has a key of its own, on Korean keyboards too, and the list of keys has it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('application').focus();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: en.shortcuts.title });
  await expect(keys.getByText(en.share.action, { exact: true })).toBeAttached();
  await page.keyboard.press('Escape');
  await page.evaluate(() =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ㅕ', code: 'KeyU', bubbles: true, cancelable: true }),
    ),
  );
  await expect(page.getByRole('dialog', { name: en.share.title })).toBeVisible();
});

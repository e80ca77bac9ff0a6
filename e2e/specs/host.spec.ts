import { readFile } from 'node:fs/promises';
import { expect, type Page, type Request } from '@playwright/test';
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
import { LabPage } from '../pages/lab-page.ts';
import { file, outputsOf, printedBy, shop } from '../pages/real-host.ts';
import { tabTo } from '../pages/tab-to.ts';
import { test } from '../test.ts';

const SECRET = 'hunter2-secret';

/** What leaves the page: requests that are more than asking for its own files. */
function leaving(page: Page): readonly Request[] {
  const found: Request[] = [];
  page.on('request', (request) => {
    const { origin } = new URL(page.url());
    const isOwn = request.url().startsWith(`${origin}/`) || /^(?:data|blob):/.test(request.url());
    if (!isOwn || request.method() !== 'GET' || request.postData() !== null) found.push(request);
  });
  return found;
}

test('what a host prints: pasted, seen, asked why not, mended and reported, and nothing leaves the page', async ({
  page,
}) => {
  const lab = new LabPage(page);
  const sheet = new HostSheet(page);
  await lab.open();
  const requests = leaving(page);
  await sheet.open();
  await expectAccessible(page, '[role=dialog]');
  await sheet.paste(await printedBy(shop));
  await expect(sheet.rows).toHaveText([/docker inspect, docker network inspect, ip addr, ip route, iptables-save/]);
  await expect(sheet.thrownAway).toContainText('Environment variables of 2 containers were thrown away.');
  await sheet.dialog.getByText(/What the lab will contain/).click();
  await expect(sheet.dialog.getByRole('group', { name: 'The text that the lab will contain' })).toContainText('"db"');
  await expect(sheet.dialog).not.toContainText(SECRET);
  await expectAccessible(page, '[role=dialog]');
  await sheet.openIt.click();
  await expect(sheet.dialog).toBeHidden();

  for (const name of ['web', 'db', 'box'])
    await expect(lab.outline.getByRole('button', { name, exact: true })).toBeAttached();
  await expect(page.getByRole('status').filter({ hasText: en.notice.imported })).toContainText('Changed by hand: 1');
  await page.getByRole('button', { name: en.notice.differs }).first().click();
  const examine = page.getByRole('dialog', { name: examining.title });
  await expect(examine).toContainText('-A DOCKER-USER -p tcp -m tcp --dport 80 -j DROP');

  await examine.getByRole('tab', { name: examining.tabs.reach }).click();
  await examine.getByRole('combobox', { name: examining.reach.from }).selectOption({ label: 'lan' });
  await examine
    .getByRole('combobox', { name: examining.reach.to })
    .selectOption({ label: 'web · host1 · 192.168.65.10:8080/tcp' });
  await examine.getByRole('button', { name: examining.reach.ask, exact: true }).click();
  await expect(examine).toContainText('No: lan does not reach web');
  await expect(examine).toContainText('DOCKER-USER');
  await expect(examine).toContainText('It is so since command 1: import … (1 host, 3 containers)');
  await expectAccessible(page, '[role=dialog]');
  await examine.getByRole('button', { name: examining.reach.show }).click();
  await expect(examine).toBeHidden();
  await expect(lab.timeline.slider).toBeVisible();

  await page.getByRole('button', { name: /^Document: / }).click();
  await page.getByRole('menuitem', { name: en.commands.examine }).click();
  await expect(examine.getByText('PostgreSQL is open to everybody')).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await examine.getByRole('button', { name: /^Run the fix: docker rm -f db/ }).click();
  await expect(examine.getByText('PostgreSQL is open to everybody')).toBeHidden();
  await examine.getByRole('tab', { name: examining.tabs.exposed }).click();
  await expect(examine.getByText(examining.exposed.none)).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: en.share.action, exact: true }).click();
  const share = page.getByRole('dialog', { name: en.share.title });
  await expect(share.getByRole('region', { name: en.share.content })).toContainText('1 host, 3 containers');
  const downloads = page.waitForEvent('download');
  await share.getByRole('button', { name: en.share.file.reportHtml }).click();
  const report = await readFile(await (await downloads).path(), 'utf8');
  expect(report).toContain('-A DOCKER-USER -p tcp -m tcp --dport 80 -j DROP');
  expect(report).toContain('127.0.0.1:5432');
  expect(report).toContain('data:image/svg+xml;base64,');
  expect(report).not.toMatch(new RegExp(`<script|https?://|${SECRET}`));
  expect(requests.map((request) => request.url())).toEqual([]);
});

test('the same by keyboard, in Korean', async ({ page, context }) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new LabPage(page);
  await page.addInitScript(() => localStorage.setItem('hopscope.language', 'ko'));
  await lab.open();
  const text = await printedBy(shop);
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await tabTo(page, ko.share.bring);
  await page.keyboard.press('Enter');
  const sheet = new HostSheet(page, koreanBringing as never);
  await expect(sheet.dialog.getByRole('textbox', { name: koreanBringing.paste })).toBeFocused();
  await page.keyboard.press('Control+V');
  await expect(sheet.thrownAway).toContainText('환경 변수');
  await expect(sheet.openIt).toBeEnabled();
  await tabTo(page, koreanBringing.open);
  await page.keyboard.press('Enter');
  await expect(sheet.dialog).toBeHidden();

  await page.keyboard.press('d');
  const examine = page.getByRole('dialog', { name: koreanExamining.title });
  const { findings, reach } = koreanExamining.tabs;
  await expect(examine.getByRole('tab', { name: findings })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(examine.getByRole('tab', { name: reach })).toBeFocused();
  await expect(examine.getByRole('button', { name: koreanExamining.reach.ask, exact: true })).toBeVisible();
  await tabTo(page, koreanExamining.reach.ask);
  await page.keyboard.press('Enter');
  await expect(examine.getByText(/^아니요: lan에서/)).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await tabTo(page, reach);
  await page.keyboard.press('ArrowLeft');
  await tabTo(page, koreanExamining.findings.runThis.replace('{{text}}', 'docker rm -f db'));
  await page.keyboard.press('Enter');
  await expect(examine.getByText(koreanExamining.findings.none)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(examine).toBeHidden();

  await tabTo(page, ko.share.action);
  await page.keyboard.press('Enter');
  const share = page.getByRole('dialog', { name: ko.share.title });
  await expect(share.getByRole('region', { name: ko.share.content })).toContainText('호스트 1개, 컨테이너 3개');
  const downloads = page.waitForEvent('download');
  await tabTo(page, ko.share.file.reportHtml);
  await page.keyboard.press('Enter');
  const report = await readFile(await (await downloads).path(), 'utf8');
  expect(report).toContain('<html lang="ko"');
  expect(report).toContain(koreanExamining.findings.none);
  expect(report).toContain('-A DOCKER-USER -p tcp -m tcp --dport 80 -j DROP');
  expect(report).toContain('127.0.0.1:5432');
  expect(report).not.toContain(SECRET);
});

test('hostile and broken texts: a plain sentence, and the lab stays as it was', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const lab = new LabPage(page);
  const sheet = new HostSheet(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name mine nginx');
  await expect(lab.outline.getByRole('button', { name: 'mine', exact: true })).toBeAttached();
  const good = await printedBy(shop);
  await page.getByRole('button', { name: /^Document: / }).click();
  await page.getByRole('menuitem', { name: en.share.bring }).click();
  const { reason } = importing;
  for (const [text, said] of [
    ['nothing of a host at all\nin two lines', reason.nothing],
    [good.slice(0, 900), reason['broken-json']],
    [`[${'['.repeat(50_000)}`, ''],
    ['{"version":1,"hosts":[{"name":"x","containers":[{"id":7}]}]}', ''],
    ['{"version":99,"hosts":[]}', 'version 99'],
    ['{"__proto__":{"hosts":[]},"constructor":1}', ''],
  ] as const) {
    await sheet.paste(text);
    await expect(sheet.refusal).toContainText(said);
    await expect(sheet.refusal).toContainText('Your lab is as it was.');
    await expect(sheet.openIt).toBeDisabled();
    await sheet.rows.getByRole('button').click();
    await expect(sheet.refusal).toBeHidden();
  }
  await page.keyboard.press('Escape');
  await expect(lab.outline.getByRole('button', { name: 'mine', exact: true })).toBeAttached();
  expect(errors).toEqual([]);
});

test('pasted anywhere, shown in short, and undone to what was there', async ({ page }) => {
  const lab = new LabPage(page);
  const sheet = new HostSheet(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name mine nginx');
  await expect(lab.outline.getByRole('button', { name: 'mine', exact: true })).toBeAttached();
  await page.locator('body').click({ position: { x: 700, y: 300 } });
  await sheet.paste(await printedBy(shop));
  await sheet.openIt.click();
  await expect(lab.outline.getByRole('button', { name: 'db', exact: true })).toBeAttached();
  await page.getByRole('button', { name: en.history.show }).click();
  await expect(page.getByText('import … (1 host, 3 containers)')).toBeVisible();
  await lab.undo.click();
  await expect(lab.outline.getByRole('button', { name: 'mine', exact: true })).toBeAttached();
});

test('files that are dropped and picked: one that is of no host is told of, the others are taken', async ({ page }) => {
  const lab = new LabPage(page);
  const sheet = new HostSheet(page);
  await lab.open();
  const { inspect, addresses, rules } = await outputsOf(shop);
  await dropAll(page, { 'inspect.json': inspect, 'letter.txt': 'Dear reader,\nall is well.\n' });
  await expect(sheet.row('inspect.json')).toContainText('docker inspect, docker network inspect');
  await expect(sheet.row('letter.txt')).toContainText(bringing.foreign);

  const chooser = page.waitForEvent('filechooser');
  await sheet.dialog.getByRole('button', { name: bringing.pick }).click();
  const picked = await chooser;
  expect(picked.isMultiple()).toBe(true);
  await picked.setFiles([
    file('addresses.json', addresses),
    file('rules.txt', rules),
    file('photo.png', '\x89PNG\r\n'),
  ]);
  await expect(sheet.row('addresses.json')).toContainText('ip addr');
  await expect(sheet.row('rules.txt')).toContainText('iptables-save');
  await expect(sheet.row('photo.png')).toContainText(bringing.foreign);
  await expect(sheet.row('letter.txt')).toContainText(bringing.foreign);
  await expectAccessible(page, '[role=dialog]');

  await dropAll(page, { 'more.txt': 'nothing of a host either\n' });
  await expect(sheet.row('more.txt')).toContainText(bringing.foreign);
  await sheet.dialog.getByRole('button', { name: 'Leave out more.txt' }).click();
  await expect(sheet.rows).toHaveCount(5);
  await sheet.openIt.click();
  await expect(sheet.dialog).toBeHidden();
  for (const name of ['web', 'db', 'box'])
    await expect(lab.outline.getByRole('button', { name, exact: true })).toBeAttached();
  await expect(page.getByRole('status').filter({ hasText: en.notice.imported })).toContainText('Changed by hand: 1');
});

test('a rule that somebody made on the host is marked among the others', async ({ page }) => {
  const lab = new LabPage(page);
  const sheet = new HostSheet(page);
  await lab.open();
  await sheet.open();
  await sheet.paste(await printedBy(shop));
  await sheet.openIt.click();
  await expect(sheet.dialog).toBeHidden();
  await lab.select('host1');
  await lab.inspector.root.getByRole('button', { name: 'netfilter' }).click();
  const rules = lab.inspector.section('filter DOCKER-USER').getByRole('listitem');
  await expect(rules.filter({ hasText: '--dport 80 -j DROP' })).toContainText(en.inspector.byHand);
  await expect(lab.inspector.root.getByText(en.inspector.byHand, { exact: true })).toHaveCount(1);
});

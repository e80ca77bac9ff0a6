import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { currentRecord, kept, records, tamper } from '../pages/kept.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

// What the browser's storage can do to somebody's work: nothing of it is lost without a word.

const { warning } = en.documents;

/** A page that shows a lab with one container, which is kept. */
async function withLab(page: Page, name = 'web'): Promise<LabPage> {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', `docker run -d --name ${name} nginx`);
  await kept(page, { commands: 1 });
  return lab;
}

const idOf = (page: Page): Promise<string> =>
  page.evaluate(() => sessionStorage.getItem('hopscope.document') ?? 'none');

async function openDocuments(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Document:/ }).click();
  await page.getByRole('menuitem', { name: en.documents.open }).click();
  return page.getByRole('dialog', { name: en.documents.title });
}

async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Document:/ }).click();
  await page.getByRole('menuitem', { name: en.commands.new }).click();
}

/** Whatever the page asks before it is left, it is left. */
const leaveAnyway = (page: Page) => page.on('dialog', (dialog) => void dialog.accept());

/** Lets the browser fail to save, as long as the page's storage says how. */
const spoilt = `{
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    const how = localStorage.getItem('saves');
    if (how === 'full') throw new DOMException('no room', 'QuotaExceededError');
    const request = put.apply(this, given);
    if (how === 'crash') request.onsuccess = () => this.transaction.abort();
    const again = () => { if (how === 'slow') this.get('').onsuccess = again; };
    again();
    return request;
  };
}`;
const spoil = (page: Page, how: 'full' | 'crash' | 'slow' | 'not') =>
  page.evaluate((value) => localStorage.setItem('saves', value), how);

async function savesFile(page: Page): Promise<void> {
  await page.getByRole('button', { name: en.share.save }).click();
  const dialog = page.getByRole('dialog', { name: en.share.title });
  await expect(dialog.getByRole('textbox', { name: en.share.link, exact: true })).toHaveValue(/#v1=/);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: en.share.file.scenario }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('docker run -d --name');
  await page.keyboard.press('Escape');
}

test('a full storage is told, the older state stays, and saving goes on when there is room', async ({ page }) => {
  await page.addInitScript(spoilt);
  const lab = await withLab(page);
  await spoil(page, 'full');
  await lab.terminal.type('host1', 'docker run -d --name second nginx');
  await expect(page.getByText(warning.full)).toBeVisible();
  await lab.undo.click(); // another notice does not push it away
  await lab.redo.click();
  await expect(page.getByText(warning.full)).toBeVisible();
  await expectAccessible(page);
  await savesFile(page);
  await kept(page, { commands: 1 });

  await page.getByRole('button', { name: en.controls.dismiss }).last().click();
  await spoil(page, 'not');
  await lab.terminal.type('host1', 'docker run -d --name third nginx');
  await kept(page, { commands: 3 });
  await expect(page.getByText(warning.full)).toBeHidden();
});

test('a page that is left while nothing can be saved asks before', async ({ page }) => {
  await page.addInitScript(spoilt);
  const lab = await withLab(page);
  await spoil(page, 'full');
  await lab.terminal.type('host1', 'docker run -d --name second nginx');
  await expect(page.getByText(warning.full)).toBeVisible();
  const asked = page.waitForEvent('dialog');
  const left = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await left;
});

const denied = `() => {
  throw new DOMException('denied', 'SecurityError');
}`;

test('where the browser blocks its database, the lab works, and the page says that nothing is saved', async ({
  page,
}) => {
  await page.addInitScript(`Object.defineProperty(window, 'indexedDB', { get: ${denied} })`);
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');
  await expect(page.getByText(warning.blocked)).toBeVisible();
  await savesFile(page);
  await expect(await openDocuments(page)).toContainText(en.documents.failed);
});

test('where the browser blocks all storage, the page works, and says so', async ({ page }) => {
  const names = ['indexedDB', 'localStorage', 'sessionStorage'];
  await page.addInitScript(`
    for (const name of ${JSON.stringify(names)}) Object.defineProperty(window, name, { get: ${denied} });
    Object.defineProperty(navigator, 'locks', { value: { request: () => Promise.reject(new Error('denied')) } });
  `);
  const lab = new LabPage(page);
  await lab.openFirst();
  await expect(page.getByText(warning.blocked)).toBeVisible();
  await lab.terminal.type('host1', 'docker network create back');
  await expect(lab.outline).toContainText('back');
});

test('a database that never answers is given up after a while', async ({ page }) => {
  await withLab(page);
  await page.clock.install();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  await page.reload();
  const lab = new LabPage(page);
  await page.clock.runFor(20_000);
  await expect(page.getByText(warning.blocked)).toBeVisible();
  await expect(page.getByText(en.controls.opening)).toBeHidden();
  await lab.terminal.type('host1', 'docker run -d --name other nginx');
  await page.clock.runFor(20_000);
  await expect(lab.outline).toContainText('other');
});

test('storage that forgets is told, once', async ({ page }) => {
  const lab = await withLab(page);
  await tamper(page, await idOf(page), undefined);
  await page.reload();
  await expect(page.getByText(warning.forgotten)).toBeVisible();
  await expect(lab.outline).not.toContainText('web');
  await page.reload();
  await expect(lab.terminal.input('host1')).toBeVisible();
  await expect(page.getByText(warning.forgotten)).toBeHidden();
});

test('a save that breaks off in the middle leaves the older state', async ({ page }) => {
  await page.addInitScript(spoilt);
  const lab = await withLab(page);
  const before = await currentRecord(page);
  await spoil(page, 'crash');
  await lab.terminal.type('host1', 'docker run -d --name second nginx');
  await expect(page.getByText(warning.blocked)).toBeVisible();
  expect(await currentRecord(page)).toEqual(before);
  leaveAnyway(page);
  await page.reload();
  await expect(lab.outline).toContainText('web');
  await expect(lab.outline).not.toContainText('second');
});

test('what was typed just before the page is left is kept', async ({ page }) => {
  const lab = await withLab(page);
  await lab.terminal.type('host1', 'docker run -d --name second nginx');
  await expect(lab.outline).toContainText('second');
  await page.reload();
  await expect(lab.outline).toContainText('second');
});

test('what the browser has not yet written when the page is left is kept too, and written the next time', async ({
  page,
}) => {
  await page.addInitScript(spoilt);
  const lab = await withLab(page);
  await spoil(page, 'slow');
  await lab.terminal.type('host1', 'docker run -d --name second nginx');
  await lab.terminal.type('host1', 'docker run -d --name third nginx');
  await expect(lab.outline).toContainText('third');
  await spoil(page, 'not');
  await page.reload();
  await expect(lab.outline).toContainText('third');
  await kept(page, { commands: 3 });
});

for (const [state, change] of [
  ['damaged', { fragment: 'v1=AAAA' }],
  ['damaged', { commands: 'many' }],
  ['newer', { format: 2 }],
  ['newer', { fragment: 'v9=AAAA' }],
] as const)
  test(`a record that is ${state} is told, and stays as it is: ${Object.keys(change).join()}`, async ({ page }) => {
    const lab = await withLab(page, 'first');
    const id = await idOf(page);
    await begin(page);
    await lab.terminal.type('host1', 'docker run -d --name second nginx');
    await expect.poll(async () => Object.keys(await records(page))).toHaveLength(2);
    const record = { ...((await records(page))[id] as object), name: 'Week 3', ofTomorrow: [1], ...change };
    await tamper(page, id, record);
    await page.evaluate((key) => {
      sessionStorage.setItem('hopscope.document', key);
    }, id);

    await page.reload();
    await expect(page.getByText(warning[state])).toBeVisible();
    await expect(page.getByText(warning[state])).toContainText('Week 3');
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: en.documents.saveRecord }).click();
    expect((await file).suggestedFilename()).toBe('Week-3.json');
    expect(JSON.parse(readFileSync(await (await file).path(), 'utf8'))).toEqual(record);

    await lab.terminal.type('host1', 'docker run -d --name third nginx');
    await expect.poll(async () => Object.keys(await records(page))).toHaveLength(3);
    expect((await records(page))[id]).toEqual(record);

    const dialog = await openDocuments(page);
    await expect(dialog.getByRole('listitem').filter({ hasText: en.documents[state] })).toContainText('Week 3');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /1 command/ }).click();
    await expect(lab.outline).toContainText('second');
  });

test('a lab that another tab changed meanwhile goes on as a copy, also without locks', async ({ page, context }) => {
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'locks', { value: undefined });
  });
  const lab = await withLab(page, 'first');
  const id = await idOf(page);
  const other = await context.newPage();
  const otherLab = new LabPage(other);
  await otherLab.open(); // without locks both have the same
  await expect(otherLab.outline).toContainText('first');
  await otherLab.terminal.type('host1', 'docker run -d --name far nginx');
  await kept(other, { commands: 2 });

  await lab.terminal.type('host1', 'docker run -d --name near nginx');
  await expect(page.getByText(warning.copy)).toBeVisible();
  await kept(page, { commands: 2 });
  expect(await idOf(other)).toBe(id);
  expect(await idOf(page)).not.toBe(id);
  await page.reload();
  await expect(lab.outline).toContainText('near');
  await other.reload();
  await expect(otherLab.outline).toContainText('far');
  await expect(otherLab.outline).not.toContainText('near');
});

test('a lab that another tab took meanwhile comes back by undo as a copy', async ({ page, context }) => {
  const lab = await withLab(page, 'first');
  const id = await idOf(page);
  await begin(page);
  await lab.terminal.type('host1', 'docker run -d --name second nginx');
  await kept(page, { commands: 1 });

  const other = await context.newPage();
  const otherLab = new LabPage(other);
  await otherLab.open();
  await (
    await openDocuments(other)
  )
    .getByRole('button', { name: /1 command/ })
    .last()
    .click();
  await expect(otherLab.outline).toContainText('first');

  await lab.undo.click();
  await lab.undo.click();
  await expect(lab.outline).toContainText('first');
  await lab.terminal.type('host1', 'docker run -d --name near nginx');
  await expect(page.getByText(warning.copy)).toBeVisible();
  await kept(page, { commands: 2 });
  expect((await records(page))[id]).toMatchObject({ commands: 1 });
});

test('a clock that is set back changes neither the order nor the times of labs', async ({ page }) => {
  await page.clock.install({ time: new Date('2031-05-01T10:00:00') });
  const lab = new LabPage(page);
  await lab.open();
  const run = async (name: string) => {
    await lab.terminal.type('host1', `docker run -d --name ${name} nginx`);
    await expect(lab.outline).toContainText(name);
    await page.clock.runFor(1000);
    await kept(page, { commands: 1 });
  };
  await run('future');
  await page.clock.setSystemTime(new Date('2026-05-01T10:00:00'));
  await begin(page);
  await run('present');
  await begin(page);
  await expect(lab.outline).not.toContainText('present');

  const rows = (await openDocuments(page)).getByRole('listitem');
  await expect(rows.first()).toContainText('2026');
  await expect(rows.first()).not.toContainText(en.documents.ahead);
  await expect(rows.last()).toContainText('2031');
  await expect(rows.last()).toContainText(en.documents.ahead);
});

test('foreign and huge values in the page’s storage do no harm', async ({ page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('spoilt') !== null) return;
    sessionStorage.setItem('spoilt', 'yes');
    const huge = 'x'.repeat(1_000_000);
    localStorage.setItem('hopscope.settings', `{"__proto__":{"theme":"dark"},"theme":"${huge}","terminalHeight":-1}`);
    localStorage.setItem('hopscope.language', huge);
    localStorage.setItem('hopscope.document', huge);
    sessionStorage.setItem('hopscope.document', '-__proto__');
  });
  const lab = new LabPage(page);
  await lab.openFirst();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(lab.timeline.slider).toBeVisible(); // the example has run
  await lab.terminal.type('host1', 'docker network create back');
  await expect(lab.outline).toContainText('back');
  await expect.poll(() => currentRecord(page)).toMatchObject({ format: 1 });
  await page.reload();
  await expect(lab.outline).toContainText('back');
});

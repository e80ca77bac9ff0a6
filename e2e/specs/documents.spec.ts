import { expect, type Page } from '@playwright/test';
import { fragmentOf } from '../../src/formats/link.ts';
import { en } from '../../src/i18n/en.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { kept } from '../pages/kept.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

// Several pages and long histories: a busy machine needs its time.
test.describe.configure({ timeout: 90_000 });

const menu = async (page: Page, item: string) => {
  await page.getByRole('button', { name: /^Document:/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('a lab outlives a reload, with its name and its history', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await menu(page, en.documents.open);
  await page.getByRole('textbox', { name: en.documents.name }).fill('Week 3');
  await page.keyboard.press('Escape');
  await kept(page, { name: 'Week 3', commands: 1 });
  await page.reload();
  await expect(lab.outline).toContainText('web');
  await expect(page.getByRole('button', { name: 'Document: Week 3' })).toBeVisible();
  await lab.undo.click();
  await expect(lab.outline).not.toContainText('web');
});

test('labs are kept beside each other, open again, and can be deleted', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name first nginx');
  await kept(page, { commands: 1 });
  await menu(page, en.commands.new);
  await expect(lab.outline).not.toContainText('first');
  await lab.terminal.type('host1', 'docker run -d --name second nginx');
  await kept(page, { commands: 1 });

  await menu(page, en.documents.open);
  const dialog = page.getByRole('dialog', { name: en.documents.title });
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /1 command/ }).click();
  await expect(lab.outline).toContainText('first');

  await menu(page, en.documents.open);
  await dialog.getByRole('button', { name: /^Delete/ }).click();
  await dialog.getByRole('button', { name: en.documents.removeSure }).click();
  await expect(dialog).toContainText(en.documents.none);
});

test('a lab that another tab has open is not deleted', async ({ page, context }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name first nginx');
  await kept(page, { commands: 1 });
  const other = await context.newPage();
  await new LabPage(other).open();
  await menu(other, en.documents.open);
  const dialog = other.getByRole('dialog', { name: en.documents.title });
  await dialog.getByRole('button', { name: /^Delete/ }).click();
  await dialog.getByRole('button', { name: en.documents.removeSure }).click();
  await expect(dialog.getByRole('alert')).toHaveText(en.documents.stays);
  await page.close();
  await dialog.getByRole('button', { name: /^Delete/ }).click();
  await dialog.getByRole('button', { name: en.documents.removeSure }).click();
  await expect(dialog).toContainText(en.documents.none);
});

test('two tabs do not overwrite each other', async ({ page, context }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name first nginx');
  await kept(page, { commands: 1 });

  const other = await context.newPage();
  const otherLab = new LabPage(other);
  await otherLab.open();
  await expect(otherLab.outline).not.toContainText('first');
  await otherLab.terminal.type('host1', 'docker run -d --name second nginx');
  await kept(other, { commands: 1 });

  await menu(other, en.documents.open);
  await other
    .getByRole('dialog')
    .getByRole('button', { name: /1 command/ })
    .click();
  await expect(otherLab.outline).toContainText('first');
  await otherLab.terminal.type('host1', 'docker rm -f first');
  await kept(other, { commands: 2 });

  await page.reload();
  await expect(lab.outline).toContainText('first');
  await other.reload();
  await expect(otherLab.outline).not.toContainText('first');
});

test('a lab that came by a link outlives a reload too', async ({ page }) => {
  const history = { seed: 1, commands: [{ place: 'host1', line: 'docker run -d --name linked nginx' }] };
  await page.goto(`./#${fragmentOf({ name: '', history, positions: {} })}`);
  const lab = new LabPage(page);
  await expect(lab.outline).toContainText('linked');
  await kept(page, { commands: 1 });
  await page.reload();
  await expect(lab.outline).toContainText('linked');
});

import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test('below the error of a slip stands what was likely meant, and a click runs it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker rnu -d --name web ngnix');
  const note = page.getByRole('note').filter({ hasText: en.terminal.meant.misspelt });
  await expect(note).toContainText('docker run -d --name web nginx');
  await note.getByRole('button').click();
  await expect(lab.outline.getByRole('button', { name: 'web', exact: true })).toBeVisible();
  // What has been followed by another command is no longer asked about.
  await expect(note).toBeHidden();

  await lab.terminal.type('host1', 'docker stop web');
  await lab.terminal.type('host1', 'docker exec web hostname');
  await expect(page.getByRole('note').filter({ hasText: en.terminal.meant.stopped })).toContainText(
    'docker start web && docker exec web hostname',
  );
});

test.describe('in Korean', () => {
  test.use({ locale: 'ko-KR' });

  test('the offer is Korean, the command as it is', async ({ page }) => {
    await page.goto('./');
    const prompt = page.getByRole('textbox', { name: ko.terminal.input.replace('{{place}}', 'host1') });
    await prompt.fill('dokcer ps');
    await prompt.press('Enter');
    await expect(page.getByRole('note').filter({ hasText: ko.terminal.meant.misspelt })).toContainText('docker ps');
  });
});

test('new labs have images as on Docker Hub where that is asked for, and say why a container ended at once', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open();
  const menu = page.getByRole('button', { name: /^Document:/ });
  await menu.click();
  const choice = page.getByRole('menuitemcheckbox', { name: en.commands.hubImages });
  await expect(choice).not.toBeChecked();
  await choice.click();
  await expect(choice).toBeChecked();
  await page.getByRole('menuitem', { name: en.commands.new, exact: true }).click();

  await lab.terminal.type('host1', 'docker run -d --name box ubuntu');
  const note = page.getByRole('note').filter({ hasText: en.terminal.meant.shellEnded });
  await expect(note).toContainText('docker rm box && docker run -it -d --name box ubuntu');
  await note.getByRole('button').click();
  await lab.terminal.type('host1', 'docker exec box ip a');
  await expect(lab.terminal.output).toContainText('exec: "ip": executable file not found in $PATH');
  await lab.terminal.type('host1', 'history | tail -n 2');
  await expect(lab.terminal.output).toContainText('docker exec box ip a');
});

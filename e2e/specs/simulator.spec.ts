import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { drop } from '../pages/files.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test.use({ reducedMotion: 'no-preference' });

/** Works for a long time: each of its commands starts one more container. */
const long = 'for i in $(seq 1 4000); do docker run -d alpine sleep 600 > /dev/null; done';
/** Has more turns than a line may have. */
const endless = 'for i in $(seq 1 100000); do :; done';

/** Would keep 100 GB. */
const HOARDS =
  'awk \'BEGIN { s = "0123456789abcdef"; for (i = 0; i < 16; i++) s = s s; for (i = 0; i < 100000; i++) a[i] = toupper(s i) }\'';

test.beforeEach(async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');
});

test('while a line works the page answers, says that it works, and Ctrl-C ends it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.terminal.type('host1', `docker rm -f web; ${long}`);
  // A page that worked itself would take no letter before the line has ended.
  await lab.terminal.input('host1').pressSequentially('typed meanwhile');
  await expect(lab.terminal.input('host1')).toHaveValue('typed meanwhile');
  await expect(page.getByText(en.terminal.working)).toBeVisible();

  await lab.terminal.input('host1').press('Control+c');
  await expect(lab.terminal.output).toContainText('^C');
  await expect(lab.terminal.output).toContainText(en.ended.interrupted);
  await expect(page.getByText(en.terminal.working)).toBeHidden();
  await expect(lab.outline).toContainText('web');
  await lab.terminal.type('host1', "docker ps --format 'is {{.Names}}'");
  await expect(lab.terminal.output).toContainText('is web');
});

test('a click ends it as well, and what was typed after it runs then', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.terminal.type('host1', long);
  await lab.terminal.type('host1', "docker ps --format 'is {{.Names}}'");
  await page.getByRole('button', { name: en.terminal.interrupt }).click();
  await expect(lab.terminal.output).toContainText('is web');
});

test('a line without an end is ended with a sentence, is no part of the history, and leaves the lab as it was', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.terminal.type('host1', `docker rm -f web; ${endless}`);
  await expect(lab.terminal.output).toContainText(en.ended.commands, { timeout: 30_000 });
  await lab.terminal.type('host1', 'x=0123456789abcdef; for i in $(seq 1 17); do x=$x$x; done; echo $x');
  await expect(lab.terminal.output).toContainText(en.ended.output, { timeout: 30_000 });
  await expect(lab.outline).toContainText('web');
  await lab.undo.click();
  await expect(lab.outline).not.toContainText('web');
});

test('a file whose command has no end is not opened, and the lab stays', async ({ page }) => {
  const lab = new LabPage(page);
  await drop(page, 'endless.scenario', `host1$ docker run -d --name other nginx\nhost1$ ${endless}\n`);
  await expect(page.getByRole('status').filter({ hasText: en.ended.commands })).toBeVisible({ timeout: 30_000 });
  await expect(lab.outline).toContainText('web');
  await expect(lab.outline).not.toContainText('other');
});

test('a line that would take more memory than there is is ended with a sentence, and the page lives on', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.terminal.type('host1', `docker rm -f web; ${HOARDS}`);
  await expect(lab.terminal.output).toContainText(en.ended.memory, { timeout: 30_000 });
  await lab.terminal.type('host1', "docker ps --format 'is {{.Names}}'");
  await expect(lab.terminal.output).toContainText('is web');
});

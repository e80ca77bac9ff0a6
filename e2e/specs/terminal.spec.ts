import { expect, test } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';

test('the arrow keys bring earlier lines back, and what was being typed', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const input = lab.terminal.input('host1');
  await lab.terminal.type('host1', 'hostname');
  await lab.terminal.type('host1', 'docker ps');
  await input.fill('ip a');
  await input.press('ArrowUp');
  await expect(input).toHaveValue('docker ps');
  await input.press('ArrowUp');
  await expect(input).toHaveValue('hostname');
  await input.press('ArrowDown');
  await input.press('ArrowDown');
  await expect(input).toHaveValue('ip a');
});

test('each place has its own history', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker ps');
  await lab.terminal.type('client', 'hostname');
  await lab.terminal.input('client').press('ArrowUp');
  await expect(lab.terminal.input('client')).toHaveValue('hostname');
  await expect(lab.terminal.output).not.toContainText('docker ps');
});

test('Tab completes commands, subcommands, names and images', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name webserver nginx');
  await expect(lab.outline).toContainText('webserver');
  const input = lab.terminal.input('host1');
  for (const [typed, completed] of [
    ['dock', 'docker '],
    ['docker netw', 'docker network '],
    ['docker network ins', 'docker network inspect '],
    ['docker stop webs', 'docker stop webserver '],
    ['docker run -d --network bri', 'docker run -d --network bridge '],
    ['docker run -d ngi', 'docker run -d nginx'],
    ['curl http://webs', 'curl http://webserver '],
  ] as const) {
    await input.fill(typed);
    await input.press('Tab');
    await expect(input).toHaveValue(completed);
  }
  await input.fill('docker st');
  await input.press('Tab');
  await expect(page.getByRole('status').filter({ hasText: 'start' })).toContainText('stop');
});

test('Enter that ends a syllable of an input method runs nothing', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const input = lab.terminal.input('host1');
  await input.focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: '한', selectionStart: 1, selectionEnd: 1 });
  await input.evaluate((element) =>
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true }),
    ),
  );
  await expect(input).toHaveValue('한');
  await session.send('Input.insertText', { text: '한' });
  await expect(input).toHaveValue('한');
  await expect(lab.terminal.output).toBeEmpty();
});

test('pasted lines run in turn, and the last waits for Enter', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new LabPage(page);
  await lab.open();
  await page.evaluate(() =>
    navigator.clipboard.writeText('docker network create a\n$ docker network create \\\n  b\ndocker network ls'),
  );
  await lab.terminal.input('host1').press('Control+v');
  await expect(lab.terminal.input('host1')).toHaveValue('docker network ls');
  await expect(lab.outline).toContainText('b');
  await lab.terminal.input('host1').press('Enter');
  await expect(lab.terminal.output).toContainText(/\ba +bridge +local\n.*\bb +bridge +local/);
});

test('output is text, never markup; errors are told apart; clear empties the screen', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', "echo '<img src=x onerror=alert(1)><b>bold</b>'");
  await expect(lab.terminal.output).toContainText('<img src=x onerror=alert(1)><b>bold</b>');
  await expect(lab.terminal.output.locator('img, b')).toHaveCount(0);
  await lab.terminal.type('host1', 'clear');
  await expect(lab.terminal.output).toBeEmpty();
  await lab.terminal.type('host1', 'nosuch');
  await expect(lab.terminal.output).toContainText('not found');
  await lab.terminal.input('host1').press('Control+l');
  await expect(lab.terminal.output).toBeEmpty();
});

test('a terminal opens at any place', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');
  await page.getByRole('button', { name: 'Open a terminal' }).click();
  await page.getByRole('menuitem', { name: 'web' }).click();
  await expect(lab.terminal.input('web')).toBeFocused();
  await lab.terminal.type('web', 'ip -4 -br addr');
  await expect(lab.terminal.output).toContainText('172.17.0.2/16');
  await lab.terminal.type('web', 'exit');
  await expect(lab.terminal.tab('web')).toHaveCount(0);
});

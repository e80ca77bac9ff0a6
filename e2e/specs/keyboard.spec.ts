import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { tabTo } from '../pages/tab-to.ts';
import { test } from '../test.ts';

test('a whole scenario without a mouse', async ({ page }) => {
  test.slow();
  const lab = new LabPage(page);
  await lab.open();

  // A network and two containers on it, the second as a duplicate of the first.
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: 'Add a network' }).waitFor();
  await page.keyboard.type('shop');
  await page.keyboard.press('Enter');
  await expect(lab.outline).toContainText('shop');

  await page.keyboard.press('c');
  await page.getByRole('dialog', { name: 'Add a container' }).waitFor();
  await page.keyboard.type('nginx');
  await tabTo(page, /^Name$/);
  await page.keyboard.type('web');
  await page.keyboard.press('Tab');
  await page.keyboard.type('shop');
  await tabTo(page, /^Add container$/);
  await page.keyboard.press('Enter');
  await expect(lab.outline).toContainText('web');

  await page.keyboard.press('/');
  await page.getByRole('dialog', { name: 'Search the lab' }).waitFor();
  await page.keyboard.type('web');
  await page.keyboard.press('Enter');
  await expect(lab.inspector.title).toHaveText('web');
  await page.keyboard.press('Control+d');
  await page.getByRole('dialog', { name: 'Duplicate web' }).waitFor();
  await page.keyboard.type('twin');
  await page.keyboard.press('Enter');
  await expect(lab.outline).toContainText('twin');

  // A command in the terminal of one, and the story that it makes.
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands' }).waitFor();
  await page.keyboard.type('terminal at twin');
  await page.keyboard.press('Enter');
  await expect(lab.terminal.input('twin')).toBeFocused();
  await page.keyboard.type('curl -s http://we');
  await page.keyboard.press('Tab');
  await expect(lab.terminal.input('twin')).toHaveValue('curl -s http://web ');
  await page.keyboard.press('Enter');
  await expect(lab.terminal.output).toContainText('Welcome to nginx!');

  // Out of the terminal, then step through it.
  await page.keyboard.press('Shift+Tab');
  await tabTo(page, /Search/);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(lab.inspector.title).toContainText('Moment 2 of');

  // Away with it, and back.
  await page.keyboard.press('/');
  await page.getByRole('dialog', { name: 'Search the lab' }).waitFor();
  await page.keyboard.type('twin');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(lab.outline).not.toContainText('twin');
  await page.keyboard.press('Control+z');
  await expect(lab.outline).toContainText('twin');
});

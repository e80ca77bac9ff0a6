import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { watch } from '../pages/watch.ts';
import { test } from '../test.ts';

test('the page opens without a complaint, and loads nothing from elsewhere', async ({ page, baseURL }) => {
  const { complaints, elsewhere } = watch(page, baseURL ?? '');
  await page.goto('./');
  await expect(page).toHaveTitle(/Hopscope/);
  await page.waitForLoadState('networkidle');
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test.describe('in Korean', () => {
  test.use({ locale: 'ko-KR' });

  test('the page speaks Korean, and tools stay as they are', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByRole('button', { name: '컨테이너 추가' })).toBeVisible();
    await page.getByRole('button', { name: '요청 하나 보여 주기' }).click();
    await expect(page.getByRole('slider', { name: '위치' })).toBeVisible();
    await page.getByRole('button', { name: '처음으로' }).click();
    await expect(page.getByRole('complementary', { name: '인스펙터' })).toContainText('장면 1/');
    await expect(page.getByRole('log')).toContainText('Welcome to nginx!');
  });

  test('the language can be switched, and stays', async ({ page }) => {
    await page.goto('./');
    await page.getByRole('button', { name: '언어' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await expect(page.getByRole('button', { name: 'Add a container' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.reload();
    await expect(page.getByRole('button', { name: 'Add a container' })).toBeVisible();
  });
});

test('the theme can be chosen, and stays', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('panels fold away, and their edges can be moved by keyboard', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('button', { name: 'Hide the inspector' }).click();
  await expect(lab.inspector.root).toBeHidden();
  await page.getByRole('button', { name: 'Show the inspector' }).click();
  await expect(lab.inspector.root).toBeVisible();
  const edge = page.getByRole('separator', { name: 'Height of the terminal' });
  await expect(edge).toHaveAttribute('aria-valuenow', '214');
  await edge.focus();
  await page.keyboard.press('ArrowUp');
  await expect(edge).toHaveAttribute('aria-valuenow', '230');
});

test('panels are dragged to a size, and stand as they were left', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const edge = page.getByRole('separator', { name: 'Width of the inspector' });
  const box = await edge.boundingBox();
  if (box === null) throw new Error('the edge is not shown');
  await page.mouse.move(box.x + box.width / 2, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + 200, { steps: 4 });
  await page.mouse.up();
  await expect(edge).toHaveAttribute('aria-valuenow', '432');
  await page.getByRole('button', { name: 'Hide the terminal' }).click();
  await expect(page.getByRole('button', { name: 'Show the terminal' })).toBeVisible();
  await page.reload();
  await expect(edge).toHaveAttribute('aria-valuenow', '432');
  await expect(page.getByRole('button', { name: 'Show the terminal' })).toBeVisible();
});

test('by keyboard alone: add a container, send to it, and step', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('button', { name: 'Add a container' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('nginx');
  await page.getByRole('textbox', { name: 'Name' }).focus();
  await page.keyboard.type('web');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('button', { name: 'Actions for web' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Send' })).toBeVisible();
  await page.getByRole('combobox', { name: 'From' }).focus();
  await page.keyboard.type('host1');
  await page.getByRole('combobox', { name: 'Port' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await lab.timeline.slider.focus();
  await page.keyboard.press('Home');
  await expect(lab.inspector.title).toHaveText(/^Moment 1 of /);
});

import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { lessons as enLessons } from '../../src/i18n/en/lessons.ts';
import { ko } from '../../src/i18n/ko.ts';
import { lessons as koLessons } from '../../src/i18n/ko/lessons.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

const question = (page: Page, title = enLessons.guess.title) => page.getByRole('region', { name: title });

async function begin(page: Page): Promise<LabPage> {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web -p 8080:80 nginx');
  await expect(lab.terminal.output).toContainText(/[0-9a-f]{64}/);
  return lab;
}

test('one guesses before any traffic is shown, and sees whether that was right', async ({ page }) => {
  const lab = await begin(page);
  await page.getByRole('button', { name: en.commands.guess }).click();
  await lab.terminal.type('client', 'curl -s http://192.168.65.10:8080');
  const asked = question(page);
  await expect(asked.getByRole('radio').first()).toBeVisible();
  await expect(lab.terminal.output).toContainText(en.terminal.sealed);
  await expect(lab.terminal.output).not.toContainText('Welcome to nginx');
  await expect(lab.timeline.slider).toBeHidden();

  await asked.getByRole('radio').first().check();
  await asked.getByRole('button', { name: enLessons.question.answer }).click();
  const told = asked.getByRole('status');
  const now = asked.getByRole('button', { name: enLessons.question.tellNow });
  await now
    .or(asked.getByRole('button', { name: enLessons.guess.goOn }))
    .first()
    .click();
  await expect(told).toContainText(new RegExp(`^(${enLessons.question.right}|${enLessons.question.wrong})`));
  await expect(lab.terminal.output).toContainText('Welcome to nginx');
  await expect(asked).toContainText(/[01] of 1 right/);

  await asked.getByRole('button', { name: enLessons.guess.end }).click();
  await expect(asked).toBeHidden();
  await expect(lab.timeline.slider).toBeVisible();
});

test('in a presentation the class guesses, and one key reveals', async ({ page }) => {
  const lab = await begin(page);
  await lab.terminal.type('client', 'curl -s http://192.168.65.10:8080');
  await expect(lab.timeline.slider).toBeVisible();
  await page.getByRole('application').press('p');
  const presented = page.getByRole('region', { name: en.presenter.label });
  await expect(presented).toContainText('Moment');
  await page.keyboard.press('q');
  const asked = question(page);
  await expect(asked.getByRole('radio').first()).toBeVisible();
  const size = await asked
    .getByRole('radio')
    .first()
    .evaluate((radio) => {
      const label = radio.closest('label');
      return label === null ? 0 : parseFloat(getComputedStyle(label).fontSize);
    });
  expect(size).toBeGreaterThanOrEqual(16);
  await page.keyboard.press('PageDown');
  await expect(asked.getByRole('img', { name: enLessons.question.isRight })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('q');
  await expect(asked).toBeHidden();
  await expect(presented).toContainText('Moment');
});

test('in Korean, by the palette', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('hopscope.language', 'ko'));
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('application').press('q');
  await page.getByRole('textbox', { name: ko.terminal.input.replace('{{place}}', 'host1') }).fill('ping -c 1 1.2.3.4');
  await page.keyboard.press('Enter');
  await expect(question(page, koLessons.guess.title).getByRole('radio').first()).toBeVisible();
  await expect(page.getByText(ko.terminal.sealed)).toBeVisible();
});

import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { fragmentOf } from '../../src/formats/link.ts';
import { en } from '../../src/i18n/en.ts';
import { lesson as cable } from '../../src/lessons/cable/lesson.ts';
import { lessons as texts } from '../../src/i18n/en/lessons.ts';
import { drop } from '../pages/files.ts';
import { LabPage } from '../pages/lab-page.ts';
import { LessonDock } from '../pages/lesson.ts';
import { Maker } from '../pages/maker.ts';
import { test } from '../test.ts';

const { maker: words } = texts;

const START = 'docker run -d --name web nginx';
const SOLUTION = ['docker rm -f web', 'docker run -d --name web -p 8080:80 nginx'];

test('a lesson is made of a lab, refused until it stands, and solved by somebody else from its link', async ({
  page,
  browser,
}) => {
  const lab = new LabPage(page);
  const maker = new Maker(page);
  await lab.open();
  await lab.terminal.type('host1', START);
  await expect(lab.outline.getByRole('button', { name: 'web', exact: true })).toBeVisible();
  await maker.open();
  await maker.button(words.begin).click();

  await maker.button(words.test.run).click();
  await expect(maker.sheet.getByText(words.test.noGoals)).toBeVisible();
  await expect(maker.part(words.share.title)).toBeHidden();
  await maker.close();

  for (const line of SOLUTION) await lab.terminal.type('host1', line);
  await expect(lab.outline.getByRole('button', { name: 'web', exact: true })).toBeVisible();
  await maker.open();
  await maker.button(words.goals.suggest).click();
  await maker.sheet.getByRole('checkbox', { name: /client can connect to port 8080/ }).check();
  await maker.button(words.ways.keepSolution).click();
  await maker.button(words.texts.outline).click();
  await expect(maker.part(words.texts.title).getByRole('heading', { name: words.texts.newTitle })).toBeVisible();
  await maker.button(words.test.run).click();
  await expect(maker.sheet.getByText(words.test.sound)).toBeVisible();
  const link = await maker.sheet.getByRole('textbox', { name: words.share.link }).inputValue();
  const download = page.waitForEvent('download');
  await maker.button(words.share.file).click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file).toMatch(/^hopscope lesson 1\n/);
  expect(link.length).toBeLessThan(2000);

  const other = await (await browser.newContext()).newPage();
  const otherLab = new LabPage(other);
  const lesson = new LessonDock(other);
  await other.goto(link);
  await expect(lesson.step).toHaveText(words.steps.read);
  await lesson.next(words.steps.do);
  await expect(lesson.goals.first()).toContainText(texts.goal.open);
  for (const line of SOLUTION) await otherLab.terminal.type('host1', line);
  await expect(lesson.goals.first()).toContainText(texts.goal.held);
  await other.context().close();

  // The file opens as the link does, and what is no lesson says so.
  await maker.close();
  await drop(page, 'x.lesson', file);
  await expect(new LessonDock(page).step).toHaveText(words.steps.read);
  await drop(page, 'y.lesson', 'hopscope lesson 1\nseed x\n');
  await expect(page.getByText(en.notice.damaged)).toBeVisible();
});

test('goals are what a thing is, and who must reach whom or must not, by a click on a cell', async ({ page }) => {
  const lab = new LabPage(page);
  const maker = new Maker(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await lab.terminal.type('host1', 'docker run -d --name box busybox sleep 1000');
  await lab.select('web');
  await maker.open();
  await maker.button(words.begin).click();
  const goals = maker.part(words.goals.title);

  // What is selected in the picture stands first.
  await expect(goals.getByRole('combobox', { name: words.goals.propertiesOf })).toHaveValue(/container/);
  await goals.getByRole('checkbox', { name: 'The container web runs.' }).check();
  await expect(goals.getByRole('listitem')).toHaveText(['The container web runs.']);
  await goals.getByRole('combobox', { name: words.goals.propertiesOf }).selectOption('host1: bridge');
  await goals
    .getByRole('checkbox', { name: /bridge/ })
    .first()
    .check();
  await expect(goals.getByRole('listitem')).toHaveCount(2);
  await goals
    .getByRole('checkbox', { name: /bridge/ })
    .first()
    .uncheck();

  const cell = (mark = '') =>
    goals.getByRole('button', { name: `box to web: ${en.matrix.reached}${mark}`, exact: true });
  await cell().click();
  await expect(goals.getByRole('listitem').last()).toContainText('box can connect to port 80');
  await cell(` (${words.goals.must})`).click();
  await expect(goals.getByRole('listitem').last()).toContainText('cannot');
  await cell(` (${words.goals.mustNot})`).press('Enter');
  await expect(cell()).toBeVisible();
  await expect(goals.getByRole('listitem')).toHaveCount(1);
});

test('submissions are played against a lesson: a table of ten, two of them broken', async ({ page }) => {
  const lab = new LabPage(page);
  const maker = new Maker(page);
  await lab.open();
  const linkOf = (commands: readonly string[], seed: number) =>
    `https://example.org/#${fragmentOf({
      name: '',
      history: { seed, commands: commands.map((line) => ({ place: 'host1', line })) },
      positions: {},
    })}`;
  const start = 'docker run -d --name web -h web traefik/whoami';
  const lines = [
    ...Array.from(
      { length: 5 },
      (_, i) => `Student ${i}, ${linkOf([start, 'docker run -d --name box busybox'], i + 1)}`,
    ),
    ...Array.from({ length: 3 }, (_, i) => `=Cheat ${i}, ${linkOf([start], i + 1)}&h=2`),
    'Broken 1, https://example.org/#v1=abc',
    'Broken 2',
  ];
  await maker.openSubmissions();
  await maker.submissions.getByRole('combobox', { name: words.check.lesson }).selectOption('cable');
  await maker.submissions.getByRole('textbox', { name: words.check.lines }).fill(lines.join('\n'));
  await maker.submissions.getByRole('button', { name: words.check.run, exact: true }).click();
  const rows = maker.submissions.getByRole('row');
  await expect(rows).toHaveCount(11);
  await expect(rows.filter({ hasText: '3/3' })).toHaveCount(5);
  await expect(rows.filter({ hasText: words.check.broken })).toHaveCount(2);
  await expect(rows.filter({ hasText: 'Cheat 0' })).toContainText('0/3');

  const download = page.waitForEvent('download');
  await maker.submissions.getByRole('button', { name: words.check.csv }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(11);
  expect(csv).toContain("'=Cheat 0");

  await maker.submissions.getByRole('button', { name: words.check.openOf.replace('{{name}}', 'Student 0') }).click();
  await expect(lab.outline.getByRole('button', { name: 'box', exact: true })).toBeVisible();
});

test('two hundred submissions: how many are looked at shows, and what cannot be read loses none', async ({ page }) => {
  const lab = new LabPage(page);
  const maker = new Maker(page);
  await lab.open();
  const ways = [...cable.solutions, ...cable.pitfalls];
  const lines = Array.from({ length: 200 }, (_, seed) => {
    if (seed % 50 === 7) return `Student ${seed}, https://example.org/#v1=abc`;
    const commands = [...cable.start, ...(ways[seed % ways.length]?.commands ?? [])];
    return `Student ${seed}, #${fragmentOf({ name: '', history: { seed, commands }, positions: {} })}`;
  });
  await maker.openSubmissions();
  await maker.submissions.getByRole('combobox', { name: words.check.lesson }).selectOption('cable');
  await maker.submissions.getByRole('textbox', { name: words.check.lines }).fill(lines.join('\n'));
  await maker.submissions.getByRole('button', { name: words.check.run, exact: true }).click();
  await expect(maker.submissions.getByRole('progressbar')).toBeVisible();
  const rows = maker.submissions.getByRole('row');
  await expect(rows).toHaveCount(201, { timeout: 60_000 });
  await expect(maker.submissions.getByRole('progressbar')).toBeHidden();
  await expect(rows.filter({ hasText: words.check.broken })).toHaveCount(4);
  const passed = lines.filter((line, seed) => !line.endsWith('=abc') && seed % ways.length < cable.solutions.length);
  await expect(rows.filter({ hasText: '3/3' })).toHaveCount(passed.length);
});

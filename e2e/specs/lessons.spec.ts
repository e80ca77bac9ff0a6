import { readdirSync, readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { lessons as texts } from '../../src/i18n/en/lessons.ts';
import { lessons as korean } from '../../src/i18n/ko/lessons.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { LabPage } from '../pages/lab-page.ts';
import { LessonDock } from '../pages/lesson.ts';
import { test } from '../test.ts';

/** The lessons of a chapter, by their folders. */
const lessonsOf = (chapter: string): readonly string[] => {
  const folder = new URL('../../src/lessons/', import.meta.url);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((id) => readFileSync(new URL(`${id}/lesson.ts`, folder), 'utf8').includes(`chapter: '${chapter}'`));
};

test('a newcomer does the first lesson by mouse', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const lab = new LabPage(page);
  const lesson = new LessonDock(page);
  await lab.openFirst();
  await page.getByRole('button', { name: en.lesson.first }).click();
  await expect(lesson.step).toHaveText('What is already here');
  await expect(lab.outline.getByRole('button', { name: 'web', exact: true })).toBeAttached();

  await lesson.next('Start a second container');
  await expect(lesson.goals.first()).toContainText(texts.goal.open);
  await expect(lesson.button(texts.dock.next)).toBeDisabled();
  const dialog = await lab.addContainer();
  await dialog.image.fill('busybox');
  await dialog.name.fill('box');
  await dialog.run();
  await expect(lesson.goals.first()).toContainText(texts.goal.held);

  await lesson.next('What does box see?');
  await lesson.answer('lo, eth0');
  await expect(lesson.verdict).toContainText(texts.question.right);

  await lesson.next('Find its address');
  await lab.select('box');
  await expect(lesson.root.getByText(texts.find.found)).toBeVisible();
  await lesson.next('Watch a ping');
  await lesson.button(texts.watch.run).click();
  await expect(lesson.button(texts.watch.again)).toBeEnabled();
  await lesson.next('Reach web by its address');
  await expect(lesson.goals.nth(1)).toContainText(texts.goal.held);
  await lesson.next(texts.over.title);
  await expect(
    lesson.root.getByText(texts.over.answers.replace('{{right}}', '1').replace('{{count}}', '1')),
  ).toBeVisible();

  await page.keyboard.press('o');
  await expect(
    lesson.contents.getByRole('button', { name: `A cable and an address (${texts.contents.stateDone})` }),
  ).toBeVisible();
  await context.close();
});

test('beside a lesson the timeline keeps a track whose moments can be told apart', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const lab = new LabPage(page);
  const lesson = new LessonDock(page);
  await page.goto('./#lesson=two-ways');
  await lesson.answer(/answered/);
  const track = await lab.timeline.slider.boundingBox();
  expect(track?.width).toBeGreaterThan(300);
});

/** Presses a key until what has the keyboard is a control of such a name. */
async function pressUntil(page: Page, key: string, name: RegExp): Promise<void> {
  const named = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      return label?.textContent ?? element?.textContent ?? '';
    });
  for (let i = 0; i < 40; i += 1) {
    if (name.test(await named())) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${String(name)}`);
}

test('a lesson by keyboard alone', async ({ page }) => {
  const lab = new LabPage(page);
  const lesson = new LessonDock(page);
  /** The keyboard goes to the step's title a little later: what is pressed before would be lost. */
  const toStep = async () => {
    await page.keyboard.press('e');
    await expect(lesson.step).toBeFocused();
  };
  await lab.open();
  await page.keyboard.press('o');
  await expect(lesson.contents).toBeVisible();
  await pressUntil(page, 'Tab', /^No names on the default bridge/);
  await page.keyboard.press('Enter');
  await expect(lesson.step).toHaveText('Who is asked?');

  await expect(lesson.option(/./).first()).toBeEnabled();
  await toStep();
  await pressUntil(page, 'Tab', /^(127|203)\.0\./);
  await pressUntil(page, 'ArrowDown', /^127\.0\.0\.11.*does not know/);
  await page.keyboard.press('Space');
  await pressUntil(page, 'Tab', new RegExp(`^${texts.question.answer}$`));
  await page.keyboard.press('Enter');
  await expect(lesson.button(texts.question.tellNow)).toBeVisible();
  await page.keyboard.press('End'); // of the story
  await expect(lesson.verdict).toContainText(texts.question.wrong);
  await toStep();
  await pressUntil(page, 'Tab', new RegExp(`^${texts.dock.next}$`));
  await page.keyboard.press('Enter');
  await expect(lesson.step).toHaveText('Find that server');
  await expect(lesson.step).toBeFocused();
  await pressUntil(page, 'Tab', new RegExp(`^${texts.find.input}$`));
  await page.keyboard.type('203.0.113.53');
  await page.keyboard.press('Enter');
  await expect(lesson.root.getByText(texts.find.found)).toBeVisible();
  await toStep();
  await pressUntil(page, 'Tab', new RegExp(`^${texts.dock.next}$`));
  await page.keyboard.press('Enter');
  await expect(lesson.step).toHaveText('Let box find web');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('terminal-host1');
  await page.keyboard.press('Enter');
  await expect(lab.terminal.input('host1')).toBeFocused();
  const enter = async (line: string) => {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  };
  await enter('docker network create shop');
  await enter('docker network connect shop web');
  await enter('docker network connect shop box');
  await expect(lesson.goals.first()).toContainText(texts.goal.held);
  await enter('docker network disconnect shop web');
  await expect(lesson.goals.first()).toContainText(texts.goal.lostNote);
  await enter('docker network connect shop web');
  await expect(lesson.goals.first()).toContainText(texts.goal.held);
  await expect(lesson.button(texts.dock.next)).toBeEnabled(); // the keyboard finds no button that is not
  await page.keyboard.press('Tab');
  await toStep();
  await pressUntil(page, 'Tab', new RegExp(`^${texts.dock.next}$`));
  await page.keyboard.press('Enter');
  await expect(lesson.step).toHaveText('Watch the name');
  await pressUntil(page, 'Tab', new RegExp(`^${texts.watch.run}$`));
  await page.keyboard.press('Enter');
  await expect(lesson.button(texts.watch.again)).toBeEnabled();
  await toStep();
  await pressUntil(page, 'Tab', new RegExp(`^${texts.dock.finish}$`));
  await page.keyboard.press('Enter');
  await expect(lesson.step).toHaveText(texts.over.title);
});

test('hints come one by one, and what is shown can be undone', async ({ page }) => {
  const lab = new LabPage(page);
  const lesson = new LessonDock(page);
  await lab.open();
  await page.goto('./#lesson=no-names');
  await lesson.answer(/203\.0\.113\.53.*does not know/);
  await lesson.next('Find that server');
  await lesson.find('203.0.113.53');
  await lesson.next('Let box find web');
  const hints = lesson.root.getByRole('region', { name: texts.hint.title }).getByRole('listitem');
  await lesson.button(texts.hint.take).click();
  await expect(hints).toHaveCount(1);
  await expect(hints.first()).toContainText('no name server');
  for (const count of [2, 3, 4, 5]) {
    await lesson.button(texts.hint.take).click();
    await expect(hints).toHaveCount(count);
  }
  await expect(hints.last()).toContainText('docker network create shop');
  await lesson.button(texts.hint.showMe).click();
  await expect(lesson.goals.first()).toContainText(texts.goal.held);
  await lab.undo.click();
  await expect(lesson.goals.first()).toContainText(texts.goal.lostNote);
});

test('one’s own lab is one key away, and nothing is lost on either side', async ({ page }) => {
  const lab = new LabPage(page);
  const lesson = new LessonDock(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name mine -p 8080:80 nginx');
  await lab.terminal.type('host1', 'curl -s -m 2 http://localhost:8080');
  await lab.undo.click();
  await lab.terminal.input('host1').fill('docker ps --no-tr');
  await page.goto('./#lesson=cable');
  await expect(lesson.step).toHaveText('What is already here');
  await expect(lab.outline.getByRole('button', { name: 'mine', exact: true })).toHaveCount(0);
  await lesson.next('Start a second container');
  await lab.terminal.type('host1', 'docker run -d --name box busybox');
  await expect(lesson.goals.first()).toContainText(texts.goal.held);

  await lesson.step.focus();
  await page.keyboard.press('b');
  await expect(lesson.root).toBeHidden();
  await expect(lab.outline.getByRole('button', { name: 'mine', exact: true })).toBeAttached();
  await expect(lab.terminal.input('host1')).toHaveValue('docker ps --no-tr');
  await lab.redo.click();
  await expect(lab.timeline.slider).toBeVisible();

  await lesson.toggle.click();
  await expect(lesson.step).toHaveText('Start a second container');
  await expect(lab.outline.getByRole('button', { name: 'box', exact: true })).toBeAttached();

  // Also after the page was left.
  await page.reload();
  await expect(lesson.step).toHaveText('Start a second container');
  await expect(lesson.goals.first()).toContainText(texts.goal.held);
  await lesson.toggle.click();
  await expect(lab.outline.getByRole('button', { name: 'mine', exact: true })).toBeAttached();
  await lesson.toggle.click();
  await expect(lab.outline.getByRole('button', { name: 'box', exact: true })).toBeAttached();
});

test('what one begins during a lesson takes the place of one’s own lab, not of the lesson', async ({ page }) => {
  const lab = new LabPage(page);
  const lesson = new LessonDock(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name mine nginx');
  await page.goto('./#lesson=no-names');
  await expect(lesson.step).toHaveText('Who is asked?');
  await lesson.step.focus();
  await page.keyboard.press('g');
  await page.getByRole('dialog').getByRole('button', { name: en.gallery.host.title }).click();
  await expect(lesson.root).toBeHidden();
  await lab.undo.click();
  await lab.undo.click();
  await expect(lab.outline.getByRole('button', { name: 'mine', exact: true })).toBeAttached();
  await lesson.toggle.click();
  await expect(lesson.step).toHaveText('Who is asked?');
});

test('a lesson that is not there is said, and progress travels as a file', async ({ page }) => {
  const lab = new LabPage(page);
  const lesson = new LessonDock(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name mine nginx');
  await page.goto('./#lesson=none-such');
  await expect(page.getByText('none-such')).toBeVisible();
  await expect(lab.outline.getByRole('button', { name: 'mine', exact: true })).toBeAttached();
  await lab.terminal.input('host1').blur();
  await page.keyboard.press('o');
  const choose = async (content: string) => {
    const chooser = page.waitForEvent('filechooser');
    await lesson.contents.getByRole('button', { name: texts.contents.import }).click();
    await (await chooser).setFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await choose('{"format":1,"lessons":"all"}');
  await expect(lesson.contents.getByRole('status')).toHaveText(texts.contents.foreign);
  const done = { step: 6, reached: 6, finished: 1, tries: 1, hints: 0, shown: 0, right: 1, wrong: 0 };
  const lessons = lessonsOf('stack').map((id) => [id, done]);
  await choose(JSON.stringify({ format: 1, lessons, wrong: [], reviewed: [] }));
  await expect(lesson.contents.getByRole('status')).toHaveText(texts.contents.imported);
  await expect(
    lesson.contents.getByRole('button', { name: `A cable and an address (${texts.contents.stateDone})` }),
  ).toBeVisible();
  const download = page.waitForEvent('download');
  await lesson.contents.getByRole('button', { name: texts.contents.export }).click();
  expect((await download).suggestedFilename()).toBe('hopscope-lessons.json');

  await lesson.contents
    .getByRole('button', { name: texts.contents.reviewOf.replace('{{chapter}}', texts.chapters.stack) })
    .click();
  let right = 0;
  for (let question = 1; question <= 3; question += 1) {
    await expect(lesson.root).toContainText(
      texts.dock.step.replace('{{step}}', String(question)).replace('{{count}}', '3'),
    );
    await lesson.answer(/./);
    if (((await lesson.verdict.textContent()) ?? '').startsWith(texts.question.right)) right += 1;
    await lesson.button(question === 3 ? texts.dock.finish : texts.dock.next).click();
  }
  await expect(lesson.step).toHaveText(texts.over.reviewTitle);
  await expect(lesson.root).toContainText(right === 3 ? 'All 3 right' : `${right} of 3 right`);
  const kept = await page.evaluate(() => localStorage.getItem('hopscope.lessons') ?? '');
  expect(JSON.parse(kept)).toMatchObject({ reviewed: ['stack'] });
  expect((JSON.parse(kept) as { wrong: unknown[] }).wrong).toHaveLength(3 - right);
  await lesson.toggle.click();
  await expect(lab.outline.getByRole('button', { name: 'mine', exact: true })).toBeAttached();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('what failed is one line that unfolds, and the lesson keeps its room', async ({ page }) => {
    const lab = new LabPage(page);
    const lesson = new LessonDock(page);
    await page.goto('./#lesson=no-names');
    await expect(lesson.root).toBeVisible();
    await lab.panels.getByRole('button', { name: 'Terminal' }).click();
    await lab.terminal.type('host1', 'curl -s -m 1 http://192.168.65.10:81');
    await lab.timeline.button('toEnd').click();
    await lab.panels.getByRole('button', { name: 'Lesson' }).click();
    const why = page.getByRole('region', { name: en.why.failed });
    await expect(why).toBeVisible();
    await expect.poll(async () => (await lesson.root.boundingBox())?.height).toBeGreaterThanOrEqual(240);
    const folded = await why.boundingBox();
    await why.getByRole('button', { name: en.timeline.wholeCaption }).click();
    await expect(why.getByRole('button', { name: en.why.reveal })).toBeInViewport({ ratio: 1 });
    expect((await why.boundingBox())?.height).toBeGreaterThan(folded?.height ?? Infinity);
    expect((await lesson.root.boundingBox())?.height).toBeGreaterThanOrEqual(240);
  });
});

test.describe('on a phone, in Korean', () => {
  test.use({ locale: 'ko-KR', viewport: { width: 390, height: 844 } });

  test('no line ends between a term and the particle that follows it', async ({ page }) => {
    const lesson = new LessonDock(page, 'ko');
    await page.goto('./#lesson=no-names');
    await expect(lesson.root.locator('[data-term]').first()).toBeVisible();
    const torn = await lesson.root.evaluate((dock) => {
      const lineOf = (range: Range, last: boolean): number =>
        [...range.getClientRects()].at(last ? -1 : 0)?.bottom ?? 0;
      const found: string[] = [];
      let checked = 0;
      for (let width = 100; width < 360; width += 4)
        for (const term of dock.querySelectorAll('[data-term]')) {
          const next = term.nextSibling;
          if (!/^\S/.test(next?.textContent ?? '') || next === null) continue;
          checked += 1;
          const text = term.closest<HTMLElement>('p, li');
          if (text !== null) text.style.width = `${width}px`;
          const [own, after] = [new Range(), new Range()];
          own.selectNodeContents(term);
          after.setStart(next, 0);
          after.setEnd(next, 1);
          if (Math.abs(lineOf(own, true) - lineOf(after, false)) > 8) found.push(`${term.textContent} at ${width}`);
        }
      return { found, checked };
    });
    expect(torn.checked).toBeGreaterThan(0);
    expect(torn.found).toEqual([]);
  });

  test('a lesson from its link to its end', async ({ page }) => {
    const lesson = new LessonDock(page, 'ko');
    await page.goto('./#lesson=no-names');
    await expect(lesson.step).toHaveText('누구에게 물을까요?');
    await lesson.answer(/203\.0\.113\.53.*모름/);
    await expect(lesson.verdict).toContainText(korean.question.right);
    await lesson.next('그 서버 찾기');
    await lesson.find('203.0.113.53');
    await lesson.next('box가 web을 찾게 하기');
    for (let i = 0; i < 5; i += 1) await lesson.button(korean.hint.take).click();
    await lesson.button(korean.hint.showMe).click();
    await expect(lesson.goals.first()).toContainText(korean.goal.held);
    // While the line says that something failed, the picture gives a little of its room and is still the largest thing.
    const height = async (thing: Locator) => (await thing.boundingBox())?.height ?? 0;
    const picture = page.getByRole('main');
    expect(await height(picture)).toBeGreaterThan(await height(lesson.root));
    await lesson.next('이름 지켜보기');
    await lesson.button(korean.watch.run).click();
    await expect(lesson.button(korean.watch.again)).toBeEnabled();
    expect(await height(picture)).toBeGreaterThanOrEqual(844 * 0.44);
    await lesson.next(korean.over.title);
  });
});

test('axe finds nothing in the dock and the contents, in both schemes', async ({ page }) => {
  test.slow();
  const lesson = new LessonDock(page);
  await page.goto('./#lesson=no-names');
  const check = async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await expectAccessible(page);
    }
  };
  await expect(lesson.option(/./).first()).toBeEnabled();
  await check();
  await lesson.answer(/127\.0\.0\.11.*does not know/);
  await check();
  await lesson.next('Find that server');
  await check();
  await lesson.find('203.0.113.53');
  await lesson.next('Let box find web');
  await lesson.button(texts.hint.take).click();
  await check();
  await page.keyboard.press('o');
  await expect(lesson.contents).toBeVisible();
  await check();
});

import { expect, type Page } from '@playwright/test';
import { fragmentOf, readFragment } from '../../src/formats/link.ts';
import { en } from '../../src/i18n/en.ts';
import { talk } from '../../src/i18n/en/talk.ts';
import { talk as koreanTalk } from '../../src/i18n/ko/talk.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { History } from '../pages/history.ts';
import { kept } from '../pages/kept.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Picture } from '../pages/picture.ts';
import { Presentation } from '../pages/presentation.ts';
import { SendDialog } from '../pages/send-dialog.ts';
import { ShareDialog } from '../pages/share-dialog.ts';
import { test } from '../test.ts';

const publish = 'Publishing: a port of the host leads into the container.\nAsk who will answer.';
const ask = '<b>Not bold</b> & the rule decides';
const commands = [
  { place: 'host1', line: 'docker network create shop' },
  { place: 'host1', line: 'docker run -d --name web -p 8080:80 nginx', comment: publish },
  { place: 'client', line: 'curl -sI http://192.168.65.10:8080/', comment: ask },
  { place: 'host1', line: 'docker ps' },
];
const fragment = fragmentOf({ name: 'A talk', history: { seed: 1, commands }, positions: {} });

async function openTalk(page: Page): Promise<LabPage> {
  await page.goto(`./#${fragment}`);
  await expect(page.getByRole('navigation')).toContainText('web');
  return new LabPage(page);
}

test('a comment is written by keyboard, undone, changed by mouse, and goes along in the link', async ({ page }) => {
  const lab = new LabPage(page);
  const history = new History(page);
  const share = new ShareDialog(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');
  await history.open();
  await history.point(/docker run/).focus();
  await page.keyboard.press('c');
  const field = history.dialog.getByRole('textbox', { name: talk.comment.field });
  await expect(field).toBeFocused();
  await field.fill('Here it begins.');
  await expectAccessible(page);
  await field.press('Control+Enter');
  await expect(history.dialog).toBeHidden();
  const mark = history.panel.getByRole('img', { name: en.history.commented });
  await expect(mark).toBeVisible();
  await page.locator('body').press('Control+z');
  await expect(mark).toBeHidden();
  await expect(lab.outline).toContainText('web');
  await page.locator('body').press('Control+Shift+z');
  await expect(mark).toBeVisible();

  await history.point(/docker run/).hover();
  await history.panel.getByRole('button', { name: en.history.comment.replace('{{number}}', '1') }).click();
  await field.fill('Here it begins, <i>really</i>.');
  await history.dialog.getByRole('button', { name: talk.comment.save }).click();
  await share.open();
  const link = await share.link.inputValue();
  expect(link).toContain('#v2=');
  expect(readFragment(new URL(link).hash)).toMatchObject({
    document: { history: { commands: [{ comment: 'Here it begins, <i>really</i>.' }] } },
  });
  await share.close();
  await kept(page, { commands: 1 });
  await page.reload();
  await expect(mark).toBeVisible();
});

test('a history with comments is a talk: on, back, at a glance, and in the end all is as it was', async ({ page }) => {
  const lab = await openTalk(page);
  const shown = new Presentation(page);
  await lab.terminal.type('host1', 'docker exec -it web bash');
  await page.getByRole('button', { name: en.header.undo }).click();
  await page.getByRole('application').press('v');
  await expect(shown.scenes.getByRole('listitem')).toHaveCount(2);
  await expect(shown.scenes).toContainText('<b>Not bold</b>');
  await expectAccessible(page);
  await shown.scenes.getByRole('button', { name: talk.scenes.rehearse }).click();
  await expect(shown.region).toContainText(talk.scene.start);
  await expect(lab.outline).not.toContainText('web');

  // A clicker: what sends nothing is one step.
  await page.keyboard.press('PageDown');
  await expect(shown.region).toContainText('Scene 1 of 2');
  await expect(shown.region).toContainText('docker run -d --name web');
  await expect(lab.outline).toContainText('web');
  await page.keyboard.press('PageDown');
  await expect(shown.region).toContainText('Scene 2 of 2');
  await expect(shown.region).toContainText('Moment 1 of');
  await page.keyboard.press('End');
  await page.keyboard.press('PageDown');
  await expect(shown.region).toContainText('Scene 2 of 2');
  await expect(shown.button(talk.scene.next)).toBeDisabled();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageUp');
  await expect(shown.region).toContainText('Scene 1 of 2');
  await page.keyboard.press('Shift+PageDown');
  await expect(shown.region).toContainText('Scene 2 of 2');
  await shown.button(talk.scene.back).click();
  await shown.button(talk.scene.back).click();
  await expect(shown.region).toContainText(talk.scene.start);

  await page.keyboard.press('v');
  await shown.scenes.getByRole('button', { name: /curl/ }).click();
  await expect(shown.region).toContainText('Scene 2 of 2');
  await page.keyboard.press('Escape');
  await expect(shown.region).toBeHidden();
  const history = new History(page);
  await history.open();
  await expect(history.now).toContainText('docker ps');
  await kept(page, { commands: 5 });
});

test('what is run in the midst of a talk is taken back by undo, and the talk goes on', async ({ page }) => {
  const lab = await openTalk(page);
  const shown = new Presentation(page);
  const history = new History(page);
  await shown.begin();
  await page.keyboard.press('Shift+PageUp');
  await page.keyboard.press('Shift+PageUp');
  await expect(shown.region).toContainText('Scene 1 of 2');
  await page.keyboard.press('s');
  const send = new SendDialog(page);
  await send.from.selectOption({ label: 'client' });
  await send.run();
  await expect(shown.region).toContainText('Scene 1 of 1');
  await page.keyboard.press('Control+z');
  await expect(shown.region).toContainText('Scene 1 of 2');
  await page.keyboard.press('Shift+PageDown');
  await expect(shown.region).toContainText('Scene 2 of 2');
  await page.keyboard.press('Escape');
  await history.open();
  await expect(history.now).toContainText('docker ps');
  await expect(lab.outline).toContainText('web');
});

test('clicker keys go no further than the traffic where nothing is said of the commands', async ({ page }) => {
  const lab = new LabPage(page);
  const shown = new Presentation(page);
  await lab.open();
  await lab.terminal.type('client', 'ping -c 1 192.168.65.10');
  await expect(lab.timeline.slider).toBeVisible();
  await shown.begin();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageUp');
  await expect(shown.region).toContainText('Moment 1 of');
  await expect(shown.region).toContainText('Scene 1 of 1');
});

test('the moment has the rule that decided, packets and moments have keys, and the actor is brought near', async ({
  page,
}) => {
  await openTalk(page);
  const shown = new Presentation(page);
  await shown.begin();
  await page.keyboard.press('Home');
  for (let i = 0; i < 30 && !(await shown.region.textContent())?.includes('DNAT'); i++) await page.keyboard.press('l');
  await expect(shown.region).toContainText(/iptables|-A DOCKER.* DNAT|dnat to/i);
  await page.keyboard.press('Home');
  await page.keyboard.press('.');
  await page.keyboard.press(',');
  await page.keyboard.press('z');
  await expect(shown.button(talk.act.zoom)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('z');
  await expect(shown.button(talk.act.zoom)).toHaveAttribute('aria-pressed', 'false');
});

test('pen and laser draw over the picture, one key wipes, a blank screen hides all, and nothing of it is kept', async ({
  page,
}) => {
  await openTalk(page);
  const shown = new Presentation(page);
  await shown.begin();
  expect(await shown.inked()).toBe(0);
  await shown.button(talk.act.pen).click();
  await shown.draw();
  await expect.poll(() => shown.inked()).toBeGreaterThan(200);
  await page.keyboard.press('x');
  await expect.poll(() => shown.inked()).toBe(0);

  await page.keyboard.press('r');
  await shown.draw();
  await expect.poll(() => shown.inked()).toBeGreaterThan(50);
  await page.keyboard.press('Escape');
  await expect(shown.region).toBeVisible();
  await expect.poll(() => shown.inked()).toBe(0);

  await page.keyboard.press('b');
  const blank = page.getByRole('button', { name: talk.act.unblank });
  await expect(blank.last()).toBeVisible();
  await page.keyboard.press('b');
  await expect(shown.button(talk.act.unblank)).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(shown.region).toBeHidden();
});

test('the speaker has notes, the next command, the moment and the time in a window of their own', async ({ page }) => {
  await openTalk(page);
  const shown = new Presentation(page);
  await shown.begin();
  await page.keyboard.press('Shift+PageUp');
  await page.keyboard.press('Shift+PageUp');
  await expect(shown.region).toContainText('Scene 1 of 2');
  const speaker = await shown.openSpeaker();
  await expect(shown.region).toBeVisible();
  const notes = speaker.getByRole('region', { name: talk.speaker.notes });
  await expect(notes).toContainText('Ask who will answer.');
  await expect(speaker.getByRole('region', { name: talk.speaker.nextCommand })).toContainText('curl -sI');
  await expect(speaker.getByRole('main')).toHaveCSS('font-size', '16px');
  await speaker.keyboard.press('PageDown');
  await expect(notes).toHaveText(ask);
  await expect(shown.region).toContainText('Scene 2 of 2');
  await expect(speaker.getByRole('region', { name: talk.speaker.now })).toContainText('Moment');
  await speaker.getByRole('button', { name: talk.act.blank }).click();
  await expect(speaker.getByText(talk.speaker.blank)).toBeVisible();
  await expect(page.getByRole('button', { name: talk.act.unblank }).last()).toBeVisible();
  await speaker.keyboard.press('b');
  await page.bringToFront();
  const closed = speaker.waitForEvent('close');
  await page.keyboard.press('Escape');
  await closed;
  await expect(shown.region).toBeHidden();
});

test('two traffics stand one above the other, by keyboard and by mouse, and the lab stays as it is', async ({
  page,
}) => {
  const lab = await openTalk(page);
  await page.getByRole('application').press('k');
  const dialog = page.getByRole('dialog', { name: talk.compare.title });
  const moments = dialog.getByRole('list', { name: talk.compare.moments }).getByRole('listitem');
  const second = dialog.getByRole('region', { name: talk.compare.second });
  // The only traffic, beside the same before the container was there.
  await expect(dialog.getByRole('combobox', { name: talk.compare.first })).toHaveValue(/\d/);
  await expect(
    moments
      .filter({ hasText: 'dropped' })
      .or(moments.filter({ hasText: talk.compare.notHere }))
      .first(),
  ).toBeVisible();
  await dialog.getByRole('combobox', { name: talk.compare.second }).selectOption({ label: talk.compare.atStart });
  await expect(dialog.getByRole('status')).toContainText('only in the first');

  const examples = dialog.getByRole('group', { name: talk.compare.examples });
  await examples.getByRole('button', { name: talk.compare.example.dockerUser }).focus();
  await page.keyboard.press('Enter');
  await moments.filter({ hasText: 'dropped' }).getByRole('button').click();
  await expect(second).toContainText('DOCKER-USER');
  await expect(second).toContainText('DROP');
  await expectAccessible(page);
  await examples.getByRole('button', { name: talk.compare.example.networks }).click();
  await expect(dialog).toContainText('curl -s -m 2 http://web');
  await examples.getByRole('button', { name: talk.compare.example.ports }).click();
  await moments.filter({ hasText: 'NAT' }).first().getByRole('button').click();
  await expect(dialog.getByRole('region', { name: talk.compare.first })).toContainText('DNAT');
  await expect(second).toContainText(talk.compare.notHere);

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const history = new History(page);
  await history.open();
  await expect(history.points).toHaveCount(5);
  await expect(lab.outline).toContainText('web');
});

for (const language of ['en', 'ko'] as const)
  test(`a hand-out has a page for each scene, with its picture, its command and what is said (${language})`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.addInitScript((chosen) => localStorage.setItem('hopscope.language', chosen), language);
    await openTalk(page);
    const texts = language === 'ko' ? koreanTalk : talk;
    await page.getByRole('application').press('v');
    await page.getByRole('button', { name: texts.scenes.handout }).click();
    const dialog = page.getByRole('dialog', { name: texts.handout.title });
    const sheets = dialog.getByRole('article');
    await expect(sheets).toHaveCount(2);
    await expect(dialog.getByRole('button', { name: texts.handout.print })).toBeEnabled();
    const pictures = dialog.getByRole('img', { name: texts.handout.picture });
    await expect(pictures).toHaveCount(2);
    expect(await pictures.evaluateAll((all) => all.every((each) => (each as HTMLImageElement).naturalWidth > 0))).toBe(
      true,
    );
    await expect(sheets.nth(1)).toContainText('curl -sI http://192.168.65.10:8080/');
    await expect(sheets.nth(1)).toContainText(ask);
    expect(await sheets.nth(1).getByRole('listitem').count()).toBeGreaterThan(3);
    // Two ways: there, where the destination becomes web's, and back.
    const ways = sheets.nth(1).getByRole('region', { name: texts.handout.ways }).getByRole('listitem');
    await expect(ways).toHaveCount(2);
    await expect(ways.nth(0)).toContainText(/SYN, ACK, HEAD, FIN.*192\.168\.65\.10:8080/);
    await expect(ways.nth(0)).toContainText(texts.handout.destination.replace('{{address}}', '172.17.0.2:80'));
    await expect(ways.nth(1)).toContainText(texts.handout.source.replace('{{address}}', '192.168.65.10:8080'));
    await expect(sheets.nth(0).getByRole('region')).toHaveCount(0);
    await expectAccessible(page);

    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(2);
    await page.emulateMedia({ media: 'print' });
    await expect(sheets.nth(0)).toBeVisible();
    await expect(dialog.getByRole('button', { name: texts.handout.print })).toBeHidden();
    await expect(page.locator('#root')).toBeHidden();
  });

/** Texts that are seen and smaller than 16 px. */
const small = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element === null || (node.textContent ?? '').trim() === '') continue;
      const isSeen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      if (!isSeen || element.closest('.visually-hidden, nav') !== null || element.getBoundingClientRect().width < 2)
        continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < 16) found.push(`${size} px: ${node.textContent} in ${element.closest('[aria-label]')?.ariaLabel}`);
    }
    return found;
  });

for (const language of ['en', 'ko'] as const)
  test(`what is presented has 16 px at least at 1024 × 768 (${language})`, async ({ page }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.addInitScript((chosen) => localStorage.setItem('hopscope.language', chosen), language);
    const picture = new Picture(page);
    await picture.watch();
    await openTalk(page);
    const texts = language === 'ko' ? koreanTalk : talk;
    await page.getByRole('application').press('p');
    await expect(page.getByRole('button', { name: texts.act.pen })).toBeVisible();
    for (const key of ['Home', 'l', 'l', 'l', 'l', 'End']) {
      await page.keyboard.press(key);
      expect(await small(page)).toEqual([]);
    }
    await page.keyboard.press('Home');
    await page.keyboard.press('l');
    await expect
      .poll(async () =>
        Object.values(await picture.drawn())
          .flat()
          .filter(({ size }) => size < 15.95)
          .map(({ text, size }) => `${text} ${size}`),
      )
      .toEqual([]);
    await page.getByRole('button', { name: texts.act.pen }).hover();
    await expect(page.getByText(texts.act.pen)).toBeVisible();
    expect(await small(page)).toEqual([]);
    await page.keyboard.press('v');
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2);
    expect(await small(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
  });

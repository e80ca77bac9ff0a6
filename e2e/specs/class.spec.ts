import { expect, type Browser, type BrowserContext } from '@playwright/test';
import { framed } from '../../src/classroom/frame.ts';
import { newSigningPair, roomOf, signerOf } from '../../src/classroom/keys.ts';
import { LIMITS } from '../../src/classroom/limits.ts';
import { readClassFragment } from '../../src/classroom/link.ts';
import { topicsOf } from '../../src/classroom/messages.ts';
import { fragmentOf } from '../../src/formats/link.ts';
import { en } from '../../src/i18n/en.ts';
import { classroom } from '../../src/i18n/en/classroom.ts';
import { lessons } from '../../src/i18n/en/lessons.ts';
import { ko } from '../../src/i18n/ko.ts';
import { classroom as koreanClassroom } from '../../src/i18n/ko/classroom.ts';
import { connectTo } from '../class/class.fixture.ts';
import { findMosquitto, type Mosquitto } from '../class/mosquitto.ts';
import { startServedBroker, useServedBroker } from '../class/served.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { Classroom } from '../pages/classroom.ts';
import { SendDialog } from '../pages/send-dialog.ts';
import { welcomed } from '../pages/lab-page.ts';
import { test } from '../test.ts';

const commands = [
  { place: 'host1', line: 'docker network create shop' },
  { place: 'host1', line: 'docker run -d --name web -p 8080:80 nginx' },
  { place: 'client', line: 'curl -sI http://192.168.65.10:8080/' },
];
const lab = fragmentOf({ name: 'Ports', history: { seed: 1, commands }, positions: {} });

// Each opens up to four pages: two of them beside each other would share the cores with eight.
test.describe.configure({ mode: 'default' });

const contexts: BrowserContext[] = [];
test.afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

/** A browser of its own: the page comes with a broker where one is given. */
async function someone(browser: Browser, broker?: Mosquitto, locale = 'en-US'): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale,
    serviceWorkers: 'block',
  });
  contexts.push(context);
  await context.addInitScript(welcomed);
  if (broker !== undefined) await useServedBroker(context);
  return context;
}

/** An instructor with a lab, whose class has begun. */
async function instructorIn(context: BrowserContext): Promise<{ readonly room: Classroom; readonly address: string }> {
  const page = await context.newPage();
  await page.goto(`./#${lab}`);
  const room = new Classroom(page);
  await expect(room.lab.outline).toContainText('web');
  await expect(room.moment).toBeVisible();
  return { room, address: await room.start() };
}

async function studentIn(context: BrowserContext, address: string): Promise<Classroom> {
  const room = new Classroom(await context.newPage());
  await room.join(address);
  await room.expectMode('following');
  await expect(room.lab.outline).toContainText('web');
  return room;
}

const press = (room: Classroom, key: string) => room.page.getByRole('application').press(key);
const momentOf = (room: Classroom) => room.moment.getAttribute('aria-valuetext');

/** Who follows is shown the same moment. */
async function expectSame(one: Classroom, ...others: readonly Classroom[]): Promise<void> {
  for (const other of others) await expect.poll(() => momentOf(other)).toBe(await momentOf(one));
}

/** What a page tells of the traffic ends with the moment that it stands at. */
async function expectToldNoFurther(room: Classroom): Promise<void> {
  await expect
    .poll(async () => Number(await room.moment.getAttribute('aria-valuemax')))
    .toBe(Number(await room.moment.getAttribute('aria-valuenow')));
}

test.describe('by a broker', () => {
  test.skip(findMosquitto() === undefined, 'mosquitto is not installed');
  test.describe.configure({ mode: 'serial', timeout: 600_000 }); // four browsers, one after the other
  let broker: Mosquitto;
  test.beforeEach(async () => {
    broker = await startServedBroker();
  });
  test.afterEach(() => broker.stop());

  test('three students follow, drift, come back, take a copy and answer; nobody is lost with the broker', async ({
    browser,
  }) => {
    const { room, address } = await instructorIn(await someone(browser, broker));
    const ann = await studentIn(await someone(browser, broker), address);
    await room.expectAttendance(1, 1); // students are numbered as they arrive
    const ben = await studentIn(await someone(browser, broker), address);
    await ann.name('Ann');
    await room.expectAttendance(2, 2);
    await expect(room.panel.getByRole('listitem').filter({ hasText: 'Ann' })).toContainText(classroom.panel.follows);
    await expect(room.panel).toContainText('Student 2');

    // Moment and level go along.
    await press(room, 'Home');
    await press(room, 'l');
    await expectSame(room, ann, ben);
    await press(room, '3');
    await expect(ann.page.getByRole('radio', { name: en.level.netfilter })).toBeChecked();

    // Ann looks around, and comes back by a key.
    await press(ann, 'ArrowRight');
    await ann.expectMode('looking');
    await room.expectAttendance(2, 1);
    await press(ann, 'r');
    await ann.expectMode('following');
    await expectSame(room, ann);
    await room.expectAttendance(2, 2);

    // Ben tries something: his lab is his own, and stays when he comes back.
    await ben.lab.terminal.type('host1', 'docker run -d --name mine nginx');
    await ben.expectMode('own');
    await expect(ben.lab.outline).toContainText('mine');
    await room.expectAttendance(2, 1);
    await press(room, 'l');
    await ben.button('follow', 'back').click();
    await ben.expectMode('following');
    await expect(ben.lab.outline).not.toContainText('mine');
    await expectSame(room, ben);
    await ben.choose(en.documents.open);
    await expect(ben.page.getByRole('dialog').getByRole('listitem')).toContainText('Ports');
    await ben.page.keyboard.press('Escape');

    // What happens next? The answers are counted, changed, closed and told.
    await press(room, 'Home');
    await press(room, 'Shift+Q');
    await expect(ann.question.getByRole('radio')).not.toHaveCount(0);
    await expectToldNoFurther(ann);
    await ann.question.getByRole('radio').first().press(' ');
    await ben.question.getByRole('radio').first().check();
    await expect(room.question).toContainText('2 of 2 have answered');
    await ben.question.getByRole('radio').last().check();
    await expect(room.question.getByText('1 (50 %)')).toHaveCount(2);
    await room.button('ask', 'close').click();
    await expect(ann.question.getByRole('radio').first()).toBeDisabled();
    await expect(ann.question).toContainText(classroom.answer.closedChosen);

    // The broker is gone while the instructor tells, and comes back with nothing in it.
    await broker.kill();
    await expect(ann.strip).toContainText(classroom.status.lost);
    await room.button('ask', 'reveal').click();
    await broker.start();
    await expect(ann.question.getByRole('img', { name: classroom.ask.isRight })).toBeVisible();
    await expect(ben.question).toContainText('1 (50 %)');
    await room.button('ask', 'done').click();
    await expect(ann.question).toHaveCount(0);
    await room.expectAttendance(2, 2);

    // Who comes late has all at once; whoever loads the page anew is back as the same.
    const cid = await studentIn(await someone(browser, broker), address);
    await room.expectAttendance(3, 3);
    await press(room, 'l');
    await expectSame(room, ann, ben, cid);
    await ann.page.reload();
    await ann.expectMode('following');
    await expect(room.panel.getByRole('listitem')).toHaveCount(3);
    await expect(room.panel.getByRole('listitem').filter({ hasText: 'Ann' })).toBeVisible();
    await room.page.reload();
    await expect(room.panel.getByRole('textbox', { name: classroom.panel.link })).toHaveValue(address);
    await room.expectAttendance(3, 3);
    await press(room, 'End');
    await expectSame(room, ann, ben, cid);

    // The end: what is seen stays until one leaves.
    await room.button('panel', 'end').click();
    await room.button('panel', 'endSure').click();
    await ann.expectMode('ended');
    await expect(ann.lab.outline).toContainText('web');
    await ann.button('follow', 'leave').click();
    await expect(ann.strip).toBeHidden();
    await expect(ann.lab.outline).not.toContainText('web');
  });

  test('what is forged, replayed, cut or too large changes nothing', async ({ browser }) => {
    const { room, address } = await instructorIn(await someone(browser, broker));
    const ann = await studentIn(await someone(browser, broker), address);
    const reading = readClassFragment(address.split('#')[1] ?? '');
    if (!reading.ok) throw new Error('the address is none of a class');
    const { id, key } = await roomOf(reading.link.secret);
    const topics = topicsOf(id);
    const steps: Uint8Array[] = [];
    let status = 'connecting';
    const stranger = connectTo(broker.url)({ onStatus: (now) => (status = now) });
    stranger.subscribe(topics.steps, (message) => void steps.push(message));
    await expect.poll(() => status).toBe('open');
    for (const [count, key] of ['End', 'Home', 'l'].entries()) {
      await press(room, key);
      await expectSame(room, ann);
      await expect.poll(() => steps.length).toBeGreaterThan(count);
    }
    const [first = new Uint8Array()] = steps;
    const last = steps.at(-1) ?? first;

    const forger = await signerOf(await newSigningPair());
    const forged = await framed({ id, key }, topics.steps, forger, JSON.stringify({ e: 9e15, n: 1, over: true }));
    for (const message of [first, forged, last.slice(0, 40), new Uint8Array(LIMITS.step + 1), new Uint8Array(0)]) {
      stranger.publish(topics.steps, message);
      stranger.publish(topics.reportsOf(forger.id), message);
      await new Promise((resolve) => setTimeout(resolve, 100)); // the last of a topic takes the place of those that wait
    }
    stranger.publish(topics.state, forged, { keep: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
    stranger.publish(topics.state, new Uint8Array(LIMITS.state + 1), { keep: true });
    await expect(room.panel).toContainText(/dropped: damaged/);
    await expectSame(room, ann);
    await ann.expectMode('following');
    await room.expectAttendance(1, 1);
    // The class goes on, and who comes now is told the truth.
    await press(room, 'End');
    await expectSame(room, ann);
    const ben = await studentIn(await someone(browser, broker), address);
    await expectSame(room, ben);
    stranger.close();
  });

  test('a lesson is handed out, how far each is arrives, and it is taken back', async ({ browser }) => {
    const { room, address } = await instructorIn(await someone(browser, broker));
    const ann = await studentIn(await someone(browser, broker), address);
    await ann.name('Ann');
    await room.button('lesson', 'handOut').click();
    const dialog = room.page.getByRole('dialog', { name: classroom.lesson.dialog });
    await expect(dialog.getByRole('searchbox')).toBeFocused();
    await expectAccessible(room.page);
    const lesson = dialog.getByRole('listitem').getByRole('button').first();
    const title = (await lesson.textContent()) ?? '';
    await dialog.getByRole('searchbox').fill(title);
    await lesson.click();
    await expect(room.row('Ann')).toContainText(classroom.lesson.notBegun);
    await expect(ann.strip).toContainText(title);
    await ann.button('lesson', 'open').click();
    await ann.expectMode('own');
    await expect(room.row('Ann')).toContainText(classroom.lesson.under);
    await expect(room.row('Ann')).toContainText(/1 of \d/);
    await ann.page.getByRole('button', { name: lessons.dock.next, exact: true }).click();
    await expect(room.row('Ann')).toContainText(/2 of \d/);
    await ann.button('follow', 'back').click();
    await ann.expectMode('following');
    await expect(ann.lab.outline).toContainText('web');
    await room.button('lesson', 'takeBack').click();
    await expect(ann.strip).not.toContainText(title);
  });
});

test('without a broker the windows of one browser are a class, and a second window of the instructor takes over', async ({
  browser,
}) => {
  test.slow();
  const context = await someone(browser);
  const { room, address } = await instructorIn(context);
  await expect(room.panel).toContainText(classroom.status.local);
  await expectAccessible(room.page);
  const ann = await studentIn(context, address);
  const ben = await studentIn(context, address);
  await room.expectAttendance(2, 2);
  await expectAccessible(ann.page);
  await press(room, 'Home');
  await expectSame(room, ann, ben);

  // A question of one's own.
  await room.button('ask', 'own').click();
  const dialog = room.page.getByRole('dialog', { name: classroom.ask.ownTitle });
  await dialog.getByRole('textbox', { name: classroom.ask.text }).fill('Who <b>answers</b>?');
  await dialog.getByRole('textbox', { name: 'Answer 1' }).fill('web');
  await dialog.getByRole('textbox', { name: 'Answer 2' }).fill('docker-proxy');
  await dialog.getByRole('radio', { name: 'Answer 1 is right' }).check();
  await expectAccessible(room.page);
  await dialog.getByRole('button', { name: classroom.ask.send }).click();
  await expect(ann.question).toContainText('Who <b>answers</b>?');
  await ann.option('docker-proxy').check();
  await ben.option('web').check();
  await expect(room.question).toContainText('2 of 2 have answered');
  await expectAccessible(room.page);
  await press(room, 'Shift+Q');
  await expect(ann.question).toContainText(classroom.answer.wrong);
  await expect(ben.question).toContainText(classroom.answer.right);
  await expectAccessible(ann.page);
  await press(room, 'Shift+Q');
  await expect(ben.question).toHaveCount(0);

  // While one presents, on a small projector, the class is at hand.
  await room.page.setViewportSize({ width: 1024, height: 768 });
  await press(room, 'p');
  const presented = room.page.getByRole('region', { name: en.presenter.label });
  await expect(presented).toContainText('2/2');
  await press(room, 'Shift+Q');
  await expect(ann.question.getByRole('radio')).not.toHaveCount(0);
  await expect(presented.locator('[data-asked]')).toBeVisible();
  // Nothing tells a curious student: not the rest of the story, in the track or in the list, nor what asks who reaches whom.
  await expectToldNoFurther(ann);
  await ann.page.getByRole('button', { name: en.events.show }).click();
  const moments = Number(await ann.moment.getAttribute('aria-valuemax'));
  await expect(ann.page.getByRole('treegrid')).toHaveAttribute('aria-rowcount', String(moments + 1));
  for (const key of ['m', 'k']) {
    await press(ann, key);
    await expect(ann.page.getByRole('dialog', { name: classroom.ask.sealed })).toBeVisible();
    await ann.page.keyboard.press('Escape');
  }
  await ann.expectMode('following');
  // What one has answered is known after a reload.
  await ann.question.getByRole('radio').last().check();
  await expect(presented).toContainText('1 of 2 have answered');
  await ann.page.reload();
  await expect(ann.question.getByRole('radio').last()).toBeChecked();
  await expectToldNoFurther(ann);
  // All that is at hand is seen, beside the question.
  for (const name of [classroom.ask.reveal, classroom.panel.projectTitle, en.commands.presentEnd])
    await expect(presented.getByRole('button', { name }).last()).toBeInViewport({ ratio: 1 });
  await presented.getByRole('button', { name: classroom.panel.projectTitle }).click();
  await expect(room.page.getByRole('img', { name: classroom.panel.qr })).toBeVisible();
  await room.page.keyboard.press('Escape');
  await expect(presented).toBeVisible();
  await room.page.keyboard.press('Escape');

  await press(room, 'Shift+Q');
  await press(room, 'Shift+Q');
  await expect(ann.question).toHaveCount(0);

  // The same class in another window.
  const other = new Classroom(await context.newPage());
  await other.lab.open();
  await other.choose(en.commands.classGoOn);
  await expect(other.strip).toBeVisible();
  await expect(room.strip).toContainText(classroom.strip.elsewhere);
  await room.strip.getByRole('button', { name: classroom.strip.takeOver }).click();
  await expect(other.strip).toContainText(classroom.strip.elsewhere);
  await press(room, 'End');
  await expectSame(room, ann, ben);
  // What runs lines runs in the worker alone, whatever parts of the page have come.
  expect(await room.page.evaluate(() => window.onmessage)).toBeNull();
});

test('one’s own lab is as it was before the class, and an address that leads to none says so', async ({ browser }) => {
  test.slow();
  const context = await someone(browser);
  const { room, address } = await instructorIn(context);
  const ann = new Classroom(await context.newPage());
  await ann.lab.open();
  await ann.lab.terminal.type('host1', 'docker run -d --name own nginx');
  await expect(ann.lab.outline).toContainText('own');
  for (const [wrong, said] of [
    ['class=', en.notice.classDamaged],
    [`${address.split('#')[1]?.slice(0, -3)}`, en.notice.classDamaged],
    ['class=AgAAAAAA', en.notice.newer],
  ] as const) {
    await ann.page.evaluate((hash) => (location.hash = hash), wrong);
    await expect(ann.notice).toContainText(said);
    await ann.page.getByRole('main').getByRole('button', { name: en.controls.dismiss }).click();
  }
  await expect(ann.lab.outline).toContainText('own');
  await ann.page.evaluate((hash) => (location.hash = hash), address.split('#')[1] ?? '');
  await ann.expectMode('following');
  await expect(ann.lab.outline).not.toContainText('own');
  expect(ann.page.url()).not.toContain('class=');
  await press(room, 'Home');
  await expectSame(room, ann);
  await ann.button('follow', 'copy').click();
  await ann.expectMode('own');
  await press(ann, 's');
  await new SendDialog(ann.page).run();
  await ann.button('follow', 'back').click();
  await ann.expectMode('following');
  await ann.button('follow', 'leave').click();
  await expect(ann.strip).toBeHidden();
  await expect(ann.lab.outline).toContainText('own');
  await expect(ann.lab.outline).not.toContainText('web');
  await ann.choose(en.documents.open);
  await expect(ann.page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Ports (copy)' })).toBeVisible();
});

test('a class in Korean, on telephones too', async ({ browser }) => {
  test.slow();
  const context = await someone(browser, undefined, 'ko-KR');
  const page = await context.newPage();
  await page.goto(`./#${lab}`);
  const room = new Classroom(page, koreanClassroom);
  await expect(page.getByRole('navigation', { name: ko.outline.label })).toContainText('web');
  const address = await room.start();
  const ann = new Classroom(await context.newPage(), koreanClassroom);
  await ann.page.setViewportSize({ width: 390, height: 844 });
  await ann.join(address);
  await ann.expectMode('following');
  await room.expectAttendance(1, 1);
  await press(room, 'Home');
  await press(room, 'Shift+Q');
  const option = ann.question.getByRole('radio').first();
  await option.check();
  await expect(room.question).toContainText('1명 중 1명이 답했습니다');
  await expect(option).toBeInViewport();
  await expectAccessible(ann.page);
  await press(room, 'Shift+Q');
  await expect(ann.question.getByRole('img', { name: koreanClassroom.ask.isRight })).toBeVisible();
  const { width } = await ann.page.evaluate(() => ({ width: document.documentElement.scrollWidth }));
  expect(width).toBeLessThanOrEqual(390);
});

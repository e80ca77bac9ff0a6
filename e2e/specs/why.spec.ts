import { expect, type Page } from '@playwright/test';
import { cases, type Case } from '../../src/diagnosis/cases.table.ts';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Why } from '../pages/why.ts';
import { test } from '../test.ts';

/** A case's command as it is typed at a place that has a tab; a container's are run from its host. */
function typed(text: string): { place: string; line: string } {
  const [, place = '', line = ''] = /^([\w/]+)\$ (.*)$/.exec(text) ?? [];
  const [machine = '', container] = place.split('/');
  return { place: machine, line: container === undefined ? line : `docker exec ${container} ${line}` };
}

async function type(lab: LabPage, text: string): Promise<void> {
  const { place, line } = typed(text);
  if (!(await lab.terminal.tab(place).isVisible())) {
    await lab.select(place);
    await lab.inspector.action('terminal').click();
  }
  await lab.terminal.type(place, line);
}

async function beginAnew(lab: LabPage): Promise<void> {
  await lab.page.getByRole('button', { name: en.header.document.split('{{')[0] ?? '' }).click();
  await lab.page.getByRole('menuitem', { name: en.commands.new }).click();
}

/** What a command brings may take its time where the machine is busy. */
const BUSY = { timeout: 20_000 };

/** Breaks something, reads the reason in the banner and in the inspector, mends it with a click, tries again. */
async function expectMended(lab: LabPage, why: Why, { kind, before, probe, hopeless }: Case): Promise<void> {
  for (const line of before) await type(lab, line);
  await type(lab, probe);
  await expect(why.banner).toContainText(Why.sentence(kind), BUSY);
  if (await why.show.isVisible()) {
    await why.show.click();
    await expect(why.section).toContainText(Why.sentence(kind), BUSY);
  }
  if (hopeless) return;
  if (await why.instead.first().isVisible()) {
    await why.instead.click();
  } else {
    await why.fix.click();
    await expect(why.fixed).toBeVisible(BUSY);
    await why.again.click();
  }
  await expect(why.banner).toBeHidden(BUSY);
}

const GROUPS = 4;
/** Some of the kinds, as all are told and mended in the same way: the unit tests have every case, and each of its remedies. */
const some = cases.filter((each, at) => cases.findIndex(({ kind }) => kind === each.kind) === at && at % 3 === 0);

for (let group = 0; group < GROUPS; group++) {
  test(`why traffic fails, and what mends it (${group + 1})`, async ({ page }) => {
    test.setTimeout(240_000); // some fifty commands
    const lab = new LabPage(page);
    const why = new Why(page);
    await lab.open();
    await why.tellAtOnce();
    const own = some.filter((_case, at) => at % GROUPS === group);
    for (const [at, each] of own.entries())
      await test.step(each.name, async () => {
        if (at > 0) await beginAnew(lab);
        await expectMended(lab, why, each);
      });
  });
}

test('the fix stands in the inspector too, and the terminal shows what ran', async ({ page }) => {
  const lab = new LabPage(page);
  const why = new Why(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web -p 8080:80 nginx');
  await lab.terminal.type('host1', 'iptables -I DOCKER-USER -p tcp -j DROP');
  await lab.terminal.type('client', 'curl -s -m 1 http://192.168.65.10:8080');
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.button('toEnd').click();
  await why.show.click();
  await expect(lab.inspector.section('Matched rule')).toContainText('-A DOCKER-USER -p tcp -j DROP');
  await why.section.getByRole('button', { name: 'Fix: iptables -D DOCKER-USER -p tcp -j DROP' }).click();
  await expect(lab.terminal.output).toContainText('host1$ iptables -D DOCKER-USER -p tcp -j DROP');
  await why.section.getByRole('button', { name: 'Try again' }).click();
  await expect(why.banner).toBeHidden();
  await expect(lab.terminal.output).toContainText('Welcome to nginx!');
});

/** A request that a rule in DOCKER-USER stops, at its first moment. */
async function openStopped(page: Page): Promise<LabPage> {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web -p 8080:80 nginx');
  await lab.terminal.type('host1', 'iptables -I DOCKER-USER -p tcp -j DROP');
  await lab.terminal.type('client', 'curl -s -m 1 http://192.168.65.10:8080');
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.rewind();
  return lab;
}

test('the reason is told when the story gets there, or at once', async ({ page }) => {
  const lab = await openStopped(page);
  const why = new Why(page);
  const { slider } = lab.timeline;
  await expect(why.banner).toBeHidden();
  const count = Number(await slider.getAttribute('aria-valuemax'));
  for (let moment = 1; moment < count && !(await why.banner.isVisible()); moment++)
    await lab.timeline.button('forward').click();
  await expect(lab.timeline.caption).toContainText('chain DOCKER-USER');
  await expect(why.banner).toContainText(Why.sentence('docker-user'));
  await expect(why.section).toContainText(Why.sentence('docker-user'));
  await lab.timeline.button('back').click();
  await expect(why.banner).toBeHidden();
  await lab.timeline.button('play').click();
  await expect(why.banner).toBeVisible(BUSY);

  await lab.timeline.rewind();
  await why.tellAtOnce();
  await expect(why.banner).toContainText(Why.sentence('docker-user'));
  await expect(why.fix).toBeVisible();
});

test('a key hides the answers and reveals them, while presenting too', async ({ page }) => {
  const lab = await openStopped(page);
  const why = new Why(page);
  await lab.timeline.button('toEnd').click();
  await expect(why.fix).toBeVisible();
  const picture = page.getByRole('application');
  await picture.press('a');
  await expect(why.banner).toContainText(en.why.hidden);
  await expect(why.banner).not.toContainText('DOCKER-USER');
  await expect(why.fix).toBeHidden();
  await expect(why.section).not.toContainText('DOCKER-USER');
  await why.reveal.click();
  await expect(why.banner).toContainText(Why.sentence('docker-user'));

  await picture.press('a');
  await picture.press('p');
  const presentation = page.getByRole('region', { name: en.presenter.label });
  await expect(presentation.getByRole('region', { name: en.why.failed })).toContainText(en.why.hidden);
  await page.keyboard.press('a');
  await expect(why.banner).toContainText(Why.sentence('docker-user'));
  await why.fix.click();
  await expect(why.fixed).toBeVisible(BUSY);
  await why.again.click();
  await expect(why.banner).toBeHidden(BUSY);
});

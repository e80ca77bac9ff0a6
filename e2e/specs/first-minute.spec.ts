import { expect, type Page } from '@playwright/test';
import { fragmentOf } from '../../src/formats/link.ts';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { exampleIds, exampleOf, type ExampleId } from '../../src/lessons/gallery.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Why } from '../pages/why.ts';
import { test } from '../test.ts';

test.use({ reducedMotion: 'no-preference' });

const runName = (line: string): string => en.welcome.run.replace('{{line}}', line);

test('an empty lab opens on the terminal of host1, and so does a new one', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await expect(lab.terminal.tab('host1')).toHaveAttribute('aria-selected', 'true');
  await expect(lab.terminal.input('host1')).toBeVisible();
  await lab.terminal.type('client', 'ping -c 1 192.168.65.10');
  await expect(lab.terminal.output).toContainText('1 received');
  await page.getByRole('button', { name: 'Hide the terminal' }).click();
  await page.getByRole('button', { name: /^Document:/ }).click();
  await page.getByRole('menuitem', { name: en.commands.new }).click();
  await expect(lab.terminal.input('host1')).toBeVisible();
});

test('the commands of the start card run in the terminal of host1', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.tab('client').click();
  const line = 'docker network ls';
  await lab.welcome.getByRole('button', { name: runName(line) }).click();
  await expect(lab.terminal.tab('host1')).toHaveAttribute('aria-selected', 'true');
  await expect(lab.terminal.output).toContainText(`host1$ ${line}`);
  await expect(lab.terminal.output).toContainText('NETWORK ID');
  await page.getByRole('button', { name: 'Hide the terminal' }).click();
  const run = 'docker run -d --name web -p 8080:80 nginx';
  await lab.welcome.getByRole('button', { name: runName(run) }).click();
  await expect(lab.terminal.output).toContainText(`host1$ ${run}`);
  await expect(lab.outline.getByRole('button', { name: 'web', exact: true })).toBeAttached();
  await expect(lab.welcome).toBeHidden();
});

test.describe('docker where there is none', () => {
  for (const place of ['client', 'router'])
    test(`at ${place} the page says where it runs, and runs the line there`, async ({ page }) => {
      const lab = new LabPage(page);
      await lab.open();
      if (place === 'router') await lab.terminal.open('router');
      await lab.terminal.type(place, 'docker ps --format {{.Names}}; echo $?');
      const { output } = lab.terminal;
      // The shell's own words and its exit code, and nothing between them.
      await expect(output).toContainText(/127\s*bash: docker: command not found/);
      const hint = output.getByRole('note');
      await expect(hint).toContainText('Docker runs on host1, not here.');
      await hint.getByRole('button', { name: /^Run docker ps .* on host1$/ }).click();
      await expect(lab.terminal.tab('host1')).toHaveAttribute('aria-selected', 'true');
      await expect(lab.terminal.output).toContainText('host1$ docker ps --format {{.Names}}; echo $?');
      await expect(lab.terminal.output.getByRole('note')).toHaveCount(0);
    });

  test('what is copied from the terminal is the tool’s alone', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const lab = new LabPage(page);
    await lab.open();
    await lab.terminal.type('client', 'docker ps');
    await expect(lab.terminal.output.getByRole('note')).toBeVisible();
    await page.getByRole('button', { name: en.terminal.copy }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe('client$ docker ps\nbash: docker: command not found\n');
  });
});

/** Opens an example from the gallery. */
async function openExample(page: Page, title: string): Promise<void> {
  await page.getByRole('application').press('g');
  await page.getByRole('dialog').getByRole('button', { name: title }).click();
}

/** Opens an example, runs what it offers next, and dismisses what it tells. */
async function expectTold(lab: LabPage, id: ExampleId): Promise<void> {
  const { page } = lab;
  await openExample(page, en.gallery[id].title);
  const strip = page.getByRole('region', { name: en.gallery[id].title, exact: true });
  await expect(strip).toContainText(en.gallery[id].caption, { timeout: 20_000 });
  await expect(strip).toContainText(en.gallery[id].next);
  await expect(lab.timeline.button('pause')).toBeVisible();
  const { next } = exampleOf(id);
  await strip.getByRole('button', { name: runName(next.map(({ line }) => line).join('; ')) }).click();
  for (const { place, line } of next) {
    const name = place.split('/').at(-1) ?? place;
    await expect(lab.terminal.tab(name)).toBeVisible();
    if (place === next.at(-1)?.place) await expect(lab.terminal.output).toContainText(`${name}$ ${line}`);
  }
  await expect(strip).toBeVisible();
  await strip.getByRole('button', { name: en.controls.dismiss }).click();
  await expect(strip).toBeHidden();
}

for (const half of [0, 1])
  test(`each example tells what it shows, and what to try next (${half + 1} of 2)`, async ({ page }) => {
    test.setTimeout(240_000);
    const lab = new LabPage(page);
    await lab.open();
    for (const id of exampleIds.filter((_id, at) => at % 2 === half))
      await test.step(en.gallery[id].title, () => expectTold(lab, id));
  });

test('the default bridge plays its failure first, and then what works', async ({ page }) => {
  const lab = new LabPage(page);
  const why = new Why(page);
  await lab.open();
  const { title } = en.gallery.default;
  await openExample(page, title);
  await lab.timeline.button('toEnd').click();
  await expect(why.banner).toContainText(Why.sentence('name-default-bridge'));
  await page
    .getByRole('region', { name: title, exact: true })
    .getByRole('button', { name: runName('curl -s -m 2 http://172.17.0.2') })
    .click();
  await expect(why.banner).toBeHidden();
  await expect(lab.terminal.output).toContainText('Welcome to nginx!');
});

test('what an example tells goes with its lab', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const { title } = en.gallery.published;
  await openExample(page, title);
  const strip = page.getByRole('region', { name: title, exact: true });
  await expect(strip).toBeVisible();
  await page.getByRole('button', { name: /^Document:/ }).click();
  await page.getByRole('menuitem', { name: en.commands.new }).click();
  await expect(strip).toBeHidden();
  await expect(lab.welcome).toBeVisible();
});

test.describe('in Korean', () => {
  test.use({ locale: 'ko-KR' });

  test('the start card, the examples and the hint speak it too', async ({ page }) => {
    const id: ExampleId = 'default';
    await page.goto('./');
    const card = page.getByRole('region', { name: ko.welcome.title });
    await card.getByRole('button', { name: ko.welcome.run.replace('{{line}}', 'docker network ls') }).click();
    await expect(page.getByRole('log')).toContainText('NETWORK ID');
    await page.getByRole('tab', { name: 'client' }).click();
    const input = page.getByRole('textbox', { name: ko.terminal.input.replace('{{place}}', 'client') });
    await input.fill('docker ps');
    await input.press('Enter');
    await expect(page.getByRole('note')).toContainText(ko.terminal.dockerAt.replace('{{host}}', 'host1'));
    await openExample(page, ko.gallery[id].title);
    const strip = page.getByRole('region', { name: ko.gallery[id].title, exact: true });
    await expect(strip).toContainText(ko.gallery[id].caption);
    await expect(strip).toContainText(ko.gallery[id].next);
  });
});

test.describe('a link', () => {
  const commands = [{ place: 'host1', line: 'docker run -d --name linked nginx' }];
  const link = `./#${fragmentOf({ name: 'Linked', history: { seed: 1, commands }, positions: {} })}`;

  for (const { name, from } of [
    { name: 'the page opens with it', from: undefined },
    { name: 'the page is open', from: './' },
  ])
    test(`shows that it loads, never the start card: ${name}`, async ({ page }) => {
      const lab = new LabPage(page);
      const loading = page.getByRole('status').filter({ hasText: en.controls.opening });
      if (from !== undefined) {
        await page.goto(from);
        await expect(lab.welcome).toBeVisible();
      }
      // What keeps and reads documents is slow to come.
      let come: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (come = resolve));
      await page.route(/keeping-[\w-]+\.js$/, async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(link);
      await expect(loading).toBeVisible();
      await expect(lab.welcome).toBeHidden();
      come();
      await expect(lab.outline.getByRole('button', { name: 'linked', exact: true })).toBeAttached();
      await expect(loading).toBeHidden();
      await expect(lab.welcome).toBeHidden();
    });
});

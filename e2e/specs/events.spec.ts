import { expect, type Locator } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

const number = (text: string | null): number => Number(/\d+/.exec(text ?? '')?.[0]);

test('the list of events, its filters and its keys: one hop everywhere', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  for (const line of ['docker network create shop', 'docker run -d --name web --network shop nginx'])
    await lab.terminal.type('host1', line);
  await lab.terminal.type('host1', 'docker exec web curl -s http://web');
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.tellAs('hops');
  await lab.timeline.rewind();
  const count = Number(await lab.timeline.slider.getAttribute('aria-valuemax'));
  await page.getByRole('button', { name: en.events.show }).click();
  const grid = page.getByRole('treegrid', { name: en.events.label });
  const chosen = grid.getByRole('row', { selected: true });
  const expectAt = async (hop: Locator) => {
    const at = number(await hop.getByRole('gridcell').first().textContent());
    await expect(lab.inspector.title).toHaveText(new RegExp(`^Hop ${at} of ${count}`));
    await expect(lab.timeline.slider).toHaveAttribute('aria-valuenow', String(at));
  };

  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
  await expectAt(chosen);
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await expect(lab.inspector.title).toHaveText(new RegExp(`^Hop 2 of ${count}`));
  await expectAt(chosen);
  await page.keyboard.press('End');
  await expectAt(chosen);
  await expect(lab.timeline.slider).toHaveAttribute('aria-valuenow', String(count));
  expect(await grid.getByRole('row').count()).toBeLessThan(Math.min(count, 40));

  await page.getByRole('group', { name: en.events.protocols }).getByRole('button', { name: 'DNS' }).click();
  await page.getByRole('group', { name: en.events.stages }).getByRole('button', { name: 'netfilter' }).click();
  await grid.focus();
  await page.keyboard.press('Home');
  await expect(chosen).toContainText('DNS');
  await expect(chosen).toContainText(/nat|filter/);
  await expectAt(chosen);
  await grid
    .getByRole('row', { name: /DNAT|rewrites its destination/ })
    .first()
    .click();
  await expect(lab.inspector.section('Matched rule')).toContainText('-j DNAT');

  // Two questions and a request: each a flow of its own.
  const flows = page.getByRole('group', { name: en.events.flows });
  await expect(flows.getByRole('button')).toHaveCount(3);
  await flows.getByRole('button', { name: 'Flow 3' }).click();
  await expect(page.getByText(en.events.none)).toBeVisible();
});

test('a moment in the list opens to its hops', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('client', 'ping -c 1 192.168.65.10');
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.rewind();
  const count = Number(await lab.timeline.slider.getAttribute('aria-valuemax'));
  await page.getByRole('button', { name: en.events.show }).click();
  const list = page.getByRole('treegrid', { name: en.events.label });
  const chosen = list.getByRole('row', { selected: true });
  await expect(list.getByRole('row', { expanded: false })).toHaveCount(count);
  await expect(chosen).toContainText('client sends an echo request to 192.168.65.10.');

  await list.focus();
  await page.keyboard.press('ArrowDown');
  await expect(lab.inspector.title).toHaveText(`Moment 2 of ${count}`);
  await page.keyboard.press('ArrowRight');
  await expect(list.getByRole('row', { expanded: true })).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(chosen).not.toHaveAttribute('aria-expanded');
  await expect(lab.inspector.title).toHaveText(`Moment 2 of ${count}`);
  await page.keyboard.press('ArrowLeft');
  await expect(chosen).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(list.getByRole('row', { expanded: true })).toHaveCount(0);

  await list
    .getByRole('row', { name: /answer/ })
    .last()
    .click();
  await expect(lab.inspector.title).toHaveText(`Moment ${count} of ${count}`);
});

test('the LAN is a switch, one step of every hop, and hosts that are not drawn are not told of', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('client', 'ping -c 1 192.168.65.10');
  await expect(page.getByRole('application')).toBeVisible(); // the picture says which steps it does not tell apart
  await expect(lab.timeline.slider).toBeVisible();
  const told = await lab.timeline.tellAll('hops');
  const places = told.map((text) => /, (\w+)\. /.exec(text)?.[1]);
  expect(places).toContain('LAN');
  expect(places.filter((place, at) => place === 'LAN' && places[at - 1] === 'LAN')).toEqual([]);
  expect(told.join('\n')).not.toMatch(/host2|p-\w+/);

  await lab.timeline.rewind();
  await page.getByRole('button', { name: en.events.show }).click();
  const list = page.getByRole('treegrid', { name: en.events.label });
  const inLan = list.getByRole('row', { expanded: false }).filter({ hasText: /LAN/ });
  await inLan.first().click();
  await expect(list.getByRole('row', { expanded: true })).toContainText('switch of the LAN');
  await expect(list).not.toContainText(/host2|p-\w+/);
});

test('every speed from a quarter to four times', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'ping -c 1 192.168.65.50');
  for (const speed of [1, 2, 4, 0.25, 0.5, 1])
    await page.getByRole('button', { name: en.timeline.speed.replace('{{speed}}', String(speed)) }).click();
  for (const [key, speed] of [
    [']', 4],
    ['[', 2],
    ['[', 1],
  ] as const) {
    await page.getByRole('application').press(key);
    await expect(
      page.getByRole('button', { name: en.timeline.speed.replace('{{speed}}', String(speed)) }),
    ).toBeVisible();
  }
});

import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

/** What each moment of a request to a published port says, in short. */
const SENTENCES = [
  /opens a TCP connection to 192\.168\.65\.10:8080/,
  /who has 192\.168\.65\.10\. host1 answers/,
  /turns 192\.168\.65\.10:8080 into 172\.17\.0\.2:80 \(DNAT\)/,
  /host1 lets the packet through/,
  /who has 172\.17\.0\.2\. web answers/,
  /docker0 sends the frame out of veth\w+, towards web/,
  /nginx on web listens on TCP port 80/,
  /SYN-ACK comes back/,
  /answers with status 200/,
  /close the connection/,
];

/** A request from the LAN to a published port, at its first moment. */
async function openRequest(page: Page): Promise<LabPage> {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web -p 8080:80 nginx');
  await lab.terminal.type('client', 'curl -s http://192.168.65.10:8080/');
  await expect(page.getByRole('application')).toBeVisible(); // the picture says which steps it does not tell apart
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.rewind();
  return lab;
}

test('a request is a dozen moments: each is a step with a sentence', async ({ page }) => {
  const { timeline, inspector } = await openRequest(page);
  expect(SENTENCES.length).toBeLessThanOrEqual(12);
  await expect(timeline.slider).toHaveAttribute('aria-valuemax', String(SENTENCES.length));
  for (const [index, sentence] of SENTENCES.entries()) {
    await expect(timeline.caption).toHaveText(sentence);
    await expect(inspector.title).toHaveText(`Moment ${index + 1} of ${SENTENCES.length}`);
    await expect(inspector.root).toContainText(sentence);
    await expect(inspector.root.getByRole('heading', { level: 3, name: /^Hop \d+ of \d+/ })).toBeVisible();
    await expect(timeline.slider).toHaveAttribute('aria-valuetext', sentence);
    await expect(page.getByRole('status').filter({ hasText: sentence })).toHaveCount(1);
    await timeline.button('forward').click();
  }
  await timeline.button('back').click();
  await expect(timeline.caption).toHaveText(SENTENCES.at(-2) ?? '');
});

test('the grain goes to every hop and back, and stays at its hop', async ({ page }) => {
  const { timeline, inspector } = await openRequest(page);
  await timeline.button('forward').click();
  await timeline.button('forward').click();
  await expect(timeline.caption).toHaveText(SENTENCES[2] ?? '');
  await timeline.tellAs('hops');
  await expect(inspector.title).toHaveText(/^Hop \d\d+ of \d{3}/);
  await expect(inspector.root).toContainText('rewrites its destination to 172.17.0.2:80');
  await expect(timeline.caption).toContainText('rewrites its destination to 172.17.0.2:80');
  expect(Number(await timeline.slider.getAttribute('aria-valuemax'))).toBeGreaterThan(100);
  await timeline.tellAs('packets');
  await expect(timeline.slider).toHaveAttribute('aria-valuetext', /^Packet \d+ of \d\d,/);
  await timeline.tellAs('story');
  await expect(inspector.title).toHaveText(`Moment 3 of ${SENTENCES.length}`);

  await timeline.tellAs('packets');
  await page.reload();
  await expect(timeline.grain).toHaveValue('packets');
});

test('keys step by moment, packet and hop whatever the grain', async ({ page }) => {
  const { timeline, inspector } = await openRequest(page);
  const hop = async () => {
    const title = inspector.root.getByRole('heading', { name: /^Hop \d+ of/ });
    return Number(/\d+/.exec((await title.textContent()) ?? '')?.[0]);
  };
  await timeline.slider.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(hop).toBe(2);
  await page.keyboard.press('l');
  await expect(timeline.caption).toHaveText(SENTENCES[1] ?? '');
  await page.keyboard.press('ArrowRight');
  await expect(timeline.caption).toHaveText(SENTENCES[2] ?? '');
  await page.keyboard.press('j');
  await expect(timeline.caption).toHaveText(SENTENCES[1] ?? '');
  await timeline.tellAs('hops');
  await timeline.slider.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('l');
  const moment = await hop();
  expect(moment).toBeGreaterThan(2);
  await page.keyboard.press('.');
  await expect.poll(hop).toBeGreaterThan(moment);
  await page.keyboard.press(',');
  await expect.poll(hop).toBeLessThanOrEqual(moment);

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: en.shortcuts.title });
  for (const label of [en.timeline.by.momentOn, en.timeline.by.packetOn, en.timeline.by.hopOn])
    await expect(sheet.getByText(label, { exact: true })).toBeVisible();
});

test('in the Overview what happens inside one box is one step', async ({ page }) => {
  const lab = await openRequest(page);
  const { slider } = lab.timeline;
  const steps = async (grain: 'packets' | 'hops') => {
    await lab.timeline.tellAs(grain);
    return Number(await slider.getAttribute('aria-valuemax'));
  };
  const [packets, hops] = [await steps('packets'), await steps('hops')];
  await page.getByRole('application').press('1');
  await expect.poll(() => steps('hops')).toBeLessThan(hops / 1.5);
  expect(await steps('packets')).toBeLessThanOrEqual(packets);

  const told = await lab.timeline.tellAll('hops');
  const rewriting = told.findIndex((text) => text.includes('rewrites its destination to 172.17.0.2:80'));
  expect(told[rewriting - 1]).toMatch(/, host1\. .*arrives at host1 on eth0/);
  expect(told[rewriting + 1]).not.toMatch(/netfilter|PREROUTING|FORWARD/);
  await page.getByRole('application').press('2');
  await expect(slider).toHaveAttribute('aria-valuemax', String(hops));
});

test('what comes next is the next step, and the larger keys of the slider go by the grain above', async ({ page }) => {
  const { timeline, inspector } = await openRequest(page);
  const next = (text: string) => expect(inspector.root.getByText(`${en.hop.next.lead} ${text}`)).toBeVisible();
  await next('client looks for a MAC address');
  await timeline.slider.focus();
  await page.keyboard.press('PageUp');
  await expect(timeline.caption).toHaveText(SENTENCES[1] ?? '');
  await next('NAT on host1');
  await page.keyboard.press('PageDown');
  await expect(timeline.caption).toHaveText(SENTENCES[0] ?? '');

  await timeline.tellAs('packets');
  await timeline.rewind();
  await expect(timeline.caption).toHaveText(/^ARP request goes from client to/);
  await next('ARP reply from host1');
  await expect(inspector.title).toHaveText(/^Packet 1 of \d+$/);
  await expect(inspector.root).toContainText('ARP request goes from client to');
  await timeline.tellAs('hops');
  await timeline.rewind();
  await timeline.slider.focus();
  await page.keyboard.press('PageUp');
  await timeline.tellAs('packets');
  await expect(timeline.slider).toHaveAttribute('aria-valuenow', '2');
  await timeline.button('toEnd').click();
  await expect(inspector.root.getByText(en.hop.next.end)).toBeVisible();
});

test('a term in the caption explains itself; one Tab stop leads to all of its terms', async ({ page }) => {
  const { timeline } = await openRequest(page);
  const terms = timeline.caption.getByRole('button');
  await expect(terms.nth(1)).toBeVisible();
  await terms.first().focus();
  await expect(page.getByRole('tooltip')).toContainText('TCP');
  await page.keyboard.press('ArrowRight');
  await expect(terms.nth(1)).toBeFocused();
  await expect(timeline.caption).toHaveText(SENTENCES[0] ?? '');
  expect(await terms.evaluateAll((all) => all.filter((term) => (term as HTMLElement).tabIndex === 0).length)).toBe(1);
});

test('a click on a mark selects its hop', async ({ page }) => {
  const { timeline } = await openRequest(page);
  const box = await timeline.slider.boundingBox();
  if (box === null) throw new Error('there is no track');
  for (const index of [2, 6, 9]) {
    await page.mouse.click(box.x + ((index + 0.5) * (box.width - 10)) / SENTENCES.length, box.y + 30);
    await expect(timeline.caption).toHaveText(SENTENCES[index] ?? '');
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the moment is told in one line under the picture', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open();
    await lab.terminal.type('host1', 'docker run -d --name web nginx; curl -s 172.17.0.2');
    const { caption } = lab.timeline;
    await lab.timeline.rewind();
    await expect(caption).toBeInViewport({ ratio: 1 });
    await expect(caption).toHaveText(/opens a TCP connection/);
    await expect(caption).toHaveAttribute('title', /opens a TCP connection/);
    const [line, picture] = await Promise.all([caption.boundingBox(), page.getByRole('main').boundingBox()]);
    expect(line?.height).toBeLessThan(40);
    expect(line?.y).toBeGreaterThanOrEqual((picture?.y ?? 0) + (picture?.height ?? 0) - 1);
    await lab.timeline.tellAs('hops');
    await expect(caption).not.toBeEmpty();

    await lab.timeline.tellAs('story');
    await lab.timeline.button('forward').tap();
    const whole = page.getByRole('button', { name: en.timeline.wholeCaption });
    await whole.tap();
    const unfolded = await caption.boundingBox();
    expect(unfolded?.height).toBeGreaterThan((line?.height ?? 0) * 1.5);
    expect(await caption.evaluate((text) => text.scrollWidth <= text.clientWidth)).toBe(true);
    expect(await page.getByRole('main').boundingBox()).toEqual(picture);
    await whole.tap();
    expect((await caption.boundingBox())?.height).toBe(line?.height);
  });
});

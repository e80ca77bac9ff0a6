import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { drop } from '../pages/files.ts';
import { kept } from '../pages/kept.ts';
import { LabPage } from '../pages/lab-page.ts';
import { ShareDialog } from '../pages/share-dialog.ts';
import { test } from '../test.ts';

// Several pages and long histories: a busy machine needs its time.
test.describe.configure({ timeout: 90_000 });

async function shop(page: Page): Promise<LabPage> {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker network create shop');
  await lab.terminal.type('host1', 'docker run -d --name web --network shop -p 8080:80 nginx');
  await lab.terminal.type('client', 'curl -sI http://192.168.65.10:8080/');
  await lab.timeline.slider.waitFor();
  return lab;
}

test('a link opens the same lab elsewhere, in another language too', async ({ page, browser, baseURL }) => {
  await shop(page);
  const share = new ShareDialog(page);
  await share.open();
  const link = await share.link.inputValue();
  expect(link).toMatch(/#v1=[\w-]+$/);

  const context = await browser.newContext({ locale: 'ko-KR', ...(baseURL !== undefined && { baseURL }) });
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole('navigation')).toContainText('web');
  await expect(other.getByRole('navigation')).toContainText('shop');
  await context.close();
});

test('a moment opens at its hop', async ({ page, context }) => {
  const lab = await shop(page);
  await lab.timeline.goTo(/rewrites its destination/);
  const hop = await lab.timeline.slider.getAttribute('aria-valuetext');
  const share = new ShareDialog(page);
  await share.open();
  await share.atThisHop.check();
  const other = await context.newPage();
  await other.goto(await share.link.inputValue());
  await expect(new LabPage(other).timeline.slider).toHaveAttribute('aria-valuetext', hop ?? '');
});

test('a spoilt link says so and leaves the lab alone', async ({ page }) => {
  const lab = await shop(page);
  for (const [fragment, notice] of [
    ['#v1=AAAA', en.notice.damaged],
    ['#v7=AAAA', en.notice.newer],
    ['#chapter-2', en.notice.foreign],
  ] as const) {
    await page.evaluate((hash) => (location.hash = hash), fragment);
    await expect(page.getByRole('status').filter({ hasText: notice })).toBeVisible();
    await expect(lab.outline).toContainText('web');
  }
  await kept(page, { commands: 3 });
  await page.goto('about:blank');
  await page.goto('./#v1=AAAA');
  await expect(page.getByRole('status').filter({ hasText: en.notice.damaged })).toBeVisible();
  await expect(lab.outline).toContainText('web');
});

test('files save and open again', async ({ page }) => {
  const lab = await shop(page);
  const share = new ShareDialog(page);
  await share.open();
  const scenario = await share.save('scenario');
  expect(scenario.name).toBe('hopscope.scenario');
  expect(scenario.text).toContain('host1$ docker run -d --name web --network shop -p 8080:80 nginx\nclient$ curl');
  const json = await share.save('json');
  expect((await share.save('script')).text).toContain('\ndocker network create shop\n');
  expect((await share.save('mermaid')).text).toContain('flowchart');
  const capture = await share.save('capture');
  expect(capture.name).toBe('hopscope.pcapng');
  expect(capture.text).toContain('HEAD / HTTP/1.1');
  const trace = await share.save('trace');
  expect(trace.name).toBe('hopscope.txt');
  expect(trace.text).toContain('client$ curl -sI http://192.168.65.10:8080/');
  expect(trace.text).toMatch(/^Moment 1 of \d+ · client · 0\.000 ms\nclient opens a TCP connection/m);
  expect(trace.text).not.toContain('nat PREROUTING · host1');
  expect(trace.text).toContain('Transmission Control Protocol, Src Port');
  await share.close();

  for (const { path } of [scenario, json]) {
    const documentMenu = page.getByRole('button', { name: /^Document:/ });
    await documentMenu.click();
    await page.getByRole('menuitem', { name: en.commands.new }).click();
    await expect(lab.outline).not.toContainText('shop');
    await documentMenu.click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: en.share.open }).click();
    await (await chooser).setFiles(path);
    await expect(lab.outline).toContainText('shop');
  }
});

test('pictures are of the whole lab, in its theme, and open it again', async ({ page }) => {
  const lab = await shop(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const share = new ShareDialog(page);
  await share.open();
  const svg = await share.save('svg');
  const png = await share.save('png');
  await share.close();
  expect(svg.name).toBe('hopscope.svg');
  const seen = await page.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
    const kinds = new Set([...picture.querySelectorAll('*')].map(({ localName }) => localName));
    const texts = [...picture.querySelectorAll('text')].map(({ textContent }) => textContent);
    return { kinds: [...kinds].sort(), texts, ground: picture.querySelector('rect')?.getAttribute('fill') };
  }, svg.text);
  expect(seen.kinds).toEqual(['circle', 'metadata', 'path', 'rect', 'style', 'svg', 'text']);
  expect(seen.texts).toEqual(expect.arrayContaining(['web', 'shop', 'client', '8080→80', 'docker0']));
  expect(seen.ground).toBe('#0f1218');

  for (const { path } of [svg, png]) {
    const documentMenu = page.getByRole('button', { name: /^Document:/ });
    await documentMenu.click();
    await page.getByRole('menuitem', { name: en.commands.new }).click();
    await expect(lab.outline).not.toContainText('shop');
    await documentMenu.click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: en.share.open }).click();
    await (await chooser).setFiles(path);
    await expect(lab.outline).toContainText('shop');
  }
});

test('a file that is dropped opens; one that is not ours changes nothing', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await drop(page, 'two.scenario', 'hosts: host1\nhost1$ docker run -d --name dropped nginx\n');
  await expect(lab.outline).toContainText('dropped');
  await drop(page, 'letter.txt', '<img src=x onerror="document.title=1">');
  await expect(page.getByRole('status').filter({ hasText: en.notice.foreign })).toContainText('letter.txt');
  await expect(lab.outline).toContainText('dropped');
});

test('the dialog has a QR code, small and large, and axe finds nothing', async ({ page }) => {
  await shop(page);
  const share = new ShareDialog(page);
  await share.open();
  await share.dialog.getByRole('button', { name: en.share.qr }).click();
  const code = share.dialog.getByRole('img', { name: en.share.qrLabel });
  const before = await code.boundingBox();
  await share.dialog.getByRole('button', { name: en.share.qrLarge }).click();
  await expect.poll(async () => (await code.boundingBox())?.width ?? 0).toBeGreaterThan((before?.width ?? 0) * 1.5);
  await expectAccessible(page);
});

import { expect, type Page } from '@playwright/test';
import { fragmentOf } from '../../src/formats/link.ts';
import { en } from '../../src/i18n/en.ts';
import { kept } from '../pages/kept.ts';
import { LabPage } from '../pages/lab-page.ts';
import { serve } from '../pages/server.ts';
import { ShareDialog } from '../pages/share-dialog.ts';
import { test } from '../test.ts';

// Several pages and long histories: a busy machine needs its time.
test.describe.configure({ timeout: 90_000 });

const fragment = fragmentOf({
  name: 'A shop',
  history: {
    seed: 1,
    commands: [
      { place: 'host1', line: 'docker run -d --name web -p 8080:80 nginx' },
      { place: 'client', line: 'curl -sI http://192.168.65.10:8080/' },
    ],
  },
  positions: {},
});

/** A page of somebody else's with Hopscope in a frame; it keeps what it is told. */
async function lecture(page: Page, address: string): Promise<void> {
  const body = `<!doctype html><title>Lecture</title><script>
    const told = [];
    addEventListener('message', ({ data }) => told.push(data));
    const ask = (request) => document.querySelector('#lab').contentWindow.postMessage(request, '*');
    </script><iframe id="lab" title="Lab" src="${address}" width="900" height="560"></iframe>`;
  const { url, close } = await serve((_request, response) => response.setHeader('content-type', 'text/html').end(body));
  page.once('close', close);
  await page.goto(url);
}

interface Talk {
  readonly told: readonly Record<string, unknown>[];
  readonly ask: (request: object) => void;
}

const told = (page: Page) => page.evaluate('told') as unknown as Promise<Talk['told']>;
const ask = (page: Page, request: object) => page.evaluate(`ask(${JSON.stringify(request)})`);

test('the frame plays, steps, and leads to the whole page', async ({ page, baseURL, context }) => {
  await lecture(page, `${baseURL}?embed=1#${fragment}`);
  const frame = page.frameLocator('#lab');
  await expect(frame.getByRole('navigation')).toContainText('web');
  await expect(frame.getByRole('toolbar')).toHaveCount(0);
  await expect(frame.getByText('Moment 1 of')).toBeVisible();
  await frame.getByRole('button', { name: en.timeline.forward }).click();
  await expect(frame.getByText('Moment 2 of')).toBeVisible();
  await frame.getByRole('button', { name: en.timeline.play }).click();
  await expect(frame.getByText(/Moment ([3-9]|\d\d) of/)).toBeVisible();
  await frame.getByRole('button', { name: en.timeline.pause }).click();

  const opened = context.waitForEvent('page');
  await frame.getByRole('link', { name: en.embed.open }).click();
  const whole = new LabPage(await opened);
  await expect(whole.outline).toContainText('web');
  await expect(whole.page.getByRole('button', { name: 'Document: A shop' })).toBeVisible();
});

test('the page around loads, steps and is told; nobody else is', async ({ page, baseURL }) => {
  await lecture(page, `${baseURL}?embed=1`);
  const frame = page.frameLocator('#lab');
  await expect.poll(() => told(page)).toEqual([{ hopscope: 'ready', version: 1 }]);

  // Another window of the same page is not the one around the frame.
  await page.evaluate(() => {
    const other = document.body.appendChild(document.createElement('iframe'));
    const script = other.contentDocument?.createElement('script');
    if (script === undefined) return;
    script.textContent = `parent.frames[0].postMessage({ hopscope: 'load', text: 'host1$ docker run -d --name sly nginx' }, '*')`;
    other.contentDocument?.body.append(script);
  });
  await ask(page, { hopscope: 'load', link: `https://elsewhere.example/#${fragment}` });
  await expect.poll(() => told(page)).toContainEqual(expect.objectContaining({ event: 'loaded', commands: 2 }));
  await expect(frame.getByRole('navigation')).toContainText('web');
  await expect(frame.getByRole('navigation')).not.toContainText('sly');

  await ask(page, { hopscope: 'step', hops: 1 });
  await expect
    .poll(() => told(page))
    .toContainEqual(expect.objectContaining({ event: 'hop', hop: 1, place: 'client', playing: false }));
  await ask(page, { hopscope: 'step', to: 4 });
  await expect.poll(() => told(page)).toContainEqual(expect.objectContaining({ event: 'hop', hop: 4 }));
  await ask(page, { hopscope: 'step', to: 0 });
  await ask(page, { hopscope: 'step', moments: 2 });
  await expect(frame.getByText('Moment 3 of')).toBeVisible();
  await expect
    .poll(() => told(page))
    .toContainEqual(
      expect.objectContaining({ event: 'hop', step: 2, text: expect.stringContaining('changes the destination') }),
    );
  await ask(page, { hopscope: 'step' });
  await expect(frame.getByText('Moment 4 of')).toBeVisible();
  await ask(page, { hopscope: 'load', text: '#v1=AAAA' });
  await expect.poll(() => told(page)).toContainEqual({ hopscope: 'event', event: 'failed', reason: 'damaged' });
  await expect(frame.getByRole('navigation')).toContainText('web');
});

test('the frame tells why it fails, when the story gets there, and mends it', async ({ page, baseURL }) => {
  await lecture(page, `${baseURL}?embed=1`);
  await expect.poll(() => told(page)).toHaveLength(1);
  const text = [
    'host1$ docker run -d --name web -p 8080:80 nginx',
    'host1$ iptables -I DOCKER-USER -p tcp -j DROP',
    'client$ curl -s -m 1 http://192.168.65.10:8080/',
  ].join('\n');
  await ask(page, { hopscope: 'load', text });
  const frame = page.frameLocator('#lab');
  const reason = frame.getByRole('region', { name: en.why.failed });
  await expect(frame.getByText('Moment 1 of')).toBeVisible();
  await expect(reason).toBeHidden();
  await ask(page, { hopscope: 'step', moments: 20 });
  await expect(reason).toContainText('DOCKER-USER');
  const picture = frame.getByRole('application');
  await picture.press('a');
  await expect(reason).toContainText(en.why.hidden);
  await expect(reason).not.toContainText('DOCKER-USER');
  await picture.press('a');
  await reason.getByRole('button', { name: /^Fix: iptables -D/ }).click();
  await reason.getByRole('button', { name: en.why.again }).click();
  await expect(reason).toBeHidden();
});

test('the snippet of the share dialog shows the lab; the frame keeps nothing in the browser', async ({
  page,
  baseURL,
}) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name mine nginx');
  await expect(lab.outline).toContainText('mine');
  await kept(page, { commands: 1 });
  const share = new ShareDialog(page);
  await share.open();
  const snippet = await share.dialog.getByRole('textbox', { name: en.share.embed }).inputValue();
  const address = /src="([^"]+)"/.exec(snippet)?.[1] ?? '';
  expect(address).toContain(`${baseURL}?embed=1#v1=`);
  await lecture(page, address);
  await expect(page.frameLocator('#lab').getByRole('navigation')).toContainText('mine');
  await ask(page, { hopscope: 'load', text: 'host1$ docker run -d --name other nginx' });
  await expect(page.frameLocator('#lab').getByRole('navigation')).toContainText('other');

  await page.goto(baseURL ?? '');
  await expect(lab.outline).toContainText('mine');
});

import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { watch } from '../pages/watch.ts';
import { test } from '../test.ts';

const RUN = 'docker run -d --name web -p 8080:80 nginx';
const CURL = 'curl -s -m 2 http://192.168.65.10:8080';

/** The way of a published port's request and of its answer, as the hops tell it. */
async function expectPublishedRequest(lab: LabPage): Promise<void> {
  const told = await lab.timeline.tellAll();
  const after = (start: number, pattern: RegExp): number => {
    const at = told.findIndex((text, index) => index >= start && pattern.test(text));
    expect(at, `no hop after ${start} says ${pattern}\n${told.join('\n')}`).toBeGreaterThanOrEqual(0);
    return at;
  };
  let at = after(0, /out of eth0, client/);
  at = after(at, /in at eth0, host1/);
  at = after(at, /nat PREROUTING, host1\. .*chain DOCKER rewrites its destination to 172\.17\.0\.2:80/);
  at = after(at, /out of docker0, host1/);
  at = after(at, /out of veth\w+, host1/);
  at = after(at, /in at eth0, web/);
  at = after(at, /out of eth0, web/);
  at = after(at, /undoes the address translation/);
  at = after(at, /out of eth0, host1/);
  after(at, /in at eth0, client/);
}

test('through the page alone: a container with a published port, and a request to it', async ({ page, baseURL }) => {
  const { complaints, elsewhere } = watch(page, baseURL ?? '');
  const lab = new LabPage(page);
  await lab.open();

  const container = await lab.addContainer();
  await container.image.fill('nginx');
  await container.name.fill('web');
  await container.publish(1, '8080', '80');
  await expect(container.command).toContainText(RUN);
  await container.run();
  await expect(container.root).toBeHidden();

  const send = await lab.send();
  await send.from.selectOption('client');
  await send.to.selectOption('host1');
  await expect(send.address).toHaveValue('192.168.65.10');
  await expect(send.port).toHaveValue('8080');
  await expect(send.command).toContainText(CURL);
  await send.run();
  await expect(send.root).toBeHidden();

  await expect(lab.timeline.button('pause')).toBeVisible();
  await expectPublishedRequest(lab);

  await expect(lab.terminal.output).toContainText(`client$ ${CURL}`);
  await expect(lab.terminal.output).toContainText('Welcome to nginx!');
  await lab.terminal.tab('host1').click();
  await expect(lab.terminal.output).toContainText(`host1$ ${RUN}`);
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('by typing: the same commands, the same story', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', RUN);
  await expect(lab.terminal.output).toContainText(/[0-9a-f]{64}/);
  await lab.terminal.type('client', CURL);
  await expect(lab.terminal.output).toContainText('Welcome to nginx!');
  await expectPublishedRequest(lab);
});

test('stepping back and forth changes what the inspector shows', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('button', { name: 'Show me a request' }).click();
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.tellAs('hops');
  await lab.timeline.rewind();
  const titleAt = (hop: number) => expect(lab.inspector.title).toHaveText(new RegExp(`^Hop ${hop} of `));

  await titleAt(1);
  await lab.timeline.button('forward').click();
  await titleAt(2);
  await page.keyboard.press('ArrowRight');
  await titleAt(3);
  await page.keyboard.press('ArrowLeft');
  await titleAt(2);
  await lab.timeline.button('toEnd').click();
  await expect(lab.inspector.root).toContainText('This is where the story ends.');
  await lab.timeline.slider.focus();
  await page.keyboard.press('Home');
  await titleAt(1);
  await page.keyboard.press('Space');
  await expect(lab.timeline.button('pause')).toBeVisible();
  await expect(lab.inspector.title).toHaveText(/^Hop ([4-9]|\d\d+) of /);
});

test('the DNAT hop shows the rule and what it changed', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('button', { name: 'Show me a request' }).click();
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.goTo(/rewrites its destination/);

  await expect(lab.inspector.section('Matched rule')).toContainText('-j DNAT --to-destination 172.17.0.2:80');
  await expect(lab.inspector.layer('Transmission Control Protocol').getByRole('deletion')).toContainText('8080');
  await expect(lab.inspector.layer('Transmission Control Protocol').getByRole('insertion')).toContainText('80');
  await expect(lab.inspector.layer('Internet Protocol Version 4').getByRole('deletion')).toContainText('192.168.65.10');
  await expect(lab.inspector.layer('Internet Protocol Version 4').getByRole('insertion')).toContainText('172.17.0.2');
});

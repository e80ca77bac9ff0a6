/**
 * Frames per second of the picture, beside plain Cytoscape drawing the same elements in the same run:
 * npm run bench:graph [-- --json]. Exit code 1 when something is below its budget.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { browse } from './browsing.ts';
import { driven, gestureTime, type Gesture } from './frames.ts';
import { elementsOf, plainInput, plainPicture } from './plain.ts';
import { noteRate, report } from './report.ts';

const NETWORKS = 32;
/** Docker's own address pools end before the 32nd network. */
const networks = `for i in $(seq 1 ${NETWORKS}); do docker network create --subnet 10.$i.0.0/16 net$i; done`;
const CROWD = 12;
/** The first ones are on one network: a bridge that floods has ten other ports and more. */
const containers = (count: number) =>
  [
    `for i in $(seq 1 ${CROWD}); do docker run -d --name app$i --network net1 nginx; done`,
    `for i in $(seq ${CROWD + 1} ${count}); do docker run -d --name app$i --network net$((i % ${NETWORKS} + 1)) nginx; done`,
  ].join('; ');

async function open(browser: Browser, baseURL: string, count: number): Promise<LabPage> {
  const viewport = { width: 1280, height: 720 };
  // Keeping the page for use without a network takes the first visit's time once.
  const page = await browser.newPage({ baseURL, viewport, locale: 'en-US', serviceWorkers: 'block' });
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', networks);
  await lab.terminal.type('host1', containers(count));
  await lab.terminal.type('host1', 'echo all are $((1 + 1))');
  await lab.terminal.output.getByText('all are 2', { exact: true }).waitFor({ timeout: 240_000 });
  for (const panel of [en.inspector.hide, en.terminal.hide])
    await lab.page.getByRole('button', { name: panel }).click();
  await lab.page.waitForTimeout(3000);
  return lab;
}

/** Frames per second while each frame brings the next input, as from a hand: what takes long makes frames rare. */
const rate = (page: Page, gesture: Gesture | 'none', middle = { x: 0, y: 0 }, time = gestureTime): Promise<number> =>
  page.evaluate(driven, { gesture, middle, time });

/** Milliseconds for which the copies of a flood are under way at the least speed. */
const floodTime = 500;

async function gestureRate(page: Page, gesture: Gesture, middle: { x: number; y: number }): Promise<number> {
  await page.mouse.move(middle.x, middle.y);
  if (gesture === 'pan') await page.mouse.down();
  const fps = await rate(page, gesture, middle);
  if (gesture === 'pan') await page.mouse.up();
  await page.waitForTimeout(1000);
  return fps;
}

/** A free spot of the picture near its lower left corner. */
async function picture(lab: LabPage) {
  const box = await lab.page.getByRole('application').boundingBox();
  if (box === null) throw new Error('there is no picture');
  return { box, middle: { x: box.x + box.width / 2, y: box.y + box.height - 24 } };
}

async function besidePlain(browser: Browser, baseURL: string): Promise<void> {
  const lab = await open(browser, baseURL, 250);
  const { box, middle } = await picture(lab);
  const elements = await elementsOf(lab.page);
  const ours = { pan: await gestureRate(lab.page, 'pan', middle), zoom: await gestureRate(lab.page, 'zoom', middle) };

  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const cytoscape = createRequire(import.meta.url).resolve('cytoscape/dist/cytoscape.min.js');
  await page.setContent(`<div id="cy" style="width:${box.width}px;height:${box.height}px"></div>`);
  await page.addScriptTag({ content: readFileSync(cytoscape, 'utf8') });
  await page.evaluate(plainPicture, plainInput(elements));
  await page.waitForTimeout(2000);
  const at = { x: box.width / 2, y: box.height - 24 };
  const plain = { pan: await gestureRate(page, 'pan', at), zoom: await gestureRate(page, 'zoom', at) };
  await page.close();

  for (const gesture of ['pan', 'zoom'] as const) {
    const what = gesture === 'pan' ? 'panning by dragging' : 'zooming by wheel';
    noteRate(`250 containers on 32 networks, ${what}`, ours[gesture], 'fps', 30);
    noteRate(`250 containers on 32 networks, ${what}: plain Cytoscape`, plain[gesture], 'fps');
    noteRate(`250 containers on 32 networks, ${what}: times plain Cytoscape`, ours[gesture] / plain[gesture], 'x', 6);
  }
  await packets(lab);
  await lab.page.close();
}

/** A question that a bridge sends out of all its ports, played slowly while the copies are under way. */
async function packets(lab: LabPage): Promise<void> {
  const { page, timeline } = lab;
  await page.getByRole('button', { name: en.controls.showTerminal }).click();
  await lab.terminal.type('host1', 'docker exec app1 ping -c 1 10.1.0.13');
  await timeline.slider.waitFor({ timeout: 60_000 });
  for (const speed of [1, 2, 4])
    await page.getByRole('button', { name: en.timeline.speed.replace('{{speed}}', String(speed)) }).click();
  const rates: number[] = [];
  for (let i = 0; i < 6; i++) {
    await timeline.goTo(/out of every other port/);
    await timeline.button('play').click();
    rates.push(await rate(page, 'none', undefined, floodTime));
    await timeline.button('pause').click();
  }
  const mean = rates.reduce((sum, each) => sum + each, 0) / rates.length;
  noteRate('250 containers on 32 networks, 10 packets moving', mean, 'fps', 45);
}

async function thousand(browser: Browser, baseURL: string): Promise<void> {
  const lab = await open(browser, baseURL, 1000);
  const { middle } = await picture(lab);
  noteRate('1,000 containers, panning by dragging', await gestureRate(lab.page, 'pan', middle), 'fps', 15);
  await lab.page.close();
}

// A screen's 60 frames a second would hide by how much the quicker side is quicker.
const { browser, url, close } = await browse(process.env['HOPSCOPE_DIST'] ?? 'dist', [
  '--disable-gpu',
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
]);
await besidePlain(browser, url);
if (!process.argv.includes('--quick')) await thousand(browser, url);
await close();
report();

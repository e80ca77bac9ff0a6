/**
 * Whether the page holds for hours: very many containers, commands and lines, and nothing left behind:
 * npm run bench:hours [-- --json | --compare FILE]. Exit code 1 when something is over its budget.
 */
import type { Browser, CDPSession, Page } from '@playwright/test';
import { drop } from '../pages/files.ts';
import { History } from '../pages/history.ts';
import { LabPage } from '../pages/lab-page.ts';
import { longestInput, shownAfter, shownAfterEnter, type Shown } from '../pages/painted.ts';
import { busyDuring } from '../pages/processor.ts';
import { argumentOf } from './arguments.ts';
import { browse } from './browsing.ts';
import { driven, gestureTime } from './frames.ts';
import { noteCost, report } from './report.ts';

const NETWORKS = 30;
/** The longest that anything here takes (ms). */
const PATIENCE = 600_000;

// In yardsticks: the browser tells of inputs in steps of 8 ms, of tasks from 50 ms on, and a screen has 60 frames a second.
const LETTER = 0.15;
const TASK = 0.31;
const FRAME = 0.13;

interface Opened {
  readonly page: Page;
  readonly lab: LabPage;
  readonly client: CDPSession;
}

async function opened(browser: Browser, baseURL: string): Promise<Opened> {
  const page = await browser.newPage({ baseURL, viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  page.setDefaultTimeout(PATIENCE);
  const lab = new LabPage(page);
  await lab.open();
  const client = await page.context().newCDPSession(page);
  return { page, lab, client };
}

/** Milliseconds from now until something is there and the frame after it is painted. */
async function until(page: Page, there: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await there();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return performance.now() - start;
}

/** Megabytes that the page holds on to. */
async function heap(client: CDPSession): Promise<number> {
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.collectGarbage');
  return (await client.send('Runtime.getHeapUsage')).usedSize / 1e6;
}

const networks = `for i in $(seq 1 ${NETWORKS}); do docker network create --subnet 10.$i.0.0/16 net$i; done`;
const runs = (count: number) =>
  `for i in $(seq 1 ${count}); do docker run -d --name app$i --network net$((i % ${NETWORKS} + 1)) nginx; done`;

/** In yardsticks. */
interface CrowdBudgets {
  readonly all: number;
  readonly drawn: number;
  readonly oneMore: number;
  readonly oneDrawn: number;
  readonly ping: number;
}

async function crowd(browser: Browser, baseURL: string, count: number, budgets: CrowdBudgets): Promise<void> {
  const { page, lab } = await opened(browser, baseURL);
  await lab.terminal.type('host1', networks);
  await lab.terminal.input('host1').fill(`${runs(count)} > /dev/null; echo all are $((1 + 1))`);
  const first = await shownAfterEnter(page, 'all are 2');
  noteCost(`${count} containers, from the line until the next paint`, first.after, 'ms', budgets.all);
  noteCost(`${count} containers, the longest that the page is busy`, first.busy, 'ms', budgets.drawn);
  await page.waitForTimeout(2000);
  await lab.terminal
    .input('host1')
    .fill('docker run -d --name last --network net1 nginx > /dev/null; echo it is $((1 + 1))');
  const { after, busy } = await shownAfterEnter(page, 'it is 2');
  noteCost(`one more than ${count} containers, until the next paint`, after, 'ms', budgets.oneMore, 200);
  noteCost(`one more than ${count} containers, the longest that the page is busy`, busy, 'ms', budgets.oneDrawn);
  noteCost(`a letter typed among ${count} containers, until the next paint`, await typing(page, lab), 'ms', LETTER);
  noteCost(`${count} containers, a frame while they are panned`, await panning(page, lab), 'ms', FRAME);
  noteCost(
    `a ping among ${count} containers, until its story is there`,
    await until(page, async () => {
      await lab.terminal.type('host1', 'docker exec last ping -c 1 example.com');
      await lab.timeline.slider.waitFor();
    }),
    'ms',
    budgets.ping,
  );
  await page.close();
}

const typing = (page: Page, lab: LabPage): Promise<number> =>
  longestInput(page, () => lab.terminal.input('host1').pressSequentially('docker inspect app1', { delay: 50 }));

/** Milliseconds a frame while each brings the next step of a drag. */
async function panning(page: Page, lab: LabPage): Promise<number> {
  const box = await lab.picture.boundingBox();
  if (box === null) throw new Error('there is no picture');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height - 24 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  const rate = await page.evaluate(driven, { gesture: 'pan' as const, middle, time: gestureTime });
  await page.mouse.up();
  return 1000 / rate;
}

function noteShown(what: string, { after, busy }: Shown, budget: number): void {
  noteCost(`${what}, until the next paint`, after, 'ms', budget, 500);
  noteCost(`${what}, the longest that the page is busy`, busy, 'ms', TASK, 500);
}

/** A file of a command for each container. */
async function crowdFile(browser: Browser, baseURL: string, count: number): Promise<void> {
  const { page, lab } = await opened(browser, baseURL);
  const lines = [
    networks,
    ...Array.from({ length: count }, (_, i) => `docker run -d --name app${i} --network net${(i % NETWORKS) + 1} nginx`),
    'echo all are $((1 + 1))',
  ];
  noteCost(
    `a file of ${count} containers, to open`,
    await until(page, async () => {
      await drop(page, 'crowd.scenario', lines.map((line) => `host1$ ${line}`).join('\n'));
      await lab.terminal.output.getByText('all are 2', { exact: true }).waitFor({ state: 'attached' });
    }),
    'ms',
    175,
  );
  await page.close();
}

const COMMANDS = 10_000;

async function longHistory(browser: Browser, baseURL: string): Promise<void> {
  const { page, lab, client } = await opened(browser, baseURL);
  const history = new History(page);
  const lines = Array.from({ length: COMMANDS }, (_, i) =>
    i % 100 === 99
      ? `host1$ docker network create --subnet 10.${(i - 99) / 100}.0.0/24 net${(i - 99) / 100}`
      : `router$ cd /tmp/`,
  );
  const what = `a history of ${COMMANDS} commands`;
  noteCost(
    `${what}, to open`,
    await until(page, async () => {
      await drop(page, 'long.scenario', lines.join('\n'));
      await lab.outline.getByText('net99', { exact: true }).waitFor({ state: 'attached' });
    }),
    'ms',
    11,
  );
  // Whoever typed this many has the shell there, which is loaded with the first line that needs it.
  await lab.terminal.type('host1', 'echo ready for $((1 + 1))');
  await lab.terminal.output.getByText('ready for 2', { exact: true }).waitFor();
  await page.waitForTimeout(2000);
  await lab.terminal.input('host1').fill('docker run -d --name last nginx; echo it is $((1 + 1))');
  noteShown(`${what}, one more`, await shownAfterEnter(page, 'it is 2'), 0.93);
  noteCost(`${what}, a letter typed, until the next paint`, await typing(page, lab), 'ms', LETTER, 500);
  noteShown(`${what}, undo`, await shownAfter(page, () => lab.undo.click(), { text: 'last', goes: true }), 0.71);
  await history.open();
  await history.scroll(2100 - COMMANDS);
  const point = history.point(/docker network create --subnet 10.20.0.0\/24 net20/);
  noteShown(`${what}, a jump`, await shownAfter(page, () => point.click(), { text: 'net21', goes: true }), 0.46);
  noteCost(`${what}, memory`, await heap(client), 'MB', 28);
  await page.close();
}

async function muchOutput(browser: Browser, baseURL: string): Promise<void> {
  const { page, lab, client } = await opened(browser, baseURL);
  const before = await heap(client);
  for (let i = 1; i <= 5; i += 1) await lab.terminal.type('host1', 'seq 1 20000');
  await lab.terminal.type('host1', 'echo the end');
  await lab.terminal.output.getByText('the end', { exact: true }).waitFor();
  noteCost(
    'a command after 100,000 lines of output',
    await until(page, async () => {
      await lab.terminal.type('host1', 'echo beyond the end');
      await lab.terminal.output.getByText('beyond the end', { exact: true }).waitFor();
    }),
    'ms',
    1.3,
  );
  noteCost('100,000 lines of output, memory', (await heap(client)) - before, 'MB', 4);
  await page.close();
}

const ROUNDS = 1000;

async function comingAndGoing(browser: Browser, baseURL: string): Promise<void> {
  const { page, lab, client } = await opened(browser, baseURL);
  const round = async (count: number, mark: string) => {
    await lab.terminal.type(
      'host1',
      `for i in $(seq 1 ${count}); do docker run -d --name x nginx; docker rm -f x; done > /dev/null; echo ${mark}`,
    );
    await lab.terminal.output.getByText(mark, { exact: true }).waitFor();
    await page.waitForTimeout(1000);
  };
  // The first two lines bring code that stays.
  await round(20, 'begun');
  await round(20, 'ready');
  const before = await heap(client);
  await round(ROUNDS, 'done');
  noteCost(`heap after a container came and went ${ROUNDS} times, to before`, (await heap(client)) / before, 'x', 1.1);

  await page.waitForTimeout(5000);
  const busy = await busyDuring(page, () => page.waitForTimeout(10_000));
  noteCost('processor while nothing moves', 100 * busy, '%', 1);
  await page.close();
}

const parts: Readonly<Record<string, (browser: Browser, url: string) => Promise<void>>> = {
  comingAndGoing,
  muchOutput,
  longHistory,
  crowd1000: (browser, url) =>
    crowd(browser, url, 1000, { all: 9.9, drawn: 3.3, oneMore: 0.59, oneDrawn: TASK, ping: 3.6 }),
  crowd5000: (browser, url) =>
    crowd(browser, url, 5000, { all: 51, drawn: 11, oneMore: 0.79, oneDrawn: 0.96, ping: 6.5 }),
  file5000: (browser, url) => crowdFile(browser, url, 5000),
};

const only = argumentOf('only');
const { browser, url, close } = await browse(process.env['HOPSCOPE_DIST'] ?? 'dist');
for (const [name, part] of Object.entries(parts)) if (only === undefined || only === name) await part(browser, url);
await close();
report();

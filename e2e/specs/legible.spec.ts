import { expect, type Page } from '@playwright/test';
import { fragmentOf } from '../../src/formats/link.ts';
import { overlap } from '../../src/graph/geometry.ts';
import { en } from '../../src/i18n/en.ts';
import { freeArea } from '../../src/ui/graph/free-area.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Picture, type Area, type Label } from '../pages/picture.ts';
import { fragmentFor, projectLines } from '../pages/project-lab.ts';
import { Why } from '../pages/why.ts';
import { test } from '../test.ts';

const sizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
  // 1366 × 768 at 200 %
  { width: 683, height: 384 },
] as const;
const levels = ['overview', 'wiring', 'netfilter'] as const;
const machines = ['host1', 'router', 'client', 'Internet'];

interface Lab {
  /** Names of the containers on each network. */
  readonly networks: Readonly<Record<string, readonly string[]>>;
  readonly fragment: string;
}

function labOf(count: number): Lab {
  const names = Array.from({ length: Math.max(1, Math.ceil(count / 8)) }, (_, i) => `backend-${i + 1}`);
  const networks: Record<string, string[]> = {
    docker0: ['web'],
    ...Object.fromEntries(names.map((name) => [name, []])),
  };
  const lines = names.map((name) => `docker network create ${name}`);
  lines.push('docker run -d --name web -p 8080:80 nginx');
  for (let i = 1; i < count; i++) {
    const network = names[i % names.length] ?? '';
    networks[network]?.push(`service-${i}`);
    lines.push(`docker run -d --name service-${i} --network ${network} nginx`);
  }
  const commands = lines.map((line) => ({ place: 'host1', line }));
  return { networks, fragment: fragmentOf({ name: '', history: { seed: 1, commands }, positions: {} }) };
}

/** Two projects on a network that they share, beside plain containers: every service of the first one runs twice. */
function stacksOf(count: number): Lab {
  const services = Math.max(1, Math.floor((count * 2) / 5));
  const own = Array.from({ length: services }, (_, i) => ({
    name: `service-${i + 1}`,
    replicas: 2,
    dependsOn: i === 0 ? [] : [`service-${i}`],
    options: i % 2 === 0 ? "--health-cmd 'exit 0'" : '',
  }));
  const apps = Array.from({ length: Math.max(1, count - 2 * services - 1) }, (_, i) => `app-${i + 1}`);
  return {
    networks: {
      docker0: ['plain'],
      plaza: [],
      shop_default: own.flatMap(({ name }) => [`${name} 1/2`, `${name} 2/2`]),
      blog_default: apps,
    },
    fragment: fragmentFor([
      'docker network create plaza',
      'docker run -d --name plain -p 8080:80 nginx',
      ...projectLines('shop', own),
      ...projectLines(
        'blog',
        apps.map((name) => ({ name })),
      ),
    ]),
  };
}

/** Whether a text that is written stands for another one, of which it may leave out letters. */
function standsFor(written: string, whole: string): boolean {
  const [first = '', last] = written.split('…');
  return last === undefined
    ? written === whole
    : first + last !== '' && whole.startsWith(first) && whole.endsWith(last);
}

const isWritten = (labels: readonly Label[], whole: string): boolean =>
  labels.some(({ text }) => standsFor(text, whole) || text.startsWith(`${whole} · `));

/** All that keeps the picture from being read, in words. */
function illegible(labels: readonly Label[], { networks }: Lab, least: number): string[] {
  const small = labels.filter(({ size }) => size < least - 1.05).map(({ text, size }) => `${text} has ${size} px`);
  const names = [...machines, ...Object.keys(networks)];
  const missing = names.filter((name) => !isWritten(labels, name)).map((name) => `${name} is not written`);
  const uncounted = Object.entries(networks).flatMap(([network, containers]) => {
    const isTold = containers.every((name) => isWritten(labels, name));
    const count = new RegExp(`(^|· )${containers.length}( |$)`);
    return isTold || labels.some(({ text }) => count.test(text)) ? [] : [`${network} does not tell of its containers`];
  });
  const tooSmall = labels
    .filter(({ text, size }) => size < least - 0.05 && [...names, ...Object.values(networks).flat()].includes(text))
    .map(({ text, size }) => `${text} has ${size} px`);
  const over = labels.flatMap((a, i) =>
    labels
      .slice(i + 1)
      .filter((b) => overlap({ ...a, w: a.w - 1, h: a.h - 1 }, { ...b, w: b.w - 1, h: b.h - 1 }))
      .map((b) => `${a.text} is over ${b.text}`),
  );
  return [...small, ...missing, ...uncounted, ...tooSmall, ...over];
}

/** Where the picture leaves room that it could take. */
async function wasted(picture: Picture): Promise<string[]> {
  const { drawn, floats, whole } = await picture.extent();
  const { top, right, bottom, left } = freeArea(
    whole,
    floats.map((box) => ({ ...box, x: box.x - whole.x, y: box.y - whole.y })),
  );
  const free = { w: whole.w - left - right, h: whole.h - top - bottom };
  const [w, h] = [drawn.w / free.w, drawn.h / free.h];
  const problems = [];
  if (Math.max(w, h) < 0.85) problems.push(`takes ${w.toFixed(2)} of the width and ${h.toFixed(2)} of the height`);
  if (w * h < 0.5) problems.push(`takes ${(w * h).toFixed(2)} of the area`);
  if (floats.some((box) => overlap(box, drawn))) problems.push(...(await coveredTexts(picture, floats)));
  return problems;
}

async function coveredTexts(picture: Picture, floats: readonly Area[]): Promise<string[]> {
  const texts = await picture.boxes();
  return texts.flatMap(({ text, box: { x, y, width, height } }) =>
    floats.some((each) => overlap(each, { x, y, w: width, h: height })) ? [`${text} is covered`] : [],
  );
}

async function expectLegible(page: Page, picture: Picture, lab: Lab, where: string, least = 11): Promise<void> {
  for (const [i, level] of levels.entries()) {
    await page.getByRole('application').press(String(i + 1));
    await expect
      .poll(async () => [...illegible(await picture.labels(), lab, least), ...(await wasted(picture))], {
        message: `${where}: ${level}`,
        timeout: 15_000,
      })
      .toEqual([]);
  }
}

async function open(page: Page, lab: Lab): Promise<Picture> {
  const picture = new Picture(page);
  await picture.watch();
  await page.goto(`./#${lab.fragment}`);
  await expect(new LabPage(page).outline).toBeAttached();
  await expect.poll(async () => (await picture.labels()).length).toBeGreaterThan(8);
  return picture;
}

for (const count of [2, 10, 20, 50, 100]) {
  test(`${count} containers are legible at every level and size of the window`, async ({ page }) => {
    test.setTimeout(300_000);
    const lab = labOf(count);
    const picture = await open(page, lab);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await expectLegible(page, picture, lab, `${size.width} × ${size.height}`);
    }
  });
}

for (const count of [5, 10, 50]) {
  test(`${count} containers of two projects and of none are legible at every level and size, with arrows and folded`, async ({
    page,
  }) => {
    test.setTimeout(400_000);
    const lab = stacksOf(count);
    const picture = await open(page, lab);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await expectLegible(page, picture, lab, `${size.width} × ${size.height}`);
    }
    await page.setViewportSize(sizes[0]);
    await page.getByRole('button', { name: en.graph.dependencies }).click();
    await expectLegible(page, picture, lab, 'with arrows');
    await new LabPage(page).select(en.outline.whole.replace('{{name}}', 'shop'));
    await page.getByRole('application').press('x');
    const shop = lab.networks['shop_default'] ?? [];
    // Its card tells of its containers.
    const folded = { ...lab, networks: { ...lab.networks, shop_default: [] } };
    await expectLegible(page, picture, folded, 'folded');
    await expect.poll(async () => (await picture.labels()).map(({ text }) => text)).toContain(`×${shop.length}`);
  });
}

/** So that all of the picture is shown while a story is told, and why it fails at once. */
const still = () => localStorage.setItem('hopscope.settings', '{"welcomed":true,"follow":false,"reasonsAtOnce":true}');

for (const size of [sizes[0], sizes[4]]) {
  test(`ten containers are legible at ${size.width} × ${size.height} beside a failure, a list of events, and presented`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await page.addInitScript(still);
    await page.setViewportSize(size);
    const lab = labOf(10);
    const picture = await open(page, lab);
    const shown = new LabPage(page);
    await shown.terminal.type('host1', 'docker exec web curl -s -m 2 http://service-1');
    await expect(new Why(page).banner).toBeVisible();
    await expectLegible(page, picture, lab, 'beside a failure');
    await page.getByRole('button', { name: en.events.show }).click();
    await expectLegible(page, picture, lab, 'beside the list of events');
    await page.getByRole('application').press('p');
    await expect(page.getByRole('region', { name: en.presenter.label })).toBeVisible();
    // There the picture follows the packet until it is told not to.
    await page.getByRole('application').press('f');
    await page.getByRole('application').press('0');
    await expectLegible(page, picture, lab, 'presented', 12);
  });
}

test('a picture that grows command by command, and shrinks again, takes its room all along', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize(sizes[0]);
  const lab = new LabPage(page);
  const picture = new Picture(page);
  await picture.watch();
  await lab.open();
  const lines = [
    'docker network create shop',
    'docker network create --internal private',
    'docker run -d --name web -p 8080:80 nginx',
    'docker run -d --name db --network shop postgres',
    'docker network connect private db',
    'docker run -d --name worker --network private python:3.12',
    'docker network connect shop web',
    'for i in 1 2 3; do docker run -d --name job-$i --network private alpine sleep 3600; done',
    'docker stop job-2',
    'docker rm -f job-1 job-2 job-3 worker',
  ];
  for (const line of lines) {
    await lab.terminal.type('host1', line);
    await expect(lab.terminal.output).toContainText(line);
    await expect.poll(() => wasted(picture), { message: line, timeout: 15_000 }).toEqual([]);
  }
});

import { fragmentOf } from '../../src/formats/link.ts';
import type { History } from '../../src/history/history.ts';
import { replay } from '../../src/history/replay.ts';
import { en } from '../../src/i18n/en.ts';
import type { Bench } from './bench.ts';
import { browse, type Browsing } from './browsing.ts';
import { several } from './measure.ts';

const CONTAINERS = 100;
const NETWORKS = 6;
const PUBLISHED = 10;

const lines = [
  ...Array.from({ length: NETWORKS }, (_, i) => `docker network create net${i}`),
  ...Array.from({ length: CONTAINERS }, (_, i) => {
    const publish = i < PUBLISHED ? ` -p ${8080 + i}:80` : '';
    return `docker run -d --name c${i} --network net${i % NETWORKS}${publish} nginx`;
  }),
];
const history: History = { seed: 1, commands: lines.map((line) => ({ place: 'host1', line })) };
const link = `#${fragmentOf({ name: '', history, positions: {} })}`;

/** The median of some runs that take milliseconds, in seconds. */
const seconds = async (run: () => Promise<number>): Promise<number> => (await several(run)) / 1000;

const replayed = () =>
  seconds(async () => {
    const start = performance.now();
    await replay(history);
    return performance.now() - start;
  });

/** Milliseconds from the start of the navigation until the last container is there, the picture is painted, and the page rests. */
async function opened({ browser, url }: Browsing): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  await page.goto(`${url}${link}`);
  const time = await page.evaluate(
    async ([outline, last]) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const isThere = () =>
        document.querySelector(`nav[aria-label="${outline}"]`)?.textContent?.includes(last) === true &&
        document.querySelector('main canvas') !== null;
      while (!isThere()) await frame();
      await frame();
      return performance.now();
    },
    [en.outline.label, `c${CONTAINERS - 1}`] as const,
  );
  await page.close();
  return time;
}

/** Without a browser. What ran before it in the same process has compiled most of it, so it stands in one list only. */
export const replayBench: Bench = {
  name: `replay of a link with ${CONTAINERS} containers`,
  unit: 's',
  budget: 0.41,
  run: replayed,
};

/** How soon a shared topology is there, with the page built into a folder. */
export const openingBench = (built: () => string | Promise<string>): Bench => ({
  name: `opening a link with ${CONTAINERS} containers, to interactive`,
  unit: 's',
  budget: 11.5,
  run: async () => {
    const browsing = await browse(await built());
    try {
      return await seconds(() => opened(browsing));
    } finally {
      await browsing.close();
    }
  },
});

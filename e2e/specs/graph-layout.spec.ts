import { expect, test, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';

interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Keeps what is written on the picture's canvas since it was last cleared, with the rectangles that the letters take. */
const watchLabels = (page: Page) =>
  page.addInitScript(() => {
    const labels = new WeakMap<HTMLCanvasElement, Label[]>();
    type Draw<A extends unknown[]> = (this: CanvasRenderingContext2D, ...rest: A) => void;
    const methods = CanvasRenderingContext2D.prototype as unknown as {
      fillText: Draw<[text: string, x: number, y: number, width?: number]>;
      clearRect: Draw<[x: number, y: number, w: number, h: number]>;
    };
    const { fillText, clearRect } = methods;
    const of = ({ canvas }: CanvasRenderingContext2D) => labels.get(canvas) ?? [];
    methods.clearRect = function (...box) {
      labels.set(this.canvas, []);
      clearRect.apply(this, box);
    };
    methods.fillText = function (text, x, y, ...rest) {
      const { a, e, f } = this.getTransform();
      const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right, ...more } = this.measureText(text);
      const [top, bottom] = [more.actualBoundingBoxAscent, more.actualBoundingBoxDescent];
      const box = { x: e + (x - left) * a, y: f + (y - top) * a, w: (left + right) * a, h: (top + bottom) * a };
      labels.set(this.canvas, [...of(this), { text, ...box }]);
      fillText.call(this, text, x, y, ...rest);
    };
    Object.assign(window, {
      labelsOf: () => {
        const canvas = document.querySelector<HTMLCanvasElement>('[role=application] canvas[data-id$=node]');
        return canvas === null ? [] : (labels.get(canvas) ?? []);
      },
    });
  });

const labelsOf = (page: Page) => page.evaluate(() => (window as unknown as { labelsOf: () => Label[] }).labelsOf());

function problems(labels: readonly Label[]): string[] {
  const cut = labels.filter(({ text }) => text.endsWith('…')).map(({ text }) => `${text} is cut`);
  const over = labels.flatMap((a, i) =>
    labels
      .slice(i + 1)
      .filter((b) => a.x < b.x + b.w - 0.5 && b.x < a.x + a.w - 0.5 && a.y < b.y + b.h - 0.5 && b.y < a.y + a.h - 0.5)
      .map((b) => `${a.text} is over ${b.text}`),
  );
  return [...cut, ...over];
}

for (const count of [2, 10, 50, 250]) {
  test(`${count} containers: at every level all labels are whole and stand apart`, async ({ page }) => {
    test.slow();
    if (count === 250) test.setTimeout(240_000);
    await watchLabels(page);
    const lab = new LabPage(page);
    await lab.open();
    const networks = Math.max(1, Math.min(28, Math.ceil(count / 5)));
    await lab.terminal.type('host1', `for i in $(seq 1 ${networks}); do docker network create net-$i; done`);
    const run = `docker run -d --name app-$i --network net-$((i % ${networks} + 1)) nginx`;
    await lab.terminal.type('host1', `for i in $(seq 1 ${count}); do ${run}; done`);
    const last = lab.outline.getByRole('button', { name: `app-${count}`, exact: true });
    await expect(last).toBeAttached({ timeout: 200_000 });
    for (const level of ['overview', 'wiring', 'netfilter'] as const) {
      await page.getByRole('radio', { name: en.level[level], exact: true }).check({ force: true });
      await page.waitForTimeout(400);
      const labels = await labelsOf(page);
      expect(labels.length, level).toBeGreaterThan(8);
      expect(problems(labels), level).toEqual([]);
      // Near by, where everything is written.
      for (let i = 0; i < 5; i++) await page.getByRole('button', { name: en.graph.zoomIn }).click();
      await page.waitForTimeout(500);
      expect(problems(await labelsOf(page)), `${level}, near by`).toEqual([]);
      await page.getByRole('button', { name: en.graph.fit }).click();
    }
  });
}

import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';

/** Something written in the picture, in px of its canvas. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Of its letters, in px of the screen. */
  readonly size: number;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The picture of the lab: a canvas, of which is known what is written where. */
export class Picture {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Before the page opens: keeps what is written since it was last cleared, with the rectangles that the letters take. */
  async watch(): Promise<void> {
    await this.page.addInitScript(() => {
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
        const metrics = this.measureText(text);
        const [left, right] = [metrics.actualBoundingBoxLeft, metrics.actualBoundingBoxRight];
        const [top, bottom] = [metrics.actualBoundingBoxAscent, metrics.actualBoundingBoxDescent];
        const box = { x: e + (x - left) * a, y: f + (y - top) * a, w: (left + right) * a, h: (top + bottom) * a };
        const size = (Number(/([\d.]+)px/.exec(this.font)?.[1]) * a) / devicePixelRatio;
        labels.set(this.canvas, [...of(this), { text, ...box, size }]);
        fillText.call(this, text, x, y, ...rest);
      };
      Object.assign(window, {
        labelsOf: (over: boolean) => {
          const canvas = document.querySelector<HTMLCanvasElement>(
            over ? '[role=application] > div > div + canvas' : '[role=application] canvas[data-id$=node]',
          );
          if (canvas === null) return { labels: [], left: 0, top: 0, scale: 1 };
          const { left, top, width } = canvas.getBoundingClientRect();
          return { labels: labels.get(canvas) ?? [], left, top, scale: width / canvas.width };
        },
      });
    });
  }

  private read(over = false): Promise<{ labels: Label[]; left: number; top: number; scale: number }> {
    return this.page.evaluate(
      (those) => (window as unknown as { labelsOf: (over: boolean) => never }).labelsOf(those),
      over,
    );
  }

  async labels(): Promise<Label[]> {
    return (await this.read()).labels;
  }

  /** What is written, with its rectangle in the window. */
  async boxes(): Promise<{ text: string; box: { x: number; y: number; width: number; height: number } }[]> {
    const { labels, left, top, scale } = await this.read();
    return labels.map(({ text, x, y, w, h }) => ({
      text,
      box: { x: left + x * scale, y: top + y * scale, width: w * scale, height: h * scale },
    }));
  }

  /** What is written over the picture: on the badges of packets and the notes beside them. */
  async badges(): Promise<Label[]> {
    return (await this.read(true)).labels;
  }

  /** What is written in the picture and over it, of one moment: once a frame brings nothing else. */
  drawn(): Promise<{ written: Label[]; badges: Label[] }> {
    return this.page.evaluate(async () => {
      const { labelsOf } = window as unknown as { labelsOf: (over: boolean) => { labels: Label[] } };
      const now = () => ({ written: labelsOf(false).labels, badges: labelsOf(true).labels });
      const frame = () => new Promise(requestAnimationFrame);
      const until = performance.now() + 5000;
      let drawn = now();
      for (let before = ''; before !== JSON.stringify(drawn) && performance.now() < until; drawn = now()) {
        before = JSON.stringify(drawn);
        await frame();
        await frame();
      }
      return drawn;
    });
  }

  /** The smallest box around all that is drawn, what floats over the picture, and the picture itself, in px of the window. */
  async extent(): Promise<{ readonly drawn: Area; readonly floats: readonly Area[]; readonly whole: Area }> {
    await this.page.locator('[role=application] canvas[data-id$=node]').waitFor({ state: 'attached' });
    return this.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[role=application] canvas[data-id$=node]');
      const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      if (!canvas || !pixels) throw new Error('there is no picture');
      const areaOf = (element: Element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x, y, w: width, h: height };
      };
      const whole = areaOf(canvas);
      let [x1, y1, x2, y2] = [Infinity, Infinity, -1, -1];
      for (let y = 0; y < canvas.height; y++)
        for (let x = 0; x < canvas.width; x++)
          if ((pixels[(y * canvas.width + x) * 4 + 3] ?? 0) > 0) {
            x1 = Math.min(x1, x);
            x2 = Math.max(x2, x);
            y1 = Math.min(y1, y);
            y2 = Math.max(y2, y);
          }
      const scale = whole.w / canvas.width;
      const drawn = {
        x: whole.x + x1 * scale,
        y: whole.y + y1 * scale,
        w: (x2 - x1 + 1) * scale,
        h: (y2 - y1 + 1) * scale,
      };
      const floats = [...document.querySelectorAll('main [data-floats]')].map(areaOf).filter(({ w }) => w > 0);
      return { drawn, floats, whole };
    });
  }

  /** The middle of what is written, in the window, once it stands still there. */
  async pointOf(text: string): Promise<Point> {
    const [point] = await this.pointsOf(text);
    return point ?? { x: 0, y: 0 };
  }

  private async pointsOf(...texts: readonly string[]): Promise<Point[]> {
    let now: (Point | undefined)[] = [];
    await expect(async () => {
      const before = now;
      const { labels, left, top, scale } = await this.read();
      now = texts.map((text) => {
        const label = labels.find((each) => each.text === text);
        return label && { x: left + (label.x + label.w / 2) * scale, y: top + (label.y + label.h / 2) * scale };
      });
      expect(now, `${texts.join(', ')} are written`).not.toContain(undefined);
      expect(now, `${texts.join(', ')} stand still`).toEqual(before);
    }).toPass({ intervals: [100] });
    return now.filter((point) => point !== undefined);
  }

  /** How far one thing is from another, in parts of the distance between two others: the same at every zoom. */
  async offset(from: string, to: string, [one, other]: readonly [string, string]): Promise<Point> {
    const [a, b, c, d] = await this.pointsOf(from, to, one, other);
    if (!a || !b || !c || !d) throw new Error('something is not written');
    const unit = Math.hypot(d.x - c.x, d.y - c.y);
    const rounded = (value: number) => Math.round((value / unit) * 50) / 50;
    return { x: rounded(b.x - a.x), y: rounded(b.y - a.y) };
  }

  /** Drags from a point to another one, by some steps as a hand does. */
  async drag(from: Point, to: Point): Promise<void> {
    await this.carry(from, to);
    await this.page.mouse.up();
  }

  /** The same, and holds it there. */
  async carry(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 6, from.y + 6);
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 4 });
  }

  /** Drags the handle that appears beside an end to something else. */
  async link(from: string, to: string): Promise<void> {
    const handle = this.page.getByTitle(en.graph.send, { exact: true });
    // What stood still may still move once more where the machine is busy: it is looked for again.
    await expect(async () => {
      const start = await this.pointOf(from);
      await this.page.mouse.move(start.x + 4, start.y);
      await this.page.mouse.move(start.x, start.y);
      await expect(handle).toBeVisible({ timeout: 1000 });
    }).toPass();
    const end = await this.pointOf(to);
    const box = await handle.boundingBox();
    if (box === null) throw new Error('there is no handle');
    await this.drag({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, end);
  }

  get minimap(): Locator {
    return this.page.getByRole('group', { name: en.graph.minimap });
  }

  get legend(): Locator {
    return this.page.getByRole('list', { name: en.graph.legend });
  }

  button(name: 'zoomIn' | 'zoomOut' | 'fit' | 'tidy'): Locator {
    return this.page.getByRole('button', { name: en.graph[name], exact: true });
  }
}

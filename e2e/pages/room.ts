import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import type { LabPage } from './lab-page.ts';

/** A rectangle in the window. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The window's room: how its panels share it. */
export class Room {
  private readonly lab: LabPage;
  private readonly page: Page;

  constructor(lab: LabPage) {
    this.lab = lab;
    this.page = lab.page;
  }

  /** What stands beside each other, by name. */
  private get parts(): ReadonlyMap<string, Locator> {
    const { page, lab } = this;
    const region = (name: string) => page.getByRole('region', { name, exact: true });
    return new Map([
      ['the header', page.getByRole('banner')],
      ['the picture', lab.picture],
      ['what to do first', lab.welcome],
      ['the timeline', region(en.timeline.label)],
      ['the terminal', region(en.terminal.label)],
      ['the list of events', region(en.events.label)],
      ['the inspector', lab.inspector.root],
      ['the presentation', region(en.presenter.label)],
    ]);
  }

  private get size(): { width: number; height: number } {
    return this.page.viewportSize() ?? { width: 0, height: 0 };
  }

  /** Parts of the window's height that the picture has. */
  async share(): Promise<number> {
    const box = await this.lab.picture.boundingBox();
    return (box?.height ?? 0) / this.size.height;
  }

  /** The boxes of what is seen of some things. */
  static async boxes(things: Iterable<readonly [string, Locator]>): Promise<(readonly [string, Box])[]> {
    const boxes = await Promise.all(
      [...things].map(async ([name, thing]) => {
        const box = (await thing.isVisible()) ? await thing.boundingBox() : null;
        return box === null || box.height < 1 || box.width < 1 ? [] : [[name, box] as const];
      }),
    );
    return boxes.flat();
  }

  /** What is wrong with how things stand: over each other, or over the window's edge. */
  async complaints(): Promise<string[]> {
    const boxes = await Room.boxes(this.parts);
    const { width, height } = this.size;
    const out = boxes.filter(([, box]) => box.x + box.width > width + 1 || box.y + box.height > height + 1);
    const over = boxes.flatMap(([name, box], at) =>
      boxes.slice(at + 1).flatMap(([other, its]) => (overlap(box, its, 1) ? [`${name} is over ${other}`] : [])),
    );
    const scroll = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    return [
      ...out.map(([name]) => `${name} hangs over the edge`),
      ...over,
      ...(scroll > 0 ? ['the page scrolls to the side'] : []),
    ];
  }

  /** Every control that is seen takes a click where it stands, or where its panel scrolls to; yields those that do not. */
  async unreachable(): Promise<string[]> {
    const outline = await this.lab.outline.elementHandle();
    return this.page.evaluate((hidden) => {
      const controls = [
        ...document.querySelectorAll<HTMLElement>('button, select, input, a, [role=slider], [role=separator]'),
      ];
      // What the one line of the caption leaves out is reached by its button.
      const seen = controls.filter(
        (control) =>
          control.checkVisibility() &&
          hidden?.contains(control) !== true &&
          control.closest('[role=note]:not([data-open] *)') === null,
      );
      const isHit = (control: HTMLElement) => {
        control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        const { left, top, width, height } = control.getBoundingClientRect();
        const over = document.elementsFromPoint(left + width / 2, top + height / 2);
        const [hit] = over.filter(
          (element) => element.closest('[role=tooltip], [data-radix-popper-content-wrapper]') === null,
        );
        return hit !== undefined && (control.contains(hit) || hit.closest('label')?.contains(control) === true);
      };
      return seen
        .filter((control) => !isHit(control))
        .map((control) => control.getAttribute('aria-label') ?? control.textContent);
    }, outline);
  }
}

/** Whether two boxes have more than so many px in common, each way. */
export const overlap = (a: Box, b: Box, by = 0): boolean =>
  a.x + by < b.x + b.width && b.x + by < a.x + a.width && a.y + by < b.y + b.height && b.y + by < a.y + a.height;

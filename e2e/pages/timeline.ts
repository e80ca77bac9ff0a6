import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';

/** The hops of the last traffic. */
export class Timeline {
  private readonly line: Locator;

  constructor(page: Page) {
    this.line = page.getByRole('region', { name: en.timeline.label });
  }

  get slider(): Locator {
    return this.line.getByRole('slider', { name: en.timeline.position });
  }

  button(name: 'toStart' | 'back' | 'play' | 'pause' | 'forward' | 'toEnd'): Locator {
    return this.line.getByRole('button', { name: en.timeline[name], exact: true });
  }

  /** Stops the playing and goes back to the first hop. */
  async rewind(): Promise<void> {
    await this.button('toStart').click();
  }

  /** Steps through the whole story from its start and returns what each hop says of itself. */
  async tellAll(): Promise<string[]> {
    await this.rewind();
    const count = Number(await this.slider.getAttribute('aria-valuemax'));
    const told: string[] = [];
    for (let hop = 0; hop < count; hop++) {
      told.push((await this.slider.getAttribute('aria-valuetext')) ?? '');
      if (hop < count - 1) await this.button('forward').click();
    }
    return told;
  }
}

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

  /** Goes from the start to the first hop that says so. */
  async goTo(pattern: RegExp): Promise<void> {
    await this.rewind();
    await this.slider.focus();
    const count = Number(await this.slider.getAttribute('aria-valuemax'));
    for (let hop = 1; hop < count; hop++) {
      if (pattern.test((await this.slider.getAttribute('aria-valuetext')) ?? '')) return;
      await this.slider.press('ArrowRight');
    }
  }

  /** Goes through the whole story with the arrow key and returns what each hop says of itself. */
  async tellAll(): Promise<string[]> {
    await this.rewind();
    await this.slider.focus();
    return this.slider.evaluate(async (slider) => {
      const told = () => slider.getAttribute('aria-valuetext') ?? '';
      const all = [told()];
      const count = Number(slider.getAttribute('aria-valuemax'));
      while (all.length < count) {
        slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
        await Promise.resolve(); // React has shown the hop by then
        all.push(told());
      }
      return all;
    });
  }
}

import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';

/** The story of the last traffic. */
export class Timeline {
  private readonly line: Locator;

  constructor(page: Page) {
    this.line = page.getByRole('region', { name: en.timeline.label });
  }

  get slider(): Locator {
    return this.line.getByRole('slider', { name: en.timeline.position });
  }

  get grain(): Locator {
    return this.line.getByRole('combobox', { name: en.timeline.grain.label });
  }

  /** Chooses how finely the story is told. */
  async tellAs(grain: 'story' | 'packets' | 'hops'): Promise<void> {
    await this.grain.selectOption(en.timeline.grain[grain]);
  }

  /** What happens now, under the picture. */
  get caption(): Locator {
    return this.line.getByRole('note', { name: en.timeline.caption });
  }

  button(name: 'toStart' | 'back' | 'play' | 'pause' | 'forward' | 'toEnd'): Locator {
    return this.line.getByRole('button', { name: en.timeline[name], exact: true });
  }

  /** Stops the playing and goes back to its start. */
  async rewind(): Promise<void> {
    await this.button('toStart').click();
  }

  /** Goes from the start, hop by hop, to the first one that says so. */
  async goTo(pattern: RegExp): Promise<void> {
    await this.tellAs('hops');
    await this.rewind();
    await this.slider.focus();
    const count = Number(await this.slider.getAttribute('aria-valuemax'));
    for (let hop = 1; hop < count; hop++) {
      if (pattern.test((await this.slider.getAttribute('aria-valuetext')) ?? '')) return;
      await this.slider.press('ArrowRight');
    }
  }

  /** Goes through the whole story with the arrow key and returns what each hop, or each step of another grain, says of itself. */
  async tellAll(grain: 'story' | 'packets' | 'hops' = 'hops'): Promise<string[]> {
    await this.tellAs(grain);
    await this.rewind();
    await this.slider.focus();
    return this.slider.evaluate(async (slider) => {
      const told = () => slider.getAttribute('aria-valuetext') ?? '';
      const at = () => slider.getAttribute('aria-valuenow');
      const all = [told()];
      const count = Number(slider.getAttribute('aria-valuemax'));
      while (all.length < count) {
        const before = at();
        slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
        await Promise.resolve(); // React has mostly shown the hop by then
        for (let turns = 0; at() === before && turns < 500; turns += 1) await new Promise((turn) => setTimeout(turn));
        all.push(told());
      }
      return all;
    });
  }
}

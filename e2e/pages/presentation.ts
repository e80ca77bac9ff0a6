import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { talk } from '../../src/i18n/en/talk.ts';

/** What one sees and has while one presents. */
export class Presentation {
  private readonly page: Page;
  readonly region: Locator;
  /** What is drawn over the picture. */
  readonly ink: Locator;
  readonly scenes: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole('region', { name: en.presenter.label });
    this.ink = page.locator('main ~ canvas');
    this.scenes = page.getByRole('dialog', { name: talk.scenes.title });
  }

  async begin(): Promise<void> {
    await this.page.getByRole('application').press('p');
    await expect(this.region).toBeVisible();
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name });
  }

  /** How many pixels over the picture are drawn on. */
  inked(): Promise<number> {
    return this.ink.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let count = 0;
      for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) count++;
      return count;
    });
  }

  /** Draws a line over the picture with the mouse. */
  async draw(): Promise<void> {
    const { x, y, width, height } = (await this.ink.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await this.page.mouse.move(x + width * 0.3, y + height * 0.3);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width * 0.5, y + height * 0.5, { steps: 5 });
    await this.page.mouse.up();
  }

  async openSpeaker(): Promise<Page> {
    const opened = this.page.waitForEvent('popup');
    await this.page.getByRole('application').press('w');
    return opened;
  }
}

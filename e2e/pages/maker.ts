import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { lessons as texts } from '../../src/i18n/en/lessons.ts';
import { Palette } from './palette.ts';

const { maker } = texts;

/** The sheet on which a lesson is made, and the one on which submissions are checked. */
export class Maker {
  private readonly page: Page;
  readonly sheet: Locator;
  readonly submissions: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sheet = page.getByRole('dialog', { name: maker.title });
    this.submissions = page.getByRole('dialog', { name: maker.check.title });
  }

  private async run(command: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await new Palette(this.page, 'commands').choose(command);
  }

  async open(): Promise<void> {
    await this.run(en.commands.maker);
    await expect(this.sheet).toBeVisible();
  }

  async openSubmissions(): Promise<void> {
    await this.run(en.commands.submissions);
    await expect(this.submissions).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.sheet).toBeHidden();
  }

  button(name: string): Locator {
    return this.sheet.getByRole('button', { name, exact: true });
  }

  part(title: string): Locator {
    return this.sheet.getByRole('region', { name: title });
  }
}

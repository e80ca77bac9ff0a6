import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';

/** The list of all commands, or of all things, with the field that narrows it. */
export class Palette {
  private readonly dialog: Locator;

  constructor(page: Page, mode: 'commands' | 'search') {
    this.dialog = page.getByRole('dialog', { name: en.palette[mode] });
  }

  get root(): Locator {
    return this.dialog;
  }

  get input(): Locator {
    return this.dialog.getByRole('combobox');
  }

  get options(): Locator {
    return this.dialog.getByRole('option');
  }

  option(name: string | RegExp): Locator {
    return this.dialog.getByRole('option', { name });
  }

  /** Types and takes the first that is found. */
  async choose(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
  }
}

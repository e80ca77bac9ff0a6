import { expect, type Locator, type Page } from '@playwright/test';
import { composing } from '../../src/i18n/en/composing.ts';
import { en } from '../../src/i18n/en.ts';

/** The dialog that opens compose files. */
export class ComposeFiles {
  private readonly page: Page;
  readonly dialog: Locator;
  private readonly texts: typeof composing;

  constructor(page: Page, texts: typeof composing = composing) {
    this.page = page;
    this.texts = texts;
    this.dialog = page.getByRole('dialog', { name: texts.title });
  }

  /** Opens it from the menu of the document, by keyboard. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: /^Document: / }).focus();
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('menuitem', { name: en.share.openCompose }).focus();
    await this.page.keyboard.press('Enter');
    await expect(this.dialog).toBeVisible();
  }

  part(name: 'services' | 'networks' | 'images' | 'remarks' | 'leftOut'): Locator {
    return this.dialog.getByRole('region', { name: this.texts[name] });
  }

  get problem(): Locator {
    return this.dialog.getByRole('alert');
  }

  get bringUp(): Locator {
    return this.dialog.getByRole('button', { name: this.texts.open });
  }
}

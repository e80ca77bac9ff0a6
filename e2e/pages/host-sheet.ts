import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { bringing } from '../../src/i18n/en/bringing.ts';

/** The sheet that takes in what a host says of itself. */
export class HostSheet {
  private readonly page: Page;
  private readonly texts: typeof bringing;
  readonly dialog: Locator;

  constructor(page: Page, texts: typeof bringing = bringing) {
    this.page = page;
    this.texts = texts;
    this.dialog = page.getByRole('dialog', { name: texts.title });
  }

  /** Opens it from the welcome. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: en.share.bring }).click();
    await expect(this.dialog).toBeVisible();
  }

  /** Pastes a text into the sheet's field, or on the page where the sheet is not open. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((words) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', words);
      const target = document.querySelector('[role=dialog] textarea') ?? document.body;
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  get rows(): Locator {
    return this.dialog.getByRole('list', { name: this.texts.recognised }).getByRole('listitem');
  }

  /** The row of a text that was given. */
  row(name: string): Locator {
    return this.rows.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  get thrownAway(): Locator {
    return this.dialog.getByRole('region', { name: this.texts.privacy });
  }

  get refusal(): Locator {
    return this.dialog.getByRole('alert');
  }

  get openIt(): Locator {
    return this.dialog.getByRole('button', { name: this.texts.open, exact: true });
  }
}

import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';

/** The dialog with the lab's link and files. */
export class ShareDialog {
  private readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: en.share.title });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: en.share.action, exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  get link(): Locator {
    return this.dialog.getByRole('textbox', { name: en.share.link });
  }

  get atThisHop(): Locator {
    return this.dialog.getByRole('checkbox', { name: en.share.moment });
  }

  /** Saves a file of a kind, and tells its name and text. */
  async save(kind: keyof typeof en.share.file): Promise<{ name: string; path: string; text: string }> {
    const download = this.page.waitForEvent('download');
    await this.dialog.getByRole('button', { name: en.share.file[kind] }).click();
    const file = await download;
    const path = await file.path();
    return { name: file.suggestedFilename(), path, text: await readFile(path, 'utf8') };
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
  }
}

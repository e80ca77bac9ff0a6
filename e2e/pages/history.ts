import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';

/** The panel that lists the commands as the document. */
export class History {
  private readonly page: Page;
  readonly panel: Locator;
  /** The dialog that edits or deletes a command. */
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('complementary', { name: en.history.label });
    this.dialog = page.getByRole('dialog');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: en.history.show }).click();
    await expect(this.panel).toBeVisible();
  }

  /** The start and then the commands. */
  get points(): Locator {
    return this.panel.getByRole('listitem');
  }

  point(name: RegExp | string): Locator {
    return this.panel.getByRole('listitem').getByRole('button', { name }).first();
  }

  /** Scrolls the list by so many points: of very many only those are there that are nearly in sight. */
  async scroll(points: number): Promise<void> {
    await this.now.hover();
    const { height } = (await this.now.boundingBox()) ?? { height: 0 };
    await this.page.mouse.wheel(0, points * height);
  }

  /** The point in time that the lab stands at. */
  get now(): Locator {
    return this.panel.locator('[aria-current=step]');
  }

  async delete(name: RegExp | string): Promise<void> {
    await this.point(name).focus();
    await this.page.keyboard.press('Delete');
    await expect(this.dialog).toBeVisible();
  }

  async edit(name: RegExp | string): Promise<void> {
    await this.point(name).focus();
    await this.page.keyboard.press('e');
    await expect(this.dialog).toBeVisible();
  }

  get command(): Locator {
    return this.dialog.getByRole('textbox', { name: en.amend.line });
  }

  /** What would change. */
  get preview(): Locator {
    return this.dialog.getByRole('status');
  }

  async apply(kind: 'edit' | 'delete'): Promise<void> {
    await this.dialog.getByRole('button', { name: en.amend[kind], exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }
}

import { expect, type Locator, type Page } from '@playwright/test';
import { editor as texts } from '../../src/i18n/en/editor.ts';
import { en } from '../../src/i18n/en.ts';

/** The panel in which files are written. */
export class Editor {
  private readonly page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('complementary', { name: en.editor.label });
  }

  text(path: string): Locator {
    return this.panel.getByRole('textbox', { name: texts.text.replace('{{path}}', path) });
  }

  get save(): Locator {
    return this.panel.getByRole('button', { name: texts.save, exact: true }).first();
  }

  get question(): Locator {
    return this.panel.getByRole('alertdialog');
  }

  get files(): Locator {
    return this.panel.getByRole('navigation', { name: texts.files });
  }

  get problems(): Locator {
    return this.panel.getByRole('list', { name: texts.problems }).getByRole('listitem');
  }

  /** Words of a completion. */
  get options(): Locator {
    return this.page.getByRole('listbox', { name: texts.code.completions }).getByRole('option');
  }

  /** Puts a text in the place of all that a file has. */
  async write(path: string, text: string): Promise<void> {
    await this.text(path).click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  async saved(): Promise<void> {
    await expect(this.panel.getByText(texts.unsaved)).toHaveCount(0);
  }
}

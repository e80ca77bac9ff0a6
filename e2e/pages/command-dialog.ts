import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';

/** A dialog that shows the command it will run. */
export abstract class CommandDialog {
  protected readonly dialog: Locator;

  constructor(page: Page, title: string) {
    this.dialog = page.getByRole('dialog', { name: title });
  }

  get root(): Locator {
    return this.dialog;
  }

  /** On which host it runs, where there are several. */
  get host(): Locator {
    return this.dialog.getByRole('combobox', { name: en.dialog.host, exact: true });
  }

  /** The command as it is composed, with its prompt. */
  get command(): Locator {
    return this.dialog.getByRole('group', { name: en.dialog.command });
  }

  /** What the tool said where it failed. */
  get failure(): Locator {
    return this.dialog.getByRole('alert');
  }

  protected async submit(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click();
  }
}

import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { CommandDialog } from './command-dialog.ts';

export class SendDialog extends CommandDialog {
  constructor(page: Page) {
    super(page, en.send.title);
  }

  get from(): Locator {
    return this.dialog.getByRole('combobox', { name: en.send.from, exact: true });
  }

  get to(): Locator {
    return this.dialog.getByRole('combobox', { name: en.send.to, exact: true });
  }

  get address(): Locator {
    return this.dialog.getByRole('combobox', { name: en.send.address });
  }

  get port(): Locator {
    return this.dialog.getByRole('combobox', { name: en.send.port });
  }

  async choose(kind: keyof typeof en.send.kinds): Promise<void> {
    await this.dialog.getByRole('radio', { name: en.send.kinds[kind] }).check();
  }

  async run(): Promise<void> {
    await this.submit(en.send.action);
  }
}

import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { CommandDialog } from './command-dialog.ts';

export class NetworkDialog extends CommandDialog {
  constructor(page: Page) {
    super(page, en.network.title);
  }

  get name(): Locator {
    return this.dialog.getByRole('textbox', { name: en.network.name });
  }

  get driver(): Locator {
    return this.dialog.getByRole('combobox', { name: en.network.driver });
  }

  get parent(): Locator {
    return this.dialog.getByRole('combobox', { name: en.network.parent });
  }

  get range(): Locator {
    return this.dialog.getByRole('textbox', { name: en.network.range });
  }

  get subnet(): Locator {
    return this.dialog.getByRole('textbox', { name: en.network.subnet });
  }

  get internal(): Locator {
    return this.dialog.getByRole('checkbox', { name: en.network.internal });
  }

  async run(): Promise<void> {
    await this.submit(en.network.action);
  }
}

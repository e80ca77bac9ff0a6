import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { CommandDialog } from './command-dialog.ts';

export class ContainerDialog extends CommandDialog {
  constructor(page: Page) {
    super(page, en.container.title);
  }

  get image(): Locator {
    return this.dialog.getByRole('combobox', { name: en.container.image });
  }

  get name(): Locator {
    return this.dialog.getByRole('textbox', { name: en.container.name });
  }

  get network(): Locator {
    return this.dialog.getByRole('combobox', { name: en.container.network });
  }

  /** A row of published ports, from 1. */
  port(number: number): { readonly host: Locator; readonly container: Locator } {
    const named = (text: string) =>
      this.dialog.getByRole('textbox', { name: text.replace('{{number}}', String(number)) });
    return { host: named(en.container.hostPort), container: named(en.container.containerPort) };
  }

  async publish(number: number, host: string, container: string): Promise<void> {
    await this.dialog.getByRole('button', { name: en.container.addPort }).click();
    const row = this.port(number);
    await row.host.fill(host);
    await row.container.fill(container);
  }

  async run(): Promise<void> {
    await this.submit(en.container.action);
  }
}

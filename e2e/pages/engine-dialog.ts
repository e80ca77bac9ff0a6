import type { Locator, Page } from '@playwright/test';
import { engine } from '../../src/i18n/en/engine.ts';
import { CommandDialog } from './command-dialog.ts';

/** The dialog of an engine's settings. */
export class EngineDialog extends CommandDialog {
  constructor(page: Page) {
    super(page, engine.title);
  }

  text(name: Exclude<keyof typeof engine.field, 'icc'>): Locator {
    return this.dialog.getByRole('textbox', { name: engine.field[name], exact: true });
  }

  switch(name: keyof typeof engine.field): Locator {
    return this.dialog.getByRole('checkbox', { name: engine.field[name], exact: true });
  }

  get consequence(): Locator {
    return this.dialog.getByRole('status').first();
  }

  get apply(): Locator {
    return this.dialog.getByRole('button', { name: engine.action });
  }

  get editFile(): Locator {
    return this.dialog.getByRole('button', { name: engine.editFile });
  }
}

import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';

/** The dock of terminals. */
export class Terminal {
  private readonly page: Page;
  private readonly dock: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dock = page.getByRole('region', { name: en.terminal.label });
  }

  tab(place: string): Locator {
    return this.dock.getByRole('tab', { name: place, exact: true });
  }

  /** What the terminal in view shows: commands and their output. */
  get output(): Locator {
    return this.dock.getByRole('log');
  }

  /** Where commands are typed. */
  input(place: string): Locator {
    return this.dock.getByRole('textbox', { name: en.terminal.input.replace('{{place}}', place), exact: true });
  }

  /** Where earlier lines are looked for, after Ctrl-R. */
  get search(): Locator {
    return this.dock.getByRole('textbox', { name: en.terminal.reverse });
  }

  get found(): Locator {
    return this.dock.getByRole('status', { name: en.terminal.found });
  }

  /** A name in the output that leads to the picture. */
  link(name: string): Locator {
    return this.output.getByRole('button', { name, exact: true });
  }

  /** Opens a terminal at a place. */
  async open(place: string): Promise<void> {
    await this.dock.getByRole('button', { name: en.terminal.open }).click();
    await this.page.getByRole('menuitem', { name: place, exact: true }).click();
  }

  async type(place: string, line: string): Promise<void> {
    if (!(await this.input(place).isVisible())) await this.tab(place).click();
    await this.input(place).fill(line);
    await this.input(place).press('Enter');
  }
}

import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { ContainerDialog } from './container-dialog.ts';
import { Inspector } from './inspector.ts';
import { NetworkDialog } from './network-dialog.ts';
import { SendDialog } from './send-dialog.ts';
import { Terminal } from './terminal.ts';
import { Timeline } from './timeline.ts';

/** Says in the page that this browser has been here before; what is set already stays. */
export function welcomed(): void {
  if (origin === 'null') return; // nothing is kept there
  const key = 'hopscope.settings';
  if (localStorage.getItem(key) === null) localStorage.setItem(key, '{"welcomed":true}');
}

/** The whole page, by what a person sees and names. */
export class LabPage {
  readonly page: Page;
  readonly terminal: Terminal;
  readonly timeline: Timeline;
  readonly inspector: Inspector;

  constructor(page: Page) {
    this.page = page;
    this.terminal = new Terminal(page);
    this.timeline = new Timeline(page);
    this.inspector = new Inspector(page);
  }

  /** Opens the page, without the example that a first visit begins with. */
  async open(): Promise<void> {
    await this.page.addInitScript(welcomed);
    await this.openFirst();
  }

  /** Opens the page as a browser does that has never seen it. */
  async openFirst(): Promise<void> {
    await this.page.goto('./');
    await expect(this.page.getByRole('heading', { name: 'Hopscope', level: 1 })).toBeVisible();
  }

  get toolbar(): Locator {
    return this.page.getByRole('toolbar', { name: en.toolbar.label });
  }

  async addContainer(): Promise<ContainerDialog> {
    await this.toolbar.getByRole('button', { name: en.toolbar.container }).click();
    return new ContainerDialog(this.page);
  }

  async addNetwork(): Promise<NetworkDialog> {
    await this.toolbar.getByRole('button', { name: en.toolbar.network }).click();
    return new NetworkDialog(this.page);
  }

  async addHost(): Promise<void> {
    await this.toolbar.getByRole('button', { name: en.toolbar.host }).click();
  }

  async send(): Promise<SendDialog> {
    await this.toolbar.getByRole('button', { name: en.toolbar.send }).click();
    return new SendDialog(this.page);
  }

  get undo(): Locator {
    return this.page.getByRole('button', { name: en.header.undo });
  }

  get redo(): Locator {
    return this.page.getByRole('button', { name: en.header.redo });
  }

  /** What stands over the picture. */
  get covers(): readonly Locator[] {
    return [this.toolbar, this.page.getByRole('group', { name: en.graph.tools })];
  }

  /** Where panels are folded: their tabs. */
  get panels(): Locator {
    return this.page.getByRole('navigation', { name: en.controls.panels });
  }

  /** Under the picture: what to do first in an empty lab. */
  get welcome(): Locator {
    return this.page.getByRole('region', { name: en.welcome.title });
  }

  /** The picture itself. */
  get picture(): Locator {
    return this.page.getByRole('application', { name: en.graph.picture });
  }

  /** The lab's things as the outline lists them. */
  get outline(): Locator {
    return this.page.getByRole('navigation', { name: en.outline.label });
  }

  /** Selects a thing by its name, from the outline. */
  async select(name: string): Promise<void> {
    await this.outline.getByRole('button', { name, exact: true }).focus();
    await this.page.keyboard.press('Enter');
  }
}

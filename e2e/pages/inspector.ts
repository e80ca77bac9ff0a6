import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';

/** What is known of the hop or the thing that is shown. */
export class Inspector {
  private readonly panel: Locator;

  constructor(page: Page) {
    this.panel = page.getByRole('complementary', { name: en.inspector.label });
  }

  get root(): Locator {
    return this.panel;
  }

  get title(): Locator {
    return this.panel.getByRole('heading', { level: 2 });
  }

  section(name: string): Locator {
    return this.panel.getByRole('region', { name, exact: true });
  }

  /** The layers of the packet that is shown, and their fields. */
  get packet(): Locator {
    return this.panel.getByRole('tree', { name: en.packet.tree });
  }

  /** A line of the packet's tree, by how it begins. */
  layer(name: string): Locator {
    return this.packet.getByRole('treeitem', { name: new RegExp(`^${name}`) });
  }

  action(name: keyof typeof en.actions): Locator {
    return this.panel.getByRole('button', { name: en.actions[name], exact: true });
  }
}

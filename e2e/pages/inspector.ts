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

  action(name: keyof typeof en.actions): Locator {
    return this.panel.getByRole('button', { name: en.actions[name], exact: true });
  }
}

import type { Locator, Page } from '@playwright/test';
import type { Kind } from '../../src/diagnosis/diagnosis.ts';
import { en } from '../../src/i18n/en.ts';

/** A pattern for a text of ours with anything in its places, and without its marks. */
function patternOf(template: string): RegExp {
  const parts = template.replace(/<\/?[bm]>/g, '').split(/\{\{\w+\}\}/);
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));
}

/** Text before the place where the commands stand. */
const beginning = (template: string): RegExp => new RegExp(`^${template.split('{{')[0]}`);

/** Why traffic failed: the line above the timeline, and the section of the inspector. */
export class Why {
  private readonly page: Page;
  readonly banner: Locator;
  readonly section: Locator;

  constructor(page: Page) {
    this.page = page;
    this.banner = page.getByRole('region', { name: en.why.failed });
    this.section = page.getByRole('complementary').getByRole('region', { name: en.why.title, exact: true });
  }

  static sentence(kind: Kind): RegExp {
    return patternOf(en.diagnosis[kind]);
  }

  /** Has reasons told before the story gets to them. */
  async tellAtOnce(): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('dialog').getByRole('combobox').fill(en.commands.reasonsAtOnce);
    await this.page.getByRole('option', { name: en.commands.reasonsAtOnce }).click();
  }

  /** In the place of what is hidden. */
  get reveal(): Locator {
    return this.banner.getByRole('button', { name: en.why.reveal });
  }

  /** Runs commands that mend it. */
  get fix(): Locator {
    return this.banner.getByRole('button', { name: beginning(en.why.run) });
  }

  get instead(): Locator {
    return this.banner.getByRole('button', { name: beginning(en.why.instead) });
  }

  /** What has mended it. */
  get fixed(): Locator {
    return this.banner.getByRole('button', { name: beginning(en.why.fixed) });
  }

  get again(): Locator {
    return this.banner.getByRole('button', { name: en.why.again });
  }

  get show(): Locator {
    return this.banner.getByRole('button', { name: en.why.show });
  }
}

import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { classroom } from '../../src/i18n/en/classroom.ts';
import { LabPage } from './lab-page.ts';

type Texts = { readonly [K in keyof typeof classroom]: Readonly<Record<string, string>> };

/** A page in a class: the instructor's, or a student's. */
export class Classroom {
  readonly page: Page;
  readonly lab: LabPage;
  private readonly texts: Texts;

  /** @param texts in the language of the page */
  constructor(page: Page, texts: Texts = classroom) {
    this.page = page;
    this.lab = new LabPage(page);
    this.texts = texts;
  }

  private text<Part extends keyof Texts>(part: Part, key: string): string {
    return this.texts[part][key] ?? key;
  }

  /** Under the picture: how the class stands. */
  get strip(): Locator {
    return this.page.getByRole('region', { name: this.text('strip', 'label'), exact: true });
  }

  /** The instructor's panel. */
  get panel(): Locator {
    return this.page.getByRole('complementary', { name: this.text('panel', 'label') });
  }

  /** Begins a class by its key, and yields the students' address. */
  async start(): Promise<string> {
    await this.page.getByRole('application').press('i');
    await expect(this.panel).toBeVisible();
    return this.panel.getByRole('textbox', { name: this.text('panel', 'link') }).inputValue();
  }

  async join(address: string): Promise<void> {
    await this.page.goto(`./#${address.split('#')[1]}`);
    await expect(this.strip).toBeVisible();
  }

  async expectMode(mode: 'following' | 'looking' | 'own' | 'waiting' | 'ended' | 'silent'): Promise<void> {
    await expect(this.strip).toContainText(this.text('follow', mode));
  }

  button(part: keyof Texts, key: string): Locator {
    return this.page.getByRole('button', { name: this.text(part, key), exact: true });
  }

  /** The line that says how many are there, and how many of them follow. */
  async expectAttendance(there: number, follow: number): Promise<void> {
    const said = (count: number, key: 'there' | 'follow') =>
      this.text('strip', count === 1 && `${key}_one` in this.texts.strip ? `${key}_one` : key).replace(
        '{{count}}',
        String(count),
      );
    await expect(this.strip).toContainText(`${said(there, 'there')} · ${said(follow, 'follow')}`);
  }

  /** What is asked, as the instructor or as a student sees it. */
  get question(): Locator {
    return this.page.locator('[data-asked]');
  }

  option(name: string | RegExp): Locator {
    return this.question.getByRole('radio', { name });
  }

  /** The students with how far they are. */
  row(name: string): Locator {
    return this.panel.getByRole('row', { name: new RegExp(`^${name}`) });
  }

  async name(name: string): Promise<void> {
    await this.strip.getByRole('textbox', { name: this.text('follow', 'nameLabel') }).fill(name);
  }

  /** The moment that the page shows, and of how many. */
  get moment(): Locator {
    return this.lab.timeline.slider;
  }

  /** Over the picture: what a notice says. */
  get notice(): Locator {
    return this.page.getByRole('main');
  }

  /** Chooses from the menu of the lab. */
  async choose(name: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${en.header.document.split(':')[0]}`) }).click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
  }
}

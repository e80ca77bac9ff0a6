import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { lessons as enLessons } from '../../src/i18n/en/lessons.ts';
import { lessons as koLessons } from '../../src/i18n/ko/lessons.ts';

const words = { en: { ...en, ...enLessons }, ko: { ...ko, ...koLessons } };

/** A lesson beside the terminal, and the contents that lead to it. */
export class LessonDock {
  private readonly page: Page;
  private readonly words: (typeof words)['en' | 'ko'];
  readonly root: Locator;

  constructor(page: Page, language: 'en' | 'ko' = 'en') {
    this.page = page;
    this.words = words[language];
    this.root = page.getByRole('region', { name: new RegExp(`^${this.words.dock.label.split('{{')[0]}`) });
  }

  /** The title of the step that one is at. */
  get step(): Locator {
    return this.root.getByRole('heading', { level: 3 });
  }

  get contents(): Locator {
    return this.page.getByRole('dialog', { name: this.words.contents.title });
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  async next(title: string): Promise<void> {
    await this.button(this.words.dock.next).or(this.button(this.words.dock.finish)).click();
    await expect(this.step).toHaveText(title);
  }

  get goals(): Locator {
    return this.root.getByRole('region', { name: this.words.goal.title }).getByRole('listitem');
  }

  option(text: string | RegExp): Locator {
    return this.root.getByRole('radio', { name: text, exact: typeof text === 'string' });
  }

  /** Answers a question, and waits until its story has told. */
  async answer(text: string | RegExp): Promise<void> {
    await this.option(text).first().check();
    await this.button(this.words.question.answer).click();
    await expect(this.button(this.words.question.tellNow).or(this.verdict).first()).toBeVisible();
    if (await this.button(this.words.question.tellNow).isVisible())
      await this.button(this.words.question.tellNow)
        .click({ timeout: 5000 })
        .catch(() => undefined); // it told meanwhile
    await expect(this.verdict).toBeVisible();
  }

  /** Types what was found. */
  async find(text: string): Promise<void> {
    await this.root.getByRole('textbox', { name: this.words.find.input }).fill(text);
    await this.button(this.words.find.check).click();
    await expect(this.root.getByText(this.words.find.found)).toBeVisible();
  }

  get verdict(): Locator {
    return this.root.getByText(new RegExp(`^(${this.words.question.right}|${this.words.question.wrong})`)).first();
  }

  /** To one's own lab, and back. */
  get toggle(): Locator {
    const { toSandbox, toLesson } = this.words.lesson;
    return this.page.getByRole('banner').getByRole('button', { name: new RegExp(`^(${toSandbox}|${toLesson})$`) });
  }
}

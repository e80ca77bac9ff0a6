import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { bringing } from './en/bringing.ts';
import { classroom } from './en/classroom.ts';
import { composing } from './en/composing.ts';
import { doctor } from './en/doctor.ts';
import { editor } from './en/editor.ts';
import { engine } from './en/engine.ts';
import { examining } from './en/examining.ts';
import { imported } from './en/imported.ts';
import { importing } from './en/importing.ts';
import { lessons } from './en/lessons.ts';
import { talk } from './en/talk.ts';
import { ko } from './ko.ts';
import { bringing as koreanBringing } from './ko/bringing.ts';
import { classroom as koreanClassroom } from './ko/classroom.ts';
import { composing as koreanComposing } from './ko/composing.ts';
import { doctor as koreanDoctor } from './ko/doctor.ts';
import { editor as koreanEditor } from './ko/editor.ts';
import { engine as koreanEngine } from './ko/engine.ts';
import { examining as koreanExamining } from './ko/examining.ts';
import { imported as koreanImported } from './ko/imported.ts';
import { importing as koreanImporting } from './ko/importing.ts';
import { lessons as koreanLessons } from './ko/lessons.ts';
import { talk as koreanTalk } from './ko/talk.ts';
import { glossary } from './ko/glossary.ts';
import { firstLanguage } from './language.ts';

interface Texts {
  readonly [key: string]: string | Texts;
}

/** Every text by its dotted key. */
function flat(texts: Texts, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' ? [[prefix + key, text]] : Object.entries(flat(text, `${prefix}${key}.`)),
    ),
  );
}

const placeholders = (text: string) => [...new Set(text.match(/\{\{[^}]*\}\}|<\/?\w+\/?>/g))].sort();
const english = flat({
  ...en,
  bringing,
  classes: classroom,
  composing,
  doctor,
  editing: editor,
  engine,
  examining,
  imported,
  importing,
  lessons,
  talk,
});
const korean = flat({
  ...ko,
  bringing: koreanBringing,
  classes: koreanClassroom,
  composing: koreanComposing,
  doctor: koreanDoctor,
  editing: koreanEditor,
  engine: koreanEngine,
  examining: koreanExamining,
  imported: koreanImported,
  importing: koreanImporting,
  lessons: koreanLessons,
  talk: koreanTalk,
});
const englishOnly = (key: string) => key.endsWith('_one');

describe('the two languages', () => {
  test('every English text is translated', () => {
    expect(Object.keys(english).filter((key) => !englishOnly(key) && !(key in korean))).toEqual([]);
  });

  test('no Korean text is left over', () => {
    expect(Object.keys(korean).filter((key) => !(key in english))).toEqual([]);
  });

  test('no text is empty', () => {
    const empty = (texts: Record<string, string>) => Object.keys(texts).filter((key) => texts[key]?.trim() === '');
    expect([...empty(english), ...empty(korean)]).toEqual([]);
  });

  test('a text and its translation name the same placeholders', () => {
    const differ = Object.keys(korean).filter(
      (key) => placeholders(korean[key] ?? '').join() !== placeholders(english[key] ?? '').join(),
    );
    expect(differ).toEqual([]);
  });
});

test('Korean has one word for one thing', () => {
  const others = /(?<![가-힣])(기기|장비|핑)|버립|버려|버리|차단|(?<!수신 )대기(합|하)|ARP 질문|통신 불가능/;
  const texts = [...Object.values(korean), ...Object.values(glossary).map(({ term, text }) => `${term} ${text}`)];
  expect(texts.filter((text) => others.test(text))).toEqual([]);
});

describe('firstLanguage', () => {
  test.each([
    ['ko', ['en-US'], 'ko'],
    [null, ['ko-KR', 'en'], 'ko'],
    [null, ['fr', 'en-GB', 'ko'], 'en'],
    ['tlh', ['fr'], 'en'],
    [null, [], 'en'],
  ] as const)('chosen %s, preferred %j: %s', (chosen, preferred, expected) => {
    expect(firstLanguage(chosen, preferred)).toBe(expected);
  });
});

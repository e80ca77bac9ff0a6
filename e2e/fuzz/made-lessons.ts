import fc from 'fast-check';
import { lesson as broken } from '../../src/lessons/broken-shop/lesson.ts';
import { lesson as expose } from '../../src/lessons/expose/lesson.ts';
import { lesson as lost } from '../../src/lessons/lost-address/lesson.ts';
import { lesson as mesh } from '../../src/lessons/mesh/lesson.ts';
import { lesson as names } from '../../src/lessons/no-names/lesson.ts';
import { lesson as walls } from '../../src/lessons/walls/lesson.ts';
import { judge, worldAfter } from '../../src/teaching/judge/judge.ts';
import { rosterOf } from '../../src/teaching/judge/roster.ts';
import { goalsOf } from '../../src/teaching/lesson.ts';
import { lessonFileOf, readLessonFile } from '../../src/teaching/made/file.ts';
import { lessonFragmentOf, readLessonFragment } from '../../src/teaching/made/link.ts';
import type { MadeLesson } from '../../src/teaching/made/made.ts';
import { pose } from '../../src/teaching/pose/pose.ts';
import { seek } from '../../src/teaching/seek.ts';
import { readTexts } from '../../src/teaching/texts.ts';
import { createLab } from '../../src/world/lab.ts';
import { notPlain, textProblems } from './checks.ts';
import { mangled } from './kept.ts';
import { garbage } from './strange.ts';
import { textsLike } from './strange-values.ts';

/** Ours, as somebody else might have made them. */
const whole: readonly MadeLesson[] = [broken, expose, lost, mesh, names, walls].map(
  ({ start, steps, solutions, pitfalls }) => ({
    seed: 1,
    start,
    steps,
    solutions,
    pitfalls,
    texts: { en: '# A lesson\n\n## A step\n\nWhat to do.', ko: '# 레슨\n\n## 단계\n\n할 일.' },
  }),
);

/** A lesson's file in which the values of some goals, questions and finds are others. */
const changed = (file: string): fc.Arbitrary<string> =>
  fc
    .array(fc.nat(file.split('\n').length), { maxLength: 4 })
    .chain((places) =>
      fc.tuple(
        ...file.split('\n').map((line, at) => {
          const [, head, json] = /^(goal|ask|what) (.*)$/.exec(line) ?? [];
          if (json === undefined || !places.some((place) => Math.abs(place - at) < 4)) return fc.constant(line);
          return textsLike(JSON.parse(json)).map((text) => `${head} ${text}`);
        }),
      ),
    )
    .map((lines) => lines.join('\n'));

/** Files and links of lessons: whole ones, mangled ones, and such as ask for nonsense. */
export const lessonTexts: fc.Arbitrary<string> = fc.constantFrom(...whole).chain((lesson) =>
  fc.oneof(
    fc.constantFrom(lessonFileOf, lessonFragmentOf).chain((write) => mangled(write(lesson))),
    { weight: 3, arbitrary: changed(lessonFileOf(lesson)) },
    garbage.map((text) => `hopscope lesson 1\n${text}`),
  ),
);

/** What is wrong with how a lesson's text is read, judged and asked about in a lab of its own. */
export async function lessonProblem(text: string): Promise<string | undefined> {
  const reading = text.startsWith('l') ? readLessonFragment(text) : readLessonFile(text);
  if (!reading.ok) return undefined;
  const { lesson } = reading;
  const [odd] = notPlain(lesson, 'lesson');
  if (odd !== undefined) return odd;
  const again = readLessonFile(lessonFileOf(lesson));
  if (!again.ok || JSON.stringify(again.lesson) !== JSON.stringify(lesson)) return 'written again it is another lesson';
  for (const markdown of Object.values(lesson.texts)) readTexts(markdown);
  const world = await worldAfter(createLab({ seed: 1 }), lesson.start);
  const said: unknown[] = [await judge(world, rosterOf(world), goalsOf(lesson))];
  for (const step of lesson.steps) {
    if (step.kind === 'predict') said.push(await pose(world, step.question));
    if (step.kind === 'find') said.push(seek(world, step.find));
  }
  return textProblems(JSON.stringify(said), () => text)[0];
}

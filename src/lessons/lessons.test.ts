import { afterAll, describe, expect, test } from 'vitest';
import type { Command } from '../history/history.ts';
import { run } from '../shell/run.ts';
import type { Goal } from '../teaching/goal.ts';
import { judge } from '../teaching/judge/judge.ts';
import { rosterOf } from '../teaching/judge/roster.ts';
import { chapters, goalsOf, type Lesson, type StepOf } from '../teaching/lesson.ts';
import { pose } from '../teaching/pose/pose.ts';
import { seek } from '../teaching/seek.ts';
import { readTexts } from '../teaching/texts.ts';
import { createLab } from '../world/lab.ts';
import type { World } from '../world/world.ts';
import { lessons, markdownIn, type LessonId } from './all.ts';

const SEEDS = 20;

/** The labs that the tests of a lesson begin in, by seed. */
const labs = new Map<number, World>();

function labOf(seed: number): World {
  const lab = labs.get(seed) ?? createLab({ seed });
  labs.set(seed, lab);
  return lab;
}

/** What commands made of worlds. A world never changes: where tests begin with the same commands, these run once. */
const outcomes = new WeakMap<World, Map<string, Promise<World>>>();

function after(world: World, { place, line }: Command): Promise<World> {
  const known = outcomes.get(world) ?? new Map<string, Promise<World>>();
  outcomes.set(world, known);
  const key = JSON.stringify([place, line]);
  const outcome = known.get(key) ?? run(world, place, line, { outcomesOnly: true }).then((done) => done.world);
  known.set(key, outcome);
  return outcome;
}

async function played(world: World, commands: readonly Command[]): Promise<World> {
  let now = world;
  for (const command of commands) now = await after(now, command);
  return now;
}

/** `HOPSCOPE_ALL_SEEDS=1`: what leads nowhere is tried from every seed, which takes some minutes more. */
const everySeed = process.env['HOPSCOPE_ALL_SEEDS'] === '1';
/** Seeds to try what leads nowhere from, which is much: a few, other ones each time. */
const someSeeds = (n: number): readonly number[] =>
  everySeed ? Array.from({ length: SEEDS }, (_, i) => i + 1) : [1 + (n % SEEDS), 1 + ((n + 7) % SEEDS)];

/** Which goals hold after some commands from a lesson's start. */
async function heldAfter(lesson: Lesson, commands: readonly Command[], seed = 1): Promise<readonly boolean[]> {
  const start = await played(labOf(seed), lesson.start);
  const end = await played(start, commands);
  return (await judge(end, rosterOf(start), goalsOf(lesson))).map(({ held }) => held);
}

type Asked = StepOf<'predict'> | StepOf<'find'>;

/**
 * The worlds in which a lesson's questions are met, step by step: before a step to be done is left, as many of the first
 * solution's commands have run as its goals need, and what plays in other steps has played.
 */
async function met(lesson: Lesson, seed: number): Promise<readonly (readonly [step: Asked, world: World])[]> {
  const start = await played(labOf(seed), lesson.start);
  const remaining = [...(lesson.solutions[0]?.commands ?? [])];
  const goals: Goal[] = [];
  const questions: (readonly [Asked, World])[] = [];
  let world = start;
  for (const step of lesson.steps) {
    if (step.kind === 'predict' || step.kind === 'find') questions.push([step, world]);
    if (step.kind === 'watch') world = await played(world, step.commands);
    if (step.kind === 'predict' && step.question.aside !== true) world = await played(world, step.question.commands);
    if (step.kind !== 'do') continue;
    goals.push(...step.goals);
    const hold = async () => (await judge(world, rosterOf(start), goals)).every(({ held }) => held);
    while (remaining.length > 0 && !(await hold())) world = await played(world, remaining.splice(0, 1));
  }
  return questions;
}

async function expectOneAnswer([step, world]: readonly [Asked, World]): Promise<void> {
  if (step.kind === 'find') {
    expect([step.find, (await seek(world, step.find))?.accepts.length ?? 0]).not.toEqual([step.find, 0]);
    return;
  }
  const { options = [], right } = (await pose(world, step.question)) ?? {};
  const shown = options.map(({ text }) => JSON.stringify(text));
  const answers = options.filter(({ id }) => id === right).length;
  expect([step.question.ask, answers, new Set(shown).size]).toEqual([step.question.ask, 1, options.length]);
}

const all = (held: readonly boolean[]): boolean => held.length > 0 && held.every(Boolean);

/** The names of a lesson's own containers, networks and services, by others; also where they stand in a host name or a check. */
function renamed(lesson: Lesson): Lesson {
  const text = JSON.stringify(lesson);
  const first = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].flatMap(([, name]) => name ?? []))];
  const services = first(/\\n {2}([a-z][a-z0-9-]*):\\n {4}image/g);
  const given = first(/(?:--name|network create[^"]*?) ([a-z][a-z0-9-]*)(?=[ "])/g);
  const ofServices = given.filter((name) => services.some((service) => new RegExp(`-${service}-\\d+$`).test(name)));
  const byOthers = (all: string, names: readonly string[], until: string): string =>
    names.reduce((now, name, i) => now.replaceAll(new RegExp(`\\b${name}\\b${until}`, 'g'), `x${i}${name}`), all);
  const others = given.filter((name) => !ofServices.includes(name) && !services.includes(name));
  return JSON.parse(byOthers(byOthers(text, services, ''), others, '(?!-)')) as Lesson;
}

/** A line that does the same and has none of its words in it. */
const typedOtherwise = ({ place, line }: Command): Command => ({
  place,
  line: `eval "$(echo ${Buffer.from(line).toString('base64')} | base64 -d)"`,
});

/** What lasts in compose projects is written into their files: there is no way of another kind. */
const oneKind: ReadonlySet<LessonId> = new Set(['two-projects']);

describe.each([...lessons])('%s', (id, lesson) => {
  afterAll(() => labs.clear());

  test('has ways to its goals, of different kinds, and pitfalls', () => {
    expect(lesson.solutions.length).toBeGreaterThanOrEqual(2);
    expect(new Set(lesson.solutions.map(({ by }) => by)).size).toBeGreaterThanOrEqual(oneKind.has(id) ? 1 : 2);
    expect(lesson.pitfalls.length).toBeGreaterThanOrEqual(2);
    expect(chapters).toContain(lesson.chapter);
  });

  test('its start does not pass, from every seed', async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) expect(all(await heldAfter(lesson, [], seed))).toBe(false);
  });

  test('what passes is what the network does, however it was typed', async () => {
    for (const { commands } of lesson.solutions)
      expect(await heldAfter(lesson, commands.map(typedOtherwise))).toEqual(goalsOf(lesson).map(() => true));
  });

  test.each(lesson.solutions.map((solution, i) => [i + 1, solution] as const))(
    'solution %i passes from every seed',
    async (_n, { commands }) => {
      for (let seed = 1; seed <= SEEDS; seed += 1)
        expect(await heldAfter(lesson, commands, seed)).toEqual(goalsOf(lesson).map(() => true));
    },
  );

  test.each(lesson.solutions.map((_, i) => [i + 1, i] as const))('solution %i passes by other names', async (_n, i) => {
    const other = renamed(lesson);
    expect(await heldAfter(other, other.solutions[i]?.commands ?? [])).toEqual(goalsOf(lesson).map(() => true));
  });

  test.each(lesson.solutions.map((solution, i) => [i + 1, solution] as const))(
    'no command of solution %i is superfluous',
    async (_n, { commands }) => {
      for (const [left, { line }] of commands.entries()) {
        for (const seed of everySeed ? someSeeds(left) : someSeeds(left).slice(0, 1)) {
          const held = await heldAfter(lesson, commands.toSpliced(left, 1), seed);
          expect([line, seed, all(held)]).toEqual([line, seed, false]);
        }
      }
    },
  );

  test('its questions can be asked where they stand, from every seed, and have one answer', async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1)
      for (const question of await met(lesson, seed)) await expectOneAnswer(question);
  });

  test('its questions can be asked by other names', async () => {
    for (const question of await met(renamed(lesson), 1)) await expectOneAnswer(question);
  });

  test.each(lesson.pitfalls.map((pitfall, i) => [i + 1, pitfall] as const))(
    'pitfall %i does not pass, also by other names',
    async (n, { commands }) => {
      for (const seed of someSeeds(n)) expect(all(await heldAfter(lesson, commands, seed))).toBe(false);
      const other = renamed(lesson);
      expect(all(await heldAfter(other, other.pitfalls[n - 1]?.commands ?? []))).toBe(false);
    },
  );
});

describe.each(['en', 'ko'] as const)('the texts in %s', (language) => {
  test('an address of a lab is code, never a link to the web that takes the particle after it along', async () => {
    const bare = [...(await markdownIn(language))].flatMap(([id, text]) =>
      [...text.replaceAll(/`[^`]*`/g, '').matchAll(/https?:\S+/g)].map(([address]) => `${id}: ${address}`),
    );
    expect(bare).toEqual([]);
  });

  test.each([...lessons])('%s: a section for each step, and why', async (id, lesson) => {
    const texts = readTexts((await markdownIn(language)).get(id) ?? '');
    expect(texts.title).not.toBe('');
    expect(texts.about.length).toBeGreaterThan(0);
    expect(texts.steps.length).toBe(lesson.steps.length);
    expect(texts.why.length).toBeGreaterThan(0);
    for (const [i, step] of lesson.steps.entries()) {
      expect(texts.steps[i]?.title).not.toBe('');
      expect(texts.steps[i]?.prose.length).toBeGreaterThan(0);
      if (step.kind === 'do') expect(texts.steps[i]?.hints.length).toBeGreaterThan(0);
    }
  });
});

test('forty lessons in eight chapters, and three more', () => {
  expect(lessons.size).toBe(43);
  const own = chapters.filter((chapter) => chapter !== 'made');
  expect(new Set([...lessons.values()].map(({ chapter }) => chapter))).toEqual(new Set(own));
  expect(own).toHaveLength(8);
});

test('what judges a lesson is given a world, and nothing that was typed', () => {
  const judges = import.meta.glob<string>('../teaching/judge/*.ts', { eager: true, query: '?raw', import: 'default' });
  const own = Object.entries(judges).filter(([path]) => !path.endsWith('.test.ts'));
  expect(own.length).toBeGreaterThan(5);
  const looking = own.filter(([, text]) => /store\/|history\/(?!history\.ts)|\bHistory\b|bash_history/.test(text));
  expect(looking.map(([path]) => path)).toEqual([]);
});

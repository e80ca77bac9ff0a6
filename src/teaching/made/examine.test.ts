import { expect, test } from 'vitest';
import { on, type Lesson } from '../lesson.ts';
import { examine } from './examine.ts';
import { mark } from './submission.ts';

const lesson: Pick<Lesson, 'start' | 'steps' | 'solutions' | 'pitfalls'> = {
  start: on('host1', 'docker run -d --name web nginx'),
  steps: [
    {
      kind: 'do',
      goals: [
        { check: { kind: 'flow', from: 'client', over: 'http', to: '192.168.65.10', port: 8080, ends: 'reached' } },
        { check: { kind: 'container', of: 'host1/web', state: 'running' } },
      ],
    },
  ],
  solutions: [
    { by: 'docker', commands: on('host1', 'docker rm -f web', 'docker run -d --name web -p 8080:80 nginx') },
    { by: 'docker', commands: on('host1', 'docker ps', 'docker run -d -p 8080:80 nginx') },
  ],
  pitfalls: [{ commands: on('host1', 'docker run -d --name other -p 8080:81 nginx') }],
};

test('a lesson is tried: its start, its ways, what of them is superfluous, and which goals a pitfall trips', async () => {
  const { start, solutions, pitfalls, sound } = await examine(lesson, 3);
  const held = ({ verdicts }: { verdicts: readonly { held: boolean }[] }) => verdicts.map(({ held: each }) => each);
  expect(held(start)).toEqual([false, true]);
  expect(solutions.map(({ passes, superfluous }) => [passes, superfluous])).toEqual([
    [true, []],
    [true, [0]],
  ]);
  expect(pitfalls.map(held)).toEqual([[false, true]]);
  expect(sound).toBe(true);
});

test.each([
  ['has no goals', { ...lesson, steps: [] }],
  ['has no solution', { ...lesson, solutions: [] }],
  ['has one that does not pass', { ...lesson, solutions: [{ by: 'docker' as const, commands: [] }] }],
  ['has passed before it begins', { ...lesson, start: on('host1', 'docker run -d --name web -p 8080:80 nginx') }],
  ['has a pitfall that passes', { ...lesson, pitfalls: lesson.solutions }],
])('a lesson is not sound that %s', async (_what, other) => {
  expect((await examine(other, 1)).sound).toBe(false);
});

test('what is handed in is played and judged, by its own seed', async () => {
  const [solution] = lesson.solutions;
  const good = await mark(lesson, { seed: 9, commands: [...lesson.start, ...(solution?.commands ?? [])] });
  expect(good).toEqual({ verdicts: [{ held: true }, { held: true }], commands: 2, fromStart: true });
  const other = await mark(lesson, { seed: 9, commands: on('host1', 'docker run -d --name web -p 8080:80 nginx') });
  expect([other.fromStart, other.commands, other.verdicts.every(({ held }) => held)]).toEqual([false, 1, true]);
  const broken = await mark(lesson, { seed: 9, commands: [...lesson.start, ...on('nowhere', 'rm -rf /')] });
  expect(broken.verdicts.map(({ held }) => held)).toEqual([false, true]);
});

import { expect, test } from 'vitest';
import type { OpenLesson } from '../../store/lesson.ts';
import { progressOf } from './progress.ts';

const goal = { kind: 'check' } as never;
const lesson = {
  steps: [{ kind: 'read' }, { kind: 'do', goals: [goal, goal] }, { kind: 'do', goals: [goal] }],
} as unknown as OpenLesson['lesson'];
const at = (step: number, reached: number, states: OpenLesson['states'] = {}): OpenLesson => ({
  id: 'any',
  lesson,
  labs: [],
  step,
  reached,
  states,
});

test('of the goals those are met that held once', () => {
  const states = { 1: { hints: 0, held: [true, false] } };
  expect(progressOf(at(1, 1, states), 4)).toEqual({
    assignment: 4,
    met: 1,
    goals: 3,
    step: 2,
    steps: 3,
    finished: false,
  });
});

test('at its end all of them are, also after the page was loaded anew', () => {
  expect(progressOf(at(3, 3), 4)).toMatchObject({ met: 3, goals: 3, step: 3, finished: true });
  expect(progressOf(at(0, 3), 4)).toMatchObject({ met: 3, finished: true });
});

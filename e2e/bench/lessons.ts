import { lesson as brokenShop } from '../../src/lessons/broken-shop/lesson.ts';
import { lesson as hosts } from '../../src/lessons/two-hosts/lesson.ts';
import { lesson as replicas } from '../../src/lessons/replicas/lesson.ts';
import { judge, worldAfter } from '../../src/teaching/judge/judge.ts';
import { rosterOf } from '../../src/teaching/judge/roster.ts';
import { goalsOf, on, type Lesson } from '../../src/teaching/lesson.ts';
import { mark } from '../../src/teaching/made/submission.ts';
import { createLab } from '../../src/world/lab.ts';
import type { Bench } from './bench.ts';
import { median } from './measure.ts';

const SUBMISSIONS = 200;
const RUNS = 100;

/** Seconds that so many submissions take to be marked, right ones and wrong ones, each in a lab of its own. */
async function marked(lesson: Lesson): Promise<number> {
  const ways = [...lesson.solutions, ...lesson.pitfalls];
  const start = performance.now();
  for (let seed = 1; seed <= SUBMISSIONS; seed += 1)
    await mark(lesson, { seed, commands: [...lesson.start, ...(ways[seed % ways.length]?.commands ?? [])] });
  return (performance.now() - start) / 1000;
}

/** Milliseconds until the goals of the last lesson are judged, in a lab with ten containers. */
async function judged(): Promise<number> {
  const run = Array.from({ length: 8 }, (_, i) => `docker run -d --name more${i} nginx`);
  const start = await worldAfter(createLab({ seed: 1 }), [...brokenShop.start, ...on('host1', ...run)]);
  const roster = rosterOf(start);
  const times: number[] = [];
  for (let i = 0; i < RUNS; i += 1) {
    const now = await worldAfter(start, on('host1', `docker network create net${i}`));
    const begun = performance.now();
    await judge(now, roster, goalsOf(brokenShop));
    times.push(performance.now() - begun);
  }
  return median(times);
}

const submissions = (title: string, lesson: Lesson, budget: number): Bench => ({
  name: `${SUBMISSIONS} submissions marked, ${title}`,
  unit: 's',
  budget,
  run: () => marked(lesson),
});

export const lessonBenches: readonly Bench[] = [
  submissions('the broken shop', brokenShop, 124),
  submissions('two hosts in a swarm', hosts, 66),
  submissions('a compose project', replicas, 74),
  { name: 'goals judged in a lab of ten containers', unit: 'ms', budget: 0.038, run: judged },
];

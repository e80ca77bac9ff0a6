import { judge } from '../judge/judge.ts';
import type { Check } from '../goal.ts';
import { rosterOf } from '../judge/roster.ts';
import { said } from '../said.ts';
import type { World } from '../../world/world.ts';
import { choice, type Answered } from './answer.ts';
import type { Scene } from './scene.ts';

const REPLIES = ['done', 'warning', 'error'] as const;
type Reply = (typeof REPLIES)[number];

/** What a command says: done, a warning, or an error. */
export function reply({ exit, stdout, stderr }: Pick<Scene, 'exit' | 'stdout' | 'stderr'>): Answered {
  const text = [stderr, stdout].flatMap((each) => each.split('\n')).find((line) => line.trim() !== '') ?? '';
  const found: Reply = exit !== 0 ? 'error' : /^warning/im.test(stderr + stdout) ? 'warning' : 'done';
  return {
    asks: said('reply'),
    right: choice(`reply-${found}`, text === '' ? 'is-silent-reply' : 'is-reply', {}, { text: text.trim() }),
    wrong: REPLIES.filter((other) => other !== found).map((other) => choice(`reply-${other}`, `needs-${other}`)),
  };
}

/** How many of some checks hold. */
export async function holds(world: World, checks: readonly Check[]): Promise<Answered> {
  const verdicts = await judge(
    world,
    rosterOf(world),
    checks.map((check) => ({ check })),
  );
  const count = verdicts.filter(({ held }) => held).length;
  const all = checks.length;
  const wrong = [0, all, 1, all - 1, 2, 3].filter((other) => other >= 0 && other <= all);
  return {
    asks: said('holds', { all }),
    right: choice('count', 'is-holds', { n: count }),
    wrong: wrong.map((other) => choice('count', 'needs-holds', { n: other })),
  };
}

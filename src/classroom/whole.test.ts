import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '../history/history.ts';
import { HASTE, linkOf, newPupil, until } from './class.fixture.ts';
import { createInstructor, newClass } from './instructor.ts';
import type { Lecture, Question } from './lecture.ts';
import { createStudent } from './student.ts';
import { memoryBroker, type Fate, type MemoryBroker } from './transport/memory.fixture.ts';

/** What a network does, by dice. */
const badNetwork =
  (dice: () => number): Fate =>
  (message) => {
    const kind = dice();
    const after = Math.floor(dice() * 20);
    if (kind < 0.25) return [];
    if (kind < 0.4)
      return [
        { after, message },
        { after: after + Math.floor(dice() * 30), message },
      ];
    if (kind < 0.5) {
      const spoilt = message.slice();
      const at = Math.floor(dice() * spoilt.length);
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << Math.floor(dice() * 8));
      return [{ after, message: spoilt }];
    }
    if (kind < 0.55) return [{ after, message: message.slice(0, Math.floor(dice() * message.length)) }];
    return [{ after, message }];
  };

const name = fc.constantFrom('host1', 'web', '__proto__', 'constructor', 'LAN');
const command: fc.Arbitrary<Command> = fc.record(
  {
    place: name,
    line: fc.oneof({ weight: 9, arbitrary: fc.string({ maxLength: 60, unit: 'binary' }) }, long(3000)),
    comment: fc.oneof(fc.string({ minLength: 1, maxLength: 30 }), long(900)),
  },
  { requiredKeys: ['place', 'line'], noNullPrototype: true },
);

function long(length: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: 9 }).map((digit) => `${digit}가나다`.repeat(length / 4));
}

const question: fc.Arbitrary<Question> = fc.record({
  id: fc.nat(5),
  about: fc.oneof(
    fc.record({ kind: fc.constant('next' as const), command: fc.nat(5), hop: fc.nat(50) }, { noNullPrototype: true }),
    fc.record(
      { kind: fc.constant('typed' as const), text: fc.string({ maxLength: 40 }), options: fc.constant(['yes', 'no']) },
      { noNullPrototype: true },
    ),
  ),
  stage: fc.constantFrom('open' as const, 'closed' as const, 'told' as const),
});

/** What an instructor does. */
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('run' as const), command }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('back' as const), by: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('hop' as const), hop: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('place' as const), node: name, x: fc.nat(9), y: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('ask' as const), question: fc.option(question) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'new' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), ms: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(15) }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const empty: Lecture = {
  history: { seed: 1, commands: [] },
  name: '',
  positions: {},
  shown: { done: 0, view: {} },
};

function after(lecture: Lecture, act: Action): Lecture {
  const { history, positions, shown } = lecture;
  switch (act.kind) {
    case 'run': {
      const commands = [...history.commands.slice(0, shown.done), act.command];
      return { ...lecture, history: { ...history, commands }, shown: { ...shown, done: commands.length } };
    }
    case 'back':
      return { ...lecture, shown: { ...shown, done: Math.max(0, shown.done - act.by) } };
    case 'hop':
      return { ...lecture, shown: { ...shown, moment: { command: 0, hop: act.hop, playing: false, speed: 2 } } };
    case 'place': {
      const others = Object.entries(positions).filter(([node]) => node !== act.node);
      const at = act.x === 0 ? [] : [[act.node, { x: act.x, y: act.y }] as const];
      return { ...lecture, positions: Object.fromEntries([...others, ...at]) };
    }
    case 'ask': {
      const { question: _, ...rest } = shown;
      return { ...lecture, shown: { ...rest, ...(act.question && { question: act.question }) } };
    }
    case 'new':
      return { ...empty, name: `${lecture.name}x`, history: { seed: history.seed + 1, commands: [] } };
    case 'cut':
    case 'wait':
      return lecture;
  }
}

async function act(broker: MemoryBroker, { kind, ...rest }: Action): Promise<void> {
  if (kind !== 'cut' && kind !== 'wait') return;
  if (kind === 'cut') broker.stop();
  await new Promise((resolve) => setTimeout(resolve, 'ms' in rest ? rest.ms : 0));
  if (kind === 'cut') broker.start();
}

test('whatever is lost, repeated, delayed or spoilt: after some quiet every student sees what the instructor shows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 5, maxLength: 25 }),
      fc.infiniteStream(fc.nat(9999)),
      async (actions, dice) => {
        const broker = memoryBroker();
        const held = await newClass();
        const link = await linkOf(held);
        const student = async () =>
          createStudent({ link, pupil: await newPupil(), connect: broker.connect, pace: HASTE });
        const instructor = await createInstructor({ held, connect: broker.connect, pace: HASTE });
        const students = [await student(), await student()];
        broker.suffer(badNetwork(() => dice.next().value / 10_000));
        let lecture = empty;
        for (const one of actions) {
          lecture = after(lecture, one);
          instructor.show(lecture);
          await act(broker, one);
        }
        students.push(await student());
        broker.suffer((message) => [{ after: 0, message }]);
        const isShown = () => students.every((one) => same(one.getState().lecture, lecture));
        await until(isShown).catch(() => undefined);
        for (const one of students) expect(one.getState().lecture).toEqual(lecture);
        await until(() => instructor.getState().students.size === 3);
        for (const session of [instructor, ...students]) session.leave();
      },
    ),
    { numRuns: 20, interruptAfterTimeLimit: 40_000, endOnFailure: true },
  );
});

const same = (a: unknown, b: unknown): boolean => {
  try {
    expect(a).toEqual(b);
    return true;
  } catch {
    return false;
  }
};

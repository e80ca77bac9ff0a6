import { beforeEach, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Lecture, Report } from '../../classroom/lecture.ts';
import type { Instructor, InstructorState } from '../../classroom/session.ts';
import { localSimulator } from '../../simulator/simulator.fixture.ts';
import { isSealed } from '../../store/guessing.ts';
import { createStores, runCommand, type Stores } from '../../store/stores.ts';
import { createLab } from '../../world/lab.ts';
import { predictionAt } from './topic.ts';
import { teach, type Teaching } from './teaching.ts';

let stores: Stores;
let teaching: Teaching;
let shown: Lecture;
let session: Instructor;

const say = (reports: Readonly<Record<string, Report>>) =>
  session.setState({
    students: new Map(Object.entries(reports).map(([id, report]) => [id, { report, at: 0 }])),
  });

beforeEach(async () => {
  stores = createStores(localSimulator(), createLab({ seed: 7 }));
  await runCommand(stores, 'host1', 'docker run -d --name web -p 8080:80 nginx');
  await runCommand(stores, 'client', 'curl -s http://192.168.65.10:8080/');
  stores.playback.getState().pause();
  stores.playback.getState().toStart();
  const nothing = () => undefined;
  session = {
    ...createStore<InstructorState>()(() => ({
      status: 'open',
      fragment: 'class=x',
      students: new Map(),
      standing: 'driving',
      tooLarge: false,
      dropped: 0,
    })),
    show: (lecture) => void (shown = lecture),
    takeOver: nothing,
    end: nothing,
    leave: nothing,
  };
  teaching = teach(stores, session, { broker: undefined, asked: {} });
});

test('while the class is asked what happens next, it is shown nothing of that, and then all', () => {
  const { entries } = stores.lab.getState();
  const prediction = predictionAt(entries, { command: 1, hop: 0 });
  teaching.ask({ kind: 'next', command: 1, hop: 0 });
  const [, request] = entries;
  expect(request && isSealed(stores.guessing.getState(), request)).toBe(true);
  stores.playback.getState().toEnd();
  teaching.close();
  expect(shown.shown.moment).toMatchObject({ command: 1, hop: 0, playing: false });
  expect(shown.shown.done).toBe(1);
  expect(shown.shown.question).toMatchObject({ id: 1, stage: 'closed' });
  expect(shown.shown.question?.counts).toBeUndefined();
  stores.playback.getState().toStart();
  teaching.reveal();
  expect(request && isSealed(stores.guessing.getState(), request)).toBe(false);
  expect(shown.shown.question?.counts).toHaveLength(prediction?.posed.options.length ?? 0);
  expect(stores.playback.getState().until).toBe(prediction?.hop);
  expect(shown.shown.done).toBe(2);
});

test('the lab stays as the command left it where the story needs what that made', async () => {
  await runCommand(
    stores,
    'host1',
    'docker run -d --name probe alpine sleep 99 && docker exec probe ping -c 1 192.168.65.50',
  );
  teaching.ask({ kind: 'next', command: 2, hop: 0 });
  teaching.close();
  expect(shown.shown).toMatchObject({ done: 3, moment: { command: 2, hop: 0 } });
});

test('the right answer of one’s own question is sent when it is told, with the counts', () => {
  teaching.ask({ kind: 'typed', text: 'Who?', options: ['web', 'docker-proxy'] }, '1');
  expect(shown.shown.question?.about).toEqual({ kind: 'typed', text: 'Who?', options: ['web', 'docker-proxy'] });
  say({ a: { following: true, answer: { question: 1, option: '1' } }, b: { following: false } });
  say({ b: { following: true, answer: { question: 1, option: '0' } } });
  teaching.reveal();
  expect(shown.shown.question).toMatchObject({
    stage: 'told',
    about: { right: 1 },
    counts: [
      ['0', 1],
      ['1', 1],
    ],
  });
  teaching.finish();
  expect(shown.shown.question).toBeUndefined();
  teaching.ask({ kind: 'typed', text: 'And now?', options: ['a', 'b'] });
  expect(shown.shown.question?.id).toBe(2);
});

test('numbers of questions and lessons go on from what students have heard of, and another window shows nothing', () => {
  say({ a: { following: true, answer: { question: 8, option: '0' } } });
  teaching.ask({ kind: 'typed', text: 'Who?', options: ['a', 'b'] });
  expect(shown.shown.question?.id).toBe(9);
  teaching.handOut({ kind: 'known', id: 'expose' });
  expect(shown.shown.assignment).toEqual({ id: 1, lesson: { kind: 'known', id: 'expose' } });
  session.setState({ standing: 'elsewhere' });
  teaching.handOut(undefined);
  expect(shown.shown.assignment?.id).toBe(1);
  session.setState({ standing: 'driving' });
  expect(shown.shown.assignment).toBeUndefined();
});

import { beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Lecture, Question } from '../../classroom/lecture.ts';
import type { Student, StudentState } from '../../classroom/session.ts';
import { localSimulator } from '../../simulator/simulator.fixture.ts';
import { worldOf } from '../../store/lab.ts';
import { lectureNow } from '../../store/lecture.ts';
import { createStores, goTo, runCommand, type Stores } from '../../store/stores.ts';
import { trafficOf } from '../../store/traffic.ts';
import { createLab } from '../../world/lab.ts';
import { screenText } from '../terminal/screen-text.ts';
import { attend, type Attending } from './attending.ts';

const fresh = (seed: number) => createStores(localSimulator(), createLab({ seed }));
const HOP = 6;
let teacher: Stores;
let student: Stores;
let session: Student;
let attending: Attending;

/** The class is shown this. */
const say = (lecture: Lecture) => session.setState({ lecture });

/** The teacher's lab, and what is asked about the last command. */
function asking(stage?: Question['stage']): Lecture {
  const moment = { command: 2, hop: HOP, playing: false, speed: 1 };
  const lecture = lectureNow(teacher, {
    ...(stage && { question: { id: 1, about: { kind: 'next', command: 2, hop: HOP }, stage } }),
  });
  const isTold = stage === undefined || stage === 'told';
  return { ...lecture, shown: { ...lecture.shown, done: isTold ? 3 : 2, moment } };
}

const told = () => student.playback.getState().hops.length;
const lines = () => student.lab.getState().entries.map(({ line }) => line);
const printed = () => screenText(student, 'client', ((key: string) => key) as never);

beforeEach(async () => {
  teacher = fresh(7);
  await runCommand(teacher, 'host1', 'docker run -d --name web -p 8080:80 nginx');
  await runCommand(teacher, 'client', 'curl -s http://192.168.65.10:8080/');
  await runCommand(teacher, 'client', 'curl -sI http://192.168.65.10:8080/');
  student = fresh(1);
  await runCommand(student, 'client', 'ping -c 1 192.168.65.10');
  session = {
    ...createStore<StudentState>()(() => ({ status: 'open', silent: false, ended: false, dropped: 0 })),
    report: () => undefined,
    leave: () => undefined,
  };
  attending = attend(student, session, { name: '', remember: () => undefined, release: undefined });
  say(asking());
  await vi.waitFor(() => expect(student.playback.getState().position).toBe(HOP), { timeout: 20_000 });
});

test('while a class is asked what happens next, no way of a curious student leads to the answer', async () => {
  const all = trafficOf(student.lab.getState().entries[2] ?? never()).length;
  expect(told()).toBe(all);
  say(asking('open'));
  await vi.waitFor(() => expect(student.lab.getState().done).toBe(2));
  expect(attending.getState().mode).toBe('following');
  // Going on in the story, in the history, or by a copy.
  student.playback.getState().toEnd();
  expect(told()).toBe(HOP + 1);
  goTo(student, 3);
  expect(student.lab.getState().done).toBe(2);
  expect(worldOf(student.lab.getState())).toEqual(teacher.lab.getState().entries[1]?.outcome.world);
  expect(printed().match(/curl/g)).toHaveLength(2);
  expect(printed()).not.toContain('HTTP/1.1');
  attending.copy('Mine');
  await vi.waitFor(() => expect(attending.getState().mode).toBe('own'));
  goTo(student, 3);
  expect(student.lab.getState().done).toBe(2);
  expect(student.guessing.getState().asked).toBeDefined();
  // What is typed runs in the lab as it was before.
  await runCommand(student, 'host1', 'docker logs web');
  expect(lines()).not.toContain('curl -sI http://192.168.65.10:8080/');
  expect(screenText(student, 'host1', ((key: string) => key) as never)).not.toContain('HEAD /');

  say(asking('told'));
  expect(student.guessing.getState().asked).toBeUndefined();
  attending.goBack();
  await vi.waitFor(() => expect(told()).toBe(all), { timeout: 20_000 });
  await vi.waitFor(() => expect(printed()).toContain('HTTP/1.1'));
});

test('who comes while it is asked is told no more', async () => {
  await attending.leave();
  attending = attend(student, session, { name: '', remember: () => undefined, release: undefined });
  say(asking('closed'));
  await vi.waitFor(() => expect(told()).toBe(HOP + 1), { timeout: 20_000 });
  expect(printed()).not.toContain('HTTP/1.1');
  // One's own work has nothing of it.
  await attending.leave();
  expect(lines()).toEqual(['ping -c 1 192.168.65.10']);
  expect(student.guessing.getState().asked).toBeUndefined();
});

function never(): never {
  throw new Error('there is no such command');
}

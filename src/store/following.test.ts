import { beforeEach, expect, test, vi } from 'vitest';
import { localSimulator } from '../simulator/simulator.fixture.ts';
import { createLab } from '../world/lab.ts';
import { isBorrowed } from './borrowed.ts';
import { documentOf } from './document.ts';
import { createFollower, type Follower } from './following.ts';
import { worldOf } from './lab.ts';
import { lectureNow } from './lecture.ts';
import { bring, toSandbox } from './sandbox.ts';
import { emptyStand } from './stand.ts';
import { createStores, goTo, runCommand, type Stores } from './stores.ts';

const fresh = (seed: number) => createStores(localSimulator(), createLab({ seed }));
const request = 'curl -s http://192.168.65.10:8080/';
let teacher: Stores;
let student: Stores;
let follower: Follower;

const mode = () => follower.getState().mode;
const lines = ({ lab }: Stores) => lab.getState().entries.map(({ line }) => line);
const where = ({ lab, playback, view }: Stores) => {
  const { entries, done } = lab.getState();
  const { entry, position } = playback.getState();
  return [done, entries.findIndex(({ id }) => id === entry), Math.floor(position), view.getState().level];
};

/** What the teacher shows now has come to the student. */
async function shown() {
  follower.follow(lectureNow(teacher));
  await vi.waitFor(() => expect([lines(student), where(student)]).toEqual([lines(teacher), where(teacher)]), {
    timeout: 20_000,
  });
}

beforeEach(async () => {
  teacher = fresh(7);
  student = fresh(1);
  await runCommand(student, 'host1', 'docker network create mine');
  follower = await createFollower(student);
  await runCommand(teacher, 'host1', 'docker run -d --name web -p 8080:80 nginx');
  await runCommand(teacher, 'client', request);
  teacher.playback.getState().pause();
});

test('lab, level and moment follow along, and what ran already does not run again', async () => {
  await shown();
  expect(worldOf(student.lab.getState())).toEqual(worldOf(teacher.lab.getState()));
  const [first] = student.lab.getState().entries;
  await runCommand(teacher, 'host1', 'docker network create blue');
  teacher.view.getState().setLevel('netfilter');
  await shown();
  expect(student.lab.getState().entries[0]).toBe(first);
  const { history, positions } = lectureNow(teacher);
  teacher.playback.getState().seek(9);
  expect(lectureNow(teacher).history).toBe(history);
  expect(lectureNow(teacher).positions).toBe(positions);
  await shown();
  goTo(teacher, 1);
  await shown();
  goTo(teacher, 2);
  await runCommand(teacher, 'host1', 'docker rm -f web');
  await shown();
  teacher.lab.getState().comment(0, 'This begins it.');
  await shown();
  expect(student.lab.getState().entries[0]?.comment).toBe('This begins it.');
  expect(mode()).toBe('following');
  expect(isBorrowed(student.lab.getState().start)).toBe(true);
});

test('who steps or turns the view looks around, and comes back', async () => {
  await shown();
  student.playback.getState().step(1);
  expect(mode()).toBe('looking');
  await runCommand(teacher, 'host1', 'docker network create blue');
  follower.follow(lectureNow(teacher));
  expect(lines(student)).toHaveLength(2);
  follower.goBack();
  await shown();
  student.view.getState().setLevel('overview');
  expect(mode()).toBe('looking');
  follower.goBack();
  await shown();
  goTo(student, 1);
  expect(mode()).toBe('looking');
  follower.goBack();
  await shown();
  student.view.getState().select({ kind: 'machine', machine: 'host1' });
  expect(mode()).toBe('looking');
});

test('a story that plays is played along, and its end is no look around', async () => {
  await shown();
  goTo(teacher, 2, true);
  teacher.playback.getState().play();
  follower.follow(lectureNow(teacher));
  await vi.waitFor(() => expect(student.playback.getState().playing).toBe(true));
  student.playback.getState().advance(600_000);
  expect(student.playback.getState().playing).toBe(false);
  expect(mode()).toBe('following');
});

test('a command of one’s own makes a copy, which the way back leaves as it is', async () => {
  await shown();
  const { start } = student.lab.getState();
  await runCommand(student, 'host1', 'docker network create theirs');
  expect(mode()).toBe('own');
  expect(isBorrowed(start)).toBe(false);
  const copy = documentOf(student);
  await runCommand(teacher, 'host1', 'docker network create blue');
  follower.follow(lectureNow(teacher));
  expect(documentOf(student)).toEqual(copy);
  follower.goBack();
  await shown();
  expect(student.lab.getState().start).not.toBe(start);
  expect(isBorrowed(student.lab.getState().start)).toBe(true);
  follower.copy();
  expect(isBorrowed(student.lab.getState().start)).toBe(false);
});

test('a command that is typed while the lecture goes on is not lost', async () => {
  await shown();
  await runCommand(teacher, 'host1', 'docker network create blue');
  const mine = runCommand(student, 'host1', 'docker network create theirs');
  follower.follow(lectureNow(teacher));
  await mine;
  await vi.waitFor(() => expect(mode()).toBe('own'));
  expect(lines(student)).toContain('docker network create theirs');
});

test('what one does to one’s own work during a class is there after it', async () => {
  await shown();
  const lent = student.lab.getState().start;
  await bring(student, emptyStand(createLab({ seed: 3 })));
  expect(student.lesson.getState().sandbox?.steps.start).not.toBe(lent);
  await toSandbox(student);
  expect(mode()).toBe('own');
  await runCommand(student, 'host1', 'docker network create more');
  follower.goBack();
  await shown();
  expect(lines(student)).not.toContain('docker network create more');
  await follower.leave();
  expect(lines(student)).toEqual(['docker network create mine', 'docker network create more']);
});

test('one’s own work is back after the class', async () => {
  await shown();
  await follower.leave();
  expect(lines(student)).toEqual(['docker network create mine']);
  await runCommand(teacher, 'host1', 'docker network create blue');
  const { start } = student.lab.getState();
  follower.follow(lectureNow(teacher));
  follower.goBack();
  await runCommand(student, 'host1', 'docker network create more');
  expect(lines(student)).toEqual(['docker network create mine', 'docker network create more']);
  expect(student.lab.getState().start).toBe(start);
});

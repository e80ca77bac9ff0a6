import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toBase64Url } from '../formats/base64url.ts';
import { HASTE, lectureWith, linkOf, newPupil, until } from './class.fixture.ts';
import { framed } from './frame.ts';
import { createInstructor, newClass, type HeldClass } from './instructor.ts';
import { newSigningPair, roomOf, signerOf, type Room, type Signer } from './keys.ts';
import { LIMITS } from './limits.ts';
import { topicsOf } from './messages.ts';
import { LAST } from './order.ts';
import type { Instructor, Student } from './session.ts';
import { createStudent } from './student.ts';
import { memoryBroker, type MemoryBroker } from './transport/memory.fixture.ts';

/** Somebody who has the link, and the broker: nothing is secret from them but the keys of others. */
let room: Room;
let stranger: Signer;
let held: HeldClass;
let broker: MemoryBroker;
let instructor: Instructor;
let student: Student;
let topics: ReturnType<typeof topicsOf>;
const lecture = lectureWith(['docker run -d --name web nginx', 'curl web']);

beforeEach(async () => {
  held = await newClass();
  broker = memoryBroker();
  room = await roomOf(held.secret);
  topics = topicsOf(room.id);
  stranger = await signerOf(await newSigningPair());
  instructor = await createInstructor({ held, connect: broker.connect, pace: HASTE });
  instructor.show(lecture);
  student = await createStudent({
    link: await linkOf(held),
    pupil: await newPupil(),
    connect: broker.connect,
    pace: HASTE,
  });
  student.report({ name: 'Ada' });
  await until(() => student.getState().lecture !== undefined && names().includes('Ada'));
  const steps = said(topics.steps).length;
  await until(() => said(topics.steps).length > steps); // what was said until now is old to the student, too
});
afterEach(() => {
  instructor.leave();
  student.leave();
});

const names = () => [...instructor.getState().students.values()].map(({ report: { name } }) => name);
const dropped = () => instructor.getState().dropped + student.getState().dropped;
const said = (topic: string) => broker.carried.filter((one) => one.topic === topic).map(({ message }) => message);
const reports = () => broker.carried.filter(({ topic }) => topic.includes('/reports/'));
const pause = (ms = 100) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends messages; each is dropped by who hears it, and nothing changes. */
async function nothingComesOf(messages: readonly (readonly [topic: string, message: Uint8Array])[]): Promise<void> {
  const before = dropped();
  const students = [...instructor.getState().students.keys()];
  for (const [topic, message] of messages) broker.publish(topic, message);
  await until(() => dropped() >= before + messages.length);
  await pause();
  expect(student.getState()).toMatchObject({ lecture, ended: false });
  expect([...instructor.getState().students.keys()]).toEqual(students);
  expect(names()).toEqual(['Ada']);
  expect(instructor.getState().standing).toBe('driving');
}

const step = { e: 9e15, n: 5, done: 0, digest: 'x' };

describe('what is not the instructor’s changes nothing', () => {
  test('a step, a state and an end that a student made', async () => {
    const by = async (topic: string, message: object) =>
      [topic, await framed(room, topic, stranger, JSON.stringify(message))] as const;
    await nothingComesOf([await by(topics.steps, step), await by(topics.steps, { e: 9e15, n: 6, over: true })]);
    const before = instructor.getState().dropped;
    const [topic, over] = await by(topics.state, { e: 9e15, n: 6, over: true });
    broker.publish(topic, over, { keep: true });
    await until(() => instructor.getState().dropped > before);
    await until(() => broker.kept.get(topics.state) !== over); // it is mended
    expect(instructor.getState().standing).toBe('driving');
    const late = await createStudent({
      link: await linkOf(held),
      pupil: await newPupil(),
      connect: broker.connect,
      pace: HASTE,
    });
    await until(() => late.getState().lecture !== undefined);
    expect(late.getState()).toMatchObject({ lecture, ended: false, dropped: 0 });
    late.leave();
  });

  test('the instructor’s own signature around something else', async () => {
    const signer = await signerOf(held.signing);
    const other = await framed(room, topics.steps, { ...stranger, publicKey: signer.publicKey }, JSON.stringify(step));
    await nothingComesOf([[topics.steps, other]]);
  });

  test('what was said before, and what was said elsewhere', async () => {
    const [first] = said(topics.steps);
    const [state] = said(topics.state);
    if (!first || !state) throw new Error('nothing was said');
    await nothingComesOf([
      [topics.steps, first],
      [topics.steps, state],
      [topics.reportsOf(stranger.id), first],
    ]);
  });

  test('what is cut short, too long, empty or of another version', async () => {
    const last = said(topics.steps).at(-1);
    if (!last) throw new Error('nothing was said');
    await nothingComesOf([
      ...[0, 1, 12, 13, 40, last.length - 1].map((length) => [topics.steps, last.slice(0, length)] as const),
      [topics.steps, new Uint8Array(LIMITS.step + 1)],
      [topics.steps, new Uint8Array(2_000_000)],
      [topics.steps, Uint8Array.of(2, ...last.slice(1))],
    ]);
  });

  test('what the instructor’s key signed, but no instructor’s page sends', async () => {
    const signer = await signerOf(held.signing);
    const e = 9e15;
    const messages = [
      'null',
      '{',
      '"x"',
      '{"e":9e15,"n":1,"done":0,"digest":"x","__proto__":{"over":true},"over":false}',
      JSON.stringify({ e, n: 1, done: -1, digest: 'x' }),
      JSON.stringify({ e, n: 1, done: 0, digest: 'x', more: 1 }),
      JSON.stringify({ e: 1e300, n: 1, done: 0, digest: 'x' }),
      JSON.stringify({ e, n: 1, done: 0, digest: 'x', moment: { command: 0, hop: 0, playing: 1, speed: 1 } }),
    ];
    const frames = await Promise.all(messages.map((text) => framed(room, topics.steps, signer, text)));
    await nothingComesOf(frames.map((frame) => [topics.steps, frame] as const));
  });

  test('10,000 frames by chance and by mutation', { timeout: 120_000 }, async () => {
    const frames = [...said(topics.steps), ...said(topics.state), ...reports().map(({ message }) => message)];
    const own = reports().map(({ topic }) => topic);
    const mutated = fc
      .tuple(fc.constantFrom(...frames), fc.nat(100_000), fc.integer({ min: 1, max: 255 }))
      .map(([frame, at, bits]) => {
        const copy = frame.slice();
        copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ bits;
        return copy;
      });
    const message = fc.oneof(fc.uint8Array({ maxLength: 300 }), mutated);
    const topic = fc.constantFrom(topics.steps, ...own);
    const messages = fc.sample(fc.tuple(topic, message), { numRuns: 10_000, seed: 7 });
    for (let from = 0; from < messages.length; from += 250) {
      const before = dropped();
      const part = messages.slice(from, from + 250);
      for (const [to, bytes] of part) broker.publish(to, bytes);
      await until(() => dropped() >= before + part.length); // of a flood, what is meant well is dropped too
    }
    await nothingComesOf([]);
  });
});

describe('what a student’s page says', () => {
  test('nobody answers for another', async () => {
    const [report] = reports();
    if (!report) throw new Error('nothing was reported');
    const to = instructor.getState();
    const gone = JSON.stringify({ e: 9e15, n: LAST, gone: true });
    await nothingComesOf([
      [report.topic, await framed(room, report.topic, stranger, gone)],
      [report.topic, report.message],
      [topics.reportsOf(stranger.id), report.message],
    ]);
    expect(to.students.size).toBe(1);
  });

  test('what is sealed to nobody, or to another, is no report', async () => {
    const topic = topics.reportsOf(stranger.id);
    const sealed = toBase64Url(crypto.getRandomValues(new Uint8Array(200)));
    const frame = async (n: number, to: number, text = sealed) =>
      framed(room, topic, stranger, JSON.stringify({ e: 5, n, to, sealed: text }));
    await nothingComesOf([
      [topic, await frame(1, 1)],
      [topic, await frame(2, 9e15)],
      [topic, await frame(3, 1, '')],
    ]);
  });

  test('a flood is cut, and what is said last comes all the same', async () => {
    const before = instructor.getState().dropped;
    const [one] = reports();
    if (!one) throw new Error('nothing was reported');
    for (let n = 0; n < 4000; n += 1) broker.publish(one.topic, one.message);
    await until(() => instructor.getState().dropped >= before + 4000);
    student.report({ following: false });
    await until(() => [...instructor.getState().students.values()].some(({ report }) => !report.following));
  });
});

describe('two windows of the instructor’s', () => {
  test('the later one drives, until the earlier one takes over', async () => {
    const other = await createInstructor({ held, connect: broker.connect, pace: HASTE });
    const second = lectureWith(['docker ps']);
    other.show(second);
    await until(() => instructor.getState().standing === 'elsewhere');
    await until(() => student.getState().lecture?.history.commands.length === 1);
    instructor.show(lecture);
    await pause();
    expect(student.getState().lecture).toEqual(second);
    await until(() => other.getState().students.size === 1);

    instructor.takeOver();
    await until(() => other.getState().standing === 'elsewhere');
    await until(() => student.getState().lecture?.history.commands.length === 2);
    await until(() => instructor.getState().students.size === 1);
    // What the other window was saying just then comes too late.
    expect(student.getState().dropped).toBeLessThanOrEqual(1);
    instructor.end();
    await until(() => other.getState().standing === 'ended');
    await until(() => student.getState().ended);
    other.leave();
  });

  test('a class goes on after a reload, whatever the clock says', async () => {
    const epochs: number[] = [];
    instructor.leave();
    const ahead = await createInstructor({
      held: { ...held, epoch: 8e15 },
      connect: broker.connect,
      remember: (epoch) => epochs.push(epoch),
      pace: HASTE,
    });
    ahead.show(lectureWith(['docker ps']));
    await until(() => student.getState().lecture?.history.commands.length === 1);
    ahead.leave();
    const again = await createInstructor({
      held: { ...held, epoch: Math.max(...epochs) },
      connect: broker.connect,
      pace: HASTE,
    });
    again.show(lecture);
    await until(() => student.getState().lecture?.history.commands.length === 2);
    await until(() => again.getState().students.size === 1);
    expect(again.getState().standing).toBe('driving');
    again.leave();
  });
});

test('a lab that is too large is said to be, and the class stays where it was', async () => {
  const chance = Array.from({ length: 2000 }, () => toBase64Url(crypto.getRandomValues(new Uint8Array(150))));
  instructor.show(lectureWith(chance));
  await until(() => instructor.getState().tooLarge);
  await pause();
  expect(student.getState()).toMatchObject({ lecture, silent: false });
  instructor.show(lectureWith(['docker ps']));
  await until(() => student.getState().lecture?.history.commands.length === 1);
  expect(instructor.getState().tooLarge).toBe(false);
});

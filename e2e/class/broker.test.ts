import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { lectureWith, linkOf, newPupil, until } from '../../src/classroom/class.fixture.ts';
import { createInstructor, newClass, type HeldClass } from '../../src/classroom/instructor.ts';
import { PACE, type Pace } from '../../src/classroom/limits.ts';
import type { Instructor, Student } from '../../src/classroom/session.ts';
import { createStudent } from '../../src/classroom/student.ts';
import type { MqttTimes } from '../../src/classroom/transport/mqtt.ts';
import type { Connect, Status, Transport } from '../../src/classroom/transport/transport.ts';
import { connectTo } from './class.fixture.ts';
import { findMosquitto, startMosquitto, type Mosquitto } from './mosquitto.ts';
import { proxyTo } from './proxy.ts';

const times: MqttTimes = {
  opening: 5000,
  ping: 300,
  answer: 1500,
  expiry: 60,
  firstRetry: 50,
  lastRetry: 400,
  closing: 2000,
};
const pace: Pace = { ...PACE, step: 20, quiet: 50, state: 300, whole: 100, roll: 100, heartbeat: 1000 };

let broker: Mosquitto;
const toClose: { readonly leave: () => void }[] = [];

/** A transport, and what it told. */
function opened(connect: Connect, will?: { readonly topic: string; readonly message: Uint8Array }) {
  const told: Status[] = [];
  const transport = connect({ onStatus: (status) => told.push(status), ...(will && { will: async () => will }) });
  toClose.push({ leave: () => transport.close() });
  return { transport, told, isOpen: () => told.at(-1) === 'open' };
}

function heardBy(transport: Transport, filter: string) {
  const heard: string[] = [];
  const end = transport.subscribe(filter, (message) => heard.push(new TextDecoder().decode(message)));
  return { heard, end };
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe.skipIf(findMosquitto() === undefined)('mosquitto', () => {
  beforeAll(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => {
    for (const one of toClose.splice(0)) one.leave();
  });
  afterAll(() => broker.stop());

  test('carries, keeps, and lets go of what it keeps no longer', async () => {
    const [one, other] = [opened(connectTo(broker.url)), opened(connectTo(broker.url))];
    one.transport.publish('t/kept', bytes('first'), { keep: true });
    one.transport.publish('t/kept', bytes('last'), { keep: true });
    await until(() => one.isOpen() && other.isOpen());
    const live = heardBy(other.transport, 't/+');
    await until(() => live.heard.length === 1);
    one.transport.publish('t/live', bytes('hello'));
    await until(() => live.heard.length === 2);
    expect(live.heard).toEqual(['last', 'hello']);
    live.end();
    one.transport.publish('t/live', bytes('not heard'));
    const again = heardBy(other.transport, 't/kept');
    await until(() => again.heard.length === 1);
    expect(live.heard).toHaveLength(2);
    const large = 'x'.repeat(250_000);
    one.transport.publish('t/kept', bytes(large), { keep: true });
    await until(() => again.heard.length === 2);
    expect(again.heard[1] === large).toBe(true);
  });

  test('sends the will of who goes without a word, not of who says so', async () => {
    const watching = opened(connectTo(broker.url));
    await until(watching.isOpen);
    const wills = heardBy(watching.transport, 'will/+');
    const proxy = await proxyTo(broker.url);
    onTestFinished(proxy.close);
    const polite = opened(connectTo(broker.url), { topic: 'will/polite', message: bytes('polite') });
    const rude = opened(connectTo(proxy.url, { ...times, firstRetry: 5000 }), {
      topic: 'will/rude',
      message: bytes('rude'),
    });
    await until(() => polite.isOpen() && rude.isOpen());
    polite.transport.close();
    proxy.cut();
    await until(() => wills.heard.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(wills.heard).toEqual(['rude']);
    expect(rude.told).toEqual(['open', 'lost']);
  });

  test('a connection whose other end is gone is found out, and opened anew', async () => {
    const proxy = await proxyTo(broker.url);
    onTestFinished(proxy.close);
    const one = opened(connectTo(proxy.url, times));
    const { heard } = heardBy(one.transport, 'half/+');
    await until(one.isOpen);
    proxy.freeze();
    one.transport.publish('half/open', bytes('into the void'));
    await until(() => one.told.at(-1) === 'lost');
    proxy.thaw();
    await until(one.isOpen);
    await until(() => heard.length > 0);
    expect(new Set(heard)).toEqual(new Set(['into the void']));
  });

  test('no broker is told, and tried again', async () => {
    const own = await startMosquitto();
    onTestFinished(own.stop);
    await own.kill();
    const one = opened(connectTo(own.url, times));
    await until(() => one.told.at(-1) === 'refused');
    await own.start();
    await until(one.isOpen);
  });

  test('a broker that forbids the topics is told', async () => {
    const own = await startMosquitto({ lines: ['acl_file /dev/null'] });
    onTestFinished(own.stop);
    const one = opened(connectTo(own.url, times));
    heardBy(one.transport, 'hopscope/x/steps');
    one.transport.publish('hopscope/x/steps', bytes('forbidden'));
    await until(() => one.told.includes('refused'));
  });

  test('a class goes on after the broker was killed', async () => {
    const own = await startMosquitto();
    onTestFinished(own.stop);
    const connect = connectTo(own.url, times);
    const held = await newClass();
    const instructor = await instructorOf(held, connect);
    instructor.show(lectureWith(['docker run -d nginx']));
    const students = [await studentOf(held, connect), await studentOf(held, connect), await studentOf(held, connect)];
    const allShow = (count: number) => () =>
      students.every((student) => student.getState().lecture?.history.commands.length === count);
    await until(allShow(1));
    await until(() => instructor.getState().students.size === 3);
    students[0]?.report({ answer: { question: 1, option: 'kept' } });

    await own.kill();
    await until(() => [instructor, ...students].every((session) => session.getState().status !== 'open'));
    expect(students[1]?.getState().lecture).toEqual(lectureWith(['docker run -d nginx']));
    instructor.show(lectureWith(['docker run -d nginx', 'docker ps']));
    students[2]?.report({ answer: { question: 1, option: 'while it was away' } });
    await own.start();
    await until(allShow(2));
    instructor.show(lectureWith(['docker run -d nginx', 'docker ps', 'curl 172.17.0.2']));
    await until(allShow(3));
    const answers = () =>
      [...instructor.getState().students.values()].flatMap(({ report: { answer } }) => answer?.option ?? []);
    await until(() => answers().length === 2);
    expect(answers().sort()).toEqual(['kept', 'while it was away']);
    const late = await studentOf(held, connect);
    await until(() => late.getState().lecture?.history.commands.length === 3);
    await until(() => instructor.getState().students.size === 4);
    late.leave();
    await until(() => instructor.getState().students.size === 3);
    expect(instructor.getState().dropped).toBe(0);
  });
});

describe.skipIf(findMosquitto() === undefined)('a state that is kept for two seconds', () => {
  const expiry = 2;
  const passed = () => new Promise((resolve) => setTimeout(resolve, (expiry + 1.5) * 1000)); // a broker counts whole seconds
  let own: Mosquitto;
  let connect: Connect;
  beforeAll(async () => {
    own = await startMosquitto();
    connect = connectTo(own.url, { ...times, expiry });
  });
  afterEach(() => {
    for (const one of toClose.splice(0)) one.leave();
  });
  afterAll(() => own.stop());

  test('is gone where nobody refreshed it; with the instructor the class is there again', async () => {
    const held = await newClass();
    const instructor = await instructorOf(held, connect);
    instructor.show(lectureWith(['docker run -d nginx']));
    const there = await studentOf(held, connect);
    await until(() => there.getState().lecture !== undefined);
    toClose.splice(toClose.indexOf(instructor), 1);
    instructor.leave();
    await passed();
    const late = await studentOf(held, connect);
    await until(() => late.getState().status === 'open');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(late.getState().lecture).toBeUndefined();
    expect(there.getState().lecture).toEqual(lectureWith(['docker run -d nginx']));
    const again = await instructorOf({ ...held, epoch: Date.now() * 1000 }, connect);
    again.show(lectureWith(['docker run -d nginx', 'docker ps']));
    await until(() => [there, late].every((each) => each.getState().lecture?.history.commands.length === 2));
    await until(() => again.getState().students.size === 2);
    expect(late.getState().dropped).toBe(0);
  });

  test('stays while the instructor refreshes it, though nothing is shown anew', async () => {
    const held = await newClass();
    const instructor = await instructorOf(held, connect, { ...pace, refresh: (expiry * 1000) / 2 });
    instructor.show(lectureWith(['docker run -d nginx']));
    await passed();
    const late = await studentOf(held, connect);
    await until(() => late.getState().lecture?.history.commands.length === 1);
    await until(() => instructor.getState().students.size === 1);
  });
});

async function instructorOf(held: HeldClass, connect: Connect, at: Pace = pace): Promise<Instructor> {
  const instructor = await createInstructor({ held, connect, pace: at });
  toClose.push(instructor);
  return instructor;
}

async function studentOf(held: HeldClass, connect: Connect): Promise<Student> {
  const student = await createStudent({ link: await linkOf(held), pupil: await newPupil(), connect, pace });
  toClose.push(student);
  return student;
}

import { afterEach, describe, expect, test } from 'vitest';
import { HASTE, lectureWith, linkOf, newPupil, until } from './class.fixture.ts';
import { createInstructor, newClass, type HeldClass } from './instructor.ts';
import type { Instructor, Student } from './session.ts';
import { createStudent, type Pupil } from './student.ts';
import { broadcast } from './transport/broadcast.ts';
import { memoryBroker } from './transport/memory.fixture.ts';
import type { Connect } from './transport/transport.ts';

const opened: (Instructor | Student)[] = [];
afterEach(() => {
  for (const session of opened.splice(0)) session.leave();
});

async function instructorOf(held: HeldClass, connect: Connect): Promise<Instructor> {
  const instructor = await createInstructor({ held, connect, pace: HASTE });
  opened.push(instructor);
  return instructor;
}

async function studentOf(held: HeldClass, connect: Connect): Promise<Student> {
  const student = await createStudent({ link: await linkOf(held), pupil: await newPupil(), connect, pace: HASTE });
  opened.push(student);
  return student;
}

describe.each([
  ['a broker', () => memoryBroker().connect],
  ['the windows of one browser', () => broadcast],
])('a class over %s', (_, connector) => {
  test('shows what the instructor shows, to who is there and to who comes', async () => {
    const connect = connector();
    const held = await newClass();
    const instructor = await instructorOf(held, connect);
    const first = lectureWith(['docker run -d nginx']);
    instructor.show(first);
    const student = await studentOf(held, connect);
    await until(() => student.getState().lecture !== undefined);
    expect(student.getState().lecture).toEqual(first);

    const second = lectureWith(['docker run -d nginx', 'curl 172.17.0.2'], {
      view: { level: 'wiring' },
      moment: { command: 1, hop: 3, playing: false, speed: 1 },
    });
    instructor.show(second);
    await until(() => student.getState().lecture?.history.commands.length === 2);
    expect(student.getState().lecture).toEqual(second);
    const late = await studentOf(held, connect);
    await until(() => late.getState().lecture?.history.commands.length === 2);
    expect(late.getState().lecture).toEqual(second);
    expect(student.getState()).toMatchObject({ dropped: 0, silent: false, ended: false, status: 'open' });
  });

  test('tells the instructor who is there, what they answer, and who left', async () => {
    const connect = connector();
    const held = await newClass();
    const instructor = await instructorOf(held, connect);
    instructor.show(lectureWith([]));
    const [one, other] = [await studentOf(held, connect), await studentOf(held, connect)];
    await until(() => instructor.getState().students.size === 2);
    one.report({ name: '  Ada \u202e ', answer: { question: 1, option: 'dropped' } });
    other.report({ following: false });
    const reports = () => [...instructor.getState().students.values()].map(({ report }) => report);
    await until(() => reports().some(({ answer }) => answer) && reports().some(({ following }) => !following));
    expect(reports()).toContainEqual({ name: 'Ada', following: true, answer: { question: 1, option: 'dropped' } });
    one.leave();
    await until(() => instructor.getState().students.size === 1);
    expect(instructor.getState().dropped).toBe(0);
  });

  test('knows a page that comes back by what it answered', async () => {
    const connect = connector();
    const held = await newClass();
    const instructor = await instructorOf(held, connect);
    instructor.show(lectureWith([]));
    let pupil = await newPupil();
    const come = async () => {
      const remember = (change: Partial<Pupil>) => void (pupil = { ...pupil, ...change });
      const student = await createStudent({ link: await linkOf(held), pupil, connect, remember, pace: HASTE });
      opened.push(student);
      return student;
    };
    const answers = () => [...instructor.getState().students.values()].map(({ report }) => report.answer?.option);
    const first = await come();
    first.report({ answer: { question: 1, option: 'b' } });
    await until(() => answers()[0] === 'b');
    first.leave();
    await until(() => answers().length === 0);
    const again = await come();
    expect(again.getState().answer).toEqual({ question: 1, option: 'b' });
    await until(() => answers()[0] === 'b');
  });

  test('ends', async () => {
    const connect = connector();
    const held = await newClass();
    const instructor = await instructorOf(held, connect);
    instructor.show(lectureWith(['true']));
    const student = await studentOf(held, connect);
    await until(() => student.getState().lecture !== undefined);
    instructor.end();
    await until(() => student.getState().ended);
    expect(student.getState().lecture).toEqual(lectureWith(['true']));
    expect(instructor.getState().standing).toBe('ended');
  });
});

/**
 * Whether a class holds on one broker: npm run bench:class [-- --json | --compare FILE] [--students N]. All pages, the instructor’s
 * and the students’, are sessions in this one process, which is more work than each has in its own browser. Exit code 1 when
 * something is over its budget.
 */
import { newPupil, until } from '../../src/classroom/class.fixture.ts';
import { createInstructor, newClass } from '../../src/classroom/instructor.ts';
import type { Lecture } from '../../src/classroom/lecture.ts';
import { readClassFragment } from '../../src/classroom/link.ts';
import { createStudent } from '../../src/classroom/student.ts';
import { connectTo } from '../class/class.fixture.ts';
import { findMosquitto, startMosquitto } from '../class/mosquitto.ts';
import { proxyTo } from '../class/proxy.ts';
import { argumentOf } from './arguments.ts';
import { median } from './measure.ts';
import { noteCost, report } from './report.ts';

const STUDENTS = Number(argumentOf('students') ?? 40);
const STEPS = 200;
/** The longest that anything here takes (ms). */
const PATIENCE = 60_000;
/** Between two steps (ms): as fast as a class is told of any. */
const PACE = 110;

if (findMosquitto() === undefined) throw new Error('mosquitto is not installed');

/** What an instructor does in a step: a command more, or another hop. */
function lectureAt(step: number): Lecture {
  const commands = Array.from({ length: 20 + (step >> 1) }, (_, at) => ({
    place: 'host1',
    line: `docker run -d --name app${at} --network net${at % 4} -p ${8000 + at}:80 nginx`,
  }));
  return {
    history: { seed: 7, commands },
    name: 'A class',
    positions: {},
    shown: {
      done: commands.length,
      view: { level: 'netfilter' },
      moment: { command: commands.length - 1, hop: step, playing: false, speed: 1 },
    },
  };
}

const broker = await startMosquitto();
const network = await proxyTo(broker.url);
const held = await newClass();
const instructor = await createInstructor({ held, connect: connectTo(broker.url) });
instructor.show(lectureAt(0));
const reading = readClassFragment(instructor.getState().fragment);
if (!reading.ok) throw new Error('the link cannot be read');
const { link } = reading;
const studentAt = async (url: string) => createStudent({ link, pupil: await newPupil(), connect: connectTo(url) });

const start = performance.now();
// One of them is behind what counts.
const students = await Promise.all(
  Array.from({ length: STUDENTS }, (_, at) => studentAt(at === 0 ? network.url : broker.url)),
);
await until(() => students.every((student) => student.getState().lecture), PATIENCE);
noteCost(`${STUDENTS} students have joined and see the lab`, performance.now() - start, 'ms', 20);
await until(() => instructor.getState().students.size === STUDENTS, PATIENCE);

const sizes: number[] = [];
const slowest: number[] = [];
for (let step = 1; step <= STEPS; step += 1) {
  const before = network.received();
  const told = performance.now();
  instructor.show(lectureAt(step));
  await until(() => students.every((student) => student.getState().lecture?.shown.moment?.hop === step), PATIENCE);
  slowest.push(performance.now() - told);
  sizes.push(network.received() - before);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, PACE - (performance.now() - told))));
}
const inOrder = [...slowest].sort((a, b) => a - b);
noteCost(`a step reaches the slowest of ${STUDENTS} students, median of ${STEPS}`, median(slowest), 'ms', 1, 300);
noteCost(
  `a step reaches the slowest of ${STUDENTS} students, 95 of 100`,
  inOrder[Math.floor(STEPS * 0.95)] ?? 0,
  'ms',
  2,
);
noteCost('bytes of a step at a student, median', median(sizes), 'B', 2000);
noteCost('bytes of a step at a student, most', Math.max(...sizes), 'B', 2000);

const asked = performance.now();
for (const student of students) student.report({ answer: { question: 1, option: 'dropped' } });
await until(() => {
  const seen = [...instructor.getState().students.values()];
  return seen.filter(({ report: { answer } }) => answer?.option === 'dropped').length === STUDENTS;
}, PATIENCE);
noteCost(`${STUDENTS} answers are with the instructor`, performance.now() - asked, 'ms', 5);

const came = performance.now();
const before = network.received();
const late = await studentAt(network.url);
await until(() => late.getState().lecture?.shown.moment?.hop === STEPS, PATIENCE);
noteCost('a late one sees what all see', performance.now() - came, 'ms', 5);
noteCost('bytes until a late one sees it', network.received() - before, 'B', 20_000);

const dropped = [instructor, ...students, late].reduce((sum, session) => sum + session.getState().dropped, 0);
noteCost('messages dropped', dropped, 'messages', 0);

await broker.kill();
await until(() => students.every((student) => student.getState().status !== 'open'), PATIENCE);
const restarted = performance.now();
await broker.start();
instructor.show(lectureAt(STEPS + 1));
await until(() => students.every((student) => student.getState().lecture?.shown.moment?.hop === STEPS + 1), PATIENCE);
noteCost(`all ${STUDENTS} are back after the broker was killed`, performance.now() - restarted, 'ms', 20);

for (const session of [instructor, ...students, late]) session.leave();
await new Promise((resolve) => setTimeout(resolve, 500));
network.close();
await broker.stop();
report();
process.exit();

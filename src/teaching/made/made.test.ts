import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { lessonFileOf, readLessonFile } from './file.ts';
import { lessonFragmentOf, readLessonFragment } from './link.ts';
import type { MadeLesson } from './made.ts';

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '== start',
    '\\== x',
    '= "x"',
    '\\',
    'a\r\nb',
    'a\u2028b',
    '\ud800',
    '# 제목\n\n본문',
    'goal {}',
    '\n',
    '',
  ),
);
const word = anyText.filter((text) => text !== '' && text.length <= 300);
const command = fc.record({
  place: fc.oneof(fc.constantFrom('host1', '@lan', 'host1/web', '__proto__'), word),
  line: anyText,
});
const commands = fc.array(command, { maxLength: 4 });
const check = fc.oneof(
  fc.record({ kind: fc.constant('file' as const), at: word, path: word, holds: anyText }),
  fc.record({
    kind: fc.constant('flow' as const),
    from: word,
    over: fc.constant('http' as const),
    to: word,
    ends: fc.constant('fails' as const),
  }),
  fc.record({
    kind: fc.constant('after' as const),
    commands,
    then: fc.record({ kind: fc.constant('cable' as const), of: word, up: fc.boolean() }),
  }),
);
const step = fc.oneof(
  fc.constant({ kind: 'read' as const }),
  fc.record({ kind: fc.constant('do' as const), goals: fc.array(fc.record({ check }), { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('watch' as const), commands }),
  fc.record({ kind: fc.constant('watch' as const), commands, until: fc.constant('drop' as const) }),
  fc.record({
    kind: fc.constant('find' as const),
    find: fc.record({ what: fc.constant('gateway' as const), of: word }),
  }),
  fc.record({
    kind: fc.constant('predict' as const),
    question: fc.record(
      {
        commands,
        ask: fc.record({ about: fc.constant('next-device' as const), at: word }),
        aside: fc.constant(true as const),
      },
      { requiredKeys: ['commands', 'ask'] },
    ),
  }),
);
const made: fc.Arbitrary<MadeLesson> = fc.record({
  seed: fc.integer({ min: 0, max: 0xffff_ffff }),
  start: commands,
  steps: fc.array(step, { maxLength: 5 }),
  solutions: fc.array(fc.record({ by: fc.constantFrom('docker' as const, 'ip' as const), commands }), { maxLength: 2 }),
  pitfalls: fc.array(fc.record({ commands }), { maxLength: 2 }),
  texts: fc.oneof(fc.record({ en: anyText }), fc.record({ ko: anyText }), fc.record({ en: anyText, ko: anyText })),
});

const formats = [
  ['file', lessonFileOf, readLessonFile, 400],
  ['link', lessonFragmentOf, readLessonFragment, 30], // packing takes its time
] as const;

describe.each(formats)('a lesson in a %s', (_name, write, read, numRuns) => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(made, (lesson) => {
        expect(read(write(lesson))).toEqual({ ok: true, lesson });
      }),
      { numRuns },
    );
  });

  it('reads anything without throwing', () => {
    fc.assert(
      fc.property(made, fc.nat(), anyText, (lesson, at, other) => {
        const text = write(lesson);
        const cut = at % (text.length + 1);
        expect(read(text.slice(0, cut) + other + text.slice(cut + other.length))).toHaveProperty('ok');
        expect(read(other).ok).toBe(false);
      }),
      { numRuns },
    );
  });
});

const lesson: MadeLesson = {
  seed: 7,
  start: [{ place: 'host1', line: 'docker run -d --name web nginx' }],
  steps: [
    { kind: 'read' },
    {
      kind: 'do',
      goals: [{ check: { kind: 'flow', from: 'client', over: 'http', to: '192.168.65.10', ends: 'reached' } }],
    },
  ],
  solutions: [{ by: 'docker', commands: [{ place: 'host1', line: 'docker run -d -p 80:80 nginx' }] }],
  pitfalls: [],
  texts: { en: '# A way in\n\nPublish.\n\n## Look\n\nA lab.\n\n## Do\n\nPublish it.' },
};

test('a link of a lesson that is very long is of the older version, which takes it', () => {
  const prose = `# A way in\n\n${'Publish. '.repeat(5000)}`;
  const long = { ...lesson, texts: { en: prose, ko: prose } };
  expect(lessonFragmentOf(lesson)).toMatch(/^l2=/);
  expect(lessonFragmentOf(long)).toMatch(/^l1=/);
  expect(readLessonFragment(lessonFragmentOf(long))).toEqual({ ok: true, lesson: long });
});

test('a file is to be read and edited', () => {
  expect(lessonFileOf(lesson)).toBe(`hopscope lesson 1
seed 7

== start
host1$ docker run -d --name web nginx

== read

== do
goal {"check":{"kind":"flow","from":"client","over":"http","to":"192.168.65.10","ends":"reached"}}

== solution docker
host1$ docker run -d -p 80:80 nginx

== text en
# A way in

Publish.

## Look

A lab.

## Do

Publish it.
`);
});

test.each([
  ['something else', 'hello', 'foreign'],
  ['a newer one', 'hopscope lesson 2\n', 'newer'],
  ['one without a seed', 'hopscope lesson 1\n== text en\n# x\n', 'damaged'],
  ['one with a step of no kind', 'hopscope lesson 1\nseed 1\n== dance\n== text en\n# x\n', 'damaged'],
  [
    'one with a check of no kind',
    'hopscope lesson 1\nseed 1\n== do\ngoal {"check":{"kind":"html"}}\n== text en\n# x\n',
    'damaged',
  ],
  [
    'one too deep',
    `hopscope lesson 1\nseed 1\n== do\ngoal {"check":${'{"kind":"not","that":'.repeat(30)}{}${'}'.repeat(30)}}\n== text en\n# x\n`,
    'damaged',
  ],
  ['one too large', `hopscope lesson 1\n${'x'.repeat(2_000_001)}`, 'too-large'],
])('%s is not taken', (_what, text, reason) => {
  expect(readLessonFile(text)).toEqual({ ok: false, reason });
});

import * as v from 'valibot';
import { parsed } from '../../formats/parsed.ts';
import type { Unreadable } from '../../formats/document.ts';
import type { Command } from '../../history/history.ts';
import type { Step } from '../lesson.ts';
import type { MadeLesson } from './made.ts';
import { madeSchema } from './schema.ts';

/**
 * A made lesson as plain text, to be read, compared and edited: a first line, then sections that begin with `== `. Commands stand
 * as `PLACE$ COMMAND`, one a line; what a line cannot hold as it is stands as JSON after `= `; goals and questions are JSON, one a
 * line. A text's lines that look like a section's beginning have a `\` before them.
 */
const FIRST = /^hopscope lesson (\d{1,4})$/;
const VERSION = 1;
/** Characters. */
const MOST = 2_000_000;

export type LessonReading =
  | { readonly ok: true; readonly lesson: MadeLesson }
  | { readonly ok: false; readonly reason: Unreadable };

export function lessonFileOf({ seed, start, steps, solutions, pitfalls, texts }: MadeLesson): string {
  return [
    `hopscope lesson ${VERSION}`,
    `seed ${seed}`,
    ...section('start', start.map(commandLine)),
    ...steps.flatMap(stepLines),
    ...solutions.flatMap(({ by, commands }) => section(`solution ${by}`, commands.map(commandLine))),
    ...pitfalls.flatMap(({ commands }) => section('pitfall', commands.map(commandLine))),
    ...Object.entries(texts).flatMap(([language, text]) => section(`text ${language}`, textLines(text))),
    '',
  ].join('\n');
}

const section = (head: string, lines: readonly string[]): readonly string[] => ['', `== ${head}`, ...lines];

const PLAIN_PLACE = /^@?[A-Za-z0-9_./-]+$/;

const commandLine = ({ place, line }: Command): string =>
  PLAIN_PLACE.test(place) && isPlain(line) ? `${place}$ ${line}` : `= ${JSON.stringify([place, line])}`;

/** Whether a text can stand in a line and be read back as it is. */
const isPlain = (text: string): boolean => !/[\r\n\u2028\u2029]|\p{Surrogate}/u.test(text);

function stepLines(step: Step): readonly string[] {
  switch (step.kind) {
    case 'read':
      return section('read', []);
    case 'predict': {
      const { commands, ask, aside } = step.question;
      return section(aside === true ? 'predict aside' : 'predict', [
        ...commands.map(commandLine),
        `ask ${JSON.stringify(ask)}`,
      ]);
    }
    case 'watch':
      return section(step.until === undefined ? 'watch' : `watch ${step.until}`, step.commands.map(commandLine));
    case 'find':
      return section('find', [`what ${JSON.stringify(step.find)}`]);
    case 'do':
      return section(
        'do',
        step.goals.map((goal) => `goal ${JSON.stringify(goal)}`),
      );
  }
}

const textLines = (text: string): readonly string[] =>
  text.split('\n').map((line) => (isPlain(line) ? line.replace(/^(?==|\\)/, '\\') : `= ${JSON.stringify(line)}`));

/** Reads what `lessonFileOf` wrote, however it was edited. Takes any text, and never throws. */
export function readLessonFile(file: string): LessonReading {
  if (file.length > MOST) return { ok: false, reason: 'too-large' };
  const [first = '', ...lines] = file.replace(/^\ufeff/, '').split(/\r?\n/);
  const [, version] = FIRST.exec(first.trim()) ?? [];
  if (version === undefined) return { ok: false, reason: 'foreign' };
  if (Number(version) > VERSION) return { ok: false, reason: 'newer' };
  const [head = { head: '', lines: [] }, ...sections] = sectionsOf(lines);
  const seed = head.lines.flatMap((line) => /^seed (\d+)$/.exec(line)?.[1] ?? [])[0];
  const lesson = v.safeParse(madeSchema, assembled(sections, Number(seed ?? Number.NaN)));
  return lesson.success ? { ok: true, lesson: lesson.output } : { ok: false, reason: 'damaged' };
}

interface Section {
  readonly head: string;
  readonly lines: string[];
}

function sectionsOf(lines: readonly string[]): readonly Section[] {
  const sections: Section[] = [{ head: '', lines: [] }];
  for (const line of lines)
    if (line.startsWith('== ')) sections.push({ head: line.slice(3).trim(), lines: [] });
    else sections.at(-1)?.lines.push(line);
  return sections;
}

/** What the sections stand for, before it is checked: what is no section of ours makes the whole unreadable. */
function assembled(sections: readonly Section[], seed: number): unknown {
  const start: unknown[] = [];
  const steps: unknown[] = [];
  const solutions: unknown[] = [];
  const pitfalls: unknown[] = [];
  const texts = new Map<string, string>();
  for (const [at, { head, lines }] of sections.entries()) {
    const [kind = '', argument] = head.split(' ');
    if (kind === 'start') start.push(...commandsIn(lines));
    else if (kind === 'solution') solutions.push({ by: argument, commands: commandsIn(lines) });
    else if (kind === 'pitfall') pitfalls.push({ commands: commandsIn(lines) });
    else if (kind === 'text') texts.set(argument ?? '', textIn(lines, at < sections.length - 1));
    else steps.push(stepIn(kind, argument, lines));
  }
  return { seed, start, steps, solutions, pitfalls, texts: Object.fromEntries(texts) };
}

function stepIn(kind: string, argument: string | undefined, lines: readonly string[]): unknown {
  switch (kind) {
    case 'predict':
      return {
        kind,
        question: {
          commands: commandsIn(lines),
          ask: valueIn(lines, 'ask'),
          ...(argument === 'aside' && { aside: true }),
        },
      };
    case 'watch':
      return { kind, commands: commandsIn(lines), ...(argument !== undefined && { until: argument }) };
    case 'find':
      return { kind, find: valueIn(lines, 'what') };
    case 'do':
      return { kind, goals: lines.filter((line) => line.startsWith('goal ')).map((line) => parsed(line.slice(5))) };
    default:
      return { kind };
  }
}

const valueIn = (lines: readonly string[], key: string): unknown =>
  parsed(lines.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1) ?? '');

const COMMAND = /^(@?[A-Za-z0-9_./-]+)\$ (.*)$/;

function commandsIn(lines: readonly string[]): readonly unknown[] {
  return lines.flatMap((line) => {
    if (line.startsWith('= ')) {
      const pair = parsed(line.slice(2));
      return Array.isArray(pair) ? [{ place: pair[0] as unknown, line: pair[1] as unknown }] : [];
    }
    const [, place, command] = COMMAND.exec(line) ?? [];
    return place === undefined ? [] : [{ place, line: command }];
  });
}

/** A text's lines; the empty one before the next section, or at the end of the file, is not its own. */
function textIn(lines: readonly string[], isFollowed: boolean): string {
  const own = lines.at(-1) === '' || isFollowed ? lines.slice(0, -1) : lines;
  return own.map(textLine).join('\n');
}

function textLine(line: string): string {
  if (line.startsWith('\\')) return line.slice(1);
  const value = line.startsWith('= ') ? parsed(line.slice(2)) : undefined;
  return typeof value === 'string' ? value : line;
}

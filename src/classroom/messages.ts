import * as v from 'valibot';
import {
  commandSchema,
  limits,
  positionSchema,
  recordOf,
  seedSchema,
  viewSchema,
  type DocumentView,
} from '../formats/document.ts';
import { parsed } from '../formats/parsed.ts';
import type { Change } from './changes.ts';
import type { Standpoint } from './content.ts';
import type { Assignment, Moment, Question, Report } from './lecture.ts';
import { LIMITS } from './limits.ts';
import type { Order } from './order.ts';

/** Messages of a class, as the frames hold them in JSON. Topics are `hopscope/<room>/` and one of these. */
export const topicsOf = (room: string) => ({
  /** Kept by the broker: all that is shown, for who comes. */
  state: `hopscope/${room}/state`,
  /** What changes. */
  steps: `hopscope/${room}/steps`,
  /** What a student's page says of itself; `+` for all. */
  reportsOf: (student: string) => `hopscope/${room}/reports/${student}`,
});

/** All that is shown; or that the class is over. */
export type StateMessage = Order &
  (
    | { readonly over: true }
    | (Standpoint & {
        /** The public key that reports are sealed to, in base64url. */
        readonly seal: string;
        /** History, name and positions, as the fragment of a link has them. */
        readonly lab: string;
        readonly view: DocumentView;
        readonly question?: Question;
        readonly assignment?: Assignment;
      })
  );

/** Where the instructor stands now, and what is other than the step before. */
export type StepMessage = Order &
  (
    | { readonly over: true }
    | (Standpoint & {
        /** Of the content that is shown. */
        readonly digest: string;
        /** How to come to it from another, where that is short. Without it, who has another takes the state. */
        readonly from?: { readonly digest: string; readonly change: Change };
        /** All students are asked to report. */
        readonly roll?: true;
      })
  );

/** What a student's page says of itself, in the student's own order. */
export type ReportMessage = Order &
  (
    | { readonly gone: true }
    | {
        /** The instructor's epoch that it answers to. */
        readonly to: number;
        /** A `Report`, sealed to the instructor, in base64url. */
        readonly sealed: string;
      }
  );

const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const base64Url = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^[\w-]*$/));

const COUNTED = 1_000_000;
const id = count(COUNTED);

const order = { e: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), n: count(0xffff_ffff) };
const hopPlace = { command: count(limits.commands), hop: count(COUNTED) };

const momentSchema: v.GenericSchema<unknown, Moment> = v.strictObject({
  ...hopPlace,
  playing: v.boolean(),
  speed: v.pipe(v.number(), v.minValue(0.05), v.maxValue(20)),
});

const standpoint = { done: count(limits.commands), moment: v.exactOptional(momentSchema) };

export const questionSchema: v.GenericSchema<unknown, Question> = v.strictObject({
  id,
  about: v.variant('kind', [
    v.strictObject({ kind: v.literal('next'), ...hopPlace }),
    v.strictObject({
      kind: v.literal('typed'),
      text: text(LIMITS.question),
      options: v.pipe(v.array(text(LIMITS.option)), v.minLength(2), v.maxLength(6)),
      right: v.exactOptional(count(5)),
    }),
  ]),
  stage: v.picklist(['open', 'closed', 'told']),
  counts: v.exactOptional(
    v.pipe(v.array(v.tuple([text(LIMITS.option), count(LIMITS.students)])), v.maxLength(LIMITS.options)),
  ),
});

export const assignmentSchema: v.GenericSchema<unknown, Assignment> = v.strictObject({
  id,
  lesson: v.variant('kind', [
    v.strictObject({ kind: v.literal('known'), id: text(100) }),
    v.strictObject({ kind: v.literal('made'), fragment: text(LIMITS.state) }),
  ]),
});

const changeSchema: v.GenericSchema<unknown, Change> = v.strictObject({
  seed: v.exactOptional(seedSchema),
  commands: v.exactOptional(
    v.strictObject({ keep: count(limits.commands), add: v.pipe(v.array(commandSchema), v.maxLength(LIMITS.step)) }),
  ),
  name: v.exactOptional(text(limits.name)),
  positions: v.exactOptional(recordOf(v.nullable(positionSchema), limits.positions)),
  view: v.exactOptional(viewSchema),
  question: v.exactOptional(v.nullable(questionSchema)),
  assignment: v.exactOptional(v.nullable(assignmentSchema)),
});

const over = v.strictObject({ ...order, over: v.literal(true) });

const stateSchema: v.GenericSchema<unknown, StateMessage> = v.union([
  over,
  v.strictObject({
    ...order,
    ...standpoint,
    seal: base64Url(100),
    lab: text(LIMITS.state),
    view: viewSchema,
    question: v.exactOptional(questionSchema),
    assignment: v.exactOptional(assignmentSchema),
  }),
]);

const digest = base64Url(20);

const stepSchema: v.GenericSchema<unknown, StepMessage> = v.union([
  over,
  v.strictObject({
    ...order,
    ...standpoint,
    digest,
    from: v.exactOptional(v.strictObject({ digest, change: changeSchema })),
    roll: v.exactOptional(v.literal(true)),
  }),
]);

const reportMessageSchema: v.GenericSchema<unknown, ReportMessage> = v.union([
  v.strictObject({ ...order, gone: v.literal(true) }),
  v.strictObject({ ...order, to: order.e, sealed: base64Url(LIMITS.report) }),
]);

/** What would spoil the line that a name stands in. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A name as it is sent: without what is not seen, and cut. Empty where nothing is left. */
export const nameOf = (typed: string): string =>
  typed.replace(UNSEEN, '').replace(/\s+/g, ' ').trim().slice(0, LIMITS.name).replace(UNSEEN, '').trim();

const reportSchema: v.GenericSchema<unknown, Report> = v.strictObject({
  name: v.exactOptional(
    v.pipe(
      v.string(),
      v.minLength(1),
      v.maxLength(LIMITS.name),
      v.check((name) => name === nameOf(name)),
    ),
  ),
  following: v.boolean(),
  answer: v.exactOptional(v.strictObject({ question: id, option: text(LIMITS.option) })),
  progress: v.exactOptional(
    v.strictObject({
      assignment: id,
      met: count(1000),
      goals: count(1000),
      step: count(1000),
      steps: count(1000),
      finished: v.boolean(),
    }),
  ),
});

const reader =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (json: string): T | undefined => {
    const read = v.safeParse(schema, parsed(json), { abortEarly: true });
    return read.success ? read.output : undefined;
  };

/** Each takes any text: undefined for what is no such message. */
export const readState = reader(stateSchema);
export const readStep = reader(stepSchema);
export const readReportMessage = reader(reportMessageSchema);
export const readReport = reader(reportSchema);

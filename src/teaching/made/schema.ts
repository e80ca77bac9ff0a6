import * as v from 'valibot';
import type { Command } from '../../history/history.ts';
import { momentKinds } from '../../story/moment.ts';
import { containerStates, ends, type Check, type Goal, type Target } from '../goal.ts';
import type { Find } from '../find.ts';
import type { Ask, Question } from '../question.ts';
import { solutionKinds, type Pitfall, type Solution, type Step } from '../lesson.ts';
import { most, type MadeLesson } from './made.ts';

/** What a made lesson must be like, whatever link or file it comes from. */

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(most.word));
const line = v.pipe(v.string(), v.maxLength(most.line));
const text = v.pipe(v.string(), v.maxLength(most.text));
const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));
const listOf = <T>(item: v.GenericSchema<unknown, T>, length: number) => v.pipe(v.array(item), v.maxLength(length));
const yes = v.literal(true);

const command: v.GenericSchema<unknown, Command> = v.strictObject({ place: word, line });
const commands = listOf(command, most.commands);
const target: v.GenericSchema<unknown, Target> = v.union([
  word,
  v.strictObject({ place: word, network: v.exactOptional(word), family: v.exactOptional(v.picklist([4, 6])) }),
]);
const bilingual = v.strictObject({ en: line, ko: line });

/** A check so many levels deep at most: what is deeper is refused, however it is nested. */
function checkOf(depth: number): v.GenericSchema<unknown, Check> {
  const inner = v.lazy(() => (depth > 1 ? checkOf(depth - 1) : v.never())) as v.GenericSchema<unknown, Check>;
  return v.variant('kind', [
    v.strictObject({
      kind: v.literal('flow'),
      from: word,
      over: v.picklist(['http', 'tcp', 'ping']),
      to: target,
      port: v.exactOptional(v.union([port, v.strictObject({ of: word, published: port })])),
      ends: v.picklist([...ends, 'fails']),
      who: v.exactOptional(word),
      seenAs: v.exactOptional(word),
    }),
    v.strictObject({
      kind: v.literal('name'),
      at: word,
      name: word,
      count: v.exactOptional(port),
      of: v.exactOptional(listOf(word, most.parts)),
      address: v.exactOptional(word),
      answeredAt: v.exactOptional(port),
    }),
    v.strictObject({
      kind: v.literal('address'),
      of: word,
      ip: v.exactOptional(word),
      mac: v.exactOptional(word),
    }),
    v.strictObject({
      kind: v.literal('container'),
      of: word,
      state: v.exactOptional(v.picklist(containerStates)),
      on: v.exactOptional(listOf(word, most.parts)),
      off: v.exactOptional(listOf(word, most.parts)),
      ownStack: v.exactOptional(yes),
      same: v.exactOptional(yes),
    }),
    v.strictObject({ kind: v.literal('file'), at: word, path: word, holds: line }),
    v.strictObject({
      kind: v.literal('network'),
      at: word,
      name: word,
      exists: v.boolean(),
      driver: v.exactOptional(word),
      internal: v.exactOptional(v.boolean()),
    }),
    v.strictObject({ kind: v.literal('service'), at: word, name: word, on: listOf(word, most.parts) }),
    v.strictObject({ kind: v.literal('cable'), of: word, up: v.boolean() }),
    v.strictObject({ kind: v.literal('open'), of: word, from: word, ports: listOf(port, most.parts) }),
    v.strictObject({
      kind: v.literal('output'),
      at: word,
      line,
      exit: v.exactOptional(v.picklist(['zero', 'other'])),
      prints: v.exactOptional(line),
    }),
    v.strictObject({ kind: v.literal('after'), commands, then: inner }),
    v.strictObject({ kind: v.literal('all'), of: listOf(inner, most.parts) }),
    v.strictObject({ kind: v.literal('any'), of: listOf(inner, most.parts) }),
    v.strictObject({ kind: v.literal('not'), that: inner }),
  ]);
}

export const checkSchema = checkOf(most.depth);

export const goalSchema: v.GenericSchema<unknown, Goal> = v.strictObject({
  check: checkSchema,
  says: v.exactOptional(bilingual),
});

const about = <K extends string, E extends v.ObjectEntries>(kind: K, entries: E) =>
  v.strictObject({ about: v.literal(kind), ...entries });

const askSchema: v.GenericSchema<unknown, Ask> = v.variant('about', [
  about('end', {}),
  about('lost', {}),
  about('answerer', {}),
  about('seen-source', {}),
  about('destination-at', { at: word, chain: word }),
  about('next-device', { at: word }),
  about('base-chain', { at: word }),
  about('counted', {
    at: word,
    table: v.picklist(['filter', 'nat', 'raw', 'mangle']),
    chain: word,
    number: port,
  }),
  about('name-server', {}),
  about('asked-by-arp', { at: word }),
  about('tunnel-port', {}),
  about('interfaces', { of: word }),
  about('address', { of: word, network: v.exactOptional(word) }),
  about('state', { of: word }),
  about('running', { at: word, names: listOf(word, most.parts) }),
  about('default-route', { of: word }),
  about('host-port', { of: word, port }),
  about('listener', { at: word, port }),
  about('resolver', { of: word }),
  about('listed', { of: word, network: word }),
  about('reply', {}),
  about('holds', { checks: listOf(checkSchema, most.parts) }),
]);

const questionSchema: v.GenericSchema<unknown, Question> = v.strictObject({
  commands,
  ask: askSchema,
  aside: v.exactOptional(yes),
});

const seek = <K extends string, E extends v.ObjectEntries>(kind: K, entries: E) =>
  v.strictObject({ what: v.literal(kind), ...entries });
const onNetwork = { of: word, network: v.exactOptional(word) };

const findSchema: v.GenericSchema<unknown, Find> = v.variant('what', [
  seek('address', onNetwork),
  seek('mac', onNetwork),
  seek('gateway', { of: word }),
  seek('peer', onNetwork),
  seek('bridge', { at: word, network: word }),
  seek('host-port', { of: word, port }),
  seek('rule', { commands, at: word, table: v.picklist(['filter', 'nat', 'raw']) }),
  seek('resolver', { of: word }),
]);

export const stepSchema: v.GenericSchema<unknown, Step> = v.variant('kind', [
  v.strictObject({ kind: v.literal('read') }),
  v.strictObject({ kind: v.literal('predict'), question: questionSchema }),
  v.strictObject({
    kind: v.literal('watch'),
    commands,
    until: v.exactOptional(v.picklist(momentKinds)),
  }),
  v.strictObject({ kind: v.literal('find'), find: findSchema }),
  v.strictObject({ kind: v.literal('do'), goals: listOf(goalSchema, most.goals) }),
]);

const solutionSchema: v.GenericSchema<unknown, Solution> = v.strictObject({ by: v.picklist(solutionKinds), commands });
const pitfallSchema: v.GenericSchema<unknown, Pitfall> = v.strictObject({ commands });

export const madeSchema: v.GenericSchema<unknown, MadeLesson> = v.strictObject({
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff)),
  start: commands,
  steps: listOf(stepSchema, most.steps),
  solutions: listOf(solutionSchema, most.ways),
  pitfalls: listOf(pitfallSchema, most.ways),
  texts: v.pipe(
    v.strictObject({ en: v.exactOptional(text), ko: v.exactOptional(text) }),
    v.check(({ en, ko }) => en !== undefined || ko !== undefined),
  ),
});

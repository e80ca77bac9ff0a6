import type { TFunction } from 'i18next';
import type { Check, CheckOf, FlowCheck, Goal, Target } from '../../teaching/goal.ts';
import type { Found } from '../../teaching/judge/trial.ts';
import { nameOfPlace } from '../../world/spots.ts';
import { untouched, type Sentence, type Values } from '../controls/rich-text.ts';

/** A sentence of a goal. */
export interface GoalSentence extends Sentence {
  /** How far it is set in: a part of the sentence before it. */
  readonly depth: number;
}

type Translate = TFunction<'lessons'>;

/** What a goal asks for, in the reader's language: a sentence, and more for its parts. */
export function goalText({ check, says }: Goal, t: Translate, language: 'en' | 'ko'): readonly GoalSentence[] {
  if (says !== undefined) return [{ template: withCode(says[language]), values: {}, depth: 0 }];
  return sentencesOf(check, t, 0);
}

/** An author's sentence with what stands in backticks, as in a lesson's prose, set as code. */
const withCode = (text: string): string => text.replaceAll(/`([^`]+)`/g, '<m>$1</m>');

/** What was found where it does not hold. */
export const foundText = ({ key, values }: Found, t: Translate): Sentence => ({
  template: t(`found.${key}`, untouched),
  values: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, PLACES.has(name) ? nameOfPlace(String(value)) : value]),
  ),
});

/** Values that are places, of which the short name is told. */
const PLACES: ReadonlySet<string> = new Set(['from', 'who', 'at', 'of']);

function sentencesOf(check: Check, t: Translate, depth: number): readonly GoalSentence[] {
  const sentence = (template: string, values: Values = {}): GoalSentence => ({ template, values, depth });
  const parts = (checks: readonly Check[], by: number) => checks.flatMap((each) => sentencesOf(each, t, depth + by));
  switch (check.kind) {
    case 'flow':
      return flowSentences(check, t).map(([template, values]) => sentence(template, values));
    case 'name':
      return [sentence(...nameSentence(check, t))];
    case 'address':
      return [
        ...(check.ip === undefined
          ? []
          : [sentence(t('goals.address.ip', untouched), { of: nameOfPlace(check.of), ip: check.ip })]),
        ...(check.mac === undefined
          ? []
          : [sentence(t('goals.address.mac', untouched), { of: nameOfPlace(check.of), mac: check.mac })]),
      ];
    case 'container':
      return containerSentences(check, t).map(([template, values]) => sentence(template, values));
    case 'file':
      return [
        sentence(t('goals.file', untouched), { at: nameOfPlace(check.at), path: check.path, holds: check.holds }),
      ];
    case 'network':
      return networkSentences(check, t).map((template) =>
        sentence(template, { at: check.at, name: check.name, driver: check.driver ?? '' }),
      );
    case 'service':
      return [
        sentence(t('goals.service', untouched), {
          name: check.name,
          hosts: check.on.map(nameOfPlace).join(', '),
        }),
      ];
    case 'cable':
      return [sentence(t(check.up ? 'goals.cable.up' : 'goals.cable.down', untouched), { of: nameOfPlace(check.of) })];
    case 'open':
      return [
        sentence(t(check.ports.length === 0 ? 'goals.open.none' : 'goals.open.ports', untouched), {
          from: nameOfPlace(check.from),
          of: nameOfPlace(check.of),
          ports: check.ports.join(', '),
        }),
      ];
    case 'output':
      return [sentence(...outputSentence(check, t))];
    case 'after':
      return [
        ...sentencesOf(check.then, t, depth),
        sentence(t('goals.after', untouched), { lines: check.commands.map(({ line }) => line).join('; ') }),
      ];
    case 'all':
      return parts(check.of, 0);
    case 'any':
      return [sentence(t('goals.any', untouched)), ...parts(check.of, 1)];
    case 'not':
      return [sentence(t('goals.not', untouched)), ...parts([check.that], 1)];
  }
}

type Templated = readonly [template: string, values: Values];

function flowSentences(check: FlowCheck, t: Translate): readonly Templated[] {
  const { from, over, to, ends, who, seenAs } = check;
  const isReached = ends === 'reached';
  // Who answers at a place's own address goes without saying.
  const saysWho = who !== undefined && !(typeof to === 'object' && to.place === who);
  const form = isReached ? (saysWho ? 'who' : 'reached') : 'fails';
  const key = typeof to === 'string' ? form : (`${form}Place` as const);
  const values = { from: nameOfPlace(from), to: shown(check, to), who: nameOfPlace(who ?? ''), port: portOf(check) };
  return [
    [t(`goals.flow.${over}.${key}`, untouched), values],
    ...(isReached || ends === 'fails' ? [] : [[t(`goals.flow.${ends}`, untouched), values] as const]),
    ...(!isReached && who !== undefined ? [[t('goals.flow.runs', untouched), values] as const] : []),
    ...(seenAs === undefined
      ? []
      : [
          [
            t(seenAs === 'own' ? 'goals.flow.seenAsOwn' : 'goals.flow.seenAs', untouched),
            { ...values, address: seenAs },
          ] as const,
        ]),
  ];
}

/** The port as it is told: its number, or that by which a container's is published. */
const portOf = ({ port = 80 }: FlowCheck): string =>
  typeof port === 'number' ? String(port) : `(${nameOfPlace(port.of)}:${port.published})`;

/** A target as it would be typed, or the name of the place that it is. */
function shown(check: FlowCheck, to: Target): string {
  const { over } = check;
  const number = portOf(check);
  if (typeof to !== 'string') return nameOfPlace(to.place);
  const host = to.includes(':') ? `[${to}]` : to;
  switch (over) {
    case 'http':
      return `http://${host}${number === '80' ? '' : `:${number}`}`;
    case 'tcp':
      return `${host}:${number}`;
    case 'ping':
      return to;
  }
}

function nameSentence({ at, name, count, of, address, answeredAt }: CheckOf<'name'>, t: Translate): Templated {
  const values = { at: nameOfPlace(at), name };
  if (of !== undefined) return [t('goals.name.of', untouched), { ...values, places: of.map(nameOfPlace).join(', ') }];
  if (address !== undefined) return [t('goals.name.address', untouched), { ...values, address }];
  if (answeredAt !== undefined && count !== undefined)
    return [t('goals.name.answered', { count, ...untouched }), { ...values, count, port: answeredAt }];
  if (count !== undefined) return [t('goals.name.count', { count, ...untouched }), { ...values, count }];
  return [t('goals.name.known', untouched), values];
}

function containerSentences(
  { of, state, on = [], off = [], ownStack, same }: CheckOf<'container'>,
  t: Translate,
): readonly Templated[] {
  const values = { of: nameOfPlace(of) };
  const sentences: readonly Templated[] = [
    ...(state === undefined ? [] : [[t(`goals.container.${state}`, untouched), values] as const]),
    ...on.map((network) => [t('goals.container.on', untouched), { ...values, network }] as const),
    ...off.map((network) => [t('goals.container.off', untouched), { ...values, network }] as const),
    ...(ownStack === true ? [[t('goals.container.ownStack', untouched), values] as const] : []),
    ...(same === true ? [[t('goals.container.same', untouched), values] as const] : []),
  ];
  return sentences.length > 0 ? sentences : [[t('goals.container.exists', untouched), values]];
}

function networkSentences({ exists, driver, internal }: CheckOf<'network'>, t: Translate): readonly string[] {
  if (!exists) return [t('goals.network.absent', untouched)];
  const more = [
    ...(driver === undefined ? [] : [t('goals.network.driver', untouched)]),
    ...(internal === undefined
      ? []
      : [t(internal ? 'goals.network.internal' : 'goals.network.notInternal', untouched)]),
  ];
  return more.length > 0 ? more : [t('goals.network.exists', untouched)];
}

function outputSentence({ at, line, exit, prints }: CheckOf<'output'>, t: Translate): Templated {
  const values = { at: nameOfPlace(at), line, prints: prints ?? '' };
  return [t(prints === undefined ? `goals.output.${exit ?? 'zero'}` : 'goals.output.prints', untouched), values];
}

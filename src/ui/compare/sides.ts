import type { TFunction } from 'i18next';
import type { Hop } from '../../kernel/hop.ts';
import type { Entry } from '../../store/steps.ts';
import { trafficOf } from '../../store/traffic.ts';
import { aligned, type Pair } from '../../story/aligned.ts';
import type { MomentKind } from '../../story/moment.ts';
import { switchesOf } from '../../story/moments.ts';
import { stepsOf } from '../../story/steps.ts';
import { plainText } from '../controls/rich-text.ts';
import { evidenceOf } from '../inspector/hop/evidence.ts';
import { endsOfFrame } from '../inspector/views/endpoints.ts';
import { spotsIn } from '../story/spots.ts';
import { tellStep } from '../story/tell.ts';
import { packetWords } from '../world/packet-name.ts';

/** A moment of a story as it stands beside one of another. */
export interface Told {
  readonly kind: MomentKind;
  readonly place: string;
  readonly sentence: string;
  /** What the packet is, and its ends. */
  readonly header: string;
  /** The very rule, route or entry that decided, if one did. */
  readonly rule: string;
}

/** What of two moments can be otherwise. */
export const aspects = ['place', 'header', 'rule'] as const;
export type Aspect = (typeof aspects)[number];

/** More moments nobody compares. */
const MOST = 200;

/** The story of a command's traffic, moment by moment. */
export function momentsTold(entry: Entry, t: TFunction): readonly Told[] {
  const { world } = entry.outcome;
  const hops = trafficOf(entry);
  const steps = stepsOf(hops, 'story', switchesOf(world));
  const tale = { hops, steps, grain: 'story', world, spots: spotsIn(world) } as const;
  return steps.slice(0, MOST).flatMap(({ hop: index, moment }, at) => {
    const hop = hops[index];
    if (hop === undefined || moment === undefined) return [];
    const { place, sentence } = tellStep(tale, at, t);
    const evidence = evidenceOf(hops, index, world.kernel.namespaces[hop.namespace]);
    return {
      kind: moment.kind,
      place,
      sentence: plainText(sentence.template, sentence.values),
      header: headerOf(hop),
      rule: evidence?.text ?? '',
    };
  });
}

function headerOf({ frame }: Hop): string {
  const { source, destination } = endsOfFrame(frame);
  return `${packetWords(frame)} ${source} → ${destination}`;
}

/** Two stories beside each other: what is one kind of moment stands together. */
export const sideBySide = (first: readonly Told[], second: readonly Told[]): readonly Pair<Told>[] =>
  aligned(first, second, ({ kind }) => kind);

/** What is otherwise in two moments; ports that a client was given by chance are not looked at. */
export function differences({ first, second }: Pair<Told>): readonly Aspect[] {
  if (first === undefined || second === undefined) return [];
  return aspects.filter((aspect) => lasting(first[aspect]) !== lasting(second[aspect]));
}

/** Linux gives clients the ports from 32768 to 60999 (ip_local_port_range). */
const lasting = (text: string): string =>
  text.replace(/:(\d{5})\b/g, (whole, port) => (Number(port) >= 32_768 && Number(port) <= 60_999 ? ':*' : whole));

/** Whether a moment is only in one story, or otherwise in the other. */
export const isDifferent = (pair: Pair<Told>): boolean =>
  pair.first === undefined || pair.second === undefined || differences(pair).length > 0;

import type { TFunction } from 'i18next';
import type { Hop } from '../../kernel/hop.ts';
import type { Grain, Step } from '../../story/steps.ts';
import { announce } from '../inspector/explain.ts';
import type { Sentence } from '../controls/rich-text.ts';
import { nothing, tellHop } from '../inspector/hop/hop-texts.ts';
import { packetWords } from '../world/packet-name.ts';
import { placeOfHop } from '../../world/spots.ts';
import { momentText, type MomentContext, type MomentText } from './moment-text.ts';

/** A story as it is told: its steps at a grain, and what they speak of. */
export interface Tale extends MomentContext {
  readonly steps: readonly Step[];
  readonly grain: Grain;
}

/** What is told of a step. */
export interface StepTold {
  /** `Moment 3 of 10`, `Packet 4 of 12`, `Hop 7 of 40 · nat PREROUTING`. */
  readonly title: string;
  readonly place: string;
  readonly sentence: Sentence;
}

/**
 * What is told of one of the steps of a story, by the grain at which it is told.
 * @param shown the hop that is told of, where every hop is
 */
export function tellStep(tale: Tale, index: number, t: TFunction, shown = tale.steps[index]?.hop ?? 0): StepTold {
  const { steps, hops, grain, spots } = tale;
  const step = steps[index];
  const hop = hops[step?.hop ?? -1];
  if (grain === 'hops' || step === undefined || hop === undefined) return tellHop(hops, shown, tale, t);
  const numbers = { number: index + 1, count: steps.length };
  const { moment } = step;
  // Who answers with a MAC address is shown, but acts second.
  const actor = moment?.kind === 'neighbour' ? hops[step.from] : undefined;
  const place = placeOfHop(actor ?? hop, spots);
  if (moment === undefined)
    return { title: t('timeline.packetTitle', numbers), place, sentence: packetSentence(tale, step, hop, t) };
  return { title: t('timeline.momentTitle', numbers), place, sentence: toldOf(momentText(moment, tale), t) };
}

const toldOf = ({ keys, values }: MomentText, t: TFunction): Sentence => ({
  template: keys.map((key) => t(key, { skipInterpolation: true })).join(' '),
  values,
});

/** Which way a packet went, and what became of it. */
function packetSentence(tale: Tale, { hop: index }: Step, hop: Hop, t: TFunction): Sentence {
  const place = placeOfHop(hop, tale.spots);
  const { from, packet } = senderOf(tale, hop);
  const key = from === place ? 'story.packetInside' : 'story.packet';
  const end = tellHop(tale.hops, index, tale, t).sentence;
  return {
    template: `${t(key, { skipInterpolation: true })} ${end.template}`,
    values: { ...end.values, packet, from, place },
  };
}

/** Where a packet was made, and what it was there. */
function senderOf({ hops, spots }: Tale, { packet }: Hop): { readonly from: string; readonly packet: string } {
  const made = hops.find((hop) => hop.packet === packet);
  return made === undefined
    ? { from: '', packet: '' }
    : { from: placeOfHop(made, spots), packet: packetWords(made.frame) };
}

/** What a step is, in a few words, before it is told: as what comes next. */
export function announceStep(tale: Tale, index: number, t: TFunction): Sentence {
  const { steps, hops, grain, spots } = tale;
  const step = steps[index];
  const hop = hops[step?.hop ?? -1];
  const first = hops[step?.from ?? -1];
  if (step === undefined || hop === undefined || first === undefined) return nothing;
  if (grain === 'hops') {
    const { key, values } = announce(hop, tale);
    return { template: t(key, { skipInterpolation: true }), values };
  }
  const { moment } = step;
  if (moment === undefined)
    return { template: t('story.next.packet', { skipInterpolation: true }), values: senderOf(tale, hop) };
  return {
    template: t(`story.next.${moment.kind}`, { skipInterpolation: true }),
    values: { place: placeOfHop(hop, spots), from: placeOfHop(first, spots) },
  };
}

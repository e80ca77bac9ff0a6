import { useMemo } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Hop } from '../../../kernel/hop.ts';
import { plainText, type Values } from '../../controls/rich-text.ts';
import { useHopIndex, usePlayback } from '../../stores/stores.tsx';
import { useStoryWorld } from '../../stores/story-world.ts';
import { placeOfHop, spotsOf } from '../../world/spots.ts';
import { announce, explain, type Explanation, type ExplainContext } from '../explain.ts';

/** A text with marks in it and what goes into it, for `Rich`. */
export interface Told {
  readonly template: string;
  readonly values: Values;
}

export interface HopTexts {
  readonly hop?: Hop | undefined;
  readonly around: ExplainContext;
  /** `Hop 7 of 17 · nat PREROUTING` */
  readonly title: string;
  readonly place: string;
  readonly sentence: Told;
  readonly next: Told;
  /** All in one plain text, for those who hear it. */
  readonly announcement: string;
}

const nothing: Told = { template: '', values: {} };

/** The texts about the hop that is shown. */
export function useHopTexts(): HopTexts {
  const { t } = useTranslation();
  const hops = usePlayback((state) => state.hops);
  const index = useHopIndex();
  const world = useStoryWorld();
  const around = useMemo(() => ({ world, spots: spotsOf(world) }), [world]);

  return useMemo(() => {
    const hop = hops[index];
    if (hop === undefined) return { around, title: '', place: '', sentence: nothing, next: nothing, announcement: '' };
    const told = ({ key, values }: Explanation): Told => ({ template: t(key, { skipInterpolation: true }), values });
    const following = hops[index + 1];
    const title = t('inspector.hopTitle', { number: index + 1, count: hops.length, stage: stageName(hop, t) });
    const place = placeOfHop(hop, around.spots);
    const sentence = told(explain(hop, around));
    const next =
      following === undefined ? { template: t('hop.next.end'), values: {} } : told(announce(following, around));
    const announcement = `${title}, ${place}. ${plainText(sentence.template, sentence.values)}`;
    return { hop, around, title, place, sentence, next, announcement };
  }, [hops, index, around, t]);
}

/** The stage of a hop in the field's words: the device, the table and hook, the program. */
export function stageName({ stage, decision, device }: Hop, t: TFunction): string {
  if (decision.kind === 'rule' || decision.kind === 'policy') return `${decision.table} ${decision.hook}`;
  if (decision.kind === 'program') return decision.program;
  if (decision.kind === 'setting' && decision.name.includes('.')) return 'sysctl';
  if (stage === 'link' && device !== undefined)
    return device.direction === 'in' ? t('stage.in', { device: device.name }) : t('stage.out', { device: device.name });
  return stage === 'netfilter' || stage === 'link' || stage === 'program' ? stage : t(`stage.${stage}`);
}

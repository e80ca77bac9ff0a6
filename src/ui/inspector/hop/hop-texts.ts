import { useMemo } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Hop } from '../../../kernel/hop.ts';
import type { Sentence } from '../../controls/rich-text.ts';
import { useHopIndex, usePlayback } from '../../stores/stores.tsx';
import { useStoryWorld } from '../../stores/story-world.ts';
import { isInSwitch, placeOfHop } from '../../../world/spots.ts';
import { spotsIn } from '../../story/spots.ts';
import { explain, type ExplainContext } from '../explain.ts';

export interface HopTexts {
  readonly hop?: Hop | undefined;
  readonly around: ExplainContext;
  /** `Hop 7 of 17 · nat PREROUTING` */
  readonly title: string;
  readonly place: string;
  readonly sentence: Sentence;
}

export const nothing: Sentence = { template: '', values: {} };

/** The texts about the hop that is shown. */
export function useHopTexts(): HopTexts {
  const { t } = useTranslation();
  const hops = usePlayback((state) => state.hops);
  const index = useHopIndex();
  const world = useStoryWorld();
  const around = useMemo(() => ({ world, spots: spotsIn(world) }), [world]);

  return useMemo(() => {
    const hop = hops[index];
    if (hop === undefined) return { around, title: '', place: '', sentence: nothing };
    return { hop, around, ...tellHop(hops, index, around, t) };
  }, [hops, index, around, t]);
}

/** What is told of one of some hops. */
export function tellHop(
  hops: readonly Hop[],
  index: number,
  around: ExplainContext,
  t: TFunction,
): { readonly title: string; readonly place: string; readonly sentence: Sentence } {
  const hop = hops[index];
  if (hop === undefined) return { title: '', place: '', sentence: nothing };
  const stage = stageName(hop, around.spots, t);
  const { key, values } = explain(hop, around);
  return {
    title: t('inspector.hopTitle', { number: index + 1, count: hops.length, stage }),
    place: placeOfHop(hop, around.spots),
    sentence: { template: t(key, { skipInterpolation: true }), values },
  };
}

/** The stage of a hop in the field's words: the device, the table and hook, the program. */
export function stageName(hop: Hop, spots: ExplainContext['spots'], t: TFunction): string {
  const { stage, decision, device } = hop;
  if (isInSwitch(hop, spots.get(hop.namespace))) return t('stage.switch');
  if (decision.kind === 'rule' || decision.kind === 'policy') return `${decision.table} ${decision.hook}`;
  if (decision.kind === 'program') return decision.program;
  if (decision.kind === 'setting' && decision.name.includes('.')) return 'sysctl';
  if (stage === 'link' && device !== undefined)
    return device.direction === 'in' ? t('stage.in', { device: device.name }) : t('stage.out', { device: device.name });
  return stage === 'netfilter' || stage === 'link' || stage === 'program' ? stage : t(`stage.${stage}`);
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { plainText } from '../controls/rich-text.ts';
import { useHopTexts, type Told } from '../inspector/hop/hop-texts.ts';
import { usePlayback, useStepIndex } from '../stores/stores.tsx';
import { momentText } from './moment-text.ts';

export interface StepTexts {
  /** `Moment 3 of 10`, or the title of the hop where every hop is told. */
  readonly title: string;
  readonly place: string;
  /** What the moment tells, or else the hop. */
  readonly sentence: Told;
  /** All in one plain text, for those who hear it. */
  readonly announcement: string;
}

/** The texts about the step that is shown, at the grain at which the story is told. */
export function useStepTexts(): StepTexts {
  const { t } = useTranslation();
  const { around, ...ofHop } = useHopTexts();
  const hops = usePlayback((state) => state.hops);
  const steps = usePlayback((state) => state.steps);
  const grain = usePlayback((state) => state.grain);
  const index = useStepIndex();
  const step = steps[index];

  const ofMoment = useMemo(() => {
    const moment = step?.moment;
    if (moment === undefined) return undefined;
    const { keys, values } = momentText(moment, { ...around, hops });
    const sentence: Told = { template: keys.map((key) => t(key, { skipInterpolation: true })).join(' '), values };
    const namespace = hops[moment.hop]?.namespace ?? '';
    return { sentence, place: around.spots.get(namespace)?.name ?? namespace };
  }, [step, around, hops, t]);

  if (grain === 'hops' || step === undefined) return ofHop;
  const numbers = { number: index + 1, count: steps.length };
  const title = ofMoment ? t('timeline.momentTitle', numbers) : t('timeline.packetTitle', numbers);
  const { sentence, place } = ofMoment ?? ofHop;
  return {
    title,
    place,
    sentence,
    announcement: `${title}, ${place}. ${plainText(sentence.template, sentence.values)}`,
  };
}

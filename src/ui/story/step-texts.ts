import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { plainText } from '../controls/rich-text.ts';
import type { Sentence } from '../controls/rich-text.ts';
import { useHopIndex, usePlayback, useStepIndex } from '../stores/stores.tsx';
import { useStoryWorld } from '../stores/story-world.ts';
import { spotsIn } from './spots.ts';
import { announceStep, tellStep, type StepTold, type Tale } from './tell.ts';

const noSpots: Tale['spots'] = new Map();

/** The story that is shown. */
export function useTale(): Tale {
  const hops = usePlayback((state) => state.hops);
  const steps = usePlayback((state) => state.steps);
  const grain = usePlayback((state) => state.grain);
  const world = useStoryWorld();
  return useMemo(
    () => ({ hops, steps, grain, world, spots: hops.length > 0 ? spotsIn(world) : noSpots }),
    [hops, steps, grain, world],
  );
}

export interface StepTexts extends StepTold {
  /** All in one plain text, for those who hear it. */
  readonly announcement: string;
}

/** The texts about the step that is shown, at the grain at which the story is told. */
export function useStepTexts(): StepTexts {
  const { t } = useTranslation();
  const tale = useTale();
  const step = useStepIndex();
  const hop = useHopIndex();
  return useMemo(() => {
    const told = tellStep(tale, step, t, hop);
    const { title, place, sentence } = told;
    const announcement = title && `${title}, ${place}. ${plainText(sentence.template, sentence.values)}`;
    return { ...told, announcement };
  }, [tale, step, hop, t]);
}

/** What comes after the step that is shown; undefined at the end. */
export function useNextStep(): Sentence | undefined {
  const { t } = useTranslation();
  const tale = useTale();
  const next = useStepIndex() + 1;
  return useMemo(() => (next < tale.steps.length ? announceStep(tale, next, t) : undefined), [tale, next, t]);
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plainText } from '../controls/rich-text.ts';
import { useHopIndex, usePlayback, useStepIndex, useStores } from '../stores/stores.tsx';
import { useTale } from '../story/step-texts.ts';
import { tellStep } from '../story/tell.ts';
import { isInSwitch, placeOfHop } from '../../world/spots.ts';
import { answer } from './answer.ts';
import { requestOf, VERSION, type Told } from './protocol.ts';

/**
 * Does what the page around asks for, and tells it what happens. Only the window that frames this one is listened to, and only
 * the origin that it spoke from is told anything; before it has spoken it learns that there is somebody to speak to.
 */
export function useOuterPage(): void {
  const stores = useStores();
  const [{ heardFrom, tell }] = useState(talk);
  useEffect(() => {
    if (parent === window) return;
    const onMessage = (event: MessageEvent) => {
      const request = event.source === parent ? requestOf(event.data) : undefined;
      if (request === undefined) return;
      heardFrom(event.origin);
      void answer(stores, request, tell);
    };
    addEventListener('message', onMessage);
    parent.postMessage({ hopscope: 'ready', version: VERSION }, '*');
    return () => removeEventListener('message', onMessage);
  }, [stores, heardFrom, tell]);
  useHopEvents(tell);
}

/** Tells things to the origin that was heard from last. */
function talk() {
  let target: string | undefined;
  return {
    heardFrom: (origin: string) => {
      target = origin === 'null' ? '*' : origin; // a file, or a sandbox: it has no name
    },
    tell: (told: Told) => {
      if (target !== undefined) parent.postMessage({ hopscope: 'event', ...told }, target);
    },
  };
}

function useHopEvents(tell: (told: Told) => void): void {
  const { t } = useTranslation();
  const tale = useTale();
  const playing = usePlayback((playback) => playback.playing);
  const index = useHopIndex();
  const step = useStepIndex();
  useEffect(() => {
    const { hops, steps, spots } = tale;
    const hop = hops[index];
    if (hop === undefined) return;
    const { sentence } = tellStep(tale, step, t, index);
    const text = plainText(sentence.template, sentence.values);
    const spot = spots.get(hop.namespace);
    const place = isInSwitch(hop, spot) ? placeOfHop(hop, spots) : (spot?.place ?? hop.namespace);
    tell({ event: 'hop', hop: index, hops: hops.length, step, steps: steps.length, playing, place, text });
  }, [tale, index, step, playing, t, tell]);
}

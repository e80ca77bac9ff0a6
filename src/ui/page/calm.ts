import { useEffect, useState } from 'react';
import type { LabStore } from '../../store/lab.ts';
import { useStores } from '../stores/stores.tsx';

/** When the page counts as left alone. */
export interface Calm {
  /** Ms in which nobody pressed anything and no line ran. */
  readonly quiet: number;
  /** Ms after which it counts as left alone whatever happens. */
  readonly patience: number;
}

const presses = ['keydown', 'input', 'pointerdown'] as const;

/**
 * Calls back once the page is left alone: what takes the page's thread, or the line, for long gives way to who types.
 * @param pressed what hears of keys and pointers
 * @returns takes it back
 */
export function whenCalm(
  lab: LabStore,
  { quiet, patience }: Calm,
  then: () => void,
  pressed: EventTarget = window,
): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const settled = () => {
    stop();
    then();
  };
  const wait = () => {
    clearTimeout(timer);
    if (lab.getState().waiting.length === 0) timer = setTimeout(settled, quiet);
  };
  const latest = setTimeout(settled, patience);
  const unsubscribe = lab.subscribe(wait);
  for (const press of presses) pressed.addEventListener(press, wait, { capture: true, passive: true });
  const stop = () => {
    clearTimeout(timer);
    clearTimeout(latest);
    unsubscribe();
    for (const press of presses) pressed.removeEventListener(press, wait, { capture: true });
  };
  wait();
  return stop;
}

/** Whether the page has been left alone once. */
export function useCalm({ quiet, patience }: Calm): boolean {
  const { lab } = useStores();
  const [calm, setCalm] = useState(false);
  useEffect(() => whenCalm(lab, { quiet, patience }, () => setCalm(true)), [lab, quiet, patience]);
  return calm;
}

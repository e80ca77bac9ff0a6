import { useEffect, useRef, useState } from 'react';
import { goTo, type Stores } from '../../store/stores.ts';
import { useLab, useStores } from '../stores/stores.tsx';

/** How long (ms, at speed 1) a command is seen that makes no traffic. */
const DWELL = 900;
/** How long (ms, at speed 1) the traffic of a command is followed at most: longer than a story of twenty moments takes. */
export const LONGEST = 30_000;
/** How long (ms, at speed 1) it is seen after its end. */
const AFTER = 500;

export interface Replay {
  readonly state: 'idle' | 'playing' | 'paused';
  readonly start: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
}

/** Goes through the history from its start, command by command, each with its traffic; whatever else is done ends it. */
export function useReplay(): Replay {
  const stores = useStores();
  const done = useLab((lab) => lab.done);
  const entries = useLab((lab) => lab.entries);
  const [state, setState] = useState<Replay['state']>('idle');
  /** Where the replay has led to itself. */
  const led = useRef({ done, entries });

  useEffect(() => {
    if (state === 'idle') return;
    if (led.current.done !== done || led.current.entries !== entries) setState('idle');
    else if (state === 'playing' && done === entries.length) return whenSeen(stores, () => setState('idle'));
    else if (state === 'playing')
      return whenSeen(stores, () => {
        led.current = { done: done + 1, entries };
        goTo(stores, done + 1, true);
      });
    return;
  }, [state, done, entries, stores]);

  return {
    state,
    start: () => {
      led.current = { done: 0, entries };
      goTo(stores, 0);
      setState('playing');
    },
    pause: () => {
      stores.playback.getState().pause();
      setState('paused');
    },
    resume: () => {
      if (stores.playback.getState().hops.length > 0) stores.playback.getState().play();
      setState('playing');
    },
  };
}

/** Waits until what the last command did has been seen; yields what gives that up. */
function whenSeen({ playback }: Stores, then: () => void): () => void {
  const { playing, speed } = playback.getState();
  let timer = setTimeout(then, (playing ? LONGEST : DWELL) / speed);
  const unsubscribe = playback.subscribe((now, before) => {
    if (!before.playing || now.playing) return;
    clearTimeout(timer);
    timer = setTimeout(then, AFTER / now.speed);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

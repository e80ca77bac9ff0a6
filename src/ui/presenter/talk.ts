import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Stores } from '../../store/stores.ts';
import { useStores } from '../stores/stores.tsx';
import { noTimes, type Times } from './times.ts';

export type Tool = 'pen' | 'laser';

/** What belongs to presenting alone: never a part of the document. */
export interface TalkState {
  /** What the pointer does over the picture, where it is not the picture's. */
  readonly tool?: Tool | undefined;
  /** How often all that was drawn was wiped away. */
  readonly wiped: number;
  /** Nothing is shown to the room. */
  readonly blank: boolean;
  /** The speaker's window, while it is open. */
  readonly speaker?: Window | undefined;
  /** The browser did not let it open. */
  readonly isBlocked: boolean;
  readonly times: Times;
  /** The talk that begins now begins with its first scene. */
  readonly fromStart: boolean;
}

const talks = new WeakMap<Stores, StoreApi<TalkState>>();

/** The talk that is given, or was given last. */
export function talkOf(stores: Stores): StoreApi<TalkState> {
  const known = talks.get(stores);
  if (known !== undefined) return known;
  const talk = createStore<TalkState>()(() => ({
    wiped: 0,
    blank: false,
    isBlocked: false,
    times: noTimes,
    fromStart: false,
  }));
  talks.set(stores, talk);
  return talk;
}

export const useTalk = <T>(select: (state: TalkState) => T): T => useStore(talkOf(useStores()), select);

/** The time (ms, as `performance.now` has it), anew every second. */
export function useNow(): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { Progress } from '../../doctor/gradual.ts';
import { Ended, type Follower } from '../../simulator/simulator.ts';

/** Of work that goes on: how far it is, once it takes a while, and how it is stopped. */
export interface Wait {
  readonly progress: Progress | undefined;
  readonly stop: () => void;
}

/** What is known of an answer. */
export type Asked<T> =
  | { readonly state: 'working'; readonly wait: Wait }
  | { readonly state: 'stopped'; readonly again: () => void }
  | { readonly state: 'failed' }
  | {
      readonly state: 'done';
      readonly answer: T;
      /** Another is on its way. */
      readonly stale: boolean;
      readonly wait: Wait;
    };

/** Ms that work takes before it tells how far it is: what is done at once would only flicker. */
const A_WHILE = 400;

type Ask<T> = (follower: Follower) => Promise<T>;
type End<T> =
  | { readonly state: 'done'; readonly answer: T }
  | { readonly state: 'stopped' }
  | { readonly state: 'failed' };

/** Asks, and tells what comes of it as long as it is wanted. Yields how it is stopped, and how it is forgotten. */
function pursued<T>(ask: Ask<T>, hear: (progress: Progress) => void, end: (end: End<T>) => void) {
  const controller = new AbortController();
  const begun = performance.now();
  let wanted = true;
  const told = (progress: Progress) => {
    if (wanted && performance.now() - begun > A_WHILE) hear(progress);
  };
  ask({ hear: told, signal: controller.signal }).then(
    (answer) => wanted && end({ state: 'done', answer }),
    (error: unknown) =>
      wanted && end({ state: error instanceof Ended && error.reason === 'interrupted' ? 'stopped' : 'failed' }),
  );
  return {
    stop: () => controller.abort(),
    forget: () => {
      wanted = false;
      controller.abort();
    },
  };
}

type Pursued = Pick<ReturnType<typeof pursued>, 'stop' | 'forget'>;

/** The answer to a question, which is asked anew when what it depends on is another; until it is there, the one before. */
export function useLatest<T>(ask: Ask<T>, on: readonly unknown[]): Asked<T> {
  const [turn, again] = useReducer((count: number) => count + 1, 0);
  const asked = [...on, turn];
  const [known, setKnown] = useState<{ readonly on: readonly unknown[]; readonly end: End<T> }>();
  const [heard, setHeard] = useState<{ readonly on: readonly unknown[]; readonly progress: Progress }>();
  const pursuit = useRef<Pursued>(undefined);
  useEffect(() => {
    const begun = pursued(
      ask,
      (progress) => setHeard({ on: asked, progress }),
      (end) => setKnown({ on: asked, end }),
    );
    pursuit.current = begun;
    return begun.forget;
    // oxlint-disable-next-line react/exhaustive-deps -- who asks names what it depends on
  }, asked);
  const stop = useCallback(() => pursuit.current?.stop(), []);
  const isOf = (other: readonly unknown[] | undefined) => other?.every((each, at) => each === asked[at]) === true;
  const stale = !isOf(known?.on);
  const wait = { progress: isOf(heard?.on) ? heard?.progress : undefined, stop };
  if (known?.end.state === 'done') return { state: 'done', answer: known.end.answer, stale, wait };
  if (stale || known === undefined) return { state: 'working', wait };
  return known.end.state === 'stopped' ? { state: 'stopped', again } : { state: 'failed' };
}

/** The same, without the one before. */
export function useAnswer<T>(ask: Ask<T>, on: readonly unknown[]): Asked<T> {
  const latest = useLatest(ask, on);
  return latest.state === 'done' && latest.stale ? { state: 'working', wait: latest.wait } : latest;
}

/** The answer to what somebody asks by a button: nothing at first. */
export function useWork<T>(): { readonly told: Asked<T> | undefined; readonly begin: (ask: Ask<T>) => void } {
  const [told, setTold] = useState<Asked<T>>();
  const pursuit = useRef<Pursued>(undefined);
  const begin = useCallback(function begin(ask: Ask<T>): void {
    pursuit.current?.forget();
    const stop = () => pursuit.current?.stop();
    setTold({ state: 'working', wait: { progress: undefined, stop } });
    pursuit.current = pursued(
      ask,
      (progress) => setTold({ state: 'working', wait: { progress, stop } }),
      (end) =>
        setTold(
          end.state === 'done'
            ? { ...end, stale: false, wait: { progress: undefined, stop } }
            : end.state === 'stopped'
              ? { state: 'stopped', again: () => begin(ask) }
              : end,
        ),
    );
  }, []);
  useEffect(() => () => pursuit.current?.forget(), []);
  return { told, begin };
}

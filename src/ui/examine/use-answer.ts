import { useEffect, useState } from 'react';

/** What is known of an answer. */
export type Asked<T> =
  | { readonly state: 'working' | 'failed' }
  | { readonly state: 'done'; readonly answer: T; /** Another is on its way. */ readonly stale: boolean };

/** The answer to a question, which is asked anew when what it depends on is another; until it is there, the one before. */
export function useLatest<T>(ask: () => Promise<T>, on: readonly unknown[]): Asked<T> {
  const [known, setKnown] = useState<{ readonly on: readonly unknown[]; readonly answer?: { readonly value: T } }>();
  useEffect(() => {
    let wanted = true;
    ask().then(
      (value) => wanted && setKnown({ on, answer: { value } }),
      () => wanted && setKnown({ on }),
    );
    return () => {
      wanted = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- who asks names what it depends on
  }, on);
  const stale = known?.on.every((each, at) => each === on[at]) !== true;
  if (known?.answer !== undefined) return { state: 'done', answer: known.answer.value, stale };
  return { state: stale ? 'working' : 'failed' };
}

/** The same, without the one before. */
export function useAnswer<T>(ask: () => Promise<T>, on: readonly unknown[]): Asked<T> {
  const latest = useLatest(ask, on);
  return latest.state === 'done' && latest.stale ? { state: 'working' } : latest;
}

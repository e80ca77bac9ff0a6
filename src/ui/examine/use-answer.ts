import { useEffect, useState } from 'react';

export type Asked<T> = { readonly state: 'working' | 'failed' } | { readonly state: 'done'; readonly answer: T };

/** The answer to a question, which is asked anew when what it depends on is another. */
export function useAnswer<T>(ask: () => Promise<T>, on: readonly unknown[]): Asked<T> {
  const [known, setKnown] = useState<{ readonly on: readonly unknown[]; readonly asked: Asked<T> }>();
  useEffect(() => {
    let wanted = true;
    ask().then(
      (answer) => wanted && setKnown({ on, asked: { state: 'done', answer } }),
      () => wanted && setKnown({ on, asked: { state: 'failed' } }),
    );
    return () => {
      wanted = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- who asks names what it depends on
  }, on);
  return known?.on.every((each, at) => each === on[at]) === true ? known.asked : { state: 'working' };
}

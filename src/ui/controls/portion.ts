import { useState } from 'react';

/** So many things of a list are there at first, and as many more each time that somebody asks for them. */
const PORTION = 200;

/** The part of a long list that is shown, how many are left, and what shows more of them. */
export function usePortion<T>(items: readonly T[]) {
  const [most, setMost] = useState(PORTION);
  return {
    shown: items.slice(0, most),
    left: Math.max(0, items.length - most),
    showMore: () => setMost(most + PORTION),
  };
}

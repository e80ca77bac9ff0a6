import { useCallback, useState, type UIEvent } from 'react';

/** Px of a row of cells. */
export const ROW = 28;
/** Tables of fewer rows are drawn whole. */
const WHOLE = 60;
/** Rows beyond what is seen, above and below. */
const SPARE = 20;

/** Which rows of a large table are drawn: those that are seen. */
export function useWindow(count: number) {
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  const onScroll = useCallback(({ currentTarget: { scrollTop, clientHeight } }: UIEvent<HTMLElement>) => {
    const top = Math.floor(scrollTop / ROW / SPARE) * ROW * SPARE;
    setSeen((now) => (now.top === top && now.height === clientHeight ? now : { top, height: clientHeight }));
  }, []);
  if (count <= WHOLE) return { first: 0, last: count, onScroll: undefined };
  const first = Math.max(0, Math.floor(seen.top / ROW) - SPARE);
  return { first, last: Math.min(count, Math.ceil((seen.top + seen.height) / ROW) + 2 * SPARE), onScroll };
}

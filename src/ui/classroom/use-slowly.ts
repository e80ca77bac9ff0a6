import { useEffect, useRef, useState } from 'react';

/** How long (ms) a text that is read out stays, however often it changes. */
const STAYS = 4000;

/** A text that changes often, for those who listen: told anew once in a while. */
export function useSlowly(text: string): string {
  const [told, tell] = useState(text);
  const last = useRef(0);
  useEffect(() => {
    const now = performance.now();
    const timer = setTimeout(
      () => {
        last.current = performance.now();
        tell(text);
      },
      Math.max(0, last.current + STAYS - now),
    );
    return () => clearTimeout(timer);
  }, [text]);
  return told;
}

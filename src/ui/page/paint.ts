import { useEffect, useRef, useState } from 'react';

/** How long (ms) a tab that shows nothing is waited for. */
const HIDDEN = 100;

/** Resolves once what was done so far has been painted: before work that would hold the picture up. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, HIDDEN);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });

/** A value that follows another once all else that came with it has been painted: for what takes long to show. */
export function usePainted<T extends object>(value: T): T {
  const [shown, show] = useState(value);
  const latest = useRef(value);
  const isComing = useRef(false);
  useEffect(() => {
    latest.current = value;
    // One wait at a time: what changes in every frame is still shown now and then.
    if (isComing.current || shown === value) return;
    isComing.current = true;
    void painted().then(() => {
      isComing.current = false;
      show(latest.current);
    });
  }, [value, shown]);
  return shown;
}

import { useEffect } from 'react';
import { usePlayback, useStores } from '../stores/stores.tsx';

/** The longest step that one picture may take, so that a tab that slept does not jump to the end. */
const LONGEST = 100;

/** Moves the playback on with the pictures of the screen, while it plays. */
export function usePlaybackClock(): void {
  const { playback } = useStores();
  const playing = usePlayback((state) => state.playing);

  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let last = performance.now();
    const tick = (now: number) => {
      playback.getState().advance(Math.min(Math.max(0, now - last), LONGEST));
      last = now;
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing, playback]);
}

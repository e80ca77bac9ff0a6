import { useLayoutEffect, useRef, type PointerEvent } from 'react';
import { useStores } from '../stores/stores.tsx';
import { filledAt, offsetAt, type Extent } from './extent.ts';
import styles from './Track.module.css';
import type { Story } from './story.ts';

/** The whole story in one thin line above a track that is longer than its room, with the part in view marked. */
export function Overview({ story, extent }: { readonly story: Story; readonly extent: Extent }) {
  const { playback } = useStores();
  const part = useRef<HTMLDivElement>(null);
  const count = story.segments.length;

  useLayoutEffect(() => {
    const follow = () => {
      const offset = offsetAt(filledAt(playback.getState()), extent);
      part.current?.style.setProperty('left', `${(100 * offset) / extent.total}%`);
    };
    follow();
    return playback.subscribe(follow);
  }, [playback, extent]);

  const seekTo = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const { steps, pause, seek } = playback.getState();
    pause();
    seek(steps[Math.floor(((event.clientX - left) / width) * count)]?.hop ?? 0);
  };
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    seekTo(event);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
  };

  return (
    <div className={styles['overview']} aria-hidden onPointerDown={onPointerDown} onPointerMove={onPointerMove}>
      {story.passages.map(({ from, to }) => (
        <div
          key={from}
          className={styles['piece']}
          style={{ left: `${(100 * from) / count}%`, width: `${(100 * (to - from)) / count}%` }}
        />
      ))}
      {story.segments.map(({ tone }, at) =>
        tone === 'plain' ? null : (
          <div key={`at${at}`} className={styles['mark']} data-tone={tone} style={{ left: `${(100 * at) / count}%` }} />
        ),
      )}
      <div ref={part} className={styles['part']} style={{ width: `${(100 * extent.width) / extent.total}%` }} />
    </div>
  );
}

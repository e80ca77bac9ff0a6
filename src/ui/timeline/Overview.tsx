import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import { useStores } from '../lab/stores.tsx';
import type { Story } from './story.ts';
import styles from './Track.module.css';

interface OverviewProps {
  readonly story: Story;
  /** The scrolling track that this is the whole of. */
  readonly viewport: RefObject<HTMLDivElement | null>;
}

/** The whole story in one thin line above a track that scrolls, with the part that the track shows marked. */
export function Overview({ story, viewport }: OverviewProps) {
  const { playback } = useStores();
  const part = useRef<HTMLDivElement>(null);
  const count = story.segments.length;

  useEffect(() => {
    const box = viewport.current;
    if (box === null) return;
    const follow = () => {
      const { style } = part.current ?? {};
      style?.setProperty('left', `${(100 * box.scrollLeft) / box.scrollWidth}%`);
      style?.setProperty('width', `${(100 * box.clientWidth) / box.scrollWidth}%`);
    };
    follow();
    box.addEventListener('scroll', follow);
    return () => box.removeEventListener('scroll', follow);
  }, [viewport, count]);

  const seekTo = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    playback.getState().pause();
    playback.getState().seek(Math.floor(((event.clientX - left) / width) * count));
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
      <div ref={part} className={styles['part']} />
    </div>
  );
}

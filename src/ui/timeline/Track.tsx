import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useHopTexts } from '../inspector/hop-texts.ts';
import { spotsOf } from '../lab/spots.ts';
import { useHopIndex, usePlayback, useStores } from '../lab/stores.tsx';
import { useStoryWorld } from '../lab/story-world.ts';
import { Overview } from './Overview.tsx';
import { fittingLabels, tellStory, type Story } from './story.ts';
import styles from './Track.module.css';

/** The least width of a hop in pixels; where the story needs more room than there is, the track scrolls. */
const LEAST = 11;
/** Room for half of the head at the end, in pixels. */
const HEAD = 10;
/** Widths of characters of the labels' type, in pixels. */
const CHARACTER = { latin: 6, wide: 11 };

const widthOf = (label: string): number =>
  [...label].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x1100 ? CHARACTER.wide : CHARACTER.latin), 0);

function useStory(): Story {
  const { t } = useTranslation();
  const hops = usePlayback((state) => state.hops);
  const world = useStoryWorld();
  return useMemo(
    () =>
      tellStory(hops, spotsOf(world), {
        route: t('timeline.route'),
        dropped: t('timeline.dropped'),
        reversed: t('timeline.reversed'),
      }),
    [hops, world, t],
  );
}

function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return;
    const measure = () => setWidth(box.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return [element, width] as const;
}

/** The hops as a line of segments with a head on it; a slider for the keyboard and the screen reader. */
export function Track() {
  const { t } = useTranslation();
  const { playback } = useStores();
  const story = useStory();
  const [viewport, width] = useWidth();
  const head = useRef<HTMLDivElement>(null);
  const index = useHopIndex();
  const texts = useHopTexts();
  const count = story.segments.length;
  const segmentWidth = Math.max(LEAST, (width - HEAD) / Math.max(1, count));
  const total = segmentWidth * count;
  const scrolls = total > width - HEAD + 1;
  const lasts = useMemo(() => new Set(story.passages.map(({ to }) => to - 1)), [story]);
  const labels = useMemo(() => fittingLabels(story.segments, segmentWidth, widthOf), [story, segmentWidth]);

  useEffect(() => {
    const follow = () => {
      const { position } = playback.getState();
      const x = (position + 1) * segmentWidth;
      head.current?.style.setProperty('transform', `translateX(${x}px)`);
      const box = viewport.current;
      if (box !== null && scrolls) box.scrollLeft = x - box.clientWidth / 2;
    };
    follow();
    return playback.subscribe(follow);
  }, [playback, segmentWidth, scrolls, viewport]);

  const seekTo = (event: PointerEvent) => {
    const box = viewport.current;
    if (box === null) return;
    const x = event.clientX - box.getBoundingClientRect().left + box.scrollLeft;
    playback.getState().pause();
    playback.getState().seek(Math.min(count - 1, Math.max(0, Math.floor(x / segmentWidth))));
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    seekTo(event);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = keySteps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    playback.getState().step(by);
  };

  return (
    <div className={styles['frame']}>
      {scrolls && <Overview story={story} viewport={viewport} />}
      <div
        ref={viewport}
        className={styles['viewport']}
        role="slider"
        tabIndex={0}
        aria-label={t('timeline.position')}
        aria-valuemin={1}
        aria-valuemax={count}
        aria-valuenow={index + 1}
        aria-valuetext={texts.announcement}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
      >
        <div className={styles['content']} style={{ width: total + HEAD }}>
          {story.passages.map(({ from, to, label }) => (
            <div
              key={from}
              className={styles['passage']}
              data-now={(index >= from && index < to) || undefined}
              style={{ left: from * segmentWidth, width: (to - from) * segmentWidth }}
            >
              {widthOf(label) + 4 < (to - from) * segmentWidth ? label : ''}
            </div>
          ))}
          {story.segments.map(({ tone, label }, at) => (
            <div
              key={at}
              className={styles['segment']}
              data-tone={tone}
              data-done={at <= index || undefined}
              data-last={lasts.has(at) || undefined}
              style={{ left: at * segmentWidth, width: segmentWidth }}
            >
              {labels.has(at) && <small>{label}</small>}
            </div>
          ))}
          <div ref={head} className={styles['head']} data-tone={story.segments[index]?.tone} />
        </div>
      </div>
    </div>
  );
}

const keySteps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
  Home: -Infinity,
  End: Infinity,
};

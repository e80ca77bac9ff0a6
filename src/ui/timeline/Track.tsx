import {
  memo,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Grain } from '../../story/steps.ts';
import { usePlayback, useStepIndex, useStores } from '../stores/stores.tsx';
import { useStoryWorld } from '../stores/story-world.ts';
import { useStepTexts } from '../story/step-texts.ts';
import { spotsIn } from '../story/spots.ts';
import { filledAt, offsetAt, type Extent } from './extent.ts';
import { Overview } from './Overview.tsx';
import styles from './Track.module.css';
import { fittingLabels, tellStory, type Story } from './story.ts';
import { useStoryWords } from './story-words.ts';

/** The least width of a step in pixels; where the story needs more room than there is, the track moves along. */
const LEAST = 11;
/** Room for half of the head at the end, in pixels. */
const HEAD = 10;
/** Widths of characters of the labels' type, in pixels. */
const CHARACTER = { latin: 6, wide: 11 };

const widthOf = (label: string): number =>
  [...label].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x1100 ? CHARACTER.wide : CHARACTER.latin), 0);

function useStory(): Story {
  const hops = usePlayback((state) => state.hops);
  const steps = usePlayback((state) => state.steps);
  const world = useStoryWorld();
  const words = useStoryWords();
  return useMemo(() => tellStory(hops, steps, spotsIn(world), words), [hops, steps, world, words]);
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

/** The steps as a line of segments with a head on it; a slider for the keyboard and the screen reader. */
export function Track() {
  const { playback } = useStores();
  const story = useStory();
  const [viewport, width] = useWidth();
  const content = useRef<HTMLDivElement>(null);
  const done = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const count = story.segments.length;
  const segment = Math.max(LEAST, (width - HEAD) / Math.max(1, count));
  const extent = useMemo<Extent>(() => ({ segment, width, total: segment * count + HEAD }), [segment, width, count]);

  // Straight into the styles: a position changes with every picture of the screen.
  useLayoutEffect(() => {
    const follow = () => {
      const filled = filledAt(playback.getState());
      const x = filled * segment;
      head.current?.style.setProperty('transform', `translateX(${x}px)`);
      done.current?.style.setProperty('clip-path', `inset(0 ${extent.total - x}px 0 0)`);
      content.current?.style.setProperty('transform', `translateX(${-offsetAt(filled, extent)}px)`);
    };
    follow();
    return playback.subscribe(follow);
  }, [playback, segment, extent]);

  const hopAt = (event: PointerEvent): number => {
    const left = viewport.current?.getBoundingClientRect().left ?? 0;
    const state = playback.getState();
    const x = event.clientX - left + offsetAt(filledAt(state), extent);
    const at = Math.min(count - 1, Math.max(0, Math.floor(x / segment)));
    return state.steps[at]?.hop ?? 0;
  };

  return (
    <div className={styles['frame']} style={{ '--lanes': story.lanes } as CSSProperties}>
      {extent.total > width + 1 && <Overview story={story} extent={extent} />}
      <Slider viewport={viewport} count={count} hopAt={hopAt}>
        <div ref={content} className={styles['content']} style={{ width: extent.total }}>
          <Passages story={story} segment={segment} />
          {story.lanes > 1 && <Flows story={story} segment={segment} />}
          <Segments story={story} segment={segment} labelled />
          <div ref={done} className={styles['done']}>
            <Segments story={story} segment={segment} />
          </div>
          <Head ref={head} story={story} />
        </div>
      </Slider>
    </div>
  );
}

interface SliderProps {
  readonly viewport: RefObject<HTMLDivElement | null>;
  readonly count: number;
  /** The hop that is shown for the step under the pointer. */
  readonly hopAt: (event: PointerEvent) => number;
  readonly children: ReactNode;
}

const keySteps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
/** Larger steps, of the grain above; as in any slider up means on. */
const largerSteps: Readonly<Record<string, number>> = { PageUp: 1, PageDown: -1 };
const larger: Readonly<Record<Grain, Grain>> = { hops: 'packets', packets: 'story', story: 'story' };

function Slider({ viewport, count, hopAt, children }: SliderProps) {
  const { t } = useTranslation();
  const { playback } = useStores();
  const index = useStepIndex();
  const { announcement } = useStepTexts();

  const seekTo = (event: PointerEvent) => {
    playback.getState().pause();
    playback.getState().seek(hopAt(event));
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
    const far = largerSteps[event.key];
    if ((by === undefined && far === undefined) || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const { step, grain } = playback.getState();
    if (by !== undefined) step(by);
    else if (far !== undefined) step(far, larger[grain]);
  };

  return (
    <div
      ref={viewport}
      className={styles['viewport']}
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.position')}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={index + 1}
      aria-valuetext={announcement}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

interface PartProps {
  readonly story: Story;
  /** Width of a step in pixels. */
  readonly segment: number;
}

/** What each packet is, above its steps. */
const Passages = memo(function Passages({ story, segment }: PartProps) {
  const step = useStepIndex();
  const elided = usePlayback(({ grain }) => grain !== 'hops');
  const now = story.passages.findIndex(({ from, to }) => step >= from && step < to);
  return story.passages.map(({ from, to, label }, at) => (
    <div
      key={from}
      className={styles['passage']}
      data-now={at === now || undefined}
      style={{ left: from * segment, width: (to - from) * segment }}
    >
      {elided || widthOf(label) + 4 < (to - from) * segment ? label : ''}
    </div>
  ));
});

const Segments = memo(function Segments({
  story,
  segment,
  labelled = false,
}: PartProps & { readonly labelled?: boolean | undefined }) {
  const elided = usePlayback(({ grain }) => grain !== 'hops');
  const labels = labelled && !elided ? fittingLabels(story.segments, segment, widthOf) : undefined;
  const lasts = new Set(story.passages.map(({ to }) => to - 1));
  return story.segments.map(({ tone, label, flow, lane }, at) => (
    <div
      key={at}
      className={styles['segment']}
      title={elided ? label : undefined}
      data-tone={tone}
      data-last={lasts.has(at) || undefined}
      data-flow={story.lanes > 1 ? flow % 6 : undefined}
      style={{ left: at * segment, width: segment, '--lane': lane } as CSSProperties}
    >
      {labelled && (elided || labels?.has(at)) && <small data-elided={elided || undefined}>{label}</small>}
    </div>
  ));
});

/** Where each flow runs: its lane from its first step to its last, with its number. */
const Flows = memo(function Flows({ story, segment }: PartProps) {
  const { t } = useTranslation();
  return story.flows.map(({ flow, from, to, lane }) => (
    <div
      key={flow}
      className={styles['flow']}
      data-flow={flow % 6}
      title={t('events.flow', { number: flow + 1 })}
      style={{ left: from * segment, width: (to - from) * segment, '--lane': lane } as CSSProperties}
    >
      <span>{flow + 1}</span>
    </div>
  ));
});

function Head({ ref, story }: { readonly ref: RefObject<HTMLDivElement | null>; readonly story: Story }) {
  const { tone, lane = 0 } = story.segments[useStepIndex()] ?? {};
  return <div ref={ref} className={styles['head']} data-tone={tone} style={{ '--lane': lane } as CSSProperties} />;
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Lecture } from '../classroom/lecture.ts';
import { borrow, isBorrowed, takeAsOwn } from './borrowed.ts';
import { emptyLab, stepsOf, type LabState } from './lab.ts';
import { latest } from './latest.ts';
import { showLecture } from './lecture.ts';
import { lessonHere } from './lesson.ts';
import type { PlaybackState } from './playback.ts';
import { bring } from './sandbox.ts';
import { emptyStand, exchangeStand } from './stand.ts';
import type { Entry } from './steps.ts';
import type { Stores } from './stores.ts';
import type { ViewState } from './view.ts';

/**
 * `following`: the page shows what the lecture shows; `looking`: the same lab, but another moment or view; `own`: the lab has
 * become one's own, or another stands on the page.
 */
export type Mode = 'following' | 'looking' | 'own';

/** Follows a lecture until one does something else. */
export interface Follower extends StoreApi<{ readonly mode: Mode }> {
  /** The lecture has gone on. */
  readonly follow: (lecture: Lecture) => void;
  /** Goes back to the lecture; a lab of one's own stays among those that the browser keeps. */
  readonly goBack: () => void;
  /** What the lecture has made of the lab so far, whatever stands on the page meanwhile. */
  readonly entries: () => readonly Entry[];
  /** Makes the lab that is shown one's own. */
  readonly copy: () => void;
  /** Ends it: what stood on the page before is there again, unless one is in a lesson. */
  readonly leave: () => Promise<void>;
}

/** Sets what stands on the page aside, and follows. */
export async function createFollower(stores: Stores): Promise<Follower> {
  const { lab, playback, view, simulator, lesson } = stores;
  let lecture: Lecture | undefined;
  /** What the lecture has made of the lab so far. */
  let entries: readonly Entry[] = [];
  let start = await simulator.createLab(lab.getState().seed);
  let showing = false;
  let over = false;

  borrow(start);
  /** One's own work as it stood before, and as it stands whenever one has been back at it. */
  let before = await exchangeStand(stores, emptyStand(start));
  entries = lab.getState().entries;
  const store = createStore<{ readonly mode: Mode }>()(() => ({ mode: 'following' }));
  const become = (mode: Mode) => {
    if (mode === 'own' && lab.getState().start === start) takeAsOwn(start);
    store.setState({ mode });
  };
  const isFollowing = () => store.getState().mode === 'following';

  /** Puts the lecture's lab on the page where another stands there. */
  async function restore(): Promise<void> {
    const { seed } = lab.getState();
    start = await simulator.createLab(lecture?.history.seed ?? seed);
    borrow(start);
    const stand = { ...emptyStand(start), steps: { ...emptyLab(start), entries, done: entries.length } };
    if (lessonHere(lesson.getState(), lab.getState())) await bring(stores, stand);
    else await exchangeStand(stores, stand);
    entries = lab.getState().entries;
  }

  const shows = latest(async () => {
    if (over || !isFollowing() || lecture === undefined) return;
    showing = true;
    try {
      if (lab.getState().entries !== entries || lab.getState().start !== start) await restore();
      const shown = await showLecture(stores, entries, lecture);
      if (shown === undefined) return;
      entries = shown;
      ({ start } = lab.getState());
      borrow(start);
    } finally {
      showing = false;
      if (lab.getState().entries !== entries) become('own');
    }
  });

  const ends = [
    lab.subscribe((now) => {
      if (now.start === before.steps.start) before = { ...before, steps: stepsOf(now) };
    }),
    // A lesson that is opened leads back to one's own work: what is lent stands there only while one follows.
    lesson.subscribe(({ sandbox, open, change }) => {
      if (sandbox === undefined || !isBorrowed(sandbox.steps.start)) return;
      change({ sandbox: lessonHere({ open }, before.steps) === undefined ? before : undefined });
    }),
    lab.subscribe((now, before) => {
      if (showing || store.getState().mode === 'own') return;
      if (now.entries !== before.entries || now.start !== before.start) become('own');
      else if (isMoved(now, before)) become('looking');
    }),
    playback.subscribe((now, before) => {
      if (!showing && isFollowing() && isStepped(now, before)) become('looking');
    }),
    view.subscribe((now, before) => {
      if (!showing && isFollowing() && isTurned(now, before)) become('looking');
    }),
  ];

  return {
    ...store,
    follow(next) {
      lecture = next;
      shows();
    },
    goBack() {
      store.setState({ mode: 'following' });
      shows();
    },
    entries: () => entries,
    copy() {
      become('own');
      lab.setState(({ entries }) => ({ entries: [...entries] })); // it has changed hands: that is to be kept
    },
    async leave() {
      over = true;
      for (const end of ends) end();
      const { start: here } = lab.getState();
      if (here === before.steps.start || lessonHere(lesson.getState(), { start: here })) return;
      await exchangeStand(stores, before);
    },
  };
}

const isMoved = (now: LabState, before: LabState): boolean =>
  now.done !== before.done || now.positions !== before.positions;

/** Whether a story went on otherwise than by playing. */
function isStepped(now: PlaybackState, before: PlaybackState): boolean {
  if (now.entry !== before.entry || (now.playing && !before.playing)) return true;
  if (now.hops !== before.hops) return false; // it is told further, or less far, as a question is asked
  const isOver = now.position >= now.hops.length - 1;
  if (before.playing && !now.playing) return !isOver;
  return !now.playing && now.position !== before.position;
}

const isTurned = (now: ViewState, before: ViewState): boolean =>
  (now.selected !== undefined && now.selected !== before.selected) ||
  (now.levelHeld && now.level !== before.level) ||
  now.shown !== before.shown ||
  now.shownProjects !== before.shownProjects;

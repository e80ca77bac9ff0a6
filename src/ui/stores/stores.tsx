import { createContext, use, useDeferredValue, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { GuessingState } from '../../store/guessing.ts';
import { shownHere, type EditorState, type Shown } from '../../store/editor.ts';
import type { LabState } from '../../store/lab.ts';
import { lessonHere, type LessonState, type OpenLesson } from '../../store/lesson.ts';
import type { PlaybackState } from '../../store/playback.ts';
import type { SettingsState } from '../../store/settings.ts';
import type { Stores } from '../../store/stores.ts';
import type { TerminalsState } from '../../store/terminals.ts';
import type { ViewState } from '../../store/view.ts';
import { seenAt, stepToldAt, type Step } from '../../story/steps.ts';
import type { World } from '../../world/world.ts';

const StoresContext = createContext<Stores | undefined>(undefined);

export function StoresProvider({ stores, children }: { readonly stores: Stores; readonly children: ReactNode }) {
  return <StoresContext value={stores}>{children}</StoresContext>;
}

export function useStores(): Stores {
  const stores = use(StoresContext);
  if (stores === undefined) throw new Error('useStores outside of StoresProvider');
  return stores;
}

export const useLab = <T,>(select: (state: LabState) => T): T => useStore(useStores().lab, select);
export const usePlayback = <T,>(select: (state: PlaybackState) => T): T => useStore(useStores().playback, select);
export const useTerminals = <T,>(select: (state: TerminalsState) => T): T => useStore(useStores().terminals, select);
export const useSettings = <T,>(select: (state: SettingsState) => T): T => useStore(useStores().settings, select);
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useStores().view, select);

export const useGuessing = <T,>(select: (state: GuessingState) => T): T => useStore(useStores().guessing, select);

/** Whether a class is asked how the story goes on that is told. */
export function useStoryAsked(): boolean {
  const asked = useGuessing((guessing) => guessing.asked?.entry);
  return usePlayback(({ entry }) => entry !== undefined && entry === asked);
}

/** Whether a class is asked what comes of a command of the lab that stands on the page. */
export function useSealedHere(): boolean {
  const asked = useGuessing((guessing) => guessing.asked?.entry);
  return useLab(({ entries }) => asked !== undefined && entries.some(({ id }) => id === asked));
}

export const useEditor = <T,>(select: (state: EditorState) => T): T => useStore(useStores().editor, select);
export const useLesson = <T,>(select: (state: LessonState) => T): T => useStore(useStores().lesson, select);

/** The lesson whose lab stands on the page. */
export function useLessonHere(): OpenLesson | undefined {
  const open = useLesson((state) => state.open);
  return useLab((lab) => lessonHere({ open }, lab));
}

/** What the editor shows of the lab that stands on the page. */
export function useShownFile(): Shown | undefined {
  const shown = useEditor((editor) => editor.shown);
  return useLab((lab) => shownHere({ shown }, lab));
}

/** The world as it stands. */
export const useWorld = (): World => useLab(({ shownWorld }) => shownWorld());

/** The same for what may come a moment later than the rest of the page: lists of a large lab. What is made of it is a memo. */
export const useSettledWorld = (): World => useDeferredValue(useWorld());

/** The index of the step that is shown. */
export const useStepIndex = (): number => usePlayback(stepIndexOf);

const stepIndexOf = ({ steps, grain, position }: PlaybackState): number => stepToldAt(steps, grain, position);

/** The index of the hop that is shown: while the story plays, the one that its step is told by. */
export const useHopIndex = (): number =>
  usePlayback((playback) => {
    const step = playback.steps[stepIndexOf(playback)];
    return playback.playing && step ? step.hop : hopAt(step, playback.position);
  });

/** The hop at a position, or the first of the step that its packet has set off to. */
const hopAt = (step: Step | undefined, position: number): number => Math.max(step?.from ?? 0, Math.floor(position));

/** Where the packet is seen; where nothing is to move, where it is next. */
export const useSeenPosition = (still: boolean): number =>
  usePlayback((playback) => {
    const { steps, grain, position } = playback;
    return still ? hopAt(steps[stepIndexOf(playback)], position) : seenAt(steps, grain, position);
  });

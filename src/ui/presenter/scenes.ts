import { useMemo } from 'react';
import { isTalk, nextStop, sceneAt, scenesOf, stopBefore, type Scene } from '../../history/scenes.ts';
import type { Entry } from '../../store/steps.ts';
import { goTo, type Stores } from '../../store/stores.ts';
import { stepToldAt } from '../../story/steps.ts';
import { useLab } from '../stores/stores.tsx';

export interface Scenes {
  readonly scenes: readonly Scene<Entry>[];
  /** The scene that one is in, counted from 0; -1 before the first. */
  readonly index: number;
  /** The command that was done last. */
  readonly last: Entry | undefined;
  /** How many commands are done after the next scene, and after the one before. */
  readonly next: number | undefined;
  readonly before: number | undefined;
}

/** The history as a talk, and where in it one stands. */
export function useScenes(): Scenes {
  const entries = useLab((lab) => lab.entries);
  const done = useLab((lab) => lab.done);
  const scenes = useMemo(() => scenesOf(entries), [entries]);
  return {
    scenes,
    index: sceneAt(scenes, done),
    last: entries[done - 1],
    next: nextStop(scenes, done),
    before: stopBefore(scenes, done),
  };
}

/** Goes to a point in time where there is one: nothing of the document is lost, what comes after it lies ahead. */
function stopAt(stores: Stores, done: number | undefined, autoplay: boolean): void {
  if (done !== undefined) goTo(stores, done, autoplay);
}

/** Runs the next scene, and plays its story. */
export function toNextScene(stores: Stores): void {
  const { entries, done } = stores.lab.getState();
  stopAt(stores, nextStop(scenesOf(entries), done), true);
}

/** Takes the scene back. */
export function toSceneBefore(stores: Stores): void {
  const { entries, done } = stores.lab.getState();
  stopAt(stores, stopBefore(scenesOf(entries), done), false);
}

/** A clicker's way on: a step of the story, and after its end, in a talk, the next scene. */
export function goOn(stores: Stores): void {
  const { playing, steps, grain, position, step, entry } = stores.playback.getState();
  const isAsked = entry !== undefined && stores.guessing.getState().asked?.entry === entry;
  const isTold = !playing && !isAsked && stepToldAt(steps, grain, position) >= steps.length - 1;
  if (isTold && isTalk(stores.lab.getState().entries)) toNextScene(stores);
  else step(1);
}

/** A clicker's way back: a step, and from the beginning of a story, in a talk, the scene before. */
export function goBack(stores: Stores): void {
  const { playing, steps, grain, position, step } = stores.playback.getState();
  const isBegun = playing || stepToldAt(steps, grain, position) > 0;
  if (!isBegun && isTalk(stores.lab.getState().entries)) toSceneBefore(stores);
  else step(-1);
}

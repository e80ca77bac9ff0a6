import { createContext, useContext, useSyncExternalStore, type RefCallback } from 'react';
import type { Insets } from '../../graph/stage/stage.ts';
import { freeArea } from './free-area.ts';

/** What stands over the picture. Each thing registers itself; together they tell what of the picture is free. */
export interface Covers {
  /** For the ref of the element that holds the picture. */
  readonly stage: RefCallback<HTMLElement>;
  /** For the ref of an element that stands over it. */
  readonly cover: RefCallback<HTMLElement>;
  readonly free: () => Insets;
  readonly subscribe: (changed: () => void) => () => void;
}

const nothing: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
const sides = ['top', 'right', 'bottom', 'left'] as const;

/** Ms after which things stand where a new size of the picture puts them: a browser may tell the size before that. */
const SETTLED = 120;

/** Measures anew whenever something comes, goes, or changes its size. */
export function createCovers(): Covers {
  const elements = new Set<HTMLElement>();
  const listeners = new Set<() => void>();
  let holder: HTMLElement | undefined;
  let free = nothing;

  const measure = () => {
    if (holder === undefined) return;
    const { left, top, width, height } = holder.getBoundingClientRect();
    const boxes = [...elements]
      .map((element) => element.getBoundingClientRect())
      .filter((box) => box.width > 0 && box.height > 0)
      .map((box) => ({ x: box.left - left, y: box.top - top, w: box.width, h: box.height }));
    const now = freeArea({ w: width, h: height }, boxes);
    if (sides.every((side) => Math.abs(now[side] - free[side]) < 1)) return;
    free = now;
    for (const changed of listeners) changed();
  };
  let settled: ReturnType<typeof setTimeout> | undefined;
  const sizes = new ResizeObserver(() => {
    measure();
    clearTimeout(settled);
    settled = setTimeout(measure, SETTLED);
  });

  return {
    stage: (element) => {
      if (element === null) return undefined;
      holder = element;
      sizes.observe(element);
      return () => {
        holder = undefined;
        sizes.unobserve(element);
      };
    },
    cover: (element) => {
      if (element === null) return undefined;
      elements.add(element);
      sizes.observe(element);
      return () => {
        elements.delete(element);
        sizes.unobserve(element);
        measure();
      };
    },
    free: () => free,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

export const CoversContext = createContext<Covers | undefined>(undefined);

function useCovers(): Covers {
  const covers = useContext(CoversContext);
  if (covers === undefined) throw new Error('nothing holds the picture');
  return covers;
}

/** A ref for the element that holds the picture. */
export const useCoveredStage = (): Covers['stage'] => useCovers().stage;

/** A ref for an element that stands over the picture. */
export const useCover = (): Covers['cover'] => useCovers().cover;

/** What covers each side of the picture, in px. */
export function useFreeArea(): Insets {
  const { subscribe, free } = useCovers();
  return useSyncExternalStore(subscribe, free);
}

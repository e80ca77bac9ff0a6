import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Hop } from '../kernel/hop.ts';
import { isTranslated } from '../story/opening.ts';

export const speeds = [0.25, 0.5, 1, 2, 4] as const;
export type Speed = (typeof speeds)[number];

export interface PlaybackState {
  /** The command whose traffic is shown. */
  readonly entry?: number | undefined;
  readonly hops: readonly Hop[];
  /** Where the story stands: the whole part is the hop's index, the rest how far it is on its way to the next. */
  readonly position: number;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly load: (entry: number, hops: readonly Hop[], playing?: boolean) => void;
  readonly clear: () => void;
  readonly play: () => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  readonly seek: (position: number) => void;
  /** Goes a number of hops on or back, to a whole hop. */
  readonly step: (hops: number) => void;
  readonly toStart: () => void;
  readonly toEnd: () => void;
  readonly setSpeed: (speed: Speed) => void;
  /** Lets `ms` of the viewer's time pass. */
  readonly advance: (ms: number) => void;
}

export type PlaybackStore = StoreApi<PlaybackState>;

/**
 * The same hops, each packet's steps inside one namespace at one moment kept together: the kernel's order is by time, and
 * a packet that makes another one is told to its end before the other begins.
 */
export function untangled(hops: readonly Hop[]): readonly Hop[] {
  const result: Hop[] = [];
  for (let from = 0; from < hops.length;) {
    let to = from + 1;
    while (to < hops.length && hops[to]?.time === hops[from]?.time && hops[to]?.namespace === hops[from]?.namespace)
      to++;
    const moment = hops.slice(from, to);
    const packets = [...new Set(moment.map(({ packet }) => packet))];
    for (const packet of packets) result.push(...moment.filter((hop) => hop.packet === packet));
    from = to;
  }
  return result;
}

/** Whether a packet only keeps a connection going: an acknowledgement or an end without data. */
const isRoutine = ({ frame: { payload } }: Hop): boolean =>
  payload.kind === 'ip' &&
  payload.transport.kind === 'tcp' &&
  payload.transport.data === '' &&
  (payload.transport.flags === '.' || payload.transport.flags === 'F.');

/** How much faster routine packets go. */
const ROUTINE = 0.4;

/** Milliseconds that a hop takes at speed 1: long where something is to be read, short where a packet only passes. */
export const hopDuration = (hop: Hop): number => stageDuration(hop) * (isRoutine(hop) ? ROUTINE : 1);

function stageDuration(hop: Hop): number {
  if (hop.verdict.kind === 'dropped') return 900;
  if (isTranslated(hop)) return 700;
  switch (hop.stage) {
    case 'link':
      return 260;
    case 'program':
    case 'socket':
      return 320;
    case 'routing':
    case 'bridge':
      return 160;
    case 'neighbour':
    case 'conntrack':
      return 120;
    case 'netfilter':
      return 90;
  }
}

/** The position after `ms`, and whether the story goes on. */
export function advanced(hops: readonly Hop[], position: number, ms: number): { position: number; playing: boolean } {
  const last = Math.max(0, hops.length - 1);
  let at = position;
  let left = ms;
  while (left > 0 && at < last) {
    const index = Math.floor(at);
    const hop = hops[index];
    if (hop === undefined) break;
    const duration = hopDuration(hop);
    const remaining = (index + 1 - at) * duration;
    if (remaining > left) return { position: at + left / duration, playing: true };
    left -= remaining;
    at = index + 1;
  }
  return { position: Math.min(at, last), playing: at < last };
}

export function createPlaybackStore(): PlaybackStore {
  return createStore<PlaybackState>()((set, get) => {
    const last = () => Math.max(0, get().hops.length - 1);
    const clamped = (position: number) => Math.min(Math.max(0, position), last());

    return {
      hops: [],
      position: 0,
      playing: false,
      speed: 1,
      load: (entry, hops, playing = true) => set({ entry, hops, position: 0, playing: playing && hops.length > 1 }),
      clear: () => set({ entry: undefined, hops: [], position: 0, playing: false }),
      play: () => {
        const { hops, position } = get();
        if (hops.length > 1) set({ playing: true, position: position >= last() ? 0 : position });
      },
      pause: () => set({ playing: false }),
      toggle: () => (get().playing ? get().pause() : get().play()),
      seek: (position) => set({ position: clamped(position) }),
      step: (by) => {
        const { position } = get();
        const from = by > 0 ? Math.floor(position) : Math.ceil(position);
        set({ playing: false, position: clamped(from + by) });
      },
      toStart: () => set({ playing: false, position: 0 }),
      toEnd: () => set({ playing: false, position: last() }),
      setSpeed: (speed) => set({ speed }),
      advance: (ms) => {
        const { hops, position, speed, playing } = get();
        if (playing) set(advanced(hops, position, ms * speed));
      },
    };
  });
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Hop } from '../kernel/hop.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import { isTranslated } from '../story/opening.ts';
import { durationsOf, stepToldAt, stepsOf, type Boxes, type Grain, type Step } from '../story/steps.ts';

export const speeds = [0.25, 0.5, 1, 2, 4] as const;
export type Speed = (typeof speeds)[number];

export interface PlaybackState {
  /** The command whose traffic is shown. */
  readonly entry?: number | undefined;
  readonly hops: readonly Hop[];
  /** The namespaces that are but a switch to the traffic. */
  readonly switches: ReadonlySet<NamespaceId>;
  /** Where in the picture the hops happen. */
  readonly boxes: Boxes;
  /** How finely the story is played and stepped through. */
  readonly grain: Grain;
  /** The hops at that grain. */
  readonly steps: readonly Step[];
  /** Milliseconds at speed 1 that each hop takes at that grain. */
  readonly durations: readonly number[];
  /** Where the story stands: the whole part is the hop's index, the rest how far it is on its way to the next. */
  readonly position: number;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Where it stops by itself, before its end. */
  readonly until?: number | undefined;
  /** The picture was moved by hand while it goes along with the packet: for this traffic it stays. */
  readonly held: boolean;
  readonly load: (entry: number, hops: readonly Hop[], switches: ReadonlySet<NamespaceId>, playing?: boolean) => void;
  /** The same story with more hops, or fewer; beyond the last one it stands there. */
  readonly retell: (hops: readonly Hop[]) => void;
  readonly clear: () => void;
  readonly play: () => void;
  /** Plays on to a position, and stops there. */
  readonly playTo: (position: number) => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  readonly seek: (position: number) => void;
  /** Goes a number of steps on or back, to the hop that is shown for the step; of another grain where one is given. */
  readonly step: (by: number, grain?: Grain) => void;
  readonly toStart: () => void;
  readonly toEnd: () => void;
  readonly setSpeed: (speed: Speed) => void;
  readonly setGrain: (grain: Grain) => void;
  readonly hold: (held: boolean) => void;
  /** Says where in the picture the hops happen: what does not move there is one step. */
  readonly setBoxes: (boxes: Boxes) => void;
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

/** Milliseconds that a hop takes at speed 1 where every hop is told: long where something is to be read, short where a packet only passes. */
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

/** The position after `ms`, given how long each hop takes, and whether the story goes on. */
export function advanced(
  durations: readonly number[],
  position: number,
  ms: number,
): { position: number; playing: boolean } {
  const last = Math.max(0, durations.length - 1);
  let at = position;
  let left = ms;
  while (left > 0 && at < last) {
    const index = Math.floor(at);
    const duration = durations[index] ?? 0;
    const remaining = (index + 1 - at) * duration;
    if (remaining > left) return { position: at + left / duration, playing: true };
    left -= remaining;
    at = index + 1;
  }
  return { position: Math.min(at, last), playing: at < last };
}

/** The position so many steps on or back. What is under way beyond the hop that is shown for it is gone back to first. */
export function stepped(steps: readonly Step[], grain: Grain, position: number, by: number): number {
  const at = stepToldAt(steps, grain, position);
  const isBegun = !Number.isInteger(position) && position > (steps[at]?.hop ?? 0);
  const target = at + by + (by < 0 && isBegun ? 1 : 0);
  return steps[Math.min(Math.max(0, target), steps.length - 1)]?.hop ?? 0;
}

/** What decides how some hops are played. */
type Telling = Pick<PlaybackState, 'hops' | 'grain' | 'switches' | 'boxes'>;

const silence: Omit<Telling, 'grain'> = { hops: [], switches: new Set(), boxes: [] };

/** Some hops as they are played at a grain. */
function told({ hops, grain, switches, boxes }: Telling) {
  const steps = stepsOf(hops, grain, switches, boxes);
  return { hops, grain, switches, boxes, steps, durations: durationsOf(steps, grain, hops.map(hopDuration)) };
}

export function createPlaybackStore(grain: Grain): PlaybackStore {
  return createStore<PlaybackState>()((set, get) => {
    const last = () => Math.max(0, get().hops.length - 1);
    const clamped = (position: number) => Math.min(Math.max(0, position), last());

    return {
      ...told({ ...silence, grain }),
      position: 0,
      playing: false,
      speed: 1,
      held: false,
      load: (entry, hops, switches, playing = true) => {
        const { grain } = get();
        set({
          entry,
          ...told({ hops, grain, switches, boxes: [] }),
          position: 0,
          playing: playing && hops.length > 1,
          until: undefined,
          held: false,
        });
      },
      retell: (hops) => {
        const now = get();
        const isOver = now.position >= hops.length - 1;
        set({
          ...told({ ...now, hops }),
          position: Math.min(now.position, Math.max(0, hops.length - 1)),
          playing: now.playing && !isOver,
          until: undefined,
        });
      },
      clear: () =>
        set({
          entry: undefined,
          ...told({ ...silence, grain: get().grain }),
          position: 0,
          playing: false,
          held: false,
        }),
      play: () => {
        const { hops, position } = get();
        if (hops.length > 1) set({ playing: true, until: undefined, position: position >= last() ? 0 : position });
      },
      playTo: (position) => {
        const until = clamped(position);
        if (get().position < until) set({ playing: true, until });
        else set({ playing: false, position: until });
      },
      pause: () => set({ playing: false }),
      toggle: () => (get().playing ? get().pause() : get().play()),
      seek: (position) => set({ position: clamped(position) }),
      step: (by, other) => {
        const { hops, switches, boxes, steps, grain, position } = get();
        const those = other === undefined ? steps : stepsOf(hops, other, switches, boxes);
        set({ playing: false, position: stepped(those, other ?? grain, position, by) });
      },
      toStart: () => set({ playing: false, position: 0 }),
      toEnd: () => set({ playing: false, position: last() }),
      setSpeed: (speed) => set({ speed }),
      setGrain: (next) => set(told({ ...get(), grain: next })),
      setBoxes: (boxes) => set(told({ ...get(), boxes })),
      hold: (held) => set({ held }),
      advance: (ms) => {
        const { durations, position, speed, playing, until } = get();
        if (!playing) return;
        const next = advanced(durations, position, ms * speed);
        if (until !== undefined && next.position >= until) set({ position: until, playing: false, until: undefined });
        else set(next);
      },
    };
  });
}

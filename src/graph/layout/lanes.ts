interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Lanes of a channel: stretches that overlap get different lanes, and a new one never moves those before it. */
export class Lanes {
  private readonly lanes: Stretch[][] = [];

  /** The lowest lane that is free from `a` to `b`, now taken. */
  take(a: number, b: number): number {
    const stretch = { from: Math.min(a, b), to: Math.max(a, b) };
    const free = this.lanes.findIndex((taken) => taken.every((t) => t.to < stretch.from || stretch.to < t.from));
    const lane = free < 0 ? this.lanes.length : free;
    (this.lanes[lane] ??= []).push(stretch);
    return lane;
  }

  get count(): number {
    return this.lanes.length;
  }
}

/** Distance between lanes: `wide` while they fit into `room`, closer where there are many. */
export const laneWidth = (count: number, wide: number, room: number): number =>
  count === 0 ? wide : Math.min(wide, room / count);

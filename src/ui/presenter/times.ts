/** How long was spent on each scene of a talk, by the number of its command's entry; what comes before the first has 0. */
export interface Times {
  readonly spent: ReadonlyMap<number, number>;
  /** The scene whose time runs, and since when (ms); none does while nobody presents. */
  readonly runs?: { readonly scene: number; readonly since: number } | undefined;
}

export const noTimes: Times = { spent: new Map() };

/** From now on the time of another scene runs, or of none. */
export function turnedTo(times: Times, scene: number | undefined, now: number): Times {
  const { spent, runs } = times;
  const kept = runs === undefined ? spent : new Map(spent).set(runs.scene, spentOn(times, runs.scene, now));
  return { spent: kept, runs: scene === undefined ? undefined : { scene, since: now } };
}

/** Milliseconds that were spent on a scene until now. */
export function spentOn({ spent, runs }: Times, scene: number, now: number): number {
  const before = spent.get(scene) ?? 0;
  return runs?.scene === scene ? before + Math.max(0, now - runs.since) : before;
}

/** Milliseconds on all of them. */
export const spentInAll = (times: Times, now: number): number =>
  [...new Set([...times.spent.keys(), ...(times.runs ? [times.runs.scene] : [])])].reduce(
    (sum, scene) => sum + spentOn(times, scene, now),
    0,
  );

/** As a clock has it: `4:07`, `1:02:03`. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

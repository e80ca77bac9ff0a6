import { gridCells, type GridShape } from './grid.ts';
import { frames, metricsOf, type Look } from './metrics.ts';
import { frameLabelWidth } from './sizes.ts';

/** What a block places side by side. */
interface Placed {
  readonly width: number;
  /** Node id of the compose project that it belongs to. */
  readonly project?: string | undefined;
}

/** Where something stands in its group: its row, and its left side from the group's. */
export interface Spot<T> {
  readonly unit: T;
  readonly row: number;
  readonly x: number;
}

/** The frame around what a compose project has in a group. */
export interface GroupFrame {
  readonly project: string;
  /** From the group's left side. */
  readonly x: number;
  readonly width: number;
}

interface Blocks<T> {
  readonly spots: readonly Spot<T>[];
  readonly frames: readonly GroupFrame[];
  readonly rows: number;
  /** Where the last one ends; `start` where there is none. */
  readonly end: number;
}

/** Between the frames of two projects. */
const apart = 8;

/**
 * Places things in grids side by side: one for each compose project, in a frame, and one for those without.
 * @param start where the first card stands
 * @param nameOf a project's name
 */
export function blocksOf<T extends Placed>(
  units: readonly T[],
  { start, shape, look, nameOf }: { start: number; shape: GridShape; look: Look; nameOf: (project: string) => string },
): Blocks<T> {
  const { gap } = metricsOf(look.level, look.density);
  const { pad } = frames[look.density];
  const spots: Spot<T>[] = [];
  const framed: GroupFrame[] = [];
  let [x, rows] = [start, 1];
  let before: { readonly project: string | undefined } | undefined;
  for (const [project, members] of partsOf(units)) {
    // The first frame has its padding within that of its bar.
    if (before !== undefined) x += (before.project === undefined ? gap - apart : pad) + apart;
    if (before !== undefined && project !== undefined) x += pad;
    const cells = gridCells(members.length, shape);
    const columns: number[] = [];
    members.forEach(({ width }, place) => {
      const column = cells[place]?.column ?? 0;
      columns[column] = Math.max(columns[column] ?? 0, width);
    });
    const offsets: number[] = [];
    let next = x;
    for (const width of columns) {
      offsets.push(next);
      next += width + gap;
    }
    members.forEach((unit, place) => {
      const { row = 0, column = 0 } = cells[place] ?? {};
      spots.push({ unit, row, x: offsets[column] ?? x });
      rows = Math.max(rows, row + 1);
    });
    let end = next - gap;
    if (project !== undefined) {
      end = Math.max(end, x - 2 * pad + frameLabelWidth(nameOf(project), look.density));
      framed.push({ project, x: x - pad, width: end - x + 2 * pad });
    }
    before = { project };
    x = end;
  }
  return { spots, frames: framed, rows, end: x };
}

function partsOf<T extends Placed>(units: readonly T[]): ReadonlyMap<string | undefined, readonly T[]> {
  const parts = new Map<string | undefined, T[]>();
  for (const unit of units) {
    const part = parts.get(unit.project);
    if (part) part.push(unit);
    else parts.set(unit.project, [unit]);
  }
  return parts;
}

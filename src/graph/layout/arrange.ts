import type { Level } from '../../store/view.ts';
import type { Box } from '../geometry.ts';
import type { Scene } from '../scene/scene.ts';
import { usualArrangement, type Arrangement } from './arrangement.ts';
import type { Density } from './metrics.ts';
import { place, placeFreely } from './place.ts';

/** What a picture is shown in: px that nothing covers, and the zoom at which a small picture stops growing. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly largest: number;
  /** How much larger than usual text is. */
  readonly text: number;
}

/** From this zoom on, cards of a density can be read as they are meant; smaller, the next density tells more. */
const readable: Readonly<Record<Level, Readonly<Record<Density, number>>>> = {
  overview: { full: 0.72, compact: 0.62, tiny: 0 },
  wiring: { full: 0.72, compact: 0.5, tiny: 0 },
  netfilter: { full: Infinity, compact: 0.78, tiny: 0 },
};

const densities: readonly Density[] = ['full', 'compact', 'tiny'];

/** An arrangement is kept as long as the best one makes things no larger than by this factor. */
const worthwhile = 1.2;

/** The zoom at which all of some bounds is in the room. */
export const zoomIn = ({ width, height, largest }: Room, { w, h }: Pick<Box, 'w' | 'h'>): number =>
  Math.min(largest, width / Math.max(1, w), height / Math.max(1, h));

/**
 * The arrangement in which things are largest in the room. The one before is kept unless another one is clearly better,
 * so that things that come or go do not throw the others about; where it is held, as for things that were placed by hand,
 * as long as it can be read.
 */
export function arrange(
  scene: Scene,
  level: Level,
  room: Room,
  { before, held = false }: { readonly before?: Arrangement | undefined; readonly held?: boolean | undefined } = {},
): Arrangement {
  const scored = (arrangement: Arrangement): Scored => {
    const { bounds } = placeFreely(scene, level, arrangement);
    const zoom = zoomIn(room, bounds);
    return { arrangement, zoom, filled: (bounds.w * bounds.h * zoom ** 2) / (room.width * room.height) };
  };
  const kept = before && scored(before);
  if (kept !== undefined && (held ? isReadable : isGoodEnough)(kept, level, room)) return kept.arrangement;
  const best = bestOf(scene, level, room, scored);
  if (kept === undefined) return best.arrangement;
  const isAsDetailed = densities.indexOf(kept.arrangement.density) <= densities.indexOf(best.arrangement.density);
  return isReadable(kept, level, room) && isAsDetailed && best.zoom < kept.zoom * worthwhile
    ? kept.arrangement
    : best.arrangement;
}

const isReadable = ({ arrangement, zoom }: Scored, level: Level, { text }: Room): boolean =>
  zoom >= readable[level][arrangement.density] * text * 0.9;

/** Without looking for a better one: it fills the room, can be read, and there is no room for more. */
const isGoodEnough = (scored: Scored, level: Level, room: Room): boolean =>
  isReadable(scored, level, room) &&
  scored.filled >= 0.62 &&
  (scored.arrangement.density === 'full' || scored.zoom < room.text);

interface Scored {
  readonly arrangement: Arrangement;
  readonly zoom: number;
  /** Which part of the room its bounds take. */
  readonly filled: number;
}

/** Tries the densities from the largest on, until one can be read. */
function bestOf(scene: Scene, level: Level, room: Room, scored: (arrangement: Arrangement) => Scored): Scored {
  let best: Scored | undefined;
  for (const density of densities) {
    if (!isPossible(scene, level, room, density)) continue;
    best = largestOf(candidates(scene, room, density, scored));
    if (best.zoom >= readable[level][density] * room.text) return best;
  }
  return best ?? scored(usualArrangement);
}

/** Arrangements differ in the area that they take, but seldom by more than this factor. */
const tighter = 1.5;

/** Whether cards of a density may be readable in a room of that area, without trying all arrangements. */
function isPossible(scene: Scene, level: Level, room: Room, density: Density): boolean {
  const least = readable[level][density] * room.text;
  if (least === 0) return true;
  if (least === Infinity) return false;
  const area = areaOf(scene, { ...usualArrangement, density, columns: 2 });
  return (room.width * room.height * tighter) / area >= least ** 2;
}

const largestOf = (all: readonly Scored[]): Scored => all.reduce((a, b) => (b.zoom > a.zoom * 1.001 ? b : a));

/** With so many things only few arrangements are tried. */
const many = 400;

const spreads = { few: [0.5, 1, 1.8, 3.2, 6], many: [0.5, 1.8] };
/** Of the width at which things of the same area would have the room's shape. */
const widths = { few: [0.55, 0.7, 0.85, 1, 1.2, 1.5], many: [0.8, 1.1] };

function candidates(
  scene: Scene,
  { width, height }: Room,
  density: Density,
  scored: (arrangement: Arrangement) => Scored,
): Scored[] {
  const shape = width / height;
  const hosts = scene.nodes.filter(({ kind }) => kind === 'host').length;
  const tried = scene.nodes.length > many ? 'many' : 'few';
  return sitesFor(shape).flatMap((machines) =>
    columnsFor(hosts, shape).flatMap((columns) => {
      const base = { density, machines, columns } as const;
      const area = areaOf(scene, { ...base, shelf: 1200, spread: 1.8 });
      const whole = Math.sqrt(area * shape);
      return spreads[tried].flatMap((spread) =>
        widths[tried].map((part) => scored({ ...base, spread, shelf: Math.round((whole * part) / columns) })),
      );
    }),
  );
}

/** Wide and low: the machines beside the hosts; tall: above them; where it is neither, what is better. */
function sitesFor(shape: number): readonly Arrangement['machines'][] {
  if (shape > 1.8) return ['beside'];
  return shape < 0.9 ? ['above'] : ['beside', 'above'];
}

function areaOf(scene: Scene, arrangement: Arrangement): number {
  const { bounds } = place(scene, {}, 'wiring', arrangement);
  return bounds.w * bounds.h;
}

/** Hosts in a row that can come near the room's shape. */
function columnsFor(hosts: number, shape: number): readonly number[] {
  if (hosts <= 1) return [1];
  const near = Math.sqrt(hosts * shape * 0.8);
  return [...new Set([Math.floor(near), Math.ceil(near)].map((count) => Math.min(hosts, Math.max(1, count))))];
}

import { bottom, center, right, type Box } from '../geometry.ts';
import type { Stage } from './stage.ts';

const reachable = new Set(['machine', 'nic', 'gate', 'bridge', 'container', 'project', 'folded']);

/** The nearest node in a direction; without a node to start from, the first. */
export function neighbourOf({ nodes, now }: Stage, id: string | undefined, dx: number, dy: number): string | undefined {
  const spots = [...nodes.values()].filter(({ kind }) => reachable.has(kind));
  const from = id === undefined ? undefined : now[id]?.box;
  if (from === undefined) return spots.find(({ kind }) => kind === 'container')?.id ?? spots[0]?.id;
  let best: { id: string; cost: number } | undefined;
  for (const spot of spots) {
    const box = now[spot.id]?.box;
    if (spot.id === id || box === undefined) continue;
    const cost = costOf(from, box, dx, dy);
    if (cost !== undefined && (best === undefined || cost < best.cost)) best = { id: spot.id, cost };
  }
  return best?.id;
}

/** How far a box is in a direction; what does not lie straight ahead is far. Nothing where it lies elsewhere. */
function costOf(from: Box, to: Box, dx: number, dy: number): number | undefined {
  const [a, b] = [center(from), center(to)];
  if ((b.x - a.x) * dx + (b.y - a.y) * dy <= 1) return undefined;
  const apart = { x: gap(from.x, right(from), to.x, right(to)), y: gap(from.y, bottom(from), to.y, bottom(to)) };
  const [along, across] = dx === 0 ? [apart.y, apart.x] : [apart.x, apart.y];
  const aside = dx === 0 ? Math.abs(b.x - a.x) : Math.abs(b.y - a.y);
  return along + 2.5 * across + 0.1 * aside;
}

/** Between two stretches; 0 where they overlap. */
const gap = (from: number, to: number, start: number, end: number): number => Math.max(0, start - to, from - end);

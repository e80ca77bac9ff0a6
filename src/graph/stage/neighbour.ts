import { center } from '../geometry.ts';
import type { Stage } from './stage.ts';

const reachable = new Set(['machine', 'nic', 'gate', 'bridge', 'container']);

/** The nearest node in a direction; without a node to start from, the first. */
export function neighbourOf({ nodes, now }: Stage, id: string | undefined, dx: number, dy: number): string | undefined {
  const spots = [...nodes.values()].filter(({ kind }) => reachable.has(kind));
  const from = id === undefined ? undefined : now[id]?.box;
  if (from === undefined) return spots.find(({ kind }) => kind === 'container')?.id ?? spots[0]?.id;
  const start = center(from);
  let best: { id: string; cost: number } | undefined;
  for (const spot of spots) {
    const box = now[spot.id]?.box;
    if (spot.id === id || box === undefined) continue;
    const at = center(box);
    const along = (at.x - start.x) * dx + (at.y - start.y) * dy;
    const across = Math.abs((at.x - start.x) * dy) + Math.abs((at.y - start.y) * dx);
    const cost = along + 2.5 * across;
    if (along > 1 && (best === undefined || cost < best.cost)) best = { id: spot.id, cost };
  }
  return best?.id;
}

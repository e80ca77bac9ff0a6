import { center, type Box, type Point } from '../../geometry.ts';
import type { Curve } from './styles.ts';

const offset = (point: Point, box: Box): string => {
  const middle = center(box);
  return `${point.x - middle.x}px ${point.y - middle.y}px`;
};

/**
 * A way of corners in Cytoscape's terms: ends by their distance from the nodes' centres, and corners by their place along
 * the straight line between the ends and their distance from it.
 */
export function curveOf(route: readonly Point[], source: Box, target: Box): Curve | undefined {
  const [first, last] = [route[0], route.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const [dx, dy] = [last.x - first.x, last.y - first.y];
  const length = Math.hypot(dx, dy);
  if (length < 0.5) return undefined;
  const corners = route.slice(1, -1).map(({ x, y }) => {
    const [px, py] = [x - first.x, y - first.y];
    return { weight: (px * dx + py * dy) / (length * length), distance: (py * dx - px * dy) / length };
  });
  return {
    style: corners.length === 0 ? 'straight' : 'round-segments',
    source: offset(first, source),
    target: offset(last, target),
    weights: corners.map(({ weight }) => weight).join(' ') || '0.5',
    distances: corners.map(({ distance }) => distance).join(' ') || '0',
  };
}

import { bottom, right, type Box, type Point } from '../geometry.ts';
import { hostRailId } from '../scene/ids.ts';
import { isCard, type Scene, type SceneNode } from '../scene/scene.ts';

/** What is known of a scene by names. */
export interface Names {
  /** Of containers and networks, by node id. */
  readonly own: Readonly<Record<string, string>>;
  /** Of the containers on each network, by its bar's id; of those on a host's own network by its rail's. */
  readonly members: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<Scene, Names>();

/** Gathered once for a scene: the picture is drawn many times a second. */
export function namesOf(scene: Scene): Names {
  const before = known.get(scene);
  if (before !== undefined) return before;
  const names = gathered(scene);
  known.set(scene, names);
  return names;
}

function gathered({ nodes }: Scene): Names {
  const own: Record<string, string> = {};
  const members = new Map<string, string[]>();
  for (const node of nodes) {
    if (node.kind === 'bridge') own[node.id] = node.title;
    if (!isCard(node)) continue;
    own[node.id] = node.name;
    for (const bar of node.attachment === 'host' ? [hostRailId(node.host)] : node.bars) {
      const names = (node.kind === 'folded' ? node.members[bar] : undefined) ?? [node.name];
      const list = members.get(bar);
      if (list) list.push(...names);
      else members.set(bar, [...names]);
    }
  }
  return { own, members };
}

interface Site {
  readonly scene: Scene;
  readonly boxOf: (id: string) => Box | undefined;
  readonly nodeOf: (id: string) => SceneNode | undefined;
}

/**
 * Units of the picture beside what is written on a node, until the next thing: left of a host's NICs, right of a band's
 * gates, and from the machines above a LAN to its end.
 */
export function roomBeside({ scene: { nodes }, boxOf, nodeOf }: Site, id: string): number {
  const node = nodeOf(id);
  const box = boxOf(id);
  if (node === undefined || box === undefined) return 0;
  const boxesOf = (kind: 'nic' | 'gate' | 'machine') =>
    nodes.flatMap((other) => {
      const isOf =
        other.kind === kind && (other.kind === 'machine' || other.host === ('host' in node ? node.host : id));
      return isOf ? (boxOf(other.id) ?? []) : [];
    });
  switch (node.kind) {
    case 'host':
      return Math.min(right(box), ...boxesOf('nic').map(({ x }) => x)) - box.x;
    case 'netfilter':
      return right(box) - Math.max(box.x, ...boxesOf('gate').map(right)) - gap;
    case 'lan': {
      const above = boxesOf('machine').filter((machine) => bottom(machine) <= box.y);
      return right(box) - Math.max(box.x, ...above.map(right)) - gap;
    }
    default:
      return 0;
  }
}

const gap = 24;

/** The straight pieces of ways, as boxes without width or height. */
export interface Pieces {
  /** From left to right. */
  readonly upright: readonly Box[];
  readonly level: readonly Box[];
}

export function piecesOf(routes: readonly (readonly Point[])[]): Pieces {
  const upright: Box[] = [];
  const level: Box[] = [];
  for (const route of routes)
    route.forEach((from, i) => {
      const to = route[i + 1];
      if (to?.x === from.x) upright.push({ x: from.x, y: Math.min(from.y, to.y), w: 0, h: Math.abs(to.y - from.y) });
      else if (to?.y === from.y) level.push({ x: Math.min(from.x, to.x), y: from.y, w: Math.abs(to.x - from.x), h: 0 });
    });
  return { upright: upright.sort((a, b) => a.x - b.x), level };
}

/** Where the first upright piece comes right of a point, between it and so far above it; nowhere: Infinity. */
export const uprightRightOf = ({ upright }: Pieces, { x, y }: Point, above: number): number =>
  upright.find((piece) => piece.x > x && piece.y < y && bottom(piece) > y - above)?.x ?? Infinity;

/** Whether a level piece crosses a box. */
export const isCrossed = ({ level }: Pieces, box: Box): boolean =>
  level.some((piece) => piece.y > box.y && piece.y < bottom(box) && piece.x < right(box) && right(piece) > box.x);

import { bottom, right, type Box } from '../geometry.ts';
import type { Scene, SceneNode } from '../scene/scene.ts';

/** Names of containers and networks by node id. */
export function namesOf({ nodes }: Scene): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const node of nodes) {
    if (node.kind === 'container') names[node.id] = node.name;
    if (node.kind === 'bridge') names[node.id] = node.title;
  }
  return names;
}

/** Names of the containers on each network, by its bar's id; of a host's own network by its rail's. */
export function membersOf({ nodes }: Scene): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  for (const node of nodes) {
    if (node.kind !== 'container') continue;
    const bars = node.attachment === 'host' ? [`${node.host}/hostrail`] : node.bars;
    for (const bar of bars) members.set(bar, [...(members.get(bar) ?? []), node.name]);
  }
  return members;
}

/**
 * Units of the picture beside what is written on a node, until the next thing: left of a host's NICs, right of a band's
 * gates, and from the machines above a LAN to its end.
 */
export function roomBeside(nodes: readonly SceneNode[], boxOf: (id: string) => Box | undefined, id: string): number {
  const node = nodes.find((each) => each.id === id);
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

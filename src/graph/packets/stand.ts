import { isCard } from '../scene/scene.ts';
import { bottom, type Point } from '../geometry.ts';
import { gateId, netfilterId } from '../scene/ids.ts';
import type { Ground } from './ground.ts';
import type { Stop } from './stops.ts';
import { stopPoint } from './way.ts';

/** Which way from its site a packet's pill stands, and how far from the site its box ends there (in the picture's px). */
export interface Stand {
  readonly side: 'above' | 'below';
  readonly distance: number;
}

/** Where a pill hides least: below gates and below machines' sockets in the LAN, above everything else. */
export function standOf(ground: Ground, stop: Stop | undefined): Stand {
  const point = stopPoint(ground, stop);
  const box = stop && ground.layout.boxes[stop.site.node];
  const node = stop && ground.nodes.get(stop.site.node);
  if (point === undefined || box === undefined || node === undefined) return { side: 'above', distance: 0 };
  if (node.kind === 'chain' || (node.kind === 'gate' && node.chains !== undefined)) {
    const gate = ground.layout.boxes[node.kind === 'gate' ? node.id : gateId(node.host, node.gate)] ?? box;
    return { side: 'above', distance: point.y - gate.y };
  }
  if (node.kind === 'gate' || node.kind === 'netfilter') {
    const band = ground.layout.boxes[netfilterId(node.host)] ?? box;
    return { side: 'below', distance: bottom(band) - 3 - point.y };
  }
  if (node.kind === 'lan' && isUnderMachine(ground, point)) return { side: 'below', distance: bottom(box) - point.y };
  const tab = isCard(node) ? ground.layout.boxes[node.interfaces[0] ?? ''] : undefined;
  return { side: 'above', distance: point.y - Math.min(box.y, tab?.y ?? box.y) };
}

function isUnderMachine({ nodes, layout }: Ground, { x, y }: Point): boolean {
  return [...nodes.values()].some((node) => {
    const box = node.kind === 'machine' ? layout.boxes[node.id] : undefined;
    return box !== undefined && bottom(box) < y && y - bottom(box) < 60 && x > box.x - 110 && x < box.x + box.w + 110;
  });
}

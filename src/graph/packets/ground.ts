import { center, type Point } from '../geometry.ts';
import type { Layout } from '../layout/routes.ts';
import { gateId, netfilterId } from '../scene/ids.ts';
import type { Scene, SceneEdge, SceneNode } from '../scene/scene.ts';
import type { Site } from './stops.ts';

/** A scene as it lies: what a packet's way is found with. */
export interface Ground {
  readonly layout: Layout;
  readonly routes: Readonly<Record<string, readonly Point[]>>;
  readonly nodes: ReadonlyMap<string, SceneNode>;
  readonly edges: ReadonlyMap<string, SceneEdge>;
  /** Node id -> its neighbours, nearest kind first, each with the edge that joins them where one is drawn. */
  readonly neighbours: ReadonlyMap<string, readonly Joint[]>;
}

/** What a node is joined to, and by which edge. */
export interface Joint {
  readonly node: string;
  readonly edge?: string | undefined;
}

/** Joins the things of a scene as packets pass between them. */
export function groundOf(scene: Scene, layout: Layout, routes: Ground['routes']): Ground {
  const neighbours = new Map<string, Joint[]>();
  const join = (a: string, b: string, edge?: string) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const joints = neighbours.get(from) ?? [];
      joints.push(edge === undefined ? { node: to } : { node: to, edge });
      neighbours.set(from, joints);
    }
  };
  const bypasses = new Set<string>();
  const gated = new Set(scene.nodes.flatMap((node) => (node.kind === 'gate' ? [netfilterId(node.host)] : [])));
  for (const { id, kind, source, target } of scene.edges) {
    if (kind === 'tunnel' || kind === 'depends') continue; // packets of a tunnel go by the LAN, as all others
    const isBypass = kind === 'tie' && !source.endsWith('/netfilter');
    if (isBypass) bypasses.add(target);
    if (kind !== 'tie' || isBypass || !gated.has(source)) join(source, target, id);
  }
  for (const node of scene.nodes) {
    if (node.kind === 'interface' || node.kind === 'guest') join(node.id, node.container);
    if (node.kind === 'chain') join(node.id, gateId(node.host, node.gate));
    if (node.kind === 'nic' && !gated.has(netfilterId(node.host))) join(node.id, netfilterId(node.host));
  }
  // FORWARD comes first, so that the shortest way from a device to another leads through it.
  const gates = scene.nodes
    .filter((node) => node.kind === 'gate')
    .sort((a, b) => Number(b.gate === 'FORWARD') - Number(a.gate === 'FORWARD'));
  for (const gate of gates) {
    for (const node of scene.nodes) {
      if (!('host' in node) || node.host !== gate.host || node.id === gate.id || bypasses.has(node.id)) continue;
      if (node.kind === 'nic') join(gate.id, node.id);
      if (node.kind === 'bridge' || node.kind === 'hostrail') join(gate.id, node.id, `tie:${node.id}`);
      if (node.kind === 'gate' && gates.indexOf(node) > gates.indexOf(gate)) join(gate.id, node.id);
    }
  }
  return {
    layout,
    routes,
    nodes: new Map(scene.nodes.map((node) => [node.id, node])),
    edges: new Map(scene.edges.map((edge) => [edge.id, edge])),
    neighbours,
  };
}

/** The middle of a site. */
export function sitePoint(ground: Ground, { node, edge }: Site): Point | undefined {
  const box = ground.layout.boxes[node];
  if (box === undefined) return undefined;
  return (edge === undefined ? undefined : portPoint(ground, node, edge)) ?? center(box);
}

/** What is met by edges anywhere along its length. */
export const isLong = (node: SceneNode | undefined): boolean =>
  node?.kind === 'bridge' || node?.kind === 'lan' || node?.kind === 'hostrail';

/** Where an edge meets a bar, in the middle of the bar or of its rail. */
function portPoint(ground: Ground, bar: string, edge: string): Point | undefined {
  const box = ground.layout.boxes[bar];
  const route = ground.routes[edge];
  const known = ground.edges.get(edge);
  if (box === undefined || route === undefined || known === undefined || !isLong(ground.nodes.get(bar)))
    return undefined;
  const end = known.target === bar ? route.at(-1) : route[0];
  if (end === undefined) return undefined;
  const rail = ground.layout.boxes[ground.layout.placement.wires[edge]?.from ?? ''];
  return { x: end.x, y: center(known.target === bar || rail === undefined ? box : rail).y };
}

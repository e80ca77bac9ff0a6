import type cytoscape from 'cytoscape';
import type { Level } from '../../../store/view.ts';
import { runs } from '../../ink/container-state.ts';
import type { Rail } from '../../layout/placement.ts';
import { faintOf } from '../../scene/faint.ts';
import type { SceneEdge, SceneNode } from '../../scene/scene.ts';
import type { Stage } from '../stage.ts';
import type { EdgeData, NodeData } from './styles.ts';

/** Heights in the stack; edges lie at 5, above frames and below what they join. */
const layers: Readonly<Record<string, number>> = {
  host: 0,
  netfilter: 1,
  lan: 2,
  area: 3,
  rail: 6,
  hostrail: 6,
  bridge: 7,
  gate: 8,
  chain: 9,
  machine: 9,
  nic: 9,
  container: 10,
  guest: 10,
  interface: 11,
};

/** Adds the nodes and edges that came, removes those that went, and renews what the others are. */
export function putElements(stage: Stage): void {
  const { cy, placement, nodes, input } = stage;
  const { scene } = input;
  const { density } = placement;
  nodes.clear();
  for (const node of scene.nodes) nodes.set(node.id, node);
  stage.faint = faintOf(scene, input.shown);
  const rails = placement.rails
    .filter(({ kind }) => kind !== 'way')
    .map((rail) => ({ id: rail.id, data: railData(stage, rail) }));
  const shown = scene.nodes.filter((node) => node.kind !== 'interface' || node.hidden !== true);
  const edges = scene.edges.filter(({ hidden }) => hidden !== true);
  const wanted = new Set([...shown, ...rails, ...edges].map(({ id }) => id));
  cy.batch(() => {
    cy.elements()
      .filter((element) => !wanted.has(element.id()))
      .remove();
    for (const { id, data } of rails) putNode(cy, id, data, false);
    for (const node of shown)
      putNode(cy, node.id, { ...dataOf(node, density), ...levelData(node, input.level) }, isMovable(node));
    for (const edge of edges) putEdge(cy, edge, density);
  });
}

function railData({ nodes, input }: Stage, { id, owner, kind }: Rail) {
  const bar = nodes.get(owner);
  const isBridge = bar?.kind === 'bridge';
  const look = kind === 'area' ? 'area' : isBridge ? 'rail' : 'hostrail';
  return {
    id,
    kind: look,
    owner,
    ...(isBridge && bar.color !== undefined && { color: bar.color }),
    ...(isBridge && input.level === 'overview' && { condition: bar.condition }),
  };
}

const isMovable = ({ kind }: SceneNode): boolean => kind === 'machine' || kind === 'container' || kind === 'bridge';

function putNode(cy: cytoscape.Core, id: string, data: object, movable: boolean): void {
  const known = cy.getElementById(id);
  if (known.nonempty()) {
    known.removeData('color condition off small heading hook');
    known.data(data);
    return;
  }
  const layerOf = layers[(data as { kind: string }).kind] ?? 0;
  const added = cy.add({ group: 'nodes', data: { w: 1, h: 1, z: layerOf, opacity: 0, ...data } });
  if (!movable) added.panify();
}

function dataOf(node: SceneNode, density: string | undefined): Partial<NodeData> & Record<string, unknown> {
  const { id, kind } = node;
  const size = { ...(density !== 'full' && { small: 1 }) };
  switch (node.kind) {
    case 'machine':
      return { id, kind, ...(node.role === 'internet' && { round: true }) };
    case 'lan':
    case 'nic':
      return { id, kind, condition: node.condition };
    case 'bridge':
      return { id, kind, condition: node.condition, ...(node.color !== undefined && { color: node.color }) };
    case 'interface':
      return { id, kind, condition: node.condition, ...size, ...(node.color !== undefined && { color: node.color }) };
    case 'container':
      return { id, kind, ...size, ...(!runs(node) && { off: true }) };
    case 'guest':
      return { id, kind, container: node.container, ...size };
    case 'gate':
      return { id, kind, ...(node.chains !== undefined && { hook: true }) };
    case 'host':
    case 'netfilter':
    case 'chain':
    case 'hostrail':
      return { id, kind };
  }
}

/** In the overview bars are headings of areas. */
const levelData = ({ kind }: SceneNode, level: Level): object =>
  level === 'overview' && kind === 'bridge' ? { heading: true } : {};

function putEdge(cy: cytoscape.Core, edge: SceneEdge, density: string | undefined): void {
  const { id, source, target, kind, color, condition } = edge;
  const known = cy.getElementById(id);
  const data = { id, kind, condition, ...(color !== undefined && { color }), ...(density !== 'full' && { small: 1 }) };
  if (known.nonempty() && known.data('source') === source) {
    known.removeData('color small');
    known.data(data);
    return;
  }
  known.remove();
  const curve = { style: 'straight', source: '0px 0px', target: '0px 1px', weights: '0.5', distances: '0' } as const;
  const fresh: EdgeData & { condition: string } = { ...data, source, target, curve, opacity: 0 };
  cy.add({ group: 'edges', data: fresh });
}

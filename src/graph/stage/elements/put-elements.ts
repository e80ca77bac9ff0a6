import type cytoscape from 'cytoscape';
import type { Level } from '../../../store/view.ts';
import { runs } from '../../ink/container-state.ts';
import type { Rail } from '../../layout/placement.ts';
import { faintOf } from '../../scene/faint.ts';
import type { SceneEdge, SceneNode } from '../../scene/scene.ts';
import type { ElementData, Stage } from '../stage.ts';
import type { NodeData } from './styles.ts';

/** Heights in the stack; edges lie at 5, above frames and below what they join. */
const layers: Readonly<Record<string, number>> = {
  host: 0,
  netfilter: 1,
  lan: 2,
  area: 3,
  frame: 4,
  rail: 6,
  hostrail: 6,
  bridge: 7,
  project: 7,
  gate: 8,
  chain: 9,
  machine: 9,
  nic: 9,
  container: 10,
  folded: 10,
  guest: 10,
  interface: 11,
};

/**
 * Adds the nodes and edges that came, removes those that went, and renews what became otherwise: Cytoscape finds the style of
 * all that it is told of anew.
 * @returns those that came
 */
export function putElements(stage: Stage): cytoscape.Collection {
  const { cy, placement, nodes, input, told } = stage;
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
  const fresh: cytoscape.ElementDefinition[] = [];
  const put = (id: string, data: ElementData, made: () => cytoscape.ElementDefinition) => {
    const before = told.get(id);
    if (before !== undefined && isSame(before, data)) return;
    told.set(id, data);
    const known = cy.getElementById(id);
    const isSameKind = known.data('kind') === data['kind'] && known.data('source') === data['source'];
    if (known.nonempty() && isSameKind) {
      known.removeData('color condition off small heading hook');
      known.data(data);
      return;
    }
    // To remove nothing takes as long as there is much.
    if (known.nonempty()) known.remove();
    fresh.push(made());
  };
  let came = cy.collection();
  cy.batch(() => {
    const gone = [...told.keys()].filter((id) => !wanted.has(id));
    for (const id of gone) told.delete(id);
    if (gone.length > 0)
      cy.elements()
        .filter((element) => !wanted.has(element.id()))
        .remove();
    for (const { id, data } of rails) put(id, data, () => newNode(data, false));
    for (const node of shown) {
      const data = { ...dataOf(node, density), ...levelData(node, input.level) };
      put(node.id, data, () => newNode(data, isMovable(node)));
    }
    for (const edge of edges) {
      const data = edgeData(edge, density);
      put(edge.id, data, () => newEdge(data));
    }
    if (fresh.length > 0) came = cy.add(fresh);
  });
  return came;
}

const isSame = (a: ElementData, b: ElementData): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};

function railData({ nodes, input }: Stage, { id, owner, kind }: Rail) {
  const bar = nodes.get(owner);
  const isBridge = bar?.kind === 'bridge';
  if (kind === 'frame') return { id, kind, owner };
  const look = kind === 'area' ? 'area' : isBridge ? 'rail' : 'hostrail';
  return {
    id,
    kind: look,
    owner,
    ...(isBridge && bar.color !== undefined && { color: bar.color }),
    ...(isBridge && input.level === 'overview' && { condition: bar.condition }),
  };
}

const movable = new Set<SceneNode['kind']>(['machine', 'container', 'folded', 'bridge']);
const isMovable = ({ kind }: SceneNode): boolean => movable.has(kind);

function newNode(data: ElementData, movable: boolean): cytoscape.ElementDefinition {
  const layerOf = layers[data['kind'] as string] ?? 0;
  return { group: 'nodes', data: { w: 1, h: 1, z: layerOf, opacity: 0, ...data }, pannable: !movable };
}

function dataOf(node: SceneNode, density: string | undefined): Partial<NodeData> & ElementData {
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
    case 'folded':
      return { id, kind, ...size, ...(node.state === 'stopped' && { off: true }) };
    case 'guest':
      return { id, kind, container: node.container, ...size };
    case 'gate':
      return { id, kind, ...(node.chains !== undefined && { hook: true }) };
    case 'host':
    case 'netfilter':
    case 'chain':
    case 'hostrail':
    case 'project':
      return { id, kind };
  }
}

/** In the overview bars are headings of areas. */
const levelData = ({ kind }: SceneNode, level: Level): object =>
  level === 'overview' && kind === 'bridge' ? { heading: true } : {};

const edgeData = ({ id, kind, source, target, color, condition }: SceneEdge, density: string | undefined) => ({
  id,
  kind,
  source,
  target,
  condition,
  ...(color !== undefined && { color }),
  ...(density !== 'full' && { small: 1 }),
});

function newEdge(data: ElementData): cytoscape.ElementDefinition {
  const curve = { style: 'straight', source: '0px 0px', target: '0px 1px', weights: '0.5', distances: '0' } as const;
  return { group: 'edges', data: { ...data, curve, opacity: 0 } };
}

import { interfaceId } from './ids.ts';
import type {
  Attachment,
  BridgeNode,
  ContainerNode,
  DevicePlace,
  FoldedNode,
  InterfaceNode,
  ProjectNode,
  Scene,
  SceneEdge,
  SceneNode,
} from './scene.ts';

/** One card for all containers of a project, where it is folded. What happens at them happens at the card. */
export function withFolded(scene: Scene, projects: readonly string[]): Scene {
  const cards = projects.flatMap((id) => cardOf(scene, id) ?? []);
  if (cards.length === 0) return scene;
  const folded = new Map(cards.map((card) => [card.node.id, card]));
  const moved = new Map(cards.flatMap(({ moved }) => [...moved]));
  const at = (id: string) => moved.get(id) ?? id;
  const seen = new Set<string>();
  const nodes = scene.nodes.flatMap((node): SceneNode[] => {
    if (node.kind === 'interface') return moved.has(node.id) ? [] : [node];
    if (node.kind === 'project') return folded.has(node.id) ? [] : [node];
    if (node.kind !== 'container') return [node];
    const card = folded.get(node.project ?? '');
    if (card === undefined) return [{ ...node, sharedWith: node.sharedWith && at(node.sharedWith) }];
    if (seen.has(card.node.id)) return [];
    seen.add(card.node.id);
    return [card.node, ...card.tabs];
  });
  return {
    nodes,
    edges: [...scene.edges.flatMap((edge) => edgeBetween(edge, moved)), ...cards.flatMap(({ edges }) => edges)],
    devices: mapped(scene.devices, ({ node, edge, ...rest }): DevicePlace => {
      const tab = edge?.startsWith('veth:') === true ? moved.get(edge.slice('veth:'.length)) : undefined;
      return { ...rest, node: at(node), edge: tab === undefined ? edge : `veth:${tab}` };
    }),
    namespaces: mapped(scene.namespaces, at),
    processes: mapped(scene.processes, at),
  };
}

const mapped = <T>(record: Readonly<Record<string, T>>, to: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));

/** The card of a project, its tabs and their wires, and which of them stand for what. */
interface Card {
  readonly node: FoldedNode;
  readonly tabs: readonly InterfaceNode[];
  readonly edges: readonly SceneEdge[];
  readonly moved: ReadonlyMap<string, string>;
}

function cardOf({ nodes, edges }: Scene, id: string): Card | undefined {
  const project = nodes.find((node): node is ProjectNode => node.kind === 'project' && node.id === id);
  if (project === undefined) return undefined;
  const members = nodes.filter((node): node is ContainerNode => node.kind === 'container' && node.project === id);
  const bars = [...new Set(members.flatMap((member) => member.bars))];
  const known = new Map(nodes.flatMap((node) => (node.kind === 'bridge' ? [[node.id, node] as const] : [])));
  const inside = new Set(members.map((member) => member.id));
  const interfaces = nodes.filter(
    (node): node is InterfaceNode => node.kind === 'interface' && inside.has(node.container),
  );
  const wires = new Map(edges.map((edge) => [edge.target, edge]));
  const joined = bars.flatMap((bar, i) => {
    const own = interfaces.filter((each) => each.bar === bar);
    return own.length === 0 ? [] : [tabOf(id, i, known.get(bar), own, wires)];
  });
  const { host, name, tally } = project;
  const attachment = attachmentOf(members, bars);
  const node: FoldedNode = {
    kind: 'folded',
    id,
    host,
    name,
    title: name,
    tally,
    state: tally.running > 0 ? 'running' : 'stopped',
    attachment,
    bars,
    colors: bars.flatMap((bar) => known.get(bar)?.color ?? []),
    members: Object.fromEntries(
      bars.map((bar) => [bar, members.flatMap((member) => (member.bars.includes(bar) ? [member.name] : []))]),
    ),
    interfaces: joined.map(({ tab }) => tab.id),
  };
  return {
    node,
    tabs: joined.map(({ tab }) => tab),
    edges: [...joined.map(({ edge }) => edge), ...processOf(node, edges, inside)],
    moved: new Map([
      ...members.map((member) => [member.id, id] as const),
      ...interfaces.map((each) => [each.id, joined.find(({ tab }) => tab.bar === each.bar)?.tab.id ?? id] as const),
    ]),
  };
}

function attachmentOf(members: readonly ContainerNode[], bars: readonly string[]): Attachment {
  if (bars.length > 0) return 'networks';
  return members.some(({ attachment }) => attachment === 'host') ? 'host' : 'none';
}

function tabOf(
  project: string,
  place: number,
  bar: BridgeNode | undefined,
  interfaces: readonly InterfaceNode[],
  wires: ReadonlyMap<string, SceneEdge>,
): { readonly tab: InterfaceNode; readonly edge: SceneEdge } {
  const id = interfaceId(project, place);
  const works = interfaces.some(({ condition }) => condition === 'up');
  const isLoose = interfaces.every((each) => wires.get(each.id)?.loose === true);
  return {
    tab: {
      kind: 'interface',
      id,
      container: project,
      name: '',
      index: 0,
      standsFor: interfaces.length,
      bar: bar?.id,
      color: bar?.color,
      condition: works ? 'up' : 'down',
    },
    edge: {
      id: `veth:${id}`,
      kind: 'veth',
      source: bar?.id ?? '',
      target: id,
      color: bar?.color,
      condition: works && bar?.condition !== 'down' ? 'up' : 'down',
      ...(isLoose && { loose: true }),
    },
  };
}

/** What hangs from the host's rail alone hangs from it as one, too. */
function processOf(
  { id, attachment }: FoldedNode,
  edges: readonly SceneEdge[],
  inside: ReadonlySet<string>,
): SceneEdge[] {
  const own =
    attachment === 'host' ? edges.find(({ kind, target }) => kind === 'process' && inside.has(target)) : undefined;
  return own === undefined ? [] : [{ ...own, id: `process:${id}`, target: id }];
}

/** An edge as it is after some things were folded: gone where it led to one, but for what shares a namespace in there. */
function edgeBetween(edge: SceneEdge, moved: ReadonlyMap<string, string>): SceneEdge[] {
  const [source, target] = [moved.get(edge.source), moved.get(edge.target)];
  if (source === undefined && target === undefined) return [edge];
  return edge.kind === 'shared' && target === undefined ? [{ ...edge, source: source ?? edge.source }] : [];
}

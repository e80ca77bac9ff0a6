import type { World } from '../../world/world.ts';
import { chainsOf } from './chains.ts';
import { guestId } from './ids.ts';
import {
  isCard,
  type CardNode,
  type GuestNode,
  type InterfaceNode,
  type Scene,
  type SceneEdge,
  type SceneNode,
} from './scene.ts';
import { own } from '../../kernel/own.ts';

/**
 * Containers stand on their networks, on further ones as guests. What joins them to their networks is not drawn, and
 * neither are the gates: packets pass them all the same.
 */
export function overviewOf(scene: Scene): Scene {
  const homes = new Map(scene.nodes.flatMap((node) => (isCard(node) ? [[node.id, node.bars[0]]] : [])));
  const standIns = new Map<string, string>();
  for (const node of scene.nodes)
    if (node.kind === 'interface' && node.bar !== undefined && node.bar !== homes.get(node.container))
      standIns.set(node.id, guestId(node.container, node.bar));
  const nodes = scene.nodes.flatMap((node): SceneNode[] => {
    if (node.kind === 'gate' || standIns.has(node.id)) return [];
    if (node.kind === 'interface') return [hidden(node)];
    return isCard(node) ? [node, ...guestsOf(node)] : [node];
  });
  const edges = scene.edges.map((edge) => {
    if (edge.kind !== 'veth' && edge.kind !== 'process') return edge;
    const target = standIns.get(edge.target);
    return hidden(target === undefined ? edge : { ...edge, target });
  });
  const devices = Object.fromEntries(
    Object.entries(scene.devices).map(([key, place]) => {
      const node = standIns.get(place.node);
      return [key, node === undefined ? place : { ...place, node }];
    }),
  );
  return { ...scene, nodes, edges, devices };
}

const hidden = <T extends InterfaceNode | SceneEdge>(thing: T): T => ({ ...thing, hidden: true });

const guestsOf = ({ id, host, name, title, project, state, bars, colors }: CardNode): GuestNode[] =>
  bars.slice(1).map((bar) => ({
    kind: 'guest',
    id: guestId(id, bar),
    host,
    container: id,
    name,
    title,
    project,
    state,
    bar,
    home: bars[0] ?? '',
    colors,
  }));

/** With each host's chains after its gates. */
export function withChains(world: World, scene: Scene): Scene {
  const nodes = scene.nodes.flatMap((node): SceneNode[] => {
    if (node.kind !== 'gate') return [node];
    const namespace = world.kernel.namespaces[own(world.machines, node.host)?.namespace ?? ''];
    if (namespace === undefined || node.gate === 'docker-proxy') return [node];
    const chains = chainsOf(node.host, namespace).filter(({ gate }) => gate === node.gate);
    return [{ ...node, chains: chains.length }, ...chains];
  });
  return { ...scene, nodes };
}

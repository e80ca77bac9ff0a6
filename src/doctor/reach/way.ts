import { networkOfBridge, ownerOf } from '../../diagnosis/lookup.ts';
import type { Ip } from '../../ip/address.ts';
import type { Hop } from '../../kernel/hop.ts';
import type { Packet } from '../../kernel/packet/frame.ts';
import type { NamespaceId } from '../../kernel/namespace.ts';
import type { World } from '../../world/world.ts';
import { nameAt, ruleAt, type Why } from './why.ts';

/** The way by which traffic arrived: what would have to go for it to arrive no more. */
export function wayOf(world: World, source: NamespaceId, destination: Ip, hops: readonly Hop[]): Why {
  const first = hops.find(({ frame }) => frame.payload.kind === 'ip')?.packet;
  const request = hops.filter(({ packet }) => packet === first);
  return (
    viaProxy(world, hops) ??
    translated(world, request) ??
    withinOne(world, request, source, destination) ??
    acrossBridge(world, request, destination) ??
    masqueraded(world, request) ??
    letThrough(world, request) ?? { kind: 'routed', values: { destination } }
  );
}

const ipOf = ({ frame }: Hop): Packet | undefined => (frame.payload.kind === 'ip' ? frame.payload : undefined);

/** What a rewriting hop changed of the packet's addresses. */
function changed(hop: Hop): { readonly source: boolean; readonly destination: boolean } {
  const before = hop.verdict.kind === 'rewritten' ? hop.verdict.before.payload : undefined;
  const after = ipOf(hop);
  if (before?.kind !== 'ip' || !after) return { source: false, destination: false };
  const [was, is] = [before.transport, after.transport];
  const port = 'destinationPort' in was && 'destinationPort' in is && was.destinationPort !== is.destinationPort;
  return { source: before.source !== after.source, destination: before.destination !== after.destination || port };
}

function viaProxy(world: World, hops: readonly Hop[]): Why | undefined {
  const hop = hops.find(({ decision }) => decision.kind === 'program' && decision.action.kind === 'dials');
  if (hop?.decision.kind !== 'program' || hop.decision.action.kind !== 'dials') return undefined;
  const { address, port } = hop.decision.action;
  return { kind: 'published-proxy', values: { place: nameAt(world, hop), address, port } };
}

function translated(world: World, request: readonly Hop[]): Why | undefined {
  const hop = request.find((each) => each.decision.kind === 'rule' && changed(each).destination);
  const rule = hop && ruleAt(world, hop);
  const packet = hop && ipOf(hop);
  if (!rule || !packet) return undefined;
  const port = 'destinationPort' in packet.transport ? packet.transport.destinationPort : 0;
  return { kind: 'published-rule', values: { ...rule, address: packet.destination, port }, rule };
}

function withinOne(world: World, request: readonly Hop[], source: NamespaceId, destination: Ip): Why | undefined {
  if (request.some(({ namespace }) => namespace !== source)) return undefined;
  return { kind: 'itself', values: { place: ownerOf(world, source)?.name ?? source, destination } };
}

/** Members of one network, or the host of it, whose bridge joins them. */
function acrossBridge(world: World, request: readonly Hop[], destination: Ip): Why | undefined {
  const bridges = request.filter(({ stage }) => stage === 'bridge');
  const [bridge] = bridges;
  const owner = bridge && ownerOf(world, bridge.namespace);
  if (!owner || owner.container || bridges.some(({ namespace }) => namespace !== bridge.namespace)) return undefined;
  const { links } = owner.namespace;
  const names = new Set(
    request.flatMap(({ device, namespace }) => {
      const link = namespace === bridge.namespace && device ? links[device.index] : undefined;
      const over = link?.master === undefined ? link : links[link.master];
      return networkOfBridge(owner.machine, over?.name)?.name ?? [];
    }),
  );
  const [network, ...others] = names;
  if (network === undefined || others.length > 0) return undefined;
  const from = ownerOf(world, request[0]?.namespace ?? '');
  if (from && !from.container) return { kind: 'from-host', values: { place: from.name, network, destination } };
  const leaves = request.some(({ decision, namespace }) => decision.kind === 'route' && namespace === bridge.namespace);
  return leaves ? undefined : { kind: 'same-network', values: { network, destination } };
}

function masqueraded(world: World, request: readonly Hop[]): Why | undefined {
  const hop = request.find((each) => each.decision.kind === 'rule' && changed(each).source);
  const rule = hop && ruleAt(world, hop);
  const packet = hop && ipOf(hop);
  return rule && packet && { kind: 'way-out', values: { ...rule, source: packet.source }, rule };
}

function letThrough(world: World, request: readonly Hop[]): Why | undefined {
  const hop = request.find(
    ({ decision, verdict }) =>
      decision.kind === 'rule' && decision.hook === 'FORWARD' && decision.table === 'filter' && verdict.kind === 'on',
  );
  const rule = hop && ruleAt(world, hop);
  return rule && { kind: 'let-through', values: { ...rule }, rule };
}

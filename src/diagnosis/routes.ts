import { contains, formatPrefix, type Ip } from '../ip/address.ts';
import type { Hop } from '../kernel/hop.ts';
import { quoted } from '../shell/words.ts';
import type { World } from '../world/world.ts';
import { mend, type Finding, type Story } from './diagnosis.ts';
import type { Flow, IpHop } from './flows.ts';
import { faultAt, gatewayOf, linkDown, missingAddress } from './links.ts';
import {
  administer,
  attachmentsOf,
  holderOf,
  networkAround,
  onHost,
  ownerOf,
  wireAddress,
  type Owner,
} from './lookup.ts';
import { notInLab } from './internet.ts';
import { byItsAddress, byItsHost } from './outside.ts';

/** Why no route led to a packet's destination. */
export function diagnoseNoRoute(story: Story, flow: Flow, hop: IpHop): Finding | undefined {
  const owner = ownerOf(story.world, hop.namespace);
  if (!owner) return undefined;
  const { destination } = hop.frame.payload;
  if (destination === senderAddress(story.world, flow)) return noWayBack(story, flow, hop, owner);
  if (owner.container) return containerWithoutRoute(story.world, owner, destination);
  return (
    lostSubnet(story.world, flow, destination) ??
    containerSubnet(story, flow, owner, destination) ??
    notInLab(story, flow, owner, destination) ??
    machineWithoutRoute(story.world, owner, destination)
  );
}

/** The address that a flow's answers go to. */
function senderAddress(world: World, { hops, request }: Flow): Ip | undefined {
  if (request.source !== '0.0.0.0') return request.source;
  return (
    hops[0] &&
    wireAddress(
      world,
      ownerOf(world, hops[0].namespace)?.machine ?? { name: '', kind: 'host', namespace: '', files: {} },
    )
  );
}

function containerWithoutRoute(world: World, owner: Owner, destination: Ip): Finding {
  const { machine, container, namespace } = owner;
  const values = { place: owner.name, destination };
  if (!container) return { kind: 'no-route', values, remedies: [] };
  const name = quoted(container.name);
  if (container.hostConfig.NetworkMode === 'none')
    return {
      kind: 'network-none',
      values,
      remedies: [
        mend(
          onHost(machine, `docker network disconnect none ${name}`),
          onHost(machine, `docker network connect bridge ${name}`),
        ),
      ],
    };
  const attached = attachmentsOf(machine, container);
  for (const { endpoint } of attached) {
    const link = Object.values(namespace.links).find((each) => each.name === endpoint.interface);
    const fault = link && faultAt(world, { owner, link });
    if (fault) return linkDown(world, fault);
    const missing = endpoint.ipv4 === undefined ? undefined : missingAddress(world, endpoint.ipv4);
    if (missing) return missing;
  }
  const internal = attached.find(({ network }) => network.internal)?.network;
  const via = gatewayOf(world, owner);
  if (internal && via === undefined)
    return {
      kind: 'internal-network',
      values: { ...values, network: internal.name },
      remedies: [mend(onHost(machine, `docker network connect bridge ${name}`))],
    };
  return noDefault(owner, via, destination);
}

function noDefault(owner: Owner, via: Ip | undefined, destination: Ip): Finding {
  const values = { place: owner.name, destination, via: via ?? '' };
  if (via === undefined || owner.namespace.routes.some((route) => route.destination.length === 0))
    return { kind: 'no-route', values, remedies: [] };
  return { kind: 'no-default-route', values, remedies: [mend(administer(owner, `ip route add default via ${via}`))] };
}

/** A host that the packet passed should know the network of that address, but its bridge is down or has no address. */
function lostSubnet(world: World, { hops }: Flow, destination: Ip): Finding | undefined {
  const around = networkAround(world, destination);
  const passed = ({ namespace, stage }: Hop): boolean => stage === 'routing' && namespace === around?.machine.namespace;
  if (!around || !hops.some(passed)) return undefined;
  const owner = ownerOf(world, around.machine.namespace);
  const bridge = Object.values(owner?.namespace.links ?? {}).find(({ name }) => name === around.network.bridge);
  if (!owner || !bridge) return undefined;
  if (!bridge.up) return linkDown(world, { owner, link: bridge });
  const gateway = around.network.pools.find(({ subnet }) => contains(subnet, destination))?.gateway;
  const missing = gateway === undefined ? undefined : missingAddress(world, gateway);
  if (missing) return missing;
  const subnet = around.network.pools.find((pool) => contains(pool.subnet, destination))?.subnet;
  if (!subnet) return undefined;
  const add = onHost(around.machine, `ip route add ${formatPrefix(subnet)} dev ${bridge.name}`);
  return { kind: 'no-route', values: { place: owner.name, destination }, remedies: [mend(add)] };
}

/** Addresses of containers mean nothing off their host. */
function containerSubnet(story: Story, flow: Flow, owner: Owner, destination: Ip): Finding | undefined {
  const around = networkAround(story.world, destination);
  if (!around) return undefined;
  const values = { place: owner.name, destination, network: around.network.name, host: around.machine.name };
  const { transport } = flow.request;
  const port = transport.kind === 'icmp' ? undefined : transport.destinationPort;
  const asked = { story, destination, protocol: transport.kind, port };
  return { kind: 'container-subnet', values, remedies: [...byItsHost(asked), ...byItsAddress(asked, false)] };
}

function machineWithoutRoute(world: World, owner: Owner, destination: Ip): Finding {
  const nic = Object.values(owner.namespace.links).find(({ name }) => name === 'eth0');
  const fault = nic && faultAt(world, { owner, link: nic });
  if (fault) return linkDown(world, fault);
  return noDefault(owner, gatewayOf(world, owner), destination);
}

/** The request arrived, but its answer does not find back. */
function noWayBack(story: Story, flow: Flow, hop: IpHop, owner: Owner): Finding {
  const { world } = story;
  const { destination } = hop.frame.payload;
  const around = networkAround(world, destination);
  const sender = ownerOf(world, flow.hops[0]?.namespace ?? '');
  const values = { place: owner.name, destination, sender: sender?.name ?? '' };
  if (around?.network.bridge !== undefined) {
    const { machine, network } = around;
    const subnet = network.pools.find((pool) => contains(pool.subnet, destination))?.subnet;
    const hide = `iptables -t nat -A POSTROUTING -s ${subnet ? formatPrefix(subnet) : destination} ! -o ${network.bridge} -j MASQUERADE`;
    return {
      kind: 'no-masquerade',
      values: { ...values, network: network.name, host: machine.name },
      remedies: [mend(onHost(machine, hide))],
    };
  }
  const holder = holderOf(world, destination)?.owner.machine;
  const via = holder && wireAddress(world, holder);
  const remedies =
    via === undefined || via === destination
      ? []
      : [mend(administer(owner, `ip route add ${destination}/32 via ${via}`))];
  return { kind: 'no-return-route', values, remedies };
}

/** A route that refuses what it leads to. */
export function diagnoseRefusingRoute({ world }: Story, hop: IpHop): Finding | undefined {
  const owner = ownerOf(world, hop.namespace);
  const route = hop.decision.kind === 'route' ? hop.decision.route : undefined;
  if (!owner || !route) return undefined;
  const prefix = route.destination.length === 0 ? 'default' : formatPrefix(route.destination);
  const remove = administer(owner, `ip route del ${route.type} ${prefix}`);
  const values = { place: owner.name, route: `${route.type} ${prefix}`, destination: hop.frame.payload.destination };
  return { kind: 'refusing-route', values, remedies: [mend(remove)] };
}

import { linkDown } from '../../diagnosis/links.ts';
import { onHost } from '../../diagnosis/lookup.ts';
import type { Container } from '../../engine/container/container.ts';
import { automaticBlocks } from '../../engine/ipam/ipam.ts';
import { isPredefined, poolOf, type Network } from '../../engine/network/network.ts';
import { contains, formatPrefix, overlaps, plus, sizeOf, type Ip, type Prefix } from '../../ip/address.ts';
import type { Link } from '../../kernel/link/link.ts';
import { own } from '../../kernel/own.ts';
import { leadsBy } from '../../kernel/route/route.ts';
import { quoted } from '../../shell/words.ts';
import { engineHost } from '../../world/engine-host.ts';
import { decided } from '../reach/cell.ts';
import { membersOf, type Facts, type Host } from './facts.ts';
import { connecting, reconfigured, remade } from './fixes.ts';
import { aContainer, aLink, aNetwork, anAddress, aRoute, aSetting, found, type Finding } from './finding.ts';

/** What is amiss of networks and their addresses. */
export const ofNetworks = (facts: Facts, host: Host): readonly Finding[] => [
  ...host.networks.flatMap((network) => [
    ...overlapping(host, network),
    ...nearlyFull(host, network),
    ...tooLarge(host, network),
    ...unused(host, network),
    ...fixedInRange(host, network),
    ...doubledMacs(host, network),
    ...bridgeDown(facts, host, network),
  ]),
  ...behindParent(facts, host),
  ...fewSubnets(facts, host),
];

const isBridge = ({ driver }: Network): boolean => driver === 'bridge';

/** The network's own link on the host, and those that are its members'. */
const bridgeOf = ({ namespace }: Host, { bridge }: Network): Link | undefined =>
  bridge === undefined ? undefined : namespace.links[namespace.names[bridge] ?? -1];

/** Shorter ones are as good as the default route, such as the two halves of everything that VPNs add. */
const BLOCK = 4;

/** A subnet that the host has elsewhere: on another link, or by a route of a VPN. */
function overlapping(host: Host, network: Network): readonly Finding[] {
  if (!isBridge(network)) return [];
  const { namespace, networks } = host;
  const bridges = new Set(networks.flatMap((each) => bridgeOf(host, each)?.index ?? []));
  const subnets = network.pools.map(({ subnet }) => subnet).filter(({ address }) => !address.includes(':'));
  const rival = namespace.routes.find(
    ({ destination, type, device }) =>
      type === 'unicast' &&
      destination.length >= BLOCK &&
      !bridges.has(device) &&
      namespace.links[device]?.name !== 'docker_gwbridge' &&
      subnets.some((subnet) => overlaps(subnet, destination)),
  );
  const subnet = rival && subnets.find((each) => overlaps(each, rival.destination));
  if (!rival || !subnet) return [];
  const device = namespace.links[rival.device]?.name ?? '';
  const isOwn = host.uplink !== undefined && rival.via === undefined && leadsBy(rival, host.uplink.index);
  const route = `${formatPrefix(rival.destination)}${rival.via ? ` via ${rival.via}` : ''} dev ${device}`;
  const values = { network: network.name, subnet: formatPrefix(subnet), route, device };
  const shown = [aNetwork(network.name), anAddress(formatPrefix(subnet)), aRoute(route)];
  const fix = isPredefined(network.name) ? reconfigured(host, { bip: FREE }) : remade(host, network, { subnets: [] });
  return [found(isOwn ? 'overlap-lan' : 'overlap-route', host.name, values, shown, fix)];
}

/** For a default bridge that has to move. */
const FREE = '10.200.0.1/24';

/** Of the addresses of a network, as much as this is nearly all. */
const NEARLY = 0.8;

function nearlyFull(host: Host, network: Network): readonly Finding[] {
  const pool = poolOf(network, 4);
  if (!isBridge(network) || !pool) return [];
  const range = pool.range ?? pool.subnet;
  const usable = Math.max(1, sizeOf(range) - (pool.range ? 0 : 2));
  const taken = Object.keys(pool.taken).filter((address) => contains(range, address)).length;
  if (taken < usable * NEARLY || isPredefined(network.name)) return [];
  const values = { network: network.name, taken, usable, range: formatPrefix(range) };
  const shown = [aNetwork(network.name), anAddress(formatPrefix(range))];
  return [found('pool-full', host.name, values, shown, remade(host, network, { subnets: [] }))];
}

/** Where more are left, nobody is told. */
const MANY_SUBNETS = 16;

/** Of the subnets that the engine may choose for new networks, hardly one is free. */
function fewSubnets({ world }: Facts, host: Host): readonly Finding[] {
  const { taken, left } = automaticBlocks(engineHost(world, host.name), MANY_SUBNETS);
  const total = taken + left;
  if (left >= MANY_SUBNETS || taken < total * NEARLY) return [];
  const pools = [{ base: '10.128.0.0/12', size: 24 }];
  const fix = reconfigured(host, { 'default-address-pools': pools });
  return [found('pools-few', host.name, { taken, total, left }, [aSetting('default-address-pools')], fix)];
}

/** Packets of its containers are larger than what the host can send on. */
function tooLarge(host: Host, network: Network): readonly Finding[] {
  const { uplink } = host;
  if (!isBridge(network) || network.internal || !uplink || membersOf(host, network).length === 0) return [];
  const mtu = network.bridgeConfig?.mtu ?? host.engine.settings.mtu;
  if (mtu <= uplink.mtu) return [];
  const values = { network: network.name, mtu, device: uplink.name, least: uplink.mtu };
  const fix = isPredefined(network.name)
    ? reconfigured(host, { mtu: uplink.mtu })
    : remade(host, network, { mtu: uplink.mtu });
  return [found('mtu-above', host.name, values, [aNetwork(network.name), aLink(uplink.name)], fix)];
}

/** Made by somebody, and nobody's: no container, not even a stopped one, would join it. */
function unused(host: Host, network: Network): readonly Finding[] {
  const { name, id, ingress, configOnly, driver } = network;
  if (isPredefined(name) || ingress || configOnly || driver === 'overlay' || name === 'docker_gwbridge') return [];
  const isWanted = host.containers.some(
    ({ networks, hostConfig }) => Object.hasOwn(networks, name) || [name, id].includes(hostConfig.NetworkMode),
  );
  if (isWanted || Object.keys(network.endpoints).length > 0) return [];
  const remove = onHost(host.machine, `docker network rm ${quoted(name)}`);
  return [found('network-unused', host.name, { network: name }, [aNetwork(name)], [remove])];
}

/** Addresses that were asked for, where the engine may give them to others while their owners are away. */
function fixedInRange(host: Host, network: Network): readonly Finding[] {
  const pool = poolOf(network, 4);
  if (!pool || !isBridge(network)) return [];
  const range = pool.range ?? pool.subnet;
  const fixed = host.containers.flatMap((container) => {
    const address = own(container.networks, network.name)?.ipamConfig?.IPv4Address;
    return address !== undefined && address !== '' && contains(range, address) ? [{ container, address }] : [];
  });
  const [first] = fixed;
  if (!first) return [];
  const values = { network: network.name, target: first.container.name, address: first.address };
  const shown = [aNetwork(network.name), ...fixed.map(({ address }) => anAddress(address))];
  const free = halvesOf(pool.subnet).find((half) => fixed.every(({ address }) => !contains(half, address)));
  const fix = free ? remade(host, network, { range: formatPrefix(free) }) : [];
  return [found('static-in-range', host.name, values, shown, fix)];
}

/** The upper half of a block, and the lower. */
function halvesOf({ address, length }: Prefix): readonly Prefix[] {
  const half = length + 1;
  return half > 30 ? [] : [plus(address, 2 ** (32 - half)), address].map((first) => ({ address: first, length: half }));
}

/** Two members with one MAC address, between which a bridge cannot tell. */
function doubledMacs(host: Host, network: Network): readonly Finding[] {
  const byMac = new Map<string, Container>();
  return membersOf(host, network).flatMap((container): Finding[] => {
    const mac = Object.values(container.endpoints).find((each) => each.network === network.id)?.mac ?? '';
    const other = byMac.get(mac);
    if (mac === '' || !other) {
      byMac.set(mac, container);
      return [];
    }
    const values = { network: network.name, first: other.name, second: container.name, mac };
    const shown = [aNetwork(network.name), aContainer(other.name), aContainer(container.name), anAddress(mac)];
    const leave = `docker network disconnect ${quoted(network.name)} ${quoted(container.name)}`;
    const join = connecting(container, network.name, true);
    const fix = [onHost(host.machine, leave), onHost(host.machine, join)];
    return [found('duplicate-mac', host.name, values, shown, fix)];
  });
}

/** A bridge that does not do what it is for, as somebody turned it off or took its address. */
function bridgeDown({ world }: Facts, host: Host, network: Network): readonly Finding[] {
  if (!isBridge(network) || network.bridge === undefined || membersOf(host, network).length === 0) return [];
  const { machine, name, namespace } = host;
  const link = bridgeOf(host, network);
  const gateway = network.internal || network.bridgeConfig?.inhibitIpv4 ? undefined : poolOf(network, 4)?.gateway;
  const isBare = gateway !== undefined && link?.addresses.every(({ address }) => address !== gateway) === true;
  if (link?.up && !isBare) return [];
  const values = { network: network.name, device: network.bridge, address: gateway ?? '' };
  const up = link && !link.up ? linkDown(world, { owner: { machine, name, namespace }, link }).remedies[0] : undefined;
  const fix = link
    ? [
        ...(up?.commands ?? []),
        ...(isBare ? [onHost(machine, `ip addr add ${gateway}/${lengthOf(network)} dev ${link.name}`)] : []),
      ]
    : remade(host, network, {});
  return [found('bridge-down', name, values, [aNetwork(network.name), aLink(network.bridge)], fix)];
}

const lengthOf = (network: Network): number => poolOf(network, 4)?.subnet.length ?? 24;

/** Containers beside the host on the wire, which it cannot reach, nor they it. */
function behindParent(facts: Facts, host: Host): readonly Finding[] {
  const { world, walk, sources } = facts;
  const near = sources.find(({ place }) => place === host.name);
  return host.networks.flatMap((network): Finding[] => {
    if (network.driver !== 'macvlan' || !near) return [];
    const apart = membersOf(host, network).flatMap((container) => {
      const address = Object.values(container.endpoints).find((each) => each.network === network.id)?.ipv4;
      const asked = address === undefined ? undefined : ({ address, port: 80, protocol: 'tcp' } as const);
      return asked && decided(walk, world, near, asked).why.kind === 'host-to-stacked' ? [{ container, address }] : [];
    });
    const [first] = apart;
    const parent = network.options.parent;
    if (!first?.address || parent === undefined) return [];
    const values = { network: network.name, target: first.container.name, address: first.address, host: host.name };
    const shown = [aNetwork(network.name), aLink(parent), ...apart.map(({ container }) => aContainer(container.name))];
    const shim = freeIn(network);
    const fix = [
      `ip link add ${SHIM} link ${parent} type macvlan mode bridge`,
      `ip addr add ${shim}/32 dev ${SHIM}`,
      `ip link set ${SHIM} up`,
      ...apart.map(({ address }) => `ip route add ${address ?? ''}/32 dev ${SHIM}`),
    ].map((line) => onHost(host.machine, line));
    return [found('macvlan-host', host.name, values, shown, fix)];
  });
}

const SHIM = 'shim0';

/** An address of a network's block that nobody on it has, from its end. */
function freeIn(network: Network): Ip {
  const pool = poolOf(network, 4);
  if (!pool) return '';
  const { subnet } = pool;
  let at = sizeOf(subnet) - 2;
  while (at > 1 && Object.hasOwn(pool.taken, plus(subnet.address, at))) at -= 1;
  return plus(subnet.address, at);
}

import type { Command } from '../history/history.ts';
import { contains, formatPrefix, type Ip } from '../ip/address.ts';
import { addressPrefix, type Link } from '../kernel/link/link.ts';
import { masterOf } from '../kernel/link/lookup.ts';
import type { Neighbour } from '../kernel/neighbour/neighbour.ts';
import { takeLowest } from '../engine/ipam/ipam.ts';
import { poolOf } from '../engine/network/network.ts';
import { quoted } from '../shell/words.ts';
import type { World } from '../world/world.ts';
import { mend, type Finding, type Story } from './diagnosis.ts';
import type { IpHop } from './flows.ts';
import {
  administer,
  attachmentsOf,
  containersOf,
  endpointWith,
  holderOf,
  networkAround,
  onHost,
  ownerOf,
  restOf,
  type Owner,
} from './lookup.ts';
import { otherVlan } from './vlans.ts';
import { diagnoseStacked } from './stacked.ts';
import { own } from '../kernel/own.ts';

/** Where a device is. */
interface At {
  readonly owner: Owner;
  readonly link: Link;
}

/** Nobody answered for the next hop's address. */
export function diagnoseNeighbour({ world }: Story, { namespace, decision, frame }: IpHop): Finding | undefined {
  const owner = ownerOf(world, namespace);
  if (!owner || decision.kind !== 'neighbour') return undefined;
  const { ip, device } = decision.neighbour;
  const link = owner.namespace.links[device];
  const holder = holderOf(world, ip);
  const fault =
    (link && faultAt(world, { owner, link })) ?? (holder && faultAt(world, { owner: holder.owner, link: holder.link }));
  if (fault) return linkDown(world, fault);
  const missing = missingAddress(world, ip);
  if (missing) return missing;
  const gateway = wrongGateway(owner, decision.neighbour, frame.payload.destination);
  if (gateway) return gateway;
  const stacked = link && holder && diagnoseStacked(world, { owner, link }, holder);
  if (stacked) return stacked;
  const tagged = link && otherVlan(world, { owner, link }, ip);
  if (tagged) return tagged;
  if (holder)
    return {
      kind: 'not-on-link',
      values: { place: owner.name, ip, target: holder.owner.name, device: link?.name ?? '' },
      remedies: [],
    };
  return (
    stoppedAt(world, ip) ?? {
      kind: 'unused-address',
      values: { place: owner.name, ip, device: link?.name ?? '' },
      remedies: [],
    }
  );
}

/** A stopped container that has the address when it runs: a fixed one, or the next that its network has to give. */
function stoppedAt(world: World, ip: Ip): Finding | undefined {
  const around = networkAround(world, ip);
  const pool = around && poolOf(around.network, ip.includes(':') ? 6 : 4);
  if (!around || !pool) return undefined;
  const { machine, network } = around;
  const isNext = takeLowest({ ...pool, taken: { ...pool.taken } }, '') === ip;
  const stopped = containersOf(machine).find(({ state, networks }) => {
    const isAtRest = state.status === 'exited' || state.status === 'created';
    const settings = isAtRest ? own(networks, network.name) : undefined;
    const fixed = settings?.ipamConfig?.IPv4Address;
    return settings !== undefined && (fixed === undefined ? isNext : fixed === ip);
  });
  return (
    stopped && {
      kind: `address-${restOf(stopped)}`,
      values: { ip, target: stopped.name, network: network.name },
      remedies: [mend(onHost(machine, `docker start ${quoted(stopped.name)}`))],
    }
  );
}

/** A packet met a device or a bridge that does not run. */
export function diagnoseDevice({ world }: Story, { namespace, device }: IpHop): Finding | undefined {
  const owner = ownerOf(world, namespace);
  const link = owner?.namespace.links[device?.index ?? 0];
  const fault = owner && link && faultAt(world, { owner, link });
  return fault && linkDown(world, fault);
}

/** The device that is down, of those that a link needs: itself, its other end, its bridge. */
export function faultAt(world: World, at: At): At | undefined {
  const { owner, link } = at;
  if (!link.up) return at;
  const master = masterOf(owner.namespace, link);
  if (master && !master.up) return { owner, link: master };
  if (link.kind !== 'veth') return undefined;
  const other = ownerOf(world, link.peer.namespace);
  const peer = other?.namespace.links[link.peer.index];
  if (!other || !peer) return undefined;
  if (!peer.up) return { owner: other, link: peer };
  const bridge = masterOf(other.namespace, peer);
  return bridge && !bridge.up ? { owner: other, link: bridge } : undefined;
}

export function linkDown(world: World, { owner, link }: At): Finding {
  const up = administer(owner, `ip link set ${link.name} up`);
  return {
    kind: 'link-down',
    values: { place: owner.name, device: link.name },
    remedies: [mend(up, ...lostWithIt(world, owner, link))],
  };
}

/** With a device that goes down its routes go, but only the connected ones come back with it. */
function lostWithIt(world: World, owner: Owner, link: Link): readonly Command[] {
  const { machine, container, namespace } = owner;
  if (namespace.routes.some(({ destination }) => destination.length === 0)) return [];
  if (container) {
    const attached = attachmentsOf(machine, container).find(({ endpoint }) => endpoint.interface === link.name);
    const via = attached?.network.internal ? undefined : attached?.endpoint.gateway4;
    return via === undefined ? [] : [administer(owner, `ip route add default via ${via}`)];
  }
  const via = link.kind === 'veth' ? gatewayOf(world, owner) : undefined;
  return via === undefined ? [] : [administer(owner, `ip route add default via ${via}`)];
}

/** The way out that a place should have: its network's gateway, or the router on its wire. */
export function gatewayOf(world: World, { machine, container, namespace }: Owner): Ip | undefined {
  if (container)
    return attachmentsOf(machine, container).find(({ network, endpoint }) => !network.internal && endpoint.gateway4)
      ?.endpoint.gateway4;
  const routers = Object.values(world.machines).filter(({ kind, name }) => kind === 'router' && name !== machine.name);
  const offered = routers.flatMap((router) =>
    Object.values(world.kernel.namespaces[router.namespace]?.links ?? {}).flatMap(({ addresses }) => addresses),
  );
  const own = Object.values(namespace.links).flatMap(({ addresses }) => addresses);
  return offered.find(({ address }) =>
    own.some((mine) => mine.prefixLength < 32 && !address.startsWith('127.') && contains(addressPrefix(mine), address)),
  )?.address;
}

/** An address that Docker gave to a bridge or a container, and somebody took away. */
export function missingAddress(world: World, ip: Ip): Finding | undefined {
  if (holderOf(world, ip)) return undefined;
  const around = networkAround(world, ip);
  const pool = around && poolOf(around.network, ip.includes(':') ? 6 : 4);
  if (around && pool?.gateway === ip && around.network.bridge !== undefined) {
    const { machine, network } = around;
    const add = onHost(machine, `ip addr add ${ip}/${pool.subnet.length} dev ${network.bridge}`);
    return {
      kind: 'address-missing',
      values: { place: machine.name, ip, device: network.bridge ?? '', network: network.name },
      remedies: [mend(add)],
    };
  }
  const owned = endpointWith(world, ip);
  const owner = owned && ownerOf(world, owned.container.sandbox?.namespace ?? '');
  if (!owner || owned.endpoint.ipv4 === undefined) return undefined;
  const { endpoint } = owned;
  const link = Object.values(owner.namespace.links).find(({ name }) => name === endpoint.interface);
  const add = administer(owner, `ip addr add ${ip}/${endpoint.ipv4Length ?? 32} dev ${endpoint.interface}`);
  return {
    kind: 'address-missing',
    values: { place: owner.name, ip, device: endpoint.interface, network: '' },
    remedies: [mend(add, ...(link ? lostWithIt(world, owner, link) : []))],
  };
}

/** The default route leads to an address that is not the network's gateway. */
function wrongGateway(owner: Owner, { ip }: Neighbour, destination: Ip): Finding | undefined {
  const { machine, container, namespace } = owner;
  const route = namespace.routes.find((each) => each.via === ip && contains(each.destination, destination));
  const gateway =
    container &&
    attachmentsOf(machine, container).find(({ endpoint }) => endpoint.gateway4 !== undefined)?.endpoint.gateway4;
  if (!route || gateway === undefined || gateway === ip) return undefined;
  const prefix = route.destination.length === 0 ? 'default' : formatPrefix(route.destination);
  return {
    kind: 'wrong-gateway',
    values: { place: owner.name, ip, gateway, route: prefix },
    remedies: [mend(administer(owner, `ip route replace ${prefix} via ${gateway}`))],
  };
}

import type { Ip } from '../ip/address.ts';
import { formatPrefix } from '../ip/address.ts';
import { poolOf } from '../engine/network/network.ts';
import type { Link } from '../kernel/link/link.ts';
import type { World } from '../world/world.ts';
import { mend, type Finding } from './diagnosis.ts';
import { networkAround, onHost, ownerOf, type Owner } from './lookup.ts';

/** Links that stand on another: macvlan, ipvlan, VLAN sub-interfaces. */
type Upper = Extract<Link, { kind: 'macvlan' | 'ipvlan' | 'vlan' }>;

interface At {
  readonly owner: Owner;
  readonly link: Link;
}

const isUpper = (link: Link | undefined): link is Upper =>
  link !== undefined && ['macvlan', 'ipvlan', 'vlan'].includes(link.kind);

/** The link that another stands on. */
function lowerOf(world: World, link: Upper): At | undefined {
  const owner = ownerOf(world, link.lower.namespace);
  const lower = owner?.namespace.links[link.lower.index];
  return owner && lower && { owner, link: lower };
}

/** Frames of a VLAN reach devices of that VLAN only, and none of them has the address. */
export function otherVlan(world: World, { owner, link }: At, ip: Ip): Finding | undefined {
  const tagged = vlanBelow(world, { owner, link });
  if (tagged?.link.kind !== 'vlan') return undefined;
  const parent = lowerOf(world, tagged.link);
  const { id } = tagged.link;
  return {
    kind: 'other-vlan',
    values: { place: owner.name, ip, id, host: tagged.owner.name, device: parent?.link.name ?? tagged.link.name },
    remedies: gatewayRemedies(world, ip, id),
  };
}

/** The VLAN sub-interface that a link is, or stands on. */
function vlanBelow(world: World, at: At): At | undefined {
  if (at.link.kind === 'vlan') return at;
  const lower = isUpper(at.link) ? lowerOf(world, at.link) : undefined;
  return lower && vlanBelow(world, lower);
}

/** Brings the router onto the VLAN with the address that the network names as its gateway. */
function gatewayRemedies(world: World, ip: Ip, id: number): Finding['remedies'] {
  const network = networkAround(world, ip)?.network;
  const pool = network && poolOf(network, 4);
  const router = Object.values(world.machines).find(({ kind }) => kind === 'router');
  const links = Object.values(world.kernel.namespaces[router?.namespace ?? '']?.links ?? {});
  const wire = links.find(({ kind }) => kind === 'bridge');
  if (!router || !wire || pool?.gateway !== ip) return [];
  const name = `${wire.name}.${id}`;
  if (links.some((link) => link.name === name)) return [];
  const lines = [
    `ip link add link ${wire.name} name ${name} type vlan id ${id}`,
    `ip addr add ${formatPrefix({ address: ip, length: pool.subnet.length })} dev ${name}`,
    `ip link set ${name} up`,
  ];
  return [mend(...lines.map((line) => onHost(router, line)))];
}

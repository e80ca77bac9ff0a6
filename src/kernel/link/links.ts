import { ZERO_MAC, type Mac } from '../../ip/address.ts';
import { removeAddresses } from './addresses.ts';
import { KernelError } from '../errno.ts';
import { forgetLearned } from './forwarding.ts';
import type { Kernel } from '../kernel.ts';
import type { Bridge, Link, LinkRef } from './link.ts';
import { isTaken, withCarrier, setDown } from './link-up.ts';
import { linkAt, linkByName } from './lookup.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import { namespaceOf } from '../kernel.ts';
import { flushNeighbours } from '../neighbour/neighbours.ts';
import { checkName, newLink, takeIndex } from './new-link.ts';
import { namePeer } from './peers.ts';
import { removeRoutesOf } from '../route/table.ts';
import { forgetSettings, renameSettings } from '../sysctl/sysctl.ts';
import { leaveUnderlay, moveTunnel } from './vxlan.ts';
import { checkUpperMtu, followLower, isLowerOf, leaveLower, moveEnds } from './upper.ts';

export { addAddress, deleteAddress } from './addresses.ts';
export { linkState } from './carrier.ts';
export { setDown, setUp } from './link-up.ts';
export { linkByName } from './lookup.ts';
export { addVxlan, setRemote } from './vxlan.ts';
export { addDummy, addIpvlan, addMacvlan, addVlan } from './upper.ts';

/** One end of a new veth pair. */
export interface VethEnd {
  readonly namespace: NamespaceId;
  readonly name: string;
  readonly mac: Mac;
  /** As `qlen`; 1000 as `ip link add` gives, 0 as libnetwork does. */
  readonly queueLength?: number;
  readonly mtu?: number;
}

/**
 * Adds a veth pair, both ends down. As in Linux the other end is registered first. Returns where `end` is.
 * Throws EEXIST for a name in use, ERANGE or EINVAL for no name.
 */
export function addVeth(kernel: Kernel, end: VethEnd, other: VethEnd): LinkRef {
  const here = namespaceOf(kernel, end.namespace);
  const there = namespaceOf(kernel, other.namespace);
  checkName(there, other.name);
  checkName(here, end.name);
  if (here === there && end.name === other.name) throw new KernelError('EEXIST');
  const otherRef = { namespace: other.namespace, index: takeIndex(there) };
  const endRef = { namespace: end.namespace, index: takeIndex(here) };
  placeEnd(there, other, otherRef.index, endRef);
  placeEnd(here, end, endRef.index, otherRef);
  acquaint(kernel, end.namespace, other.namespace);
  return endRef;
}

function placeEnd(namespace: Namespace, end: VethEnd, index: number, peer: LinkRef): void {
  namespace.names[end.name] = index;
  namespace.links[index] = {
    kind: 'veth',
    ...newLink(index, end.name, end.mac, end.mtu ?? 1500, end.queueLength ?? 1000),
    peer,
    hairpin: false,
  };
}

/** Each namespace gives the other an id. */
function acquaint(kernel: Kernel, one: NamespaceId, two: NamespaceId): void {
  if (one === two) return;
  namePeer(namespaceOf(kernel, one), two);
  namePeer(namespaceOf(kernel, two), one);
}

/** A new bridge. A MAC address that was not set by the user (`macSet: false`) follows the lowest of its ports. */
export interface NewBridge {
  readonly name: string;
  readonly mac?: Mac;
  /** True by default where a MAC address is given. */
  readonly macSet?: boolean;
  readonly mtu?: number;
  readonly queueLength?: number;
}

/** Adds a bridge without ports, down. Throws as `addVeth` does. */
export function addBridge(kernel: Kernel, namespaceId: NamespaceId, options: NewBridge): LinkRef {
  const namespace = namespaceOf(kernel, namespaceId);
  checkName(namespace, options.name);
  const index = takeIndex(namespace);
  namespace.names[options.name] = index;
  namespace.links[index] = {
    kind: 'bridge',
    ...newLink(index, options.name, options.mac ?? ZERO_MAC, options.mtu ?? 1500, options.queueLength ?? 1000),
    forwarding: {},
    macSet: options.macSet ?? options.mac !== undefined,
    mtuSet: options.mtu !== undefined,
    ports: [],
  };
  return { namespace: namespaceId, index };
}

/**
 * Deletes a link and all that hangs on it: what stands on it goes too, a veth takes its peer along, a bridge lets its ports go.
 * Throws EOPNOTSUPP for lo.
 */
export function deleteLink(kernel: Kernel, ref: LinkRef): void {
  const link = linkAt(kernel, ref);
  if (link.kind === 'loopback') throw new KernelError('EOPNOTSUPP');
  if (link.kind === 'bridge')
    for (const port of [...link.ports]) setMaster(kernel, { namespace: ref.namespace, index: port }, undefined);
  const peer = link.kind === 'veth' ? { ...link.peer } : undefined;
  for (const end of peer ? [ref, peer] : [ref])
    for (const upper of [...(linkAt(kernel, end).uppers ?? [])]) deleteLink(kernel, { ...upper });
  // The peer goes down with it, which its namespace and bridge notice.
  for (const end of peer ? [ref, peer] : [ref]) setDown(kernel, end);
  for (const end of peer ? [ref, peer] : [ref]) unregister(kernel, end);
}

function unregister(kernel: Kernel, ref: LinkRef): void {
  const namespace = namespaceOf(kernel, ref.namespace);
  const link = linkAt(kernel, ref);
  if (link.master !== undefined) setMaster(kernel, ref, undefined);
  leaveLower(kernel, ref);
  if (link.kind === 'vxlan') leaveUnderlay(kernel, link);
  detach(namespace, link);
  forgetSettings(namespace, link.name);
}

/** Takes a link out of its namespace, with its routes, addresses and neighbours. */
function detach(namespace: Namespace, link: Link): void {
  removeAddresses(namespace, link, 4);
  removeAddresses(namespace, link, 6);
  removeRoutesOf(namespace, link.index);
  flushNeighbours(namespace, link.index, false);
  delete namespace.links[link.index];
  delete namespace.names[link.name];
}

/** Throws as `addVeth` does. */
export function renameLink(kernel: Kernel, ref: LinkRef, name: string): void {
  const namespace = namespaceOf(kernel, ref.namespace);
  const link = linkAt(kernel, ref);
  if (link.name === name) return;
  checkName(namespace, name);
  renameSettings(namespace, link.name, name);
  delete namespace.names[link.name];
  namespace.names[name] = link.index;
  link.name = name;
}

export function setMac(kernel: Kernel, ref: LinkRef, mac: Mac): void {
  const link = linkAt(kernel, ref);
  if (link.kind === 'loopback' || link.kind === 'ipvlan') throw new KernelError('EOPNOTSUPP');
  // A macvlan in passthru mode is its lower link's station (linux: macvlan_set_mac_address).
  if (link.kind === 'macvlan' && link.mode === 'passthru') return setMac(kernel, link.lower, mac);
  if (link.kind === 'macvlan' && isTaken(kernel, link, mac)) throw new KernelError('EADDRINUSE');
  link.mac = mac;
  if (link.kind === 'bridge') link.macSet = true;
  else followPorts(kernel, ref);
  followLower(kernel, link);
}

/** Throws EINVAL below 68 octets. */
export function setMtu(kernel: Kernel, ref: LinkRef, mtu: number): void {
  const link = linkAt(kernel, ref);
  if (link.kind !== 'loopback' && mtu < 68) throw new KernelError('EINVAL', 'mtu less than device minimum.');
  if (mtu > 65535 && link.kind !== 'loopback') throw new KernelError('EINVAL', 'mtu greater than device maximum.');
  checkUpperMtu(kernel, link, mtu);
  link.mtu = mtu;
  if (link.kind === 'bridge') link.mtuSet = true;
  else followPorts(kernel, ref);
  followLower(kernel, link);
}

/** Makes a link a port of a bridge of its namespace, or of none. Throws EINVAL, ELOOP or ENODEV as the bridge module does. */
export function setMaster(kernel: Kernel, ref: LinkRef, bridgeIndex: number | undefined, clock?: number): void {
  const link = linkAt(kernel, ref);
  if (link.master === bridgeIndex) return;
  if (bridgeIndex !== undefined) checkPort(kernel, ref, link, bridgeIndex);
  if (link.master !== undefined) leave(kernel, ref, link);
  if (bridgeIndex === undefined) return;
  const bridgeRef = { namespace: ref.namespace, index: bridgeIndex };
  withCarrier(kernel, bridgeRef, clock, () => {
    link.master = bridgeIndex;
    link.portNumber = freePortNumber(kernel, bridgeRef);
    const bridge = bridgeAt(kernel, bridgeRef);
    bridge.ports.push(link.index);
    bridge.hadPorts = true;
    followPorts(kernel, ref);
  });
}

function checkPort(kernel: Kernel, ref: LinkRef, link: Link, bridgeIndex: number): void {
  const bridge = linkAt(kernel, { namespace: ref.namespace, index: bridgeIndex });
  if (bridge.kind !== 'bridge') throw new KernelError('EOPNOTSUPP', 'Device does not allow enslaving');
  if (link.kind === 'loopback') throw new KernelError('EINVAL');
  if (link.kind === 'bridge') throw new KernelError('ELOOP', 'Can not enslave a bridge to a bridge');
  if (isLowerOf(kernel, link, 'macvlan') || isLowerOf(kernel, link, 'ipvlan')) throw new KernelError('EBUSY');
}

function leave(kernel: Kernel, ref: LinkRef, link: Link): void {
  const bridgeRef = { namespace: ref.namespace, index: link.master ?? 0 };
  const bridge = bridgeAt(kernel, bridgeRef);
  withCarrier(kernel, bridgeRef, undefined, () => {
    bridge.ports = bridge.ports.filter((port) => port !== link.index);
    forgetLearned(bridge, link.index);
    delete link.master;
    delete link.portNumber;
    adopt(kernel, ref.namespace, bridge);
  });
}

/** The lowest number that no port of a bridge has (linux: find_portno). */
function freePortNumber(kernel: Kernel, bridgeRef: LinkRef): number {
  const { links } = namespaceOf(kernel, bridgeRef.namespace);
  const taken = new Set(bridgeAt(kernel, bridgeRef).ports.map((index) => links[index]?.portNumber));
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}

function bridgeAt(kernel: Kernel, ref: LinkRef): Bridge {
  const bridge = linkAt(kernel, ref);
  if (bridge.kind !== 'bridge') throw new KernelError('EOPNOTSUPP');
  return bridge;
}

function followPorts(kernel: Kernel, port: LinkRef): void {
  const { master } = linkAt(kernel, port);
  if (master !== undefined)
    adopt(kernel, port.namespace, bridgeAt(kernel, { namespace: port.namespace, index: master }));
}

/** A bridge takes its lowest port's MAC address and MTU, unless they were set (linux: br_stp_recalculate_bridge_id, br_mtu_auto_adjust). */
function adopt(kernel: Kernel, namespaceId: NamespaceId, bridge: Bridge): void {
  if (bridge.macSet && bridge.mtuSet) return;
  const { links } = namespaceOf(kernel, namespaceId);
  const ports = bridge.ports.flatMap((index) => links[index] ?? []);
  if (!bridge.macSet)
    bridge.mac =
      ports.reduce((lowest, port) => (lowest === '' || port.mac < lowest ? port.mac : lowest), '') || ZERO_MAC;
  if (!bridge.mtuSet) bridge.mtu = ports.length === 0 ? 1500 : Math.min(...ports.map((port) => port.mtu));
}

/** Sets `hairpin_mode` of a bridge port. */
export function setHairpin(kernel: Kernel, ref: LinkRef, on: boolean): void {
  const link = linkAt(kernel, ref);
  if (link.kind !== 'veth') throw new KernelError('EOPNOTSUPP');
  link.hairpin = on;
}

/**
 * Moves a link to another namespace: it arrives down and without addresses, with its own index if that is free there. Returns its new place.
 * Throws EINVAL for links that are bound to their namespace, EEXIST where the name is taken.
 */
export function moveLink(kernel: Kernel, ref: LinkRef, namespaceId: NamespaceId): LinkRef {
  if (ref.namespace === namespaceId) return ref;
  const link = linkAt(kernel, ref);
  const target = namespaceOf(kernel, namespaceId);
  if (link.kind === 'loopback' || link.kind === 'bridge')
    throw new KernelError('EINVAL', 'The interface netns is immutable');
  if (linkByName(target, link.name)) throw new KernelError('EEXIST');
  setDown(kernel, ref);
  if (link.master !== undefined) setMaster(kernel, ref, undefined);
  const source = namespaceOf(kernel, ref.namespace);
  // Its old namespace is told where it went (linux: __dev_change_net_namespace).
  namePeer(source, namespaceId);
  detach(source, link);
  forgetSettings(source, link.name);
  const index = target.links[link.index] ? takeIndex(target) : link.index;
  target.nextIndex = Math.max(target.nextIndex, index + 1);
  link.index = index;
  target.links[index] = link;
  target.names[link.name] = index;
  const moved = { namespace: namespaceId, index };
  moveEnds(kernel, link, ref, moved);
  if (link.kind === 'vxlan') moveTunnel(kernel, link, moved);
  return moved;
}

import { ZERO_MAC, type Mac } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import { namespaceOf, type Kernel } from '../kernel.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import { flushNeighbours } from '../neighbour/neighbours.ts';
import { removeNextHopsBy } from '../route/nexthop.ts';
import { removeRoutesOf } from '../route/table.ts';
import { forgetSettings, renameSettings } from '../sysctl/sysctl.ts';
import { removeAddresses } from './addresses.ts';
import { followPorts, setMaster } from './bridge.ts';
import { isTaken, setDown } from './link-up.ts';
import type { Link, LinkRef } from './link.ts';
import { linkAt, linkByName } from './lookup.ts';
import { checkName, claimIndex, takeIndex } from './new-link.ts';
import { namePeer } from './peers.ts';
import { checkUpperMtu, followLower, leaveLower, moveEnds } from './upper.ts';
import { leaveUnderlay, moveTunnel } from './vxlan.ts';
import { put } from '../own.ts';

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
  removeNextHopsBy(namespace, link.index);
  flushNeighbours(namespace, link.index, false);
  delete namespace.links[link.index];
  for (const name of [link.name, ...(link.altNames ?? [])]) delete namespace.names[name];
}

/** Throws as `addVeth` does. */
export function renameLink(kernel: Kernel, ref: LinkRef, name: string): void {
  const namespace = namespaceOf(kernel, ref.namespace);
  const link = linkAt(kernel, ref);
  if (link.name === name) return;
  checkName(namespace, name);
  renameSettings(namespace, link.name, name);
  delete namespace.names[link.name];
  put(namespace, 'names', name, link.index);
  link.name = name;
}

/** Whether an address can be a device's own: that of one station (linux: is_valid_ether_addr). */
export const isStation = (mac: Mac): boolean => (parseInt(mac.slice(0, 2), 16) & 1) === 0 && mac !== ZERO_MAC;

/** Gives a link another MAC address. Throws EADDRNOTAVAIL for that of a group or none, EADDRINUSE, EOPNOTSUPP. */
export function setMac(kernel: Kernel, ref: LinkRef, mac: Mac): void {
  const link = linkAt(kernel, ref);
  if (link.kind === 'loopback' || link.kind === 'ipvlan') throw new KernelError('EOPNOTSUPP');
  // A macvlan in passthru mode is its lower link's station (linux: macvlan_set_mac_address).
  if (link.kind === 'macvlan' && link.mode === 'passthru') return setMac(kernel, link.lower, mac);
  if (!isStation(mac)) throw new KernelError('EADDRNOTAVAIL');
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
  if ([link.name, ...(link.altNames ?? [])].some((name) => linkByName(target, name)))
    throw new KernelError('EEXIST', 'An interface with the same name exists in the target netns');
  setDown(kernel, ref);
  if (link.master !== undefined) setMaster(kernel, ref, undefined);
  const source = namespaceOf(kernel, ref.namespace);
  // Its old namespace is told where it went (linux: __dev_change_net_namespace).
  namePeer(source, namespaceId);
  detach(source, link);
  forgetSettings(source, link.name);
  const index = target.links[link.index] ? takeIndex(target) : claimIndex(target, link.index);
  link.index = index;
  target.links[index] = link;
  for (const name of [link.name, ...(link.altNames ?? [])]) put(target, 'names', name, index);
  const moved = { namespace: namespaceId, index };
  moveEnds(kernel, link, ref, moved);
  if (link.kind === 'vxlan') moveTunnel(kernel, link, moved);
  return moved;
}

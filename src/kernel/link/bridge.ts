import { ZERO_MAC, type Mac } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import { namespaceOf, type Kernel } from '../kernel.ts';
import type { NamespaceId } from '../namespace.ts';
import { forgetLearned } from './forwarding.ts';
import { withCarrier } from './link-up.ts';
import type { Bridge, Link, LinkRef } from './link.ts';
import { linkAt } from './lookup.ts';
import { checkName, claimIndex, newLink, takeIndex } from './new-link.ts';
import { isLowerOf } from './upper.ts';
import { put } from '../own.ts';

/** A new bridge. A MAC address that was not set by the user (`macSet: false`) follows the lowest of its ports. */
export interface NewBridge {
  readonly name: string;
  readonly mac?: Mac;
  /** True by default where a MAC address is given. */
  readonly macSet?: boolean;
  readonly mtu?: number;
  readonly queueLength?: number;
  /** The index that it is to have. */
  readonly index?: number | undefined;
}

/** Adds a bridge without ports, down. Throws as `addVeth` does. */
export function addBridge(kernel: Kernel, namespaceId: NamespaceId, options: NewBridge): LinkRef {
  const namespace = namespaceOf(kernel, namespaceId);
  checkName(namespace, options.name);
  const index = options.index === undefined ? takeIndex(namespace) : claimIndex(namespace, options.index);
  put(namespace, 'names', options.name, index);
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

/** A bridge follows its port: see `adopt`. */
export function followPorts(kernel: Kernel, port: LinkRef): void {
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

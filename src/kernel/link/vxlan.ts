import { ZERO_MAC, type Ip, type Mac } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import type { Kernel } from '../kernel.ts';
import type { LinkRef, TunnelSettings, Vxlan } from './link.ts';
import { linkAt } from './lookup.ts';
import type { NamespaceId } from '../namespace.ts';
import { namespaceOf } from '../kernel.ts';
import { checkName, newLink, takeIndex } from './new-link.ts';
import { namePeer } from './peers.ts';
import { bind } from '../socket/sockets.ts';
import { put } from '../own.ts';

/** A new VXLAN link. */
export interface NewVxlan {
  readonly namespace: NamespaceId;
  readonly name: string;
  readonly mac: Mac;
  readonly vni: number;
  readonly port: number;
  readonly mtu?: number;
  readonly queueLength?: number;
  readonly proxy?: boolean;
  readonly misses?: boolean;
  readonly learns?: boolean;
  readonly hand?: TunnelSettings;
}

/** The kernel's own socket belongs to no process. */
const NOBODY = 0;

/** Adds a VXLAN link, down. Throws EEXIST for a VNI in use. */
export function addVxlan(kernel: Kernel, added: NewVxlan): LinkRef {
  const { namespace: id, name, mac, vni, port, mtu = 1500, queueLength = 1000, proxy = false, misses = false } = added;
  const { learns = false, hand } = added;
  const namespace = namespaceOf(kernel, id);
  checkName(namespace, name);
  const vxlans = (namespace.vxlans ??= {});
  if (vxlans[vni]) throw new KernelError('EEXIST', 'A VXLAN device with the specified VNI already exists');
  const index = takeIndex(namespace);
  const ref = { namespace: id, index };
  put(namespace, 'names', name, index);
  const own = { kind: 'vxlan' as const, vni, port, underlay: id, proxy, misses, remotes: {} };
  const byHand = { ...(learns && { learns: true as const }), ...(hand && { hand }) };
  namespace.links[index] = { ...newLink(index, name, mac, mtu, queueLength), ...own, ...byHand };
  vxlans[vni] = ref;
  if (hand?.remote !== undefined) flood(kernel, ref, hand.remote);
  return ref;
}

/** Tells a VXLAN link behind which other end a MAC address is; undefined takes the entry back. */
export function setRemote(kernel: Kernel, ref: LinkRef, mac: Mac, remote: Ip | undefined): void {
  const link = tunnelAt(kernel, ref);
  if (remote === undefined) delete link.remotes[mac];
  else link.remotes[mac] = remote;
}

/** Adds an end that hears what has no entry of its own. Throws EEXIST where it is one. */
export function flood(kernel: Kernel, ref: LinkRef, remote: Ip): void {
  const link = tunnelAt(kernel, ref);
  const flooded = link.flooded ?? Object.values({ all: link.remotes[ZERO_MAC] }).flatMap((ip) => ip ?? []);
  if (flooded.includes(remote)) throw new KernelError('EEXIST');
  link.flooded = [...flooded, remote];
  link.remotes[ZERO_MAC] ??= remote;
}

/** Takes such an end away. Throws ENOENT. */
export function unflood(kernel: Kernel, ref: LinkRef, remote: Ip | undefined): void {
  const link = tunnelAt(kernel, ref);
  const flooded = link.flooded ?? [];
  const left = remote === undefined ? [] : flooded.filter((ip) => ip !== remote);
  if (left.length === flooded.length) throw new KernelError('ENOENT');
  link.flooded = left;
  const [first] = left;
  if (first === undefined) delete link.remotes[ZERO_MAC];
  else link.remotes[ZERO_MAC] = first;
}

function tunnelAt(kernel: Kernel, ref: LinkRef): Vxlan {
  const link = linkAt(kernel, ref);
  if (link.kind !== 'vxlan') throw new KernelError('EOPNOTSUPP');
  return link;
}

/** The kernel's UDP socket for the port of tunnels that are up (linux: vxlan_sock_add). */
export function openTunnel(kernel: Kernel, { underlay, port }: Vxlan): void {
  const namespace = namespaceOf(kernel, underlay);
  if (namespace.sockets.some((socket) => socket.pid === NOBODY && socket.port === port)) return;
  bind(namespace, { protocol: 'udp', address: '0.0.0.0', port, pid: NOBODY, backlog: 0, fd: 0 });
}

/** The socket goes with the last tunnel of its port that was up (linux: vxlan_sock_release). */
export function closeTunnel(kernel: Kernel, { underlay, port }: Vxlan): void {
  const namespace = kernel.namespaces[underlay];
  if (!namespace) return;
  const open = Object.values(namespace.vxlans ?? {}).some(({ namespace: id, index }) => {
    const other = kernel.namespaces[id]?.links[index];
    return other?.kind === 'vxlan' && other.up && other.port === port;
  });
  if (!open) namespace.sockets = namespace.sockets.filter((socket) => socket.pid !== NOBODY || socket.port !== port);
}

/** A VXLAN link goes: the namespace below forgets it. */
export function leaveUnderlay(kernel: Kernel, { underlay, vni }: Vxlan): void {
  const namespace = kernel.namespaces[underlay];
  if (!namespace?.vxlans) return;
  delete namespace.vxlans[vni];
  if (Object.keys(namespace.vxlans).length === 0) delete namespace.vxlans;
}

/** A VXLAN link is elsewhere now; the namespace below still carries its packets. */
export function moveTunnel(kernel: Kernel, { underlay, vni }: Vxlan, to: LinkRef): void {
  const namespace = kernel.namespaces[underlay];
  if (namespace?.vxlans) namespace.vxlans[vni] = { ...to };
  if (to.namespace !== underlay) namePeer(namespaceOf(kernel, to.namespace), underlay);
}

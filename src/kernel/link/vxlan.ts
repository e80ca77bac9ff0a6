import type { Ip, Mac } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import type { Kernel } from '../kernel.ts';
import type { LinkRef, Vxlan } from './link.ts';
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
}

/** The kernel's own socket belongs to no process. */
const NOBODY = 0;

/** Adds a VXLAN link, down, with the kernel's UDP socket for its port. Throws EEXIST for a VNI in use. */
export function addVxlan(kernel: Kernel, added: NewVxlan): LinkRef {
  const { namespace: id, name, mac, vni, port, mtu = 1500, queueLength = 1000, proxy = false, misses = false } = added;
  const namespace = namespaceOf(kernel, id);
  checkName(namespace, name);
  const vxlans = (namespace.vxlans ??= {});
  if (vxlans[vni]) throw new KernelError('EEXIST', 'A VXLAN device with the specified VNI already exists');
  const index = takeIndex(namespace);
  const ref = { namespace: id, index };
  put(namespace, 'names', name, index);
  const own = { kind: 'vxlan' as const, vni, port, underlay: id, proxy, misses, remotes: {} };
  namespace.links[index] = { ...newLink(index, name, mac, mtu, queueLength), ...own };
  vxlans[vni] = ref;
  bind(namespace, { protocol: 'udp', address: '0.0.0.0', port, pid: NOBODY, backlog: 0, fd: 0 });
  return ref;
}

/** Tells a VXLAN link behind which other end a MAC address is; undefined takes the entry back. */
export function setRemote(kernel: Kernel, ref: LinkRef, mac: Mac, remote: Ip | undefined): void {
  const link = linkAt(kernel, ref);
  if (link.kind !== 'vxlan') throw new KernelError('EOPNOTSUPP');
  if (remote === undefined) delete link.remotes[mac];
  else link.remotes[mac] = remote;
}

/** A VXLAN link goes: the namespace below forgets it, and closes the socket with the last of a port. */
export function leaveUnderlay(kernel: Kernel, { underlay, vni, port }: Vxlan): void {
  const namespace = kernel.namespaces[underlay];
  if (!namespace?.vxlans) return;
  delete namespace.vxlans[vni];
  if (Object.keys(namespace.vxlans).length > 0) return;
  delete namespace.vxlans;
  namespace.sockets = namespace.sockets.filter((socket) => socket.pid !== NOBODY || socket.port !== port);
}

/** A VXLAN link is elsewhere now; the namespace below still carries its packets. */
export function moveTunnel(kernel: Kernel, { underlay, vni }: Vxlan, to: LinkRef): void {
  const namespace = kernel.namespaces[underlay];
  if (namespace?.vxlans) namespace.vxlans[vni] = { ...to };
  if (to.namespace !== underlay) namePeer(namespaceOf(kernel, to.namespace), underlay);
}

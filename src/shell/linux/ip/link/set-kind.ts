import { KernelError } from '../../../../kernel/errno.ts';
import type { Kernel } from '../../../../kernel/kernel.ts';
import { setHairpin } from '../../../../kernel/link/bridge.ts';
import type { Bridge, Link, LinkRef, Vxlan } from '../../../../kernel/link/link.ts';
import type { KindOptions } from './create.ts';

/** What `ip link set … type KIND` changes of a link (linux: rtnl_changelink). Throws EOPNOTSUPP where it is of another kind. */
export function setKind(kernel: Kernel, ref: LinkRef, link: Link, type: string, options: KindOptions): void {
  if (type === 'bridge_slave') {
    if (link.master === undefined) throw new KernelError('EINVAL');
    if (options.hairpin !== undefined) setHairpin(kernel, ref, options.hairpin);
  } else if (link.kind !== type) throw new KernelError('EOPNOTSUPP');
  else if (link.kind === 'bridge') setBridge(link, options.bridge ?? {});
  else if (link.kind === 'vxlan') setVxlan(link, options);
}

/** Settings of a bridge that it only keeps; those that need VLANs this kernel does not filter are refused. */
export function setBridge(bridge: Bridge, settings: Readonly<Record<string, number>>): void {
  for (const [word, value] of Object.entries(settings)) {
    if (word === 'vlan_filtering' && value !== 0) throw new KernelError('EOPNOTSUPP');
    if (word === 'stp_state') {
      if (value !== 0) bridge.stp = true;
      else delete bridge.stp;
    } else (bridge.settings ??= {})[word] = value;
  }
}

function setVxlan(link: Vxlan, { vxlan: { vni, remote, local, port } = {} }: KindOptions): void {
  if (vni !== undefined && vni !== link.vni) throw new KernelError('EOPNOTSUPP', 'Cannot change VNI');
  if (port !== undefined && port !== link.port) throw new KernelError('EOPNOTSUPP', 'Cannot change port');
  const before = link.hand?.remote;
  if (remote !== undefined) {
    const others = (link.flooded ?? []).filter((ip) => ip !== before && ip !== remote);
    link.flooded = link.flooded?.includes(remote)
      ? link.flooded.filter((ip) => ip !== before || ip === remote)
      : [...others, remote];
  }
  link.hand = { ...link.hand, ...(remote !== undefined && { remote }), ...(local !== undefined && { local }) };
}

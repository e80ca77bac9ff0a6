import { isMulticast } from '../../../../ip/address.ts';
import type { Link, Vxlan } from '../../../../kernel/link/link.ts';
import type { Json } from '../../json-writer.ts';
import type { Context } from '../context.ts';

/** What macvlans share for broadcasts that wait (linux: MACVLAN_DEFAULT_BC_QUEUE_LEN). */
const QUEUE = 1000;

/** Bits of the header that the kernel does not read. */
const RESERVED = '0xf7ffffff000000ff';

/** What `ip -d link` says of a link's kind, but for bridges (iproute2: ip/iplink_macvlan.c, iplink_ipvlan.c, iplink_vlan.c). */
export function kindText(link: Link, names: (index: number) => string): string {
  switch (link.kind) {
    case 'veth':
      return 'veth ';
    case 'dummy':
      return 'dummy ';
    case 'macvlan':
      return `macvlan mode ${link.mode} bcqueuelen ${QUEUE} usedbcqueuelen ${QUEUE} `;
    case 'ipvlan':
      return ` ipvlan  mode ${link.mode} ${link.flag} `;
    case 'vlan':
      return `vlan protocol 802.1Q id ${link.id} <REORDER_HDR> `;
    case 'vxlan':
      return vxlanText(link, names);
    case 'loopback':
    case 'bridge':
      return '';
  }
}

function vxlanText(link: Vxlan, names: (index: number) => string): string {
  const { remote, local, device, ports = [0, 0], tos, ttl, ageing = 300, flags } = link.hand ?? {};
  const words = [
    `vxlan id ${link.vni}`,
    ...(remote === undefined ? [] : [`${isMulticast(remote) ? 'group' : 'remote'} ${remote}`]),
    ...(local === undefined ? [] : [`local ${local}`]),
    ...(device === undefined ? [] : [`dev ${names(device)}`]),
    `srcport ${ports.join(' ')} dstport ${link.port}`,
    ...(tos ? [`tos 0x${tos.toString(16)}`] : []),
    `ttl ${ttl ?? 'auto'} ageing ${ageing} reserved_bits ${RESERVED}`,
    ...(flags ? FLAGS.filter((flag) => flags.includes(flag)) : link.proxy ? ['proxy'] : []),
    ...(link.misses ? ['l2miss l3miss'] : []),
  ];
  return `${words.join(' ')} `;
}

const FLAGS = ['proxy', 'rsc', 'l2miss', 'l3miss'];

/** The same as JSON (`info_data`). */
export function kindJson(link: Link, names: (index: number) => string): Record<string, Json> | undefined {
  switch (link.kind) {
    case 'macvlan':
      return { mode: link.mode, bcqueuelen: QUEUE, usedbcqueuelen: QUEUE };
    case 'ipvlan':
      return { mode: link.mode, mode_flag: link.flag };
    case 'vlan':
      return { protocol: '802.1Q', id: link.id, flags: ['REORDER_HDR'] };
    case 'vxlan':
      return vxlanJson(link, names);
    default:
      return undefined;
  }
}

/** iproute2: ip/iplink_vxlan.c */
function vxlanJson(link: Vxlan, names: (index: number) => string): Record<string, Json> {
  const { remote, local, device, ports: [start, end] = [0, 0], tos, ttl, ageing = 300 } = link.hand ?? {};
  return {
    id: link.vni,
    ...(remote !== undefined && { [isMulticast(remote) ? 'group' : 'remote']: remote }),
    ...(local !== undefined && { local }),
    ...(device !== undefined && { link: names(device) }),
    port_range: { start, end },
    port: link.port,
    learning: link.hand === undefined || link.learns === true,
    ...(tos !== undefined && { tos }),
    ...(ttl !== undefined && { ttl }),
    ageing,
    reserved_bits: RESERVED,
    ...(link.proxy && { proxy: true }),
    ...(link.misses && { l2miss: true, l3miss: true }),
  };
}

/** The least and the most that a link's MTU may be. */
export function mtusOf({ kind }: Link): readonly [number, number] {
  if (kind === 'loopback' || kind === 'dummy') return [0, 0];
  return kind === 'vlan' ? [0, 65535] : [68, 65535];
}

/** Whether a link stays in its namespace (NETIF_F_NETNS_LOCAL). */
export const isImmutable = ({ kind }: Link): boolean => kind === 'loopback' || kind === 'bridge';

/** How often a link was asked to hear all: as a bridge's port, and for other stations on it whose addresses it cannot filter. */
export function promiscuity({ call }: Context, link: Link): number {
  const { kernel } = call.world();
  const stations = (link.uppers ?? []).some(({ namespace, index }) => {
    const upper = kernel.namespaces[namespace]?.links[index];
    return upper?.up === true && (upper.kind !== 'vlan' || upper.mac !== link.mac);
  });
  return (link.master === undefined ? 0 : 1) + (stations ? 1 : 0) + (link.promiscuous ? 1 : 0);
}

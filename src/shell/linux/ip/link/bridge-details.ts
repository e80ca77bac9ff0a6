import { portState } from '../../../../kernel/link/carrier.ts';
import { isFresh } from '../../../../kernel/link/forwarding.ts';
import type { Bridge, Link } from '../../../../kernel/link/link.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import { sysctl } from '../../../../kernel/sysctl/sysctl.ts';
import type { Json } from '../../json-writer.ts';
import { clockOf, type Context } from '../context.ts';

const dotted = (bridge: Bridge): string => `8000.${bridge.mac}`;

/** A setting of a bridge: ip's word for it, its value, and its name in JSON where that is another. */
type Setting = readonly [word: string, value: string | number, key?: string];

const TIMER = '   0.00';

/** What a bridge has, where nobody set it otherwise, in the order of iproute2's iplink_bridge.c. */
function bridgeSettings(context: Context, namespace: Namespace, bridge: Bridge): readonly Setting[] {
  const learned = Object.values(bridge.forwarding).filter((entry) => isFresh(entry, clockOf(context))).length;
  const calls = (name: string): number => Number(sysctl(namespace, `net.bridge.bridge-nf-call-${name}`) ?? 0);
  const settings: readonly Setting[] = [
    ['forward_delay', 1500],
    ['hello_time', 200],
    ['max_age', 2000],
    ['ageing_time', 30000],
    ['stp_state', bridge.stp ? 1 : 0],
    ['priority', 32768],
    ['vlan_filtering', 0],
    ['bridge_id', dotted(bridge)],
    ['designated_root', dotted(bridge), 'root_id'],
    ['root_port', 0],
    ['root_path_cost', 0],
    ['topology_change', 0],
    ['topology_change_detected', 0],
    ['hello_timer', TIMER],
    ['tcn_timer', TIMER],
    ['topology_change_timer', TIMER],
    ['gc_timer', TIMER],
    ['fdb_n_learned', learned],
    ['fdb_max_learned', 0],
    ['group_fwd_mask', '0'],
    ['group_address', '01:80:c2:00:00:00', 'group_addr'],
    ['mcast_snooping', 1],
    ['no_linklocal_learn', 0],
    ['mcast_vlan_snooping', 0],
    ['mst_enabled', 0],
    ['mdb_offload_fail_notification', 0],
    ['fdb_local_vlan_0', 0],
    ['mcast_router', 1],
    ['mcast_query_use_ifaddr', 0],
    ['mcast_querier', 0],
    ['mcast_hash_elasticity', 16],
    ['mcast_hash_max', 4096],
    ['mcast_last_member_count', 2, 'mcast_last_member_cnt'],
    ['mcast_startup_query_count', 2, 'mcast_startup_query_cnt'],
    ['mcast_last_member_interval', 100, 'mcast_last_member_intvl'],
    ['mcast_membership_interval', 26000, 'mcast_membership_intvl'],
    ['mcast_querier_interval', 25500, 'mcast_querier_intvl'],
    ['mcast_query_interval', 12500, 'mcast_query_intvl'],
    ['mcast_query_response_interval', 1000, 'mcast_query_response_intvl'],
    ['mcast_startup_query_interval', 3124, 'mcast_startup_query_intvl'],
    ['mcast_stats_enabled', 0],
    ['mcast_igmp_version', 2],
    ['mcast_mld_version', 1],
    ['nf_call_iptables', calls('iptables')],
    ['nf_call_ip6tables', calls('ip6tables')],
    ['nf_call_arptables', calls('arptables')],
  ];
  const { settings: own = {} } = bridge;
  return settings.map(([word, value, key]) => {
    const shown = own[word] ?? value;
    return key === undefined ? [word, shown] : [word, shown, key];
  });
}

/** Its settings as `ip -d link` tells them. */
export const bridgeText = (context: Context, namespace: Namespace, bridge: Bridge): string =>
  bridgeSettings(context, namespace, bridge)
    .map(([word, value]) => `${word} ${value} `)
    .join('');

export const bridgeJson = (context: Context, namespace: Namespace, bridge: Bridge): Json =>
  Object.fromEntries(
    bridgeSettings(context, namespace, bridge).map(([word, value, key]) => [
      key ?? word,
      value === TIMER ? { raw: '0.00' } : value,
    ]),
  );

const onOff = (value: boolean): string => (value ? 'on' : 'off');

/** What a bridge has set for one of its ports. */
export function slaveText(context: Context, namespace: Namespace, link: Link, bridge: Bridge): string {
  const number = link.portNumber ?? 0;
  const id = 0x8000 + number;
  const hairpin = link.kind === 'veth' && link.hairpin;
  return (
    `state ${portState(context.call.world().kernel, namespace, link)} priority 32 cost 2 hairpin ${onOff(hairpin)} ` +
    `guard off root_block off fastleave off learning on flood on port_id 0x${id.toString(16)} port_no 0x${number.toString(16)} ` +
    `designated_port ${id} designated_cost 0 designated_bridge ${dotted(bridge)} designated_root ${dotted(bridge)} ` +
    `hold_timer    0.00 message_age_timer    0.00 forward_delay_timer    0.00 topology_change_ack 0 config_pending 0 ` +
    `proxy_arp off proxy_arp_wifi off mcast_router 1 mcast_fast_leave off mcast_flood on bcast_flood on ` +
    `mcast_to_unicast off neigh_suppress off neigh_vlan_suppress off group_fwd_mask 0 group_fwd_mask_str 0x0 ` +
    `vlan_tunnel off isolated off locked off mab off `
  );
}

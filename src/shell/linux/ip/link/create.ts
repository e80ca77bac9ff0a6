import type { Mac } from '../../../../ip/address.ts';
import { KernelError } from '../../../../kernel/errno.ts';
import type { Kernel } from '../../../../kernel/kernel.ts';
import type { IpvlanFlag, IpvlanMode, LinkRef, MacvlanMode } from '../../../../kernel/link/link.ts';
import { addBridge } from '../../../../kernel/link/bridge.ts';
import { deleteLink } from '../../../../kernel/link/links.ts';
import { linkAt } from '../../../../kernel/link/lookup.ts';
import { parseNumber } from '../../../../kernel/netfilter/rule/numbers.ts';
import { setBridge } from './set-kind.ts';
import { addDummy, addIpvlan, addMacvlan, addVlan } from '../../../../kernel/link/upper.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { usage, wrong, type Context, type Words } from '../context.ts';
import { KIND_HELP } from './kind-help.table.ts';
import { createVxlan, readVxlanWord, type VxlanWords } from './vxlan.ts';
import { own } from '../../../../kernel/own.ts';

/** What follows `type KIND` for a link that is no veth. */
export interface KindOptions {
  mode?: string;
  flag?: IpvlanFlag;
  vlan?: number;
  vxlan?: VxlanWords;
  bridge?: Record<string, number>;
  hairpin?: boolean;
}

const MACVLAN_MODES = ['private', 'vepa', 'bridge', 'passthru', 'source'];

/** Reads what follows `type KIND`, as iproute2's ip/iplink_KIND.c does. */
export function readKind(context: Context, type: string, words: Words): KindOptions {
  const read = own(READERS, type);
  const options: KindOptions = {};
  while (!words.done) {
    const word = words.next();
    if (!read) continue;
    if (word === 'help') throw usage(own(KIND_HELP, type) ?? '');
    if (!read(options, word, words, context))
      throw new ToolError(`${type}: unknown ${noun(type)} "${word}"?\n${own(KIND_HELP, type) ?? ''}`, exitOf(type));
  }
  return options;
}

const noun = (type: string): string => (type === 'macvlan' || type === 'ipvlan' ? 'option' : 'command');

/** What iplink_KIND.c ends with where it does not know a word. */
const exitOf = (type: string): number => (type === 'vxlan' ? 1 : 255);

type Reader = (options: KindOptions, word: string, words: Words, context: Context) => boolean;

/** Settings of a bridge that take a number (iproute2: ip/iplink_bridge.c). */
const BRIDGE_WORDS: ReadonlySet<string> = new Set(
  `forward_delay hello_time max_age ageing_time stp_state priority vlan_filtering group_fwd_mask vlan_default_pvid vlan_stats_enabled
vlan_stats_per_port mcast_snooping mcast_vlan_snooping mcast_router mcast_query_use_ifaddr mcast_querier mcast_hash_elasticity
mcast_hash_max mcast_last_member_count mcast_startup_query_count mcast_last_member_interval mcast_membership_interval
mcast_querier_interval mcast_query_interval mcast_query_response_interval mcast_startup_query_interval mcast_stats_enabled
mcast_igmp_version mcast_mld_version nf_call_iptables nf_call_ip6tables nf_call_arptables no_linklocal_learn fdb_max_learned`.split(
    /\s+/,
  ),
);

function readBridge(options: KindOptions, word: string, words: Words): boolean {
  if (!BRIDGE_WORDS.has(word)) return false;
  const text = words.next();
  const value = parseNumber(text);
  if (value === undefined) throw wrong(text, `invalid ${word}`);
  (options.bridge ??= {})[word] = value;
  return true;
}

function readPort(options: KindOptions, word: string, words: Words): boolean {
  const text = words.next();
  if (word === 'hairpin') options.hairpin = text === 'on' || text === '1';
  return true;
}

function readVxlan(options: KindOptions, word: string, words: Words, context: Context): boolean {
  return readVxlanWord((options.vxlan ??= {}), word, words, context);
}

const READERS: Readonly<Record<string, Reader>> = {
  macvlan: readMacvlan,
  ipvlan: readIpvlan,
  vlan: readVlan,
  vxlan: readVxlan,
  bridge: readBridge,
  bridge_slave: readPort,
};

function readMacvlan(options: KindOptions, word: string, words: Words): boolean {
  if (word === 'bcqueuelen') {
    words.next();
    return true;
  }
  if (word !== 'mode') return false;
  const mode = words.next();
  if (!MACVLAN_MODES.includes(mode))
    throw new ToolError(
      `Error: argument of "mode" must be "private", "vepa", "bridge", "passthru" or "source", not "${mode}"\n`,
      1,
    );
  options.mode = mode;
  if (mode === 'passthru' && words.peek() === 'nopromisc') words.next();
  return true;
}

function readIpvlan(options: KindOptions, word: string, words: Words): boolean {
  if (word === 'mode') {
    const mode = words.next();
    if (mode !== 'l2' && mode !== 'l3' && mode !== 'l3s')
      throw new ToolError('Error: argument of "mode" must be either "l2", "l3" or "l3s"\n', 255);
    options.mode = mode;
    return true;
  }
  if (word !== 'bridge' && word !== 'private' && word !== 'vepa') return false;
  options.flag = word;
  return true;
}

function readVlan(options: KindOptions, word: string, words: Words): boolean {
  if (word === 'protocol' || word === 'proto') {
    const protocol = words.next();
    if (!/^802\.1q$/i.test(protocol)) throw wrong(protocol, 'protocol is invalid');
    return true;
  }
  if (word === 'id') {
    const id = words.next();
    if (!/^\d+$/.test(id)) throw wrong(id, 'id is invalid');
    options.vlan = Number(id);
    return true;
  }
  if (!['reorder_hdr', 'gvrp', 'mvrp', 'loose_binding', 'bridge_binding'].includes(word)) return false;
  words.next();
  return true;
}

/** A new link that is no veth. */
export interface NewKind {
  readonly namespace: string;
  readonly name: string;
  readonly mac: Mac;
  readonly macSet: boolean;
  readonly lower?: LinkRef;
}

/** Makes a link of a kind. Throws as the kernel does, also for kinds that it does not know. */
export function createKind(kernel: Kernel, type: string, made: NewKind, options: KindOptions): LinkRef {
  const { namespace, name, mac, macSet, lower } = made;
  if (type === 'bridge') {
    const ref = addBridge(kernel, namespace, { name, mac, macSet });
    const bridge = linkAt(kernel, ref);
    try {
      if (bridge.kind === 'bridge') setBridge(bridge, options.bridge ?? {});
    } catch (error) {
      deleteLink(kernel, ref);
      throw error;
    }
    return ref;
  }
  if (type === 'dummy') return addDummy(kernel, namespace, name, mac);
  if (type === 'vxlan') return createVxlan(kernel, made, options.vxlan ?? {});
  if (type !== 'macvlan' && type !== 'ipvlan' && type !== 'vlan')
    throw new KernelError('EOPNOTSUPP', 'Unknown device type.');
  if (!lower) throw type === 'vlan' ? new KernelError('EINVAL', 'link not specified') : new KernelError('EINVAL');
  const upper = { namespace, name, lower, mac };
  if (type === 'macvlan') return addMacvlan(kernel, (options.mode ?? 'vepa') as MacvlanMode, upper);
  if (type === 'ipvlan')
    return addIpvlan(kernel, (options.mode ?? 'l3') as IpvlanMode, options.flag ?? 'bridge', upper);
  if (options.vlan === undefined) throw new KernelError('EINVAL', 'VLAN id not specified');
  const below = kernel.namespaces[lower.namespace]?.links[lower.index];
  return addVlan(kernel, options.vlan, { ...upper, mac: macSet ? mac : (below?.mac ?? mac) });
}

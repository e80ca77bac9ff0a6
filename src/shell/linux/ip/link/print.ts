import { linkState } from '../../../../kernel/link/carrier.ts';
import { isWithoutArp, linkedTo, type Link } from '../../../../kernel/link/link.ts';
import { isIngress } from '../../../../kernel/link/qdisc.ts';
import { masterOf } from '../../../../kernel/link/lookup.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import type { Json } from '../../json-writer.ts';
import { lineBreak, namespaceOf, type Context } from '../context.ts';
import { bridgeJson, bridgeText, slaveText } from './bridge-details.ts';
import { counters, statsText } from './counters.ts';
import { isImmutable, kindJson, kindText, mtusOf, promiscuity } from './kind.ts';

/** How a list of links is asked for: it decides what the kernel tells of each. */
export interface LinkListing {
  /** `ip link`, which shows the mode. */
  readonly mode: boolean;
  /** Whether the second line, with the hardware address, is shown. */
  readonly hardware: boolean;
  /** The kernel's list of IPv6 links does not tell of queues, masters, groups, nor where a link's other end is. */
  readonly blind?: boolean;
}

/** The namespace of the link that one is linked to, where that is another than its own. */
function elsewhereOf(link: Link, id: string): string | undefined {
  const other = link.kind === 'vxlan' ? { namespace: link.underlay } : linkedTo(link);
  return other && other.namespace !== id ? other.namespace : undefined;
}

/** The other end as `@…` shows it. */
function otherEnd(
  namespace: Namespace,
  link: Link,
  blind: boolean,
): { link_index: number } | { link: string } | undefined {
  // A tunnel that has left the namespace of its packets names itself.
  if (link.kind === 'vxlan' && link.underlay !== namespace.id) return { link_index: link.index };
  const ref = linkedTo(link);
  if (!ref) return undefined;
  if (ref.namespace !== namespace.id && !blind) return { link_index: ref.index };
  const other = namespace.links[ref.index];
  return other ? { link: other.name } : { link_index: ref.index };
}

export function nameWithPeer(namespace: Namespace, link: Link, blind = false): string {
  const other = otherEnd(namespace, link, blind);
  if (!other) return link.name;
  return `${link.name}@${'link' in other ? other.link : `if${other.link_index}`}`;
}

const groupFlags = (link: Link): string[] => (link.withoutMulticast ? ['BROADCAST'] : ['BROADCAST', 'MULTICAST']);

/** The `<…>` flags, in ip's order. */
export function flagsOf(context: Context, link: Link): string[] {
  const namespace = namespaceOf(context);
  const { carrier } = linkState(context.call.world().kernel, namespace.id, link);
  const ref = linkedTo(link);
  const other = ref?.namespace === namespace.id ? namespace.links[ref.index] : undefined;
  return [
    ...(link.up && !carrier ? ['NO-CARRIER'] : []),
    ...(link.kind === 'loopback' ? ['LOOPBACK'] : link.kind === 'dummy' ? ['BROADCAST', 'NOARP'] : groupFlags(link)),
    ...(isWithoutArp(link) ? ['NOARP'] : []),
    ...(link.allMulticast ? ['ALLMULTI'] : []),
    ...(link.promiscuous ? ['PROMISC'] : []),
    ...(link.up ? ['UP'] : []),
    ...(link.up && carrier ? ['LOWER_UP'] : []),
    ...(other && !other.up ? ['M-DOWN'] : []),
  ];
}

export const operstateOf = ({ call, id }: Context, link: Link): string =>
  linkState(call.world().kernel, id, link).operstate;

const broadcastOf = (link: Link): string => (link.kind === 'loopback' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff');
const typeOf = (link: Link): string => (link.kind === 'loopback' ? 'loopback' : 'ether');

/** ` link-netnsid N`, or the name that `ip netns` knows for it. */
function netnsWords(context: Context, link: Link): string {
  const elsewhere = elsewhereOf(link, context.id);
  if (elsewhere === undefined) return '';
  const name = context.named().get(elsewhere);
  if (name !== undefined) return ` link-netns ${name}`;
  return ` link-netnsid ${namespaceOf(context).peerIds[elsewhere] ?? 0}`;
}

/** What stands at its root, by name. */
const qdiscOf = ({ qdisc, qdiscs }: Link): string =>
  qdiscs?.find((each) => each.parent === undefined && !isIngress(each))?.queueing.kind ?? qdisc;

/** One link as `ip link` and `ip addr` print it (iproute2: ip/ipaddress.c print_linkinfo), without the last line break. */
export function linkText(context: Context, link: Link, listing: LinkListing): string {
  const namespace = namespaceOf(context);
  const blind = listing.blind ?? false;
  const master = masterOf(namespace, link);
  const { details, stats } = context.options;
  const flags = `<${flagsOf(context, link).join(',')}>`;
  const head = `${link.index}: ${nameWithPeer(namespace, link, blind)}: ${flags} mtu ${link.mtu} `;
  const state = `state ${operstateOf(context, link)} `;
  const hardware = `${lineBreak(context)}    link/${typeOf(link)} ${link.mac}`;
  if (blind) return head + state + (details ? hardware : '');
  const text =
    `${head}qdisc ${qdiscOf(link)} ${master ? `master ${master.name} ` : ''}${state}` +
    `${listing.mode ? 'mode DEFAULT ' : ''}group ${link.group ?? 'default'} qlen ${link.queueLength}`;
  const netns = netnsWords(context, link);
  if (!listing.hardware && !details) return text + netns;
  const detailed = details ? detailsText(context, namespace, link, listing.mode) : '';
  return (
    `${text}${hardware} brd ${broadcastOf(link)}${netns}${detailed}${aliasText(context, link)}${altNamesText(context, link)}` +
    (stats > 0 ? statsText(context, link) : '')
  );
}

/** Each further name has a line of its own. */
const altNamesText = (context: Context, { altNames = [] }: Link): string =>
  altNames.map((name) => `${lineBreak(context)}    altname ${name}`).join('');

/** What a person calls it has a line of its own. */
const aliasText = (context: Context, { alias }: Link): string =>
  alias === undefined ? '' : `${lineBreak(context)}    alias ${alias}`;

const queues = (link: Link): number => (link.kind === 'veth' ? 2 : 1);

function detailsText(context: Context, namespace: Namespace, link: Link, mode: boolean): string {
  const slave = link.master === undefined ? 0 : 1;
  const [least, most] = mtusOf(link);
  const immutable = isImmutable(link) ? 'netns-immutable ' : '';
  const newline = lineBreak(context);
  const master = masterOf(namespace, link);
  const words =
    link.kind === 'bridge'
      ? `bridge ${bridgeText(context, namespace, link)}`
      : kindText(link, (index) => namespace.links[index]?.name ?? '');
  const slaved = master ? `${newline}    bridge_slave ${slaveText(context, namespace, link, master)}` : '';
  const kind = words && `${newline}    ${words}${slaved}`;
  const limits = Object.entries(limitsOf(link))
    .map(([word, value]) => `${word} ${value} `)
    .join('');
  const generation = mode ? 'addrgenmode eui64 ' : '';
  return (
    ` promiscuity ${promiscuity(context, link)} allmulti ${slave + (link.allMulticast ? 1 : 0)} minmtu ${least} maxmtu ${most} ${immutable}${kind}` +
    `${generation}numtxqueues ${queues(link)} numrxqueues ${queues(link)} ${limits}`
  );
}

const LIMITS = {
  gso_max_size: 65536,
  gso_max_segs: 65535,
  tso_max_size: 524280,
  tso_max_segs: 65535,
  gro_max_size: 65536,
  gso_ipv4_max_size: 65536,
  gro_ipv4_max_size: 65536,
};

/** A bridge without ports as yet has the limits of a plain device (TSO_LEGACY_MAX_SIZE). */
const limitsOf = (link: Link): typeof LIMITS =>
  link.kind === 'bridge' && !link.hadPorts ? { ...LIMITS, tso_max_size: 65536 } : LIMITS;

function detailsJson(
  context: Context,
  namespace: Namespace,
  link: Link,
  mode: boolean,
): Record<string, Json | undefined> {
  const slave = link.master === undefined ? 0 : 1;
  const loopback = link.kind === 'loopback';
  const [least, most] = mtusOf(link);
  return {
    promiscuity: promiscuity(context, link),
    allmulti: slave + (link.allMulticast ? 1 : 0),
    min_mtu: least,
    max_mtu: most,
    'netns-immutable': isImmutable(link) || undefined,
    linkinfo: loopback
      ? undefined
      : {
          info_kind: link.kind,
          info_data:
            link.kind === 'bridge'
              ? bridgeJson(context, namespace, link)
              : kindJson(link, (index) => namespace.links[index]?.name ?? ''),
          info_slave_kind: slave ? 'bridge' : undefined,
        },
    inet6_addr_gen_mode: mode ? 'eui64' : undefined,
    num_tx_queues: queues(link),
    num_rx_queues: queues(link),
    ...limitsOf(link),
  };
}

/** The same as JSON. */
export function linkJson(context: Context, link: Link, listing: LinkListing): Record<string, Json | undefined> {
  const namespace = namespaceOf(context);
  const common = {
    ifindex: link.index,
    ...otherEnd(namespace, link, listing.blind ?? false),
    ifname: link.name,
    flags: flagsOf(context, link),
    mtu: link.mtu,
  };
  if (listing.blind) return { ...common, operstate: operstateOf(context, link) };
  const elsewhere = elsewhereOf(link, context.id);
  const name = elsewhere === undefined ? undefined : context.named().get(elsewhere);
  return {
    ...common,
    qdisc: qdiscOf(link),
    master: masterOf(namespace, link)?.name,
    operstate: operstateOf(context, link),
    ...(listing.mode && { linkmode: 'DEFAULT' }),
    group: link.group === undefined ? 'default' : String(link.group),
    txqlen: link.queueLength,
    ...(listing.hardware && { link_type: typeOf(link), address: link.mac, broadcast: broadcastOf(link) }),
    ifalias: link.alias,
    ...(link.altNames && listing.hardware && { altnames: link.altNames }),
    ...(elsewhere !== undefined &&
      (name === undefined ? { link_netnsid: namespace.peerIds[elsewhere] ?? 0 } : { link_netns: name })),
    ...(context.options.details && detailsJson(context, namespace, link, listing.mode)),
    ...(context.options.stats > 0 && listing.hardware && { stats64: counters(link) }),
  };
}

/** `-br`: name, state, and what `tail` adds. */
export const briefText = (context: Context, link: Link, tail: string, blind = false): string =>
  `${nameWithPeer(namespaceOf(context), link, blind).padEnd(16)} ${operstateOf(context, link).padEnd(14)} ${tail}\n`;

export const briefJson = (context: Context, link: Link): Record<string, Json | undefined> => ({
  ...otherEnd(namespaceOf(context), link, false),
  ifname: link.name,
  operstate: operstateOf(context, link),
});

import { family, network, type Ip, type Mac } from '../../ip/address.ts';
import type { Link, LinkAddress } from '../../kernel/link/link.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { deviceSetting } from '../../kernel/sysctl/settings.ts';

const ALL_NODES = '33:33:00:00:00:01';
const ALL_ROUTERS = '33:33:00:00:00:02';
const ALL_HOSTS = '01:00:5e:00:00:01';
const SNOOPERS = ['01:00:5e:00:00:6a', '33:33:00:00:00:6a'];
const ROUTER_GROUPS = ['ff05::2', 'ff01::2', 'ff02::2'];

/** The multicast groups a link is in, as the kernel lists each kind. */
export interface Groups {
  /** Ethernet, oldest first; none on lo. */
  readonly macs: readonly Mac[];
  /** Newest first. */
  readonly inet: readonly Ip[];
  readonly inet6: readonly Ip[];
}

/** The last 24 bits of an IPv6 address, as six digits. */
function last24(ip: Ip): string {
  const [, tail] = ip.split('::');
  const groups = (tail ?? ip).split(':');
  const low = (groups.at(-1) || '0').padStart(4, '0');
  const high = (groups.at(-2) || '0').padStart(4, '0');
  return `${high.slice(2)}${low}`;
}

/** RFC 4291, 2.7.1: the solicited-node group of an address. */
function solicitedNode(ip: Ip): Ip {
  const digits = last24(ip);
  const group = (text: string): string => text.replace(/^0{1,3}/, '');
  return `ff02::1:ff${digits.slice(0, 2)}:${group(digits.slice(2))}`;
}

const macOf = (ip: Ip): Mac => `33:33:ff:${(last24(ip).match(/../g) ?? []).join(':')}`;

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Of a router, the subnet-router anycast addresses too (RFC 4291, 2.6.1). */
const anycast = (addresses: readonly LinkAddress[]): Ip[] =>
  addresses.map(({ address, prefixLength }) => network({ address, length: prefixLength }).address);

/** A link that went down has left its Ethernet groups; one that never was up is only in those it got at birth. */
function macsOf(link: Link, six: readonly LinkAddress[], router: boolean): Mac[] {
  if (link.kind === 'loopback' || (!link.up && link.qdisc !== 'noop')) return [];
  const nodes = (scope: LinkAddress['scope']): Mac[] =>
    six.filter((a) => a.scope === scope).map(({ address }) => macOf(address));
  return distinct([
    ALL_NODES,
    ...nodes('global'),
    ...(router ? [ALL_ROUTERS] : []),
    ...(link.kind === 'bridge' && link.up ? SNOOPERS : []),
    ...(link.up ? [ALL_HOSTS] : []),
    ...nodes('link'),
    ...(router ? anycast(six).map(macOf) : []),
  ]);
}

/** The groups that a link has joined: all hosts, its solicited nodes, of a bridge all snoopers (RFC 4286), of a router all routers. */
export function groupsOf(namespace: Namespace, link: Link): Groups {
  const six = link.addresses.filter(({ address }) => family(address) === 6 && address !== '::1');
  const router = link.kind !== 'loopback' && deviceSetting(namespace, 'net.ipv6.conf', link.name, 'forwarding') === '1';
  const snooping = link.kind === 'bridge' && link.up;
  const nodes = distinct([...(router ? anycast(six) : []), ...six.map(({ address }) => address)].map(solicitedNode));
  return {
    macs: macsOf(link, six, router),
    inet: link.up ? ['224.0.0.1', ...(snooping ? ['224.0.0.106'] : [])] : [],
    inet6: [...(router ? ROUTER_GROUPS : []), ...nodes, ...(snooping ? ['ff02::6a'] : []), 'ff02::1', 'ff01::1'],
  };
}

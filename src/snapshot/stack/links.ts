/** Links and their addresses: `ip -j [-d] addr|link`, and the text that `ip addr` and `ip link` print. */
import type { AddressFacts, LinkFacts } from '../snapshot.ts';
import { at, integerAt, known, listOf, wordAt, yes } from '../fields.ts';

export const isLink = (value: unknown): boolean =>
  wordAt(value, 'ifname') !== undefined &&
  (Array.isArray(at(value, 'flags')) || wordAt(value, 'link_type') !== undefined);

/** Of what a kind of link needs, those fields that decide where packets go. */
const DATA = [
  ...['mode', 'id', 'protocol', 'local', 'local6', 'remote', 'remote6', 'group', 'group6', 'link', 'port', 'ttl'],
  ...['learning', 'vlan_filtering', 'stp_state', 'table', 'flag', 'key'],
];
/** Of a bridge's port. */
const PORT_DATA = ['hairpin', 'isolated'];

export function readLink(value: unknown): LinkFacts | undefined {
  const [index, name] = [integerAt(value, 'ifindex'), wordAt(value, 'ifname')];
  if (index === undefined || name === undefined) return undefined;
  const flags = new Set(listOf(at(value, 'flags')));
  const up = flags.has('UP');
  const type = wordAt(value, 'link_type');
  const lower = known({
    index: integerAt(value, 'link_index'),
    name: wordAt(value, 'link'),
    netns: integerAt(value, 'link_netnsid'),
  });
  return known({
    index,
    name,
    kind: wordAt(value, 'linkinfo', 'info_kind') ?? (type === 'loopback' ? 'loopback' : (type ?? 'ether')),
    mac: macOf(wordAt(value, 'address')),
    mtu: integerAt(value, 'mtu'),
    up,
    carrier: up && (flags.has('NO-CARRIER') || !flags.has('LOWER_UP')) ? (false as const) : undefined,
    master: wordAt(value, 'master'),
    lower: Object.keys(lower).length > 0 ? lower : undefined,
    data: dataOf(at(value, 'linkinfo', 'info_data'), at(value, 'linkinfo', 'info_slave_data')),
    promiscuous: flags.has('PROMISC') ? (true as const) : undefined,
    addresses: listOf(at(value, 'addr_info')).flatMap((each) => addressOf(each) ?? []),
  });
}

const macOf = (text: string | undefined): string | undefined =>
  text !== undefined && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text) ? text.toLowerCase() : undefined;

function dataOf(own: unknown, port: unknown): LinkFacts['data'] {
  const kept = (value: unknown, names: readonly string[]): readonly (readonly [string, string | number | boolean])[] =>
    names.flatMap((name) => {
      const each = at(value, name);
      const said = typeof each === 'boolean' ? each : (integerAt(value, name) ?? wordAt(value, name));
      // What is off is as where nothing is said.
      return said === undefined || said === 0 || said === false ? [] : [[name, said] as const];
    });
  const found = [...kept(own, DATA), ...kept(port, PORT_DATA)];
  const learns = at(own, 'learning') === false ? [['learning', false] as const] : [];
  return found.length + learns.length > 0 ? Object.fromEntries([...found, ...learns]) : undefined;
}

function addressOf(value: unknown): AddressFacts | undefined {
  const [address, prefixLength] = [wordAt(value, 'local'), integerAt(value, 'prefixlen')];
  if (address === undefined || prefixLength === undefined || prefixLength < 0 || prefixLength > 128) return undefined;
  return known({
    address,
    prefixLength,
    scope: wordAt(value, 'scope'),
    broadcast: wordAt(value, 'broadcast'),
    nodad: yes(at(value, 'nodad')),
  });
}

const HEAD = /^(\d+):\s+([^\s:@]+)(?:@([^\s:]+))?:\s+<([^>]*)>(?:\s+mtu\s+(\d+))?(.*)$/;
export const isLinkLine = (line: string): boolean => HEAD.test(line);
export const isLinkDetail = (line: string): boolean => /^\s+\S/.test(line);

const KINDS = 'bridge|veth|vxlan|vlan|macvlan|macvtap|ipvlan|dummy|bond|tun|wireguard|gre|sit|vrf|ifb|team|ipip';
const DETAIL = new RegExp(`^\\s+(${KINDS})\\b(.*)$`);

/** Reads links of text; what is not printed in it (a bridge without -d) is told by what else is. */
export function readLinkText(lines: readonly string[]): LinkFacts[] {
  const links: LinkFacts[] = [];
  for (const line of lines) {
    const head = HEAD.exec(line);
    const link = links.at(-1);
    if (head) links.push(linkOfHead(head));
    else if (link) readDetail(link, line);
  }
  const masters = new Set(links.map(({ master }) => master));
  return links.map((link) => (link.kind === 'ether' && masters.has(link.name) ? { ...link, kind: 'bridge' } : link));
}

function linkOfHead([, index, name = '', lower, flagText = '', mtu, rest = '']: RegExpExecArray): LinkFacts {
  const flags = new Set(flagText.split(','));
  const up = flags.has('UP');
  const peer = /^if(\d+)$/.exec(lower ?? '')?.[1];
  return known({
    index: Number(index),
    name,
    kind: flags.has('LOOPBACK') ? 'loopback' : peer !== undefined || /^veth/.test(name) ? 'veth' : 'ether',
    mtu: mtu === undefined ? undefined : Number(mtu),
    up,
    carrier: up && (flags.has('NO-CARRIER') || !flags.has('LOWER_UP')) ? (false as const) : undefined,
    master: /\bmaster (\S+)/.exec(rest)?.[1],
    lower: peer !== undefined ? { index: Number(peer) } : lower === undefined ? undefined : { name: lower },
    promiscuous: flags.has('PROMISC') ? (true as const) : undefined,
    addresses: [],
  });
}

function readDetail(link: LinkFacts, line: string): void {
  const mac = /^\s+link\/ether ((?:[0-9a-f]{2}:){5}[0-9a-f]{2})/.exec(line)?.[1];
  if (mac !== undefined) link.mac = mac;
  const [, address, length] = /^\s+inet6? ([0-9a-fA-F.:]+)(?: peer \S+?)?\/(\d{1,3})\b/.exec(line) ?? [];
  if (address !== undefined && Number(length) <= 128)
    link.addresses.push(
      known({
        address,
        prefixLength: Number(length),
        scope: /\bscope (\S+)/.exec(line)?.[1],
        broadcast: /\bbrd ([0-9.]+)/.exec(line)?.[1],
      }),
    );
  const [, kind, rest = ''] = DETAIL.exec(line) ?? [];
  if (kind === undefined || mac !== undefined || link.kind === 'loopback') return;
  link.kind = kind;
  const words = rest.trim().split(/\s+/);
  const data = DATA.flatMap((name) => {
    const value = words[words.indexOf(name) + 1];
    if (!words.includes(name) || value === undefined) return [];
    return [[name, /^\d{1,9}$/.test(value) ? Number(value) : value] as const];
  });
  const mode =
    kind === 'macvlan' || kind === 'ipvlan' ? /\b(bridge|private|vepa|passthru|l2|l3s?)\b/.exec(rest)?.[1] : undefined;
  if (data.length > 0 || mode !== undefined)
    link.data = { ...Object.fromEntries(data), ...(mode === undefined ? {} : { mode }) };
}

/** Addresses of one listing put to links of another: `ip link` and `ip addr` of one host tell of the same. */
export function mergeLinks(known: readonly LinkFacts[], more: readonly LinkFacts[]): LinkFacts[] {
  const byName = new Map(known.map((link) => [link.name, link]));
  for (const link of more) {
    const before = byName.get(link.name);
    if (!before) byName.set(link.name, link);
    else {
      const kind = link.kind === 'ether' ? before.kind : link.kind;
      const addresses = link.addresses.length > 0 ? link.addresses : before.addresses;
      byName.set(link.name, { ...before, ...link, kind, addresses });
    }
  }
  return [...byName.values()];
}

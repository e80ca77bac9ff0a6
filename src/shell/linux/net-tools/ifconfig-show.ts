import { family, netmask } from '../../../ip/address.ts';
import type { Counters, Link, LinkAddress } from '../../../kernel/link/link.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Call } from '../../tool/call.ts';
import { byName, flagLetters, flagNumber, flagsOf } from './device.ts';

/** What ifconfig calls an interface: a link, or a label of one of its addresses, such as eth0:1. */
export interface Interface {
  readonly name: string;
  readonly link: Link;
  /** Its IPv4 address. */
  readonly address: LinkAddress | undefined;
}

const fours = (link: Link): LinkAddress[] => link.addresses.filter(({ address }) => family(address) === 4);

const labelled = (link: Link, name: string): LinkAddress | undefined =>
  fours(link).find(({ label }) => (label ?? link.name) === name);

/** All interfaces, aliases too, in ifconfig's order. */
export function interfacesOf(namespace: Namespace): Interface[] {
  const all = Object.values(namespace.links).flatMap((link) => {
    const labels = fours(link).flatMap(({ label }) => (label === undefined || label === link.name ? [] : [label]));
    return [link.name, ...new Set(labels)].map((name) => ({ name, link, address: labelled(link, name) }));
  });
  return all.sort((a, b) => byName(a.name, b.name));
}

const isAlias = ({ name, link }: Interface): boolean => name !== link.name;

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Octets with one decimal, cut off. */
function octets(bytes: number): string {
  let unit = 0;
  for (let rest = bytes; rest > 1024 && unit < UNITS.length - 1; rest /= 1024) unit += 1;
  const tenths = Math.floor((bytes * 10) / 1024 ** unit);
  return `${bytes} (${Math.floor(tenths / 10)}.${tenths % 10} ${UNITS[unit]})`;
}

const counted = (way: 'RX' | 'TX', { packets, bytes }: Counters): string =>
  `        ${way} packets ${packets}  bytes ${octets(bytes)}\n`;

const SCOPES: Readonly<Record<LinkAddress['scope'], string>> = {
  global: '0x0<global>',
  link: '0x20<link>',
  host: '0x10<host>',
};

function inet({ link }: Interface, { address, prefixLength, broadcast }: LinkAddress): string {
  const tail = link.kind === 'loopback' ? '' : `  broadcast ${broadcast ?? '0.0.0.0'}`;
  return `        inet ${address}  netmask ${netmask(prefixLength)}${tail}\n`;
}

/** One interface with all its lines, and an empty one after them. */
export function interfaceText(call: Call, namespace: Namespace, shown: Interface): string {
  const { name, link, address } = shown;
  const flags = flagsOf(call, namespace, link);
  const sixes = isAlias(shown) ? [] : link.addresses.filter((a) => family(a.address) === 6);
  const hardware =
    link.kind === 'loopback'
      ? `        loop  txqueuelen ${link.queueLength}  (Local Loopback)\n`
      : `        ether ${link.mac}  txqueuelen ${link.queueLength}  (Ethernet)\n`;
  const statistics =
    counted('RX', link.received) +
    '        RX errors 0  dropped 0  overruns 0  frame 0\n' +
    counted('TX', link.sent) +
    '        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0\n';
  return [
    `${name}: flags=${flagNumber(flags)}<${flags.join(',')}>  mtu ${link.mtu}\n`,
    address ? inet(shown, address) : '',
    ...sixes.map((a) => `        inet6 ${a.address}  prefixlen ${a.prefixLength}  scopeid ${SCOPES[a.scope]}\n`),
    hardware,
    isAlias(shown) ? '' : statistics,
    '\n',
  ].join('');
}

const COLUMNS = 'MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n';

/** The header of `ifconfig -s` and, with the name's column wider, of `netstat -i`. */
export const shortHeader = (width: number): string => `${'Iface'.padEnd(width)}${COLUMNS}`;

const errors = [0, 0, 0].map((n) => String(n).padStart(6)).join(' ');

export function interfaceRow(call: Call, namespace: Namespace, shown: Interface): string {
  const { name, link } = shown;
  const head = `${name.slice(0, 15).padEnd(16)}${String(link.mtu).padStart(5)}`;
  const letters = flagLetters(flagsOf(call, namespace, link)) || '[NO FLAGS]';
  if (isAlias(shown)) return `${head}      - no statistics available -                        ${letters}\n`;
  const received = String(link.received.packets).padStart(8);
  const sent = String(link.sent.packets).padStart(8);
  return `${head} ${received} ${errors.slice(0, 13)} ${'0'.padEnd(6)} ${sent} ${errors} ${letters}\n`;
}

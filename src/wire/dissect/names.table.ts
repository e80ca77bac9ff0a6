import { SERVICES } from '../../kernel/socket/services.table.ts';

/** Names that numbers in headers have (IANA), in Wireshark's words. */

export const ETHERTYPES: Readonly<Record<number, string>> = {
  0x0800: 'IPv4',
  0x0806: 'ARP',
  0x8100: '802.1Q Virtual LAN',
  0x86dd: 'IPv6',
};

export const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'ICMP',
  2: 'IGMP',
  6: 'TCP',
  17: 'UDP',
  44: 'Fragment Header for IPv6',
  58: 'ICMPv6',
};

/** Differentiated services code points that packets here carry. */
export const CODE_POINTS: Readonly<Record<number, readonly [short: string, name: string]>> = {
  0: ['CS0', 'Default'],
  48: ['CS6', 'Class Selector 6'],
};

/** Type -> name, and names of its codes. */
export const ICMP_TYPES: Readonly<Record<number, readonly [name: string, codes?: Readonly<Record<number, string>>]>> = {
  0: ['Echo (ping) reply'],
  3: [
    'Destination unreachable',
    {
      0: 'Network unreachable',
      1: 'Host unreachable',
      2: 'Protocol unreachable',
      3: 'Port unreachable',
      4: 'Fragmentation needed',
      9: 'Network administratively prohibited',
      10: 'Host administratively prohibited',
      13: 'Communication administratively filtered',
    },
  ],
  5: ['Redirect', { 0: 'Redirect for network', 1: 'Redirect for host' }],
  8: ['Echo (ping) request'],
  11: ['Time-to-live exceeded', { 0: 'Time to live exceeded in transit', 1: 'Fragment reassembly time exceeded' }],
};

export const ICMP6_TYPES: typeof ICMP_TYPES = {
  1: [
    'Destination Unreachable',
    {
      0: 'no route to destination',
      1: 'Administratively prohibited',
      2: 'Beyond scope of source address',
      3: 'Address unreachable',
      4: 'Port unreachable',
    },
  ],
  2: ['Packet Too Big'],
  3: ['Time Exceeded', { 0: 'hop limit exceeded in transit', 1: 'fragment reassembly time exceeded' }],
  4: ['Parameter Problem', { 1: 'unrecognized Next Header type encountered' }],
  128: ['Echo (ping) request'],
  129: ['Echo (ping) reply'],
  135: ['Neighbor Solicitation'],
  136: ['Neighbor Advertisement'],
  137: ['Redirect'],
};

export const DNS_TYPES: Readonly<Record<number, readonly [short: string, name: string]>> = {
  1: ['A', 'Host Address'],
  2: ['NS', 'authoritative Name Server'],
  5: ['CNAME', 'Canonical NAME for an alias'],
  6: ['SOA', 'Start Of a zone of Authority'],
  12: ['PTR', 'domain name PoinTeR'],
  15: ['MX', 'Mail eXchange'],
  16: ['TXT', 'Text strings'],
  28: ['AAAA', 'IP6 Address'],
  33: ['SRV', 'Server Selection'],
  41: ['OPT', 'OPT pseudo-RR'],
  65: ['HTTPS', 'HTTPS Specific Service Endpoints'],
  255: ['ANY', 'A request for all records'],
};

export const DNS_CODES: Readonly<Record<number, string>> = {
  0: 'No error',
  1: 'Format error',
  2: 'Server failure',
  3: 'No such name',
  5: 'Refused',
};

let services: ReadonlyMap<string, string> | undefined;

/** A port with its name in /etc/services, where it has one: `http (80)`. */
export function portText(port: number, protocol: 'tcp' | 'udp'): string {
  services ??= new Map(
    SERVICES.split('\n').flatMap((line) => {
      const [name = '', number = '', protocols = ''] = line.split(' ');
      return protocols.split('/').map((each) => [`${number}/${each}`, name] as const);
    }),
  );
  const name = services.get(`${port}/${protocol}`);
  return name === undefined ? String(port) : `${name} (${port})`;
}

/** Protocols of IP by the numbers that IANA gave them, as /etc/protocols names them. */
const NAMES: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmp6: 58,
  'ipv6-icmp': 58,
  ospf: 89,
  sctp: 132,
};

export const protocolNamed = (name: string): number | undefined =>
  Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;

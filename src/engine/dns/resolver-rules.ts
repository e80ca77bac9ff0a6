import { hostBlock, type Ip } from '../../ip/address.ts';
import type { Negatable, PortRange, Rule } from '../../kernel/netfilter/table.ts';

/** Where containers ask: dockerd's sockets in their namespaces. */
export const RESOLVER: Ip = '127.0.0.11';
const DNS = 53;

type Transport = 'tcp' | 'udp';

const is = <T>(value: T): Negatable<T> => ({ not: false, value });
const port = (number: number): Negatable<PortRange> => is({ from: number, to: number });
const unused = () => ({ packets: 0, bytes: 0 });

/*
 * Each container on a network of its own has these rules, with ports of its own: made of their parts, as reading their texts took a
 * sixth of a `docker run` (libnetwork/resolver_unix.go: setupNAT).
 */

/** `-d 127.0.0.11/32 -j CHAIN` */
export const toResolverChain = (chain: string): Rule => ({
  destination: is(hostBlock(RESOLVER)),
  matches: [],
  target: { kind: 'jump', chain, goto: false },
  counters: unused(),
});

/** `-d 127.0.0.11/32 -p PROTOCOL -m PROTOCOL --dport 53 -j DNAT --to-destination 127.0.0.11:PORT` */
export const toResolver = (protocol: Transport, listening: number): Rule => ({
  destination: is(hostBlock(RESOLVER)),
  protocol: is(protocol),
  matches: [{ kind: protocol, destinationPort: port(DNS) }],
  target: { kind: 'DNAT', to: { address: RESOLVER, port: listening } },
  counters: unused(),
});

/** `-s 127.0.0.11/32 -p PROTOCOL -m PROTOCOL --sport PORT -j SNAT --to-source :53` */
export const fromResolver = (protocol: Transport, listening: number): Rule => ({
  source: is(hostBlock(RESOLVER)),
  protocol: is(protocol),
  matches: [{ kind: protocol, sourcePort: port(listening) }],
  target: { kind: 'SNAT', to: { port: DNS } },
  counters: unused(),
});

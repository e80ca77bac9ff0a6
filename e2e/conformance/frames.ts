import { family } from '../../src/ip/address.ts';
import type { DnsMessage, Frame, Icmp, Packet, Udp } from '../../src/kernel/packet/frame.ts';
import type { Hop } from '../../src/kernel/hop.ts';
import { fragmentOffsets } from '../../src/kernel/packet/fragments.ts';
import { lengthOf } from '../../src/kernel/packet/length.ts';
import type { NamespaceId } from '../../src/kernel/namespace.ts';
import type { Trace } from '../../src/kernel/trace.ts';
import { namespaceNames } from '../../src/world/namespace-names.ts';
import type { World } from '../../src/world/world.ts';

/** A frame as `tcpdump -i any -n -e` tells it: `dir` is In, P (seen, but for another MAC address) or Out; `mac` is the source. */
export interface SeenFrame {
  readonly ns: string;
  readonly dev: string;
  readonly dir: 'In' | 'P' | 'Out';
  readonly mac: string;
  readonly src?: string;
  readonly dst?: string;
  readonly info: string;
}

/** The IP frames that captures on every device would show, TCP connections by their opening and resets only. */
export function framesOf(world: World, traces: readonly Pick<Trace, 'hops'>[]): SeenFrame[] {
  const names = namespaceNames(world);
  return traces.flatMap(({ hops }) => hops.flatMap((hop) => seen(names, hop)));
}

function seen(names: ReadonlyMap<NamespaceId, string>, hop: Hop): SeenFrame[] {
  const { device, decision, frame } = hop;
  const { payload } = frame;
  if (hop.stage !== 'link' || decision.kind !== 'device' || !device || payload.kind !== 'ip') return [];
  // Captures run on machines and in containers, not in the namespaces of a swarm's networks.
  if (/^[^/]+\/(?:1-|lb_|ingress_sbox)/.test(hop.namespace)) return [];
  // The captures' filter begins with `ip`, which is IPv4.
  if (payload.source.includes(':')) return [];
  // libpcap drops the outgoing copy on a loopback device (pcap-linux.c), so each packet shows once.
  if (device.name === 'lo' && device.direction === 'out') return [];
  if (payload.transport.kind === 'tcp' && !/^(S\.?|R\.?)$/.test(payload.transport.flags)) return [];
  const dir = device.direction === 'out' ? 'Out' : decision.promiscuous ? 'P' : 'In';
  const place = { ns: names.get(hop.namespace) ?? hop.namespace, dev: device.name, dir, mac: frame.source } as const;
  return [{ ...place, ...describe(payload) }, ...laterFragments(frame).map((fragment) => ({ ...place, ...fragment }))];
}

const PROTOCOLS: Readonly<Record<Packet['transport']['kind'], number>> = { icmp: 1, tcp: 6, udp: 17 };

/** Fragments but the first have no ports to tell. */
function laterFragments({ payload, cut }: Frame): Pick<SeenFrame, 'src' | 'dst' | 'info'>[] {
  if (cut === undefined || payload.kind !== 'ip') return [];
  const { source, destination, transport } = payload;
  const fragment = { src: source, dst: destination, info: `ip-proto-${PROTOCOLS[transport.kind]}` };
  return fragmentOffsets(payload, cut)
    .slice(1)
    .map(() => fragment);
}

const end = (ip: string, port?: number): string => (port === undefined ? ip : `${ip}:${port}`);

function describe(packet: Packet): Pick<SeenFrame, 'src' | 'dst' | 'info'> {
  const { source, destination, transport } = packet;
  const ports = transport.kind === 'icmp' ? undefined : transport;
  return {
    src: end(source, ports?.sourcePort),
    dst: end(destination, ports?.destinationPort),
    info: infoOf(packet),
  };
}

function infoOf(packet: Packet): string {
  const { transport } = packet;
  if (transport.kind === 'tcp') return `Flags [${transport.flags}]`;
  return transport.kind === 'icmp' ? icmpInfo(transport) : udpInfo(transport, lengthOf(packet) - headersOf(packet));
}

/** As tcpdump's print-icmp.c words it. */
function icmpInfo({ type, about, detail }: Icmp): string {
  switch (type) {
    case 'echo-request':
      return 'ICMP echo request';
    case 'echo-reply':
      return 'ICMP echo reply';
    case 'time-exceeded':
      return 'ICMP time exceeded in-transit';
    case 'net-unreachable':
      return `ICMP net ${about?.destination} unreachable`;
    case 'host-unreachable':
      return `ICMP host ${about?.destination} unreachable`;
    case 'port-unreachable':
      return `ICMP ${about?.destination} ${portText(about)} unreachable`;
    case 'protocol-unreachable':
      return `ICMP ${about?.destination} protocol unreachable`;
    case 'fragmentation-needed':
      return `ICMP ${about?.destination} unreachable - need to frag (mtu ${detail ?? 0})`;
    case 'redirect':
      return `ICMP redirect ${about?.destination} to host ${detail}`;
    case 'net-prohibited':
      return `ICMP net ${about?.destination} unreachable - prohibited`;
    case 'host-prohibited':
      return `ICMP host ${about?.destination} unreachable - admin prohibited`;
    case 'admin-prohibited':
      return `ICMP host ${about?.destination} unreachable - admin prohibited filter`;
    default:
      return `ICMP ${type.replaceAll('-', ' ')}`;
  }
}

function portText(about: Packet | undefined): string {
  const transport = about?.transport;
  return transport && transport.kind !== 'icmp' ? `${transport.kind} port ${transport.destinationPort}` : 'port';
}

/** Octets of the IP and UDP headers. */
const headersOf = ({ source }: Packet): number => (family(source) === 4 ? 28 : 48);

function udpInfo({ sourcePort, destinationPort, data }: Udp, length: number): string {
  if (data.kind === 'vxlan') return `VXLAN, flags [I] (0x08), vni ${data.vni}`;
  // tcpdump reads DNS on port 53 only; elsewhere it tells the length.
  if (data.kind !== 'dns' || (sourcePort !== 53 && destinationPort !== 53)) return `UDP, length ${length}`;
  return (data.message.query ? queryInfo(data.message) : answerInfo(data.message)).concat(` (${length})`).slice(0, 80);
}

const queryInfo = ({ name, type, edns }: DnsMessage): string =>
  `${edns ? '[1au] ' : ''}${type === 'HTTPS' ? 'Type65' : type}? ${name}.`;

function answerInfo({ status, answers, edns }: DnsMessage): string {
  const words: Readonly<Record<string, string>> = { NXDOMAIN: 'NXDomain ', SERVFAIL: 'ServFail ', REFUSED: 'Refused ' };
  const records = answers.map(({ type, data }) => `${type} ${data}${type === 'PTR' ? '.' : ''}`).join(', ');
  return `${words[status] ?? ''}${answers.length}/0/${edns ? 1 : 0}${records && ` ${records}`}`;
}

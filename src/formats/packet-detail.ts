import { family, ZERO_MAC } from '../ip/address.ts';
import type { Datagram, Frame } from '../kernel/packet/frame.ts';
import type { Hop } from '../kernel/hop.ts';
import { packetsIn } from '../kernel/join-traces.ts';
import type { Trace } from '../kernel/trace.ts';
import { ethernetHeader, payloadsOf } from '../wire/encode.ts';
import type { Octets } from '../wire/octets.ts';
import { wireOf, type Wire } from '../wire/wire.ts';
import { namespaceNames } from '../world/namespace-names.ts';
import type { World } from '../world/world.ts';
import { withChanges } from '../wire/dissect/changes.ts';
import {
  field,
  worked,
  type Detail,
  type Known,
  type Layer,
  type Part,
  type Protocol,
} from '../wire/dissect/detail.ts';
import { dissect } from '../wire/dissect/dissect.ts';
import { timeText } from '../wire/dissect/icmp.ts';

/** A packet at a hop, taken apart to its last octet. */
export interface PacketDetail {
  /** Outermost first; the first one tells of the frame as a whole. */
  readonly layers: readonly Layer[];
  readonly octets: Octets;
  /** In how many fragments it travels; the layers are those of one. */
  readonly fragments: number;
}

/**
 * Tells the detail of a hop (by its index in the story), as it is and as it was before: in the hop itself where that
 * rewrote it, else at the packet's hop before. A packet that was cut is told by one of its fragments, from 0.
 */
export type PacketReader = (index: number, fragment?: number) => PacketDetail | undefined;

/** A trace's numbers, and how many packets came before it. */
interface Numbering {
  readonly wire: Wire;
  readonly first: number;
}

/**
 * Reads the packets of some traffic.
 * @param world as it stood when the traffic began
 * @param hops of the traces, joined (`joinTraces`), in any order
 */
export function packetReader(world: World, traces: readonly Trace[], hops: readonly Hop[]): PacketReader {
  const numberings = numberingsOf(world, traces);
  const names = namespaceNames(world);
  return (index, fragment = 0) => {
    const hop = hops[index];
    if (hop === undefined) return undefined;
    const numbering = numberings.findLast(({ first }) => first <= hop.packet);
    if (numbering === undefined) return undefined;
    const all = octetsOf(hop.frame, hop, numbering);
    const octets = all[fragment] ?? [];
    const earlier = earlierFrame(hops, index);
    const before = earlier && octetsOf(earlier, hop, numbering)[fragment];
    const layers = layersOf(hop.frame, octets, hop, numbering);
    const place = { name: names.get(hop.namespace) ?? hop.namespace, start: world.clock.now };
    return {
      layers: [
        frameLayer(hop, index, octets, layers, place, all.length > 1 ? [fragment + 1, all.length] : undefined),
        ...(earlier && before ? withChanges(layers, layersOf(earlier, before, hop, numbering)) : layers),
      ],
      octets,
      fragments: all.length,
    };
  };
}

function numberingsOf(world: World, traces: readonly Trace[]): readonly Numbering[] {
  const numberings: Numbering[] = [];
  let start = world.clock.now;
  let first = 0;
  for (const trace of traces) {
    numberings.push({ wire: wireOf(world.kernel, trace.hops, start, world.seed), first });
    first += packetsIn(trace);
    start += trace.duration;
  }
  return numberings;
}

function earlierFrame(hops: readonly Hop[], index: number): Frame | undefined {
  const hop = hops[index];
  if (hop?.verdict.kind === 'rewritten') return hop.verdict.before;
  for (let at = index - 1; at >= 0; at--) if (hops[at]?.packet === hop?.packet) return hops[at]?.frame;
  return undefined;
}

/** Whether a frame has an Ethernet header yet: what is sent gets one at its device; that of lo is all zeros. */
const isFramed = ({ source, destination }: Frame, { device }: Hop): boolean =>
  source !== ZERO_MAC || destination !== ZERO_MAC || device?.name === 'lo';

/** The octets of each of a frame's fragments. */
function octetsOf(frame: Frame, hop: Hop, { wire, first }: Numbering): readonly Octets[] {
  const header = isFramed(frame, hop) ? ethernetHeader(frame) : [];
  return payloadsOf(frame, wire, hop.packet - first).map((payload) => [...header, ...payload]);
}

function layersOf(frame: Frame, octets: Octets, hop: Hop, { wire, first }: Numbering): readonly Layer[] {
  const protocol = isFramed(frame, hop) ? 'eth' : networkOf(frame);
  const part: Part = { protocol, from: 0, to: octets.length };
  return dissect(octets, part, knownOf(frame, wire, hop.packet - first));
}

const networkOf = ({ payload }: Frame): Protocol =>
  payload.kind === 'arp' ? 'arp' : family(payload.source) === 6 ? 'ipv6' : 'ip';

function knownOf(frame: Frame, wire: Wire, packet: number): Known {
  const { sequence, acknowledgement } = wire.tcp(packet);
  const datagrams = datagramsOf(frame);
  const tunnel =
    frame.payload.kind === 'ip' && frame.payload.transport.kind === 'udp' ? frame.payload.transport : undefined;
  return {
    dns: datagrams.some(({ kind }) => kind === 'dns'),
    vxlan: tunnel?.data.kind === 'vxlan' ? tunnel.destinationPort : undefined,
    first: { sequence, acknowledgement },
  };
}

/** What a frame carries by UDP, through tunnels and within what errors quote. */
function datagramsOf({ payload }: Pick<Frame, 'payload'>): readonly Datagram[] {
  if (payload.kind === 'arp') return [];
  const { transport } = payload;
  if (transport.kind === 'icmp') return transport.about ? datagramsOf({ payload: transport.about }) : [];
  if (transport.kind === 'tcp') return [];
  const { data } = transport;
  return data.kind === 'vxlan' ? [data, ...datagramsOf(data.frame)] : [data];
}

interface Where {
  /** `host1/web` */
  readonly name: string;
  /** Clock (ms) when the story began. */
  readonly start: number;
}

/** What is known of the frame besides its octets. */
function frameLayer(
  hop: Hop,
  index: number,
  octets: Octets,
  layers: readonly Layer[],
  { name, start }: Where,
  fragment: readonly [number: number, count: number] | undefined,
): Layer {
  const { device, stage, time, frame, flow } = hop;
  const length = `${octets.length} bytes (${octets.length * 8} bits)`;
  const onWire = stage === 'link' && device !== undefined;
  const mark = frame.payload.kind === 'ip' ? frame.payload.mark : undefined;
  const protocols = ['eth', 'ethertype', ...layers.flatMap(({ id }) => (id === 'eth' ? [] : [id]))];
  const children: Detail[] = [
    ...(device === undefined ? [] : [worked('frame.interface_name', 'Interface name', `${name} ${device.name}`)]),
    ...(onWire ? [worked('frame.p2p_dir', 'Direction', device.direction === 'in' ? 'Received' : 'Sent')] : []),
    worked('frame.time_utc', 'UTC Arrival Time', timeText(start + time / 1000)),
    worked('frame.time_relative', 'Time since reference or first frame', `${(time / 1_000_000).toFixed(6)} seconds`),
    worked('frame.number', 'Frame Number', index + 1),
    field('frame.len', 'Frame Length', length, 0, octets.length),
    ...(fragment === undefined ? [] : [worked('frame.fragment', 'Fragment', fragment.join(' of '))]),
    worked('frame.protocols', 'Protocols in frame', protocols.join(':')),
    worked('frame.flow', 'Flow', flow + 1),
    ...(mark === undefined ? [] : [worked('frame.mark', 'Packet mark', `0x${mark.toString(16)}`)]),
  ];
  return {
    ...field(
      'frame',
      `Frame ${index + 1}`,
      `${length}${onWire ? ` on ${name} ${device.name}` : ` in ${name}`}`,
      0,
      octets.length,
    ),
    id: 'frame',
    short: 'Frame',
    children,
  };
}

import type { Capture } from '../../../kernel/process/capture.ts';
import type { Hop } from '../../../kernel/hop.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import type { NamespaceId } from '../../../kernel/namespace.ts';
import { ethernetHeader, ethertypeOf, payloadsOf } from '../../../wire/encode.ts';
import { be16, be32, macOctets } from '../../../wire/octets.ts';
import type { Seen } from '../../../wire/seen.ts';
import type { Wire } from '../../../wire/wire.ts';

interface Listening {
  readonly kernel: Kernel;
  readonly namespace: NamespaceId;
  readonly capture: Pick<Capture, 'device'>;
  readonly promiscuous: boolean;
  /** When (ms since 1970) the trace began. */
  readonly start: number;
  readonly wire: Wire;
}

/** What a packet socket hears of a trace, in order of time. */
export const heard = (hops: readonly Hop[], listening: Listening): Seen[] =>
  hops.flatMap((hop) => seenAt(hop, listening) ?? []);

function seenAt(hop: Hop, listening: Listening): Seen[] | undefined {
  const { kernel, namespace, capture, start, wire, promiscuous } = listening;
  if (hop.namespace !== namespace || !hop.device) return undefined;
  const ear = hop.stage === 'link' ? onDevice(hop) : promiscuous ? atBridge(hop, listening) : undefined;
  if (!ear || (capture.device !== undefined && capture.device !== ear.index)) return undefined;
  const link = kernel.namespaces[namespace]?.links[ear.index];
  if (!link) return undefined;
  const cooked = capture.device === undefined;
  const { frame } = hop;
  const seen = {
    at: start + hop.time / 1000,
    device: { index: link.index, name: link.name },
    direction: ear.direction,
    source: frame.source,
    destination: frame.destination,
    ethertype: ethertypeOf(frame),
    ...(frame.vlan !== undefined && { vlan: frame.vlan }),
  } as const;
  const header = cooked ? cookedHeader(seen, link.kind === 'loopback') : ethernetHeader(frame);
  return payloadsOf(frame, wire, hop.packet).map((octets) => ({ ...seen, header, octets }));
}

interface Ear {
  readonly index: number;
  readonly direction: Seen['direction'];
}

/** On a device, coming in or going out. */
function onDevice({ decision, device, frame }: Hop): Ear | undefined {
  if (decision.kind !== 'device' || !device) return undefined;
  if (device.direction === 'out') return { index: device.index, direction: 'Out' };
  if (decision.promiscuous) return { index: device.index, direction: 'P' };
  return { index: device.index, direction: groupOf(frame.destination) };
}

const groupOf = (mac: string): Seen['direction'] => {
  if (mac === 'ff:ff:ff:ff:ff:ff') return 'B';
  return parseInt(mac.slice(0, 2), 16) & 1 ? 'M' : 'In';
};

/** A bridge in promiscuous mode takes in what it forwards as well (br_handle_frame_finish: local_rcv). */
function atBridge({ stage, decision, device, namespace, frame }: Hop, { kernel, capture }: Listening): Ear | undefined {
  if (stage !== 'bridge' || decision.kind !== 'forwarding' || device?.direction !== 'in') return undefined;
  if (decision.how === 'local' || groupOf(frame.destination) !== 'In') return undefined;
  const master = kernel.namespaces[namespace]?.links[device.index]?.master;
  return master !== undefined && master === capture.device ? { index: master, direction: 'P' } : undefined;
}

const ARPHRD = { ether: 1, loopback: 772 };
const KINDS: Readonly<Record<Seen['direction'], number>> = { In: 0, B: 1, M: 2, P: 3, Out: 4 };

/** LINKTYPE_LINUX_SLL2 */
const cookedHeader = (
  { ethertype, device, direction, source }: Omit<Seen, 'header' | 'octets'>,
  loopback: boolean,
): number[] => [
  ...[...be16(ethertype), 0, 0, ...be32(device.index), ...be16(loopback ? ARPHRD.loopback : ARPHRD.ether)],
  ...[KINDS[direction], 6, ...macOctets(source), 0, 0],
];

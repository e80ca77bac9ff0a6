import { ZERO_MAC, type Ip, type Mac } from '../../../ip/address.ts';
import type { Arp, Datagram, Packet } from '../../packet/frame.ts';
import type { Decision } from '../../hop.ts';
import type { Vxlan } from '../../link/link.ts';
import { lengthOf } from '../../packet/length.ts';
import { learnPathMtu } from '../ip/mtu.ts';
import { sendSkb } from '../ip/output.ts';
import { deviceOf, routeTo, type Device } from '../memory.ts';
import { neighbourOf } from '../neighbour/neighbour.ts';
import { receive } from './receive.ts';
import { clone, newSkb, packetOf, unframed, type Skb } from '../skb.ts';
import { WIRE } from '../timing.ts';
import { INITIAL_TTL } from '../tcp/tcp.ts';
import { HERE } from './device.ts';
import { after, ANSWERED, clockOf, DELIVERED, dropped, make, memoryOf, ON, tell, type Walk } from '../walk.ts';

const UNKNOWN: Decision = { kind: 'forwarding', ports: [], how: 'none' };

/** A VXLAN link sends a frame: in UDP to the end that its forwarding table names (vxlan_xmit). */
export function sendFromVxlan(walk: Walk, device: Device, skb: Skb): void {
  const { link, memory } = device;
  if (link.kind !== 'vxlan') return;
  const { payload, destination } = skb.frame;
  if (link.proxy && payload.kind === 'arp') return answerFor(walk, device, skb, payload);
  const remotes = remotesOf(walk, device, link, destination);
  if (remotes.length === 0)
    return tell(walk, skb, {
      memory,
      stage: 'bridge',
      decision: UNKNOWN,
      verdict: dropped('no-port'),
      device: device.outward,
    });
  for (const remote of remotes) encapsulate(walk, device, link, clone(skb), remote);
}

/** Seconds after which a learned entry counts no more. */
const AGEING = 300;

/** The ends that a frame goes to: the one its address is behind, else all that hear what nobody knows (vxlan_find_mac). */
function remotesOf(walk: Walk, device: Device, link: Vxlan, mac: Mac): readonly Ip[] {
  const known = link.remotes[mac];
  if (known !== undefined && mac !== ZERO_MAC) return [known];
  const learned = device.behind?.get(mac) ?? link.learned?.[mac];
  if (learned && learned.updated + (link.hand?.ageing ?? AGEING) * 1000 > clockOf(walk)) return [learned.remote];
  const all = link.remotes[ZERO_MAC];
  return link.flooded ?? (all === undefined ? [] : [all]);
}

/** Keeps who is behind which end; what somebody entered stays as it is (vxlan_snoop). */
function learn(walk: Walk, device: Device, link: Vxlan, mac: Mac, remote: Ip): void {
  if (!link.learns || link.remotes[mac] !== undefined) return;
  (device.behind ??= new Map()).set(mac, { remote, updated: Math.floor(clockOf(walk)) });
}

/** Answers an ARP request in the name of a neighbour that it knows; others get no answer (arp_reduce). */
function answerFor(walk: Walk, device: Device, skb: Skb, arp: Arp): void {
  const neighbour = arp.operation === 'request' ? neighbourOf(walk, device, arp.targetIp) : undefined;
  if (neighbour?.mac === undefined)
    return tell(walk, skb, {
      memory: device.memory,
      stage: 'neighbour',
      decision: HERE,
      verdict: dropped('neighbour-failed'),
      device: device.outward,
    });
  tell(walk, skb, {
    memory: device.memory,
    stage: 'neighbour',
    decision: { kind: 'neighbour', neighbour },
    verdict: ANSWERED,
    device: device.outward,
  });
  const reply: Arp = {
    kind: 'arp',
    operation: 'reply',
    senderMac: neighbour.mac,
    senderIp: arp.targetIp,
    targetMac: arp.senderMac,
    targetIp: arp.senderIp,
  };
  const answer = make(walk, skb.flow, skb.id, reply);
  answer.frame = { source: neighbour.mac, destination: arp.senderMac, payload: reply };
  after(walk, WIRE, () => receive(walk, device, answer));
}

function encapsulate(walk: Walk, device: Device, link: Vxlan, skb: Skb, remote: Ip): void {
  const underlay = memoryOf(walk, link.underlay);
  const route = underlay && routeTo(underlay, { destination: remote });
  const source = link.hand?.local ?? route?.source;
  if (!underlay || !route || source === undefined)
    return tell(walk, skb, {
      memory: device.memory,
      stage: 'bridge',
      decision: UNKNOWN,
      verdict: dropped('no-route'),
      device: device.outward,
    });
  learnRoom(walk, device, skb, deviceOf(underlay, route.device));
  const entry = { mac: skb.frame.destination, port: link.index, permanent: true, updated: 0 };
  const decision: Decision = { kind: 'forwarding', entry, ports: [link.index], how: 'known' };
  tell(walk, skb, { memory: device.memory, stage: 'bridge', decision, verdict: ON, device: device.outward });
  const data: Datagram = { kind: 'vxlan', vni: link.vni, frame: skb.frame };
  const transport = { kind: 'udp', sourcePort: sourcePort(skb), destinationPort: link.port, data } as const;
  const packet: Packet = { kind: 'ip', source, destination: remote, ttl: link.hand?.ttl ?? INITIAL_TTL, transport };
  sendSkb(walk, underlay, newSkb(skb.id, skb.cause, skb.flow, unframed(packet)));
}

/** Octets around an Ethernet frame's packet: IP, UDP, VXLAN and the frame's own header. */
const HEADROOM = 50;

/** What was sent from here and does not fit with all headers: its sender is to know (skb_tunnel_check_pmtu). */
function learnRoom(walk: Walk, { memory }: Device, skb: Skb, below: Device | undefined): void {
  const { payload } = skb.frame;
  if (!below || skb.input || payload.kind === 'arp') return;
  const room = below.link.mtu - HEADROOM;
  if (lengthOf(payload) > room) learnPathMtu(walk, memory, payload, room);
}

/** net.ipv4.ip_local_port_range */
const FIRST = 32_768;
const COUNT = 60_999 - FIRST;

/** The outer source port tells flows apart (udp_flow_src_port); both ways of a ping have the same. */
function sourcePort({ frame: { payload } }: Skb): number {
  if (payload.kind === 'arp') return FIRST;
  const { source, destination, transport } = payload;
  if (transport.kind === 'icmp') return FIRST + (hash([source, destination].sort().join(' ')) % COUNT);
  return FIRST + (hash(`${source} ${transport.sourcePort} ${destination} ${transport.destinationPort}`) % COUNT);
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** A datagram came in for a VXLAN link: it gets the frame within (vxlan_rcv). Returns whether there is one. */
export function receiveVxlan(
  walk: Walk,
  device: Device,
  skb: Skb,
  port: number,
  { vni, frame }: Extract<Datagram, { kind: 'vxlan' }>,
): boolean {
  const { memory } = device;
  const ref = memory.namespace.vxlans?.[vni];
  const inner = ref && memoryOf(walk, ref.namespace);
  const end = inner && deviceOf(inner, ref.index);
  if (end?.link.kind !== 'vxlan' || end.link.port !== port || !end.link.up) return false;
  const decision: Decision = { kind: 'socket', protocol: 'udp', port, program: 'vxlan' };
  tell(walk, skb, { memory, stage: 'socket', decision, verdict: DELIVERED, device: device.inward });
  learn(walk, end, end.link, frame.source, packetOf(skb).source);
  receive(walk, end, newSkb(skb.id, skb.cause, skb.flow, frame));
  return true;
}

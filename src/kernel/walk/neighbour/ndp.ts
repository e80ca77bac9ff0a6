import { isMulticast, isUnspecified, type Ip, type Mac } from '../../../ip/address.ts';
import { multicastMac, solicitedNode } from '../../../ip/multicast.ts';
import type { Icmp, Packet } from '../../packet/frame.ts';
import type { Decision } from '../../hop.ts';
import { selectSource } from '../../route/source.ts';
import { deviceSetting } from '../../sysctl/settings.ts';
import { pass } from '../netfilter/hooks.ts';
import type { Device } from '../memory.ts';
import { hear, neighbourOf } from './neighbour.ts';
import { packetOf, type Skb } from '../skb.ts';
import { transmit } from '../link/transmit.ts';
import { ANSWERED, DELIVERED, make, tell, type Sake, type Walk } from '../walk.ts';

/** Neighbour discovery stays on its link: whoever forwarded it would have made less of this (RFC 4861). */
const HOP_LIMIT = 255;

const UNSPECIFIED = '::';

function send(walk: Walk, device: Device, packet: Packet, mac: Mac, flow: number, cause: number | undefined): void {
  const { memory } = device;
  const skb = make(walk, flow, cause, packet);
  for (const hook of ['OUTPUT', 'POSTROUTING'] as const)
    if (pass(walk, memory, skb, hook, { out: device }) !== 'on') return;
  skb.frame = { source: device.link.mac, destination: mac, payload: packetOf(skb) };
  transmit(walk, device, skb);
}

const message = (type: Icmp['type'], target: Ip): Icmp => ({
  kind: 'icmp',
  type,
  id: 0,
  sequence: 0,
  size: 0,
  detail: target,
});

/** Asks the link who has an IPv6 address (ndisc_solicit): its solicited-node group, or a known MAC address itself. */
export function solicit6(walk: Walk, device: Device, ip: Ip, sake: Sake, mac?: Mac): void {
  const { link, memory } = device;
  const own = sake.source !== undefined && link.addresses.some((a) => a.address === sake.source);
  const source = (own ? sake.source : selectSource(memory.namespace, link.index, 'fe80::')) ?? UNSPECIFIED;
  const destination = mac === undefined ? solicitedNode(ip) : ip;
  const transport = message('neighbour-solicitation', ip);
  const packet: Packet = { kind: 'ip', source, destination, ttl: HOP_LIMIT, transport };
  send(walk, device, packet, mac ?? multicastMac(destination), sake.flow, sake.cause);
}

function decisionOf(walk: Walk, device: Device, ip: Ip): Decision {
  const neighbour = neighbourOf(walk, device, ip);
  return neighbour ? { kind: 'neighbour', neighbour } : { kind: 'socket', protocol: 'icmp' };
}

/** A solicitation or advertisement came in (ndisc_rcv). An interface speaks for its own addresses only. */
export function receiveNdp(walk: Walk, device: Device, skb: Skb, icmp: Icmp): void {
  const { source } = packetOf(skb);
  const mac = skb.frame.source;
  const target = icmp.detail ?? UNSPECIFIED;
  const ours = device.link.addresses.some((a) => a.address === target);
  const answered = icmp.type === 'neighbour-solicitation' && ours;
  if (answered && !isUnspecified(source)) hear(walk, device, source, mac, { confirmed: false, create: true });
  if (icmp.type === 'neighbour-advertisement')
    hear(walk, device, target, mac, {
      confirmed: !isMulticast(packetOf(skb).destination),
      create: false,
      router: icmp.router === true,
    });
  const about = answered ? source : target;
  const verdict = answered ? ANSWERED : DELIVERED;
  tell(walk, skb, {
    memory: device.memory,
    stage: 'neighbour',
    decision: decisionOf(walk, device, about),
    verdict,
    device: device.inward,
  });
  if (answered) advertise(walk, device, skb, target);
}

const ALL_NODES = 'ff02::1';

function advertise(walk: Walk, device: Device, skb: Skb, target: Ip): void {
  const { source } = packetOf(skb);
  const destination = isUnspecified(source) ? ALL_NODES : source;
  const advertisement = message('neighbour-advertisement', target);
  const router = deviceSetting(device.memory.namespace, 'net.ipv6.conf', device.link.name, 'forwarding') === '1';
  const transport: Icmp = router ? { ...advertisement, router } : advertisement;
  const packet: Packet = { kind: 'ip', source: target, destination, ttl: HOP_LIMIT, transport };
  send(walk, device, packet, isUnspecified(source) ? multicastMac(destination) : skb.frame.source, skb.flow, skb.id);
}

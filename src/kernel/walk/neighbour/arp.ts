import { BROADCAST_MAC, isLoopback, isMulticast, ZERO_MAC, type Ip, type Mac } from '../../../ip/address.ts';
import type { Arp } from '../../packet/frame.ts';
import type { Decision, Verdict } from '../../hop.ts';
import { isWithoutArp } from '../../link/link.ts';
import { selectSource } from '../../route/source.ts';
import { isOwn } from '../facts.ts';
import { isOn, type Device } from '../memory.ts';
import { hear, neighbourOf } from './neighbour.ts';
import type { Skb } from '../skb.ts';
import { transmit } from '../link/transmit.ts';
import { ANSWERED, DELIVERED, dropped, make, tell, type Sake, type Walk } from '../walk.ts';

const UNSPECIFIED = '0.0.0.0';

function send(walk: Walk, device: Device, arp: Arp, destination: Mac, flow: number, cause: number | undefined): void {
  const skb = make(walk, flow, cause, arp);
  skb.frame = { source: device.link.mac, destination, payload: arp };
  transmit(walk, device, skb);
}

/** Asks the link who has an address (arp_solicit); a known MAC address is asked itself. */
export function solicit(walk: Walk, device: Device, ip: Ip, sake: Sake, mac: Mac = BROADCAST_MAC): void {
  const senderMac = device.link.mac;
  const senderIp = senderFor(device, ip, sake.source);
  const arp: Arp = { kind: 'arp', operation: 'request', senderMac, senderIp, targetMac: ZERO_MAC, targetIp: ip };
  send(walk, device, arp, mac, sake.flow, sake.cause);
}

/** What a program says on the link by itself (packet(7)). */
export interface Announcement {
  readonly sender: Ip;
  readonly target: Ip;
  readonly mac?: Mac | undefined;
  readonly operation: Arp['operation'];
}

/** Sends what a program has made itself: its sender need not be ours. */
export function announce(
  walk: Walk,
  device: Device,
  { sender, target, mac, operation }: Announcement,
  flow: number,
): void {
  const senderMac = device.link.mac;
  const targetMac = operation === 'reply' ? senderMac : (mac ?? BROADCAST_MAC);
  const arp: Arp = { kind: 'arp', operation, senderMac, senderIp: sender, targetMac, targetIp: target };
  send(walk, device, arp, mac ?? BROADCAST_MAC, flow, undefined);
}

/** With arp_announce 0 the packet's own source where that is ours, else the device's address. */
function senderFor(device: Device, ip: Ip, source: Ip | undefined): Ip {
  const { memory, link } = device;
  if (source !== undefined && isOwn(memory.facts, source)) return source;
  return selectSource(memory.namespace, link.index, ip, 'link') ?? UNSPECIFIED;
}

function note(walk: Walk, device: Device, skb: Skb, ip: Ip, verdict: Verdict): void {
  if (!walk.hops) return;
  const neighbour = neighbourOf(walk, device, ip);
  const decision: Decision = neighbour ? { kind: 'neighbour', neighbour } : { kind: 'device', promiscuous: false };
  tell(walk, skb, { memory: device.memory, stage: 'neighbour', decision, verdict, device: device.inward });
}

/** ARP came in (arp_process): who asks for an address of ours is answered and remembered; others are updated where known. */
export function receiveArp(walk: Walk, device: Device, skb: Skb, arp: Arp): void {
  const { senderIp, senderMac, targetIp } = arp;
  if (isLoopback(targetIp) || isMulticast(targetIp) || device.link.kind === 'loopback')
    return note(walk, device, skb, senderIp, dropped('invalid'));
  if (isWithoutArp(device.link)) return;
  const forUs = arp.operation === 'request' && answers(device, arp);
  if (forUs) {
    if (senderIp !== UNSPECIFIED) hear(walk, device, senderIp, senderMac, { confirmed: false, create: true });
    note(walk, device, skb, senderIp, ANSWERED);
    return reply(walk, device, skb, arp);
  }
  const heard = neighbourOf(walk, device, senderIp);
  if (heard) {
    const confirmed = arp.operation === 'reply' && skb.frame.destination === device.link.mac;
    hear(walk, device, senderIp, senderMac, { confirmed, create: false });
  }
  if (arp.operation === 'reply') device.memory.askers?.get(`arp ${senderIp}`)?.heard(skb);
  note(walk, device, skb, senderIp, DELIVERED);
}

/** With arp_ignore 0 any interface answers for any local address, unless the asker claims to have one of ours itself. */
function answers(device: Device, { senderIp, targetIp }: Arp): boolean {
  const { facts } = device.memory;
  if (!isOwn(facts, targetIp)) return false;
  if (senderIp !== UNSPECIFIED && isOwn(facts, senderIp)) return false;
  return !isOn(device, 'arp_ignore') || device.link.addresses.some((a) => a.address === targetIp);
}

function reply(walk: Walk, device: Device, skb: Skb, request: Arp): void {
  const arp: Arp = {
    kind: 'arp',
    operation: 'reply',
    senderMac: device.link.mac,
    senderIp: request.targetIp,
    targetMac: request.senderMac,
    targetIp: request.senderIp,
  };
  send(walk, device, arp, request.senderMac, skb.flow, skb.id);
}

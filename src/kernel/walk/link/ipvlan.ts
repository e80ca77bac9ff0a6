import type { Ip } from '../../../ip/address.ts';
import type { Ipvlan } from '../../link/link.ts';
import { deliver } from '../ip/deliver.ts';
import { sendSkb } from '../ip/output.ts';
import type { Device } from '../memory.ts';
import { admit } from '../netfilter/hooks.ts';
import { clone, type Skb } from '../skb.ts';
import { dropped, tell, type Walk } from '../walk.ts';
import { arrived, count, HERE, isGroup } from './device.ts';
import { transmit } from './transmit.ts';
import { hand, handSoon, loop, lowerOf, sendNowhere, uppersOf } from './upper.ts';

interface Slave extends Device {
  readonly link: Ipvlan;
}

const slavesOf = (walk: Walk, lower: Device): Slave[] =>
  uppersOf(walk, lower).filter((device): device is Slave => device.link.kind === 'ipvlan' && device.link.up);

/** Whose address a frame names: the packet's, or the one that ARP speaks of (ipvlan_addr_lookup). */
function ownerOf(slaves: readonly Slave[], skb: Skb, end: 'source' | 'destination'): Slave | undefined {
  const ip = addressIn(skb, end);
  return slaves.find(({ link }) => link.addresses.some(({ address }) => address === ip));
}

function addressIn({ frame: { payload } }: Skb, end: 'source' | 'destination'): Ip {
  if (payload.kind === 'ip') return payload[end];
  return end === 'source' ? payload.senderIp : payload.targetIp;
}

/** An ipvlan sends a frame (ipvlan_queue_xmit). */
export function sendFromIpvlan(walk: Walk, device: Device, skb: Skb): void {
  const { link } = device;
  const lower = lowerOf(walk, device);
  if (!lower || link.kind !== 'ipvlan') return sendNowhere(walk, device, skb);
  const slaves = slavesOf(walk, lower);
  const group = isGroup(skb.frame.destination);
  if (link.mode === 'l2' && group) {
    handSoon(
      walk,
      slaves.filter((slave) => slave !== device),
      skb,
    );
    return transmit(walk, lower, arrived(skb));
  }
  // All that share the device have its address: a frame for that is for one of them, or for the host.
  const within = link.flag !== 'vepa' && (link.mode !== 'l2' || skb.frame.destination === link.mac);
  const owner = within ? ownerOf(slaves, skb, 'destination') : undefined;
  if (within && link.flag === 'private' && (owner || link.mode === 'l2'))
    return tell(walk, skb, {
      memory: device.memory,
      stage: 'link',
      decision: HERE,
      verdict: dropped('no-port'),
      device: device.outward,
    });
  if (owner) return handSoon(walk, [owner], skb);
  if (link.mode !== 'l2') return routeOut(walk, device, lower, skb, group);
  if (within) return loop(walk, lower, skb);
  transmit(walk, lower, skb);
}

/** In the modes l3 and l3s the stack of the device below sends what is for elsewhere, as if made there (ipvlan_process_outbound). */
function routeOut(walk: Walk, device: Device, lower: Device, skb: Skb, group: boolean): void {
  if (group || skb.frame.payload.kind !== 'ip')
    return tell(walk, skb, {
      memory: device.memory,
      stage: 'link',
      decision: HERE,
      verdict: dropped('no-port'),
      device: device.outward,
    });
  sendSkb(walk, lower.memory, arrived(skb));
}

/** A frame came in by a device that ipvlans stand on (ipvlan_handle_frame). Returns whether one of them took it for itself. */
export function receiveForIpvlans(walk: Walk, lower: Device, skb: Skb): boolean {
  const slaves = slavesOf(walk, lower);
  const mode = slaves[0]?.link.mode;
  if (mode === undefined || mode === 'l3s') return false;
  if (mode === 'l2' && isGroup(skb.frame.destination)) {
    const own = skb.frame.source === lower.link.mac && ownerOf(slaves, skb, 'source') !== undefined;
    if (!own) handSoon(walk, slaves, clone(skb));
    return false;
  }
  const owner = ownerOf(slaves, skb, 'destination');
  if (!owner) return false;
  hand(walk, owner, arrived(skb));
  return true;
}

/**
 * In mode l3s a packet for one of a device's ipvlans passes the hooks of the stack below as if it were for this host, and is
 * the other's then (ipvlan_l3_rcv, ipvlan_nf_input). Returns whether it was one.
 */
export function receiveL3s(walk: Walk, lower: Device, skb: Skb): boolean {
  const slaves = slavesOf(walk, lower).filter(({ link }) => link.mode === 'l3s');
  const owner = ownerOf(slaves, skb, 'destination');
  if (!owner) return false;
  if (admit(walk, lower.memory, skb, 'INPUT', { in: lower }) === 'on') {
    const copy = arrived(skb);
    copy.input = owner;
    count(owner, 'received', copy, 0);
    tell(walk, copy, {
      memory: owner.memory,
      stage: 'link',
      decision: HERE,
      verdict: { kind: 'on' },
      device: owner.inward,
    });
    deliver(walk, owner, copy);
  }
  return true;
}

import { isMulticast } from '../../../ip/address.ts';
import type { Icmp, Packet } from '../../packet/frame.ts';
import type { Decision } from '../../hop.ts';
import { setting } from '../../sysctl/settings.ts';
import { send } from '../ip/output.ts';
import { routeTo, type Asker, type Device, type Memory } from '../memory.ts';
import { learnPathMtu } from '../ip/mtu.ts';
import { receiveNdp } from '../neighbour/ndp.ts';
import { packetOf, type Skb } from '../skb.ts';
import { INITIAL_TTL, keyOfEnds } from '../tcp/tcp.ts';
import { isGroup } from '../link/device.ts';
import { ANSWERED, DELIVERED, dropped, tell, type Walk } from '../walk.ts';

const ICMP: Decision = { kind: 'socket', protocol: 'icmp' };

/** An ICMP message for this host (icmp_rcv, icmpv6_rcv). */
export function receiveIcmp(walk: Walk, device: Device, skb: Skb, icmp: Icmp): void {
  const { memory } = device;
  if (icmp.type === 'echo-request') return echo(walk, device, skb, icmp);
  if (icmp.type === 'neighbour-solicitation' || icmp.type === 'neighbour-advertisement')
    return receiveNdp(walk, device, skb, icmp);
  const known = icmp.about ? concerned(memory, icmp.about) : memory.askers?.get(`icmp ${icmp.id}`);
  if (icmp.about && icmp.type === 'fragmentation-needed') learnPathMtu(walk, memory, icmp.about, Number(icmp.detail));
  tell(walk, skb, {
    memory,
    stage: 'socket',
    decision: ICMP,
    verdict: known ? DELIVERED : dropped('no-socket'),
    device: device.inward,
  });
  known?.heard(skb);
}

/** The setting that may keep an echo request from being answered. */
function ignoredBy(device: Device, { frame }: Skb): string {
  const group = isGroup(frame.destination) && device.link.kind !== 'loopback';
  if (frame.payload.kind === 'ip' && frame.payload.source.includes(':'))
    return group ? 'net.ipv6.icmp.echo_ignore_multicast' : 'net.ipv6.icmp.echo_ignore_all';
  return group ? 'net.ipv4.icmp_echo_ignore_broadcasts' : 'net.ipv4.icmp_echo_ignore_all';
}

/** Answers an echo request, but for one that was sent to many (icmp_echo_ignore_broadcasts). */
function echo(walk: Walk, device: Device, skb: Skb, icmp: Icmp): void {
  const { memory } = device;
  const ignored = ignoredBy(device, skb);
  const value = setting(memory.namespace, ignored);
  if (value !== '0')
    return tell(walk, skb, {
      memory,
      stage: 'socket',
      decision: { kind: 'setting', name: ignored, value },
      verdict: dropped('not-a-listener'),
      device: device.inward,
    });
  tell(walk, skb, { memory, stage: 'socket', decision: ICMP, verdict: ANSWERED, device: device.inward });
  const packet = packetOf(skb);
  const { source } = packet;
  // Who was one of many answers from an address of its own.
  const destination = isMulticast(packet.destination)
    ? routeTo(memory, { destination: source }).source
    : packet.destination;
  if (destination === undefined) return;
  const transport: Icmp = { ...icmp, type: 'echo-reply' };
  send(walk, memory, skb.flow, skb.id, {
    kind: 'ip',
    source: destination,
    destination: source,
    ttl: INITIAL_TTL,
    transport,
  });
}

/** Whoever sent the packet that an error speaks of. */
function concerned(memory: Memory, { source, destination, transport }: Packet): Asker | undefined {
  switch (transport.kind) {
    case 'icmp':
      return memory.askers?.get(`icmp ${transport.id}`);
    case 'udp':
      return memory.askers?.get(`udp ${transport.sourcePort}`);
    case 'tcp': {
      const ends = {
        local: source,
        localPort: transport.sourcePort,
        remote: destination,
        remotePort: transport.destinationPort,
      };
      const tcb = memory.connections?.get(keyOfEnds(ends));
      if (!tcb) return memory.askers?.get(`tcp ${transport.sourcePort}`);
      return { heard: (skb) => tcb.state === 'SYN_SENT' && tcb.user.unreachable(skb), accepts: () => true };
    }
  }
}

import type { Packet, Tcp } from '../../packet/frame.ts';
import type { Decision } from '../../hop.ts';
import type { Process } from '../../process/process.ts';
import { socketFor } from '../../socket/sockets.ts';
import { accept } from './listener.ts';
import { send } from '../ip/output.ts';
import { routeTo, type Device, type Memory } from '../memory.ts';
import { confirm } from '../neighbour/neighbour.ts';
import { resetFor } from './reset.ts';
import { packetOf, type Skb } from '../skb.ts';
import { acknowledge, acknowledgeLater, drop, keyOfEnds, sendSegment, type Tcb } from './tcp.ts';
import { DELIVERED, dropped, tell, type Walk } from '../walk.ts';

/** A segment for this host (tcp_v4_rcv): to its connection, to a listener, or refused. */
export function receiveTcp(walk: Walk, device: Device, skb: Skb, segment: Tcp): void {
  const { memory } = device;
  const packet = packetOf(skb);
  const ends = {
    local: packet.destination,
    localPort: segment.destinationPort,
    remote: packet.source,
    remotePort: segment.sourcePort,
  };
  const tcb = memory.connections?.get(keyOfEnds(ends));
  if (tcb) return arrive(walk, device, skb, tcb, segment);
  const socket =
    segment.flags === 'S' ? socketFor(memory.namespace, 'tcp', packet.destination, segment.destinationPort) : undefined;
  if (!socket) return refuse(walk, device, skb, packet, segment);
  const process = walk.kernel.processes[socket.pid];
  tell(walk, skb, {
    memory,
    stage: 'socket',
    decision: socketDecision(segment.destinationPort, process),
    verdict: DELIVERED,
    device: device.inward,
  });
  accept(walk, memory, skb, ends, process);
}

export function socketDecision(port: number, process: Process | undefined): Decision {
  const named = process ? { program: process.program, pid: process.pid } : {};
  return { kind: 'socket', protocol: 'tcp', port, ...named };
}

function refuse(walk: Walk, device: Device, skb: Skb, packet: Packet, segment: Tcp): void {
  const { memory } = device;
  const reason = segment.flags === 'S' ? 'refused' : 'no-socket';
  tell(walk, skb, {
    memory,
    stage: 'socket',
    decision: socketDecision(segment.destinationPort, undefined),
    verdict: dropped(reason),
    device: device.inward,
  });
  if (segment.flags[0] !== 'R') send(walk, memory, skb.flow, skb.id, resetFor(packet, segment));
  const asker = memory.askers?.get(`tcp ${segment.destinationPort}`);
  if (asker?.accepts(packet)) asker.heard(skb);
}

function arrive(walk: Walk, device: Device, skb: Skb, tcb: Tcb, segment: Tcp): void {
  tell(walk, skb, {
    memory: tcb.memory,
    stage: 'socket',
    decision: { kind: 'socket', protocol: 'tcp', port: tcb.localPort },
    verdict: DELIVERED,
    device: device.inward,
  });
  tcb.cause = skb.id;
  const { flags, acknowledgement } = segment;
  if (flags === 'R' || flags === 'R.') {
    drop(tcb);
    return tcb.user.reset(skb);
  }
  if (tcb.state === 'SYN_SENT') return answered(walk, tcb, skb, segment);
  if (flags === 'S' || flags === 'S.') return repeated(walk, tcb, segment);
  if (acknowledgement !== undefined) acknowledge(walk, tcb, acknowledgement);
  confirmNeighbour(walk, tcb.memory, device, tcb);
  if (tcb.state === 'SYN_RECEIVED') {
    tcb.state = 'ESTABLISHED';
    tcb.user.established(skb);
  }
  if (segment.data !== '') takeData(walk, tcb, skb, segment);
  if (flags === 'F.') takeEnd(walk, tcb, skb, segment);
  if (tcb.finSent && tcb.finReceived && tcb.unacknowledged.length === 0) drop(tcb);
}

/** The answer to our SYN. */
function answered(walk: Walk, tcb: Tcb, skb: Skb, segment: Tcp): void {
  if (segment.flags !== 'S.') return;
  tcb.state = 'ESTABLISHED';
  tcb.receiveNext = (segment.sequence ?? 0) + 1;
  acknowledge(walk, tcb, segment.acknowledgement ?? 0);
  sendSegment(walk, tcb, '.');
  tcb.user.established(skb);
}

/** A SYN sent again, its answer lost, or an answer sent again, its acknowledgement lost. */
function repeated(walk: Walk, tcb: Tcb, segment: Tcp): void {
  if (segment.flags === 'S.') sendSegment(walk, tcb, '.');
  else if (tcb.state === 'SYN_RECEIVED') {
    tcb.sendNext = 0;
    acknowledge(walk, tcb, Infinity);
    sendSegment(walk, tcb, 'S.');
  }
}

function takeData(walk: Walk, tcb: Tcb, skb: Skb, segment: Tcp): void {
  if (tcb.released) {
    drop(tcb);
    send(walk, tcb.memory, tcb.flow, skb.id, resetFor(packetOf(skb), segment));
    return;
  }
  const fresh = segment.sequence === tcb.receiveNext;
  if (fresh) {
    tcb.receiveNext += segment.data.length;
    tcb.received += segment.data;
  }
  sendSegment(walk, tcb, '.');
  if (fresh) tcb.user.data(skb);
}

function takeEnd(walk: Walk, tcb: Tcb, skb: Skb, segment: Tcp): void {
  if (tcb.state === 'CLOSED') return;
  if (segment.sequence !== tcb.receiveNext) return void sendSegment(walk, tcb, '.');
  tcb.receiveNext++;
  tcb.finReceived = true;
  if (tcb.finSent) sendSegment(walk, tcb, '.');
  else acknowledgeLater(walk, tcb);
  tcb.user.ended(skb);
}

/** What acknowledges progress shows that the way's first hop works. */
function confirmNeighbour(walk: Walk, memory: Memory, device: Device, tcb: Tcb): void {
  if (device.link.kind === 'loopback') return;
  const { how, nextHop, device: index } = routeTo(memory, { destination: tcb.remote, source: tcb.local });
  if (how === 'unicast' && index === device.link.index) confirm(walk, device, nextHop);
}

import type { Datagram, Packet, Udp } from '../../packet/frame.ts';
import type { Decision } from '../../hop.ts';
import type { Process } from '../../process/process.ts';
import type { Received } from '../../process/program.ts';
import type { Socket } from '../../socket/socket.ts';
import { socketFor } from '../../socket/sockets.ts';
import { isUnspecified } from '../../../ip/address.ts';
import { call, newAgent, wake, type Agent } from '../program/agent.ts';
import { complain } from '../icmp/error.ts';
import { send } from '../ip/output.ts';
import { routeTo, type Device, type Memory } from '../memory.ts';
import { packetOf, type Skb } from '../skb.ts';
import { systemOf } from '../program/system.ts';
import { INITIAL_TTL } from '../tcp/tcp.ts';
import { isGroup } from '../link/device.ts';
import { receiveVxlan } from '../link/vxlan.ts';
import { DELIVERED, dropped, tell, type Walk } from '../walk.ts';

/** A tunnel's socket is nobody's: what is no frame for one of its tunnels is lost there (vxlan_rcv). */
const KERNEL = 0;

/** A datagram for this host: to the program that asked, or that holds the port, or refused (__udp4_lib_rcv). */
export function receiveUdp(walk: Walk, device: Device, skb: Skb, udp: Udp): void {
  const { memory } = device;
  const packet = packetOf(skb);
  const asker = memory.askers?.get(`udp ${udp.destinationPort}`);
  if (asker?.accepts(packet)) {
    tell(walk, skb, {
      memory,
      stage: 'socket',
      decision: decisionOf(udp.destinationPort, undefined),
      verdict: DELIVERED,
      device: device.inward,
    });
    return asker.heard(skb);
  }
  if (udp.data.kind === 'vxlan' && receiveVxlan(walk, device, skb, udp.destinationPort, udp.data)) return;
  const socket = socketFor(memory.namespace, 'udp', packet.destination, udp.destinationPort, (socket) => {
    const peer = memory.connected?.get(socket)?.peer ?? socket.peer;
    return !peer || (peer.address === packet.source && peer.port === udp.sourcePort);
  });
  const process = socket && walk.kernel.processes[socket.pid];
  if (socket && process) return handOver(walk, device, skb, udp, socket, process);
  if (socket?.pid === KERNEL)
    return tell(walk, skb, {
      memory,
      stage: 'socket',
      decision: decisionOf(udp.destinationPort, undefined),
      verdict: dropped('invalid'),
      device: device.inward,
    });
  tell(walk, skb, {
    memory,
    stage: 'socket',
    decision: decisionOf(udp.destinationPort, undefined),
    verdict: dropped('no-socket'),
    device: device.inward,
  });
  if (!isGroup(skb.frame.destination) || device.link.kind === 'loopback')
    complain(walk, memory, skb, 'port-unreachable');
}

function decisionOf(port: number, process: Process | undefined): Decision {
  const named = process ? { program: process.program, pid: process.pid } : {};
  return { kind: 'socket', protocol: 'udp', port, ...named };
}

function handOver(walk: Walk, device: Device, skb: Skb, udp: Udp, socket: Socket, process: Process): void {
  const { memory } = device;
  const verdict = process.frozen ? dropped('frozen') : DELIVERED;
  tell(walk, skb, {
    memory,
    stage: 'socket',
    decision: decisionOf(udp.destinationPort, process),
    verdict,
    device: device.inward,
  });
  const program = process.mute ? undefined : walk.programs[process.program];
  if (process.frozen || !program?.datagram) return;
  const agent = newAgent();
  const received = receivedOf(walk, memory, skb, udp, socket, agent);
  const system = systemOf(walk, { memory, process, agent, skb });
  wake(walk, agent, () => program.datagram?.(received, system));
}

/** A datagram as a program gets it. It answers from the address that was asked (as IP_PKTINFO lets it), not a group's. */
function receivedOf(walk: Walk, memory: Memory, skb: Skb, udp: Udp, socket: Socket, agent: Agent): Received {
  const { source, destination } = packetOf(skb);
  const own = isUnspecified(socket.address) && isGroup(skb.frame.destination) ? undefined : destination;
  const reply = (data: Datagram, from = own ?? routeTo(memory, { destination: source }).source ?? destination): void =>
    call(walk, agent, () => {
      const transport: Udp = { kind: 'udp', sourcePort: udp.destinationPort, destinationPort: udp.sourcePort, data };
      const packet: Packet = { kind: 'ip', source: from, destination: source, ttl: INITIAL_TTL, transport };
      send(walk, memory, skb.flow, skb.id, packet);
    });
  return {
    source,
    sourcePort: udp.sourcePort,
    destination,
    destinationPort: udp.destinationPort,
    data: udp.data,
    connect: () => {
      memory.connected ??= new Map();
      memory.connected.set(socket, { local: destination, peer: { address: source, port: udp.sourcePort } });
    },
    reply,
  };
}

import { isFresh } from '../../link/forwarding.ts';
import type { Decision } from '../../hop.ts';
import type { ForwardingEntry } from '../../link/link.ts';
import type { NeighbourState } from '../../neighbour/neighbour.ts';
import { admit, pass } from '../netfilter/hooks.ts';
import { bridgeOf, deviceOf, routeTo, type BridgeMemory, type Device } from '../memory.ts';
import { neighbourOf, resolve } from '../neighbour/neighbour.ts';
import { receiveFrame } from '../link/receive.ts';
import { clone, packetOf, routeKeyOf, type Skb } from '../skb.ts';
import { count, HERE, isGroup } from '../link/device.ts';
import { transmit } from '../link/transmit.ts';
import { clockOf, dropped, ON, tell, type Walk } from '../walk.ts';

/** A frame came in by a bridge's port (br_handle_frame). */
export function receiveOnPort(walk: Walk, port: Device, skb: Skb): void {
  const bridge = bridgeOf(port.memory, port.link.master ?? 0);
  if (!bridge) return;
  if (!isForwarding(bridge, port))
    return tell(walk, skb, {
      memory: port.memory,
      stage: 'bridge',
      decision: NO_PORTS,
      verdict: dropped('no-port'),
      device: port.inward,
    });
  skb.input = port;
  if (!usesNetfilter(bridge, skb)) return forward(walk, bridge, port, skb);
  skb.bridged = port;
  const { destination } = packetOf(skb);
  if (admit(walk, port.memory, skb, 'PREROUTING', { in: bridge.device, physIn: port }) !== 'on') return;
  if (packetOf(skb).destination === destination) forward(walk, bridge, port, skb);
  else readdress(walk, bridge, port, skb);
}

const NO_PORTS: Decision = { kind: 'forwarding', ports: [], how: 'none' };

const isForwarding = (bridge: BridgeMemory, port: Device): boolean => bridge.device.link.up && port.carrier;

/** Whether br_netfilter shows the packet to iptables. */
const usesNetfilter = ({ facts }: BridgeMemory, { frame: { payload, vlan } }: Skb): boolean =>
  payload.kind === 'ip' && vlan === undefined && facts.filters[payload.source.includes(':') ? 'ip6' : 'ip'];

/** After DNAT the frame goes to the new destination's station, or to the bridge itself to be routed (br_nf_pre_routing_finish). */
function readdress(walk: Walk, bridge: BridgeMemory, port: Device, skb: Skb): void {
  const { memory } = port;
  const decision = routeTo(memory, { ...routeKeyOf(skb), input: bridge.device.link.name });
  const within = decision.how === 'unicast' && decision.device === bridge.bridge.index;
  if (!within) {
    skb.frame = { ...skb.frame, destination: bridge.bridge.mac };
    return forward(walk, bridge, port, skb);
  }
  const { nextHop } = decision;
  const state = neighbourOf(walk, bridge.device, nextHop)?.state;
  const connected = state !== undefined && CONNECTED.includes(state);
  resolve(walk, bridge.device, nextHop, skb, (mac) => {
    const { source } = skb.frame;
    skb.frame = { ...skb.frame, source: bridge.bridge.mac, destination: mac };
    // What is not sure of its neighbour takes the way of the bridge's own packets first (br_nf_pre_routing_finish_bridge).
    if (!connected)
      tell(walk, skb, { memory, stage: 'link', decision: HERE, verdict: ON, device: bridge.device.outward });
    skb.frame = { ...skb.frame, source };
    forward(walk, bridge, port, skb);
  });
}

/** Linux: NUD_CONNECTED. */
const CONNECTED: readonly NeighbourState[] = ['REACHABLE', 'PERMANENT'];

/** Learns the sender, then takes the frame in, sends it to its port, or to all (br_handle_frame_finish). */
function forward(walk: Walk, bridge: BridgeMemory, port: Device, skb: Skb): void {
  const { memory } = port;
  learn(walk, bridge, port, skb.frame.source);
  const { destination } = skb.frame;
  if (isGroup(destination)) {
    flood(walk, bridge, port, skb);
    return takeIn(walk, bridge, port, clone(skb));
  }
  if (bridge.facts.own.has(destination)) {
    const decision: Decision = { kind: 'forwarding', ports: [bridge.bridge.index], how: 'local' };
    tell(walk, skb, { memory, stage: 'bridge', decision, verdict: ON, device: port.inward });
    return takeIn(walk, bridge, port, skb);
  }
  const entry = entryOf(walk, bridge, destination);
  const known = entry && deviceOf(memory, entry.port);
  if (!known) return flood(walk, bridge, port, skb);
  const decision: Decision = { kind: 'forwarding', entry, ports: [entry.port], how: 'known' };
  if (!mayLeave(bridge, port, known))
    return tell(walk, skb, { memory, stage: 'bridge', decision, verdict: dropped('no-port'), device: port.inward });
  tell(walk, skb, { memory, stage: 'bridge', decision, verdict: ON, device: port.inward });
  leave(walk, bridge, port, known, skb);
}

/** A port forwards while it and the bridge run; not back where the frame came from, unless in hairpin mode. */
const mayLeave = (bridge: BridgeMemory, from: Device | undefined, to: Device): boolean =>
  isForwarding(bridge, to) && (to !== from || (to.link.kind === 'veth' && to.link.hairpin));

function learn(walk: Walk, bridge: BridgeMemory, port: Device, mac: string): void {
  if (bridge.facts.own.has(mac) || isGroup(mac)) return;
  const updated = Math.floor(clockOf(walk));
  const known = bridge.learned.get(mac);
  if (known?.port === port.link.index && known.updated === updated) return;
  bridge.learned.set(mac, { mac, port: port.link.index, permanent: false, updated });
}

function entryOf(walk: Walk, bridge: BridgeMemory, mac: string): ForwardingEntry | undefined {
  const entry = bridge.learned.get(mac) ?? bridge.bridge.forwarding[mac];
  return entry && isFresh(entry, clockOf(walk)) ? entry : undefined;
}

function flood(walk: Walk, bridge: BridgeMemory, from: Device | undefined, skb: Skb): void {
  const ports = bridge.bridge.ports.flatMap((index) => {
    const port = deviceOf(bridge.device.memory, index);
    return port && mayLeave(bridge, from, port) ? [port] : [];
  });
  const group = isGroup(skb.frame.destination);
  const decision: Decision = { kind: 'forwarding', ports: ports.map((port) => port.link.index), how: 'flood' };
  // A group's frames go to the bridge itself as well.
  const verdict = ports.length === 0 && (!group || !from) ? dropped('no-port') : ON;
  tell(walk, skb, {
    memory: bridge.device.memory,
    stage: 'bridge',
    decision,
    verdict,
    device: from ? from.inward : bridge.device.outward,
  });
  for (const port of ports) leave(walk, bridge, from, port, clone(skb));
}

/** Sends a frame out of a port; a bridged one passes FORWARD and POSTROUTING, where br_netfilter has it (br_nf_forward_ip). */
function leave(walk: Walk, bridge: BridgeMemory, from: Device | undefined, to: Device, skb: Skb): void {
  if (from && skb.bridged && !passBridged(walk, bridge, from, to, skb)) return;
  transmit(walk, to, skb);
}

function passBridged(walk: Walk, bridge: BridgeMemory, from: Device, to: Device, skb: Skb): boolean {
  const { device } = bridge;
  const ways = { in: device, out: device, physIn: from, physOut: to };
  if (admit(walk, device.memory, skb, 'FORWARD', ways) !== 'on') return false;
  return pass(walk, device.memory, skb, 'POSTROUTING', { out: device, physOut: to }) === 'on';
}

/** The bridge's own device gets a frame (br_pass_frame_up). */
function takeIn(walk: Walk, bridge: BridgeMemory, port: Device, skb: Skb): void {
  const { device } = bridge;
  const { destination } = skb.frame;
  const other = !isGroup(destination) && destination !== bridge.bridge.mac && destination !== port.link.mac;
  count(device, 'received', skb, 0);
  receiveFrame(walk, device, skb, other);
}

/** The bridge's own namespace sends a frame (br_dev_xmit). */
export function sendFromBridge(walk: Walk, device: Device, skb: Skb): void {
  const bridge = bridgeOf(device.memory, device.link.index);
  if (!bridge) return;
  const entry = isGroup(skb.frame.destination) ? undefined : entryOf(walk, bridge, skb.frame.destination);
  const known = entry && deviceOf(device.memory, entry.port);
  if (!known) return flood(walk, bridge, undefined, skb);
  const decision: Decision = { kind: 'forwarding', entry, ports: [entry.port], how: 'known' };
  const leaves = mayLeave(bridge, undefined, known);
  tell(walk, skb, {
    memory: device.memory,
    stage: 'bridge',
    decision,
    verdict: leaves ? ON : dropped('no-port'),
    device: device.outward,
  });
  if (leaves) transmit(walk, known, skb);
}

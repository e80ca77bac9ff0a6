import { family, isLoopback, isMulticast, type Ip } from '../../../ip/address.ts';
import { solicitedNode } from '../../../ip/multicast.ts';
import { isReversible } from '../../route/reverse.ts';
import type { RouteDecision, RouteKey } from '../../route/lookup.ts';
import { hasIpv6, setting } from '../../sysctl/settings.ts';
import { deliver } from './deliver.ts';
import { forward } from './forward.ts';
import { admit } from '../netfilter/hooks.ts';
import { netUnreachable } from '../icmp/error.ts';
import { routeHop, sendOn } from './output.ts';
import { receiveL3s } from '../link/ipvlan.ts';
import { forwards, reversePathOf } from '../facts.ts';
import { isOn, routeTo, type Device } from '../memory.ts';
import { packetOf, routeKeyOf, type Skb } from '../skb.ts';
import { tally } from '../statistics.ts';
import { dropped, tell, type Walk } from '../walk.ts';

/** An IP packet for this station came in (ip_rcv): PREROUTING, unless br_netfilter did that at the port, then routing. */
export function receiveIp(walk: Walk, device: Device, skb: Skb): void {
  tally(device.memory, skb, 'IpInReceives');
  if (skb.bridged) skb.bridged = undefined;
  else if (admit(walk, device.memory, skb, 'PREROUTING', { in: device }) !== 'on') return;
  if (device.link.uppers && receiveL3s(walk, device, skb)) return;
  // What came over lo was routed when it was sent.
  if (device.link.kind === 'loopback') return input(walk, device, skb);
  route(walk, device, skb);
}

function route(walk: Walk, device: Device, skb: Skb): void {
  const { memory } = device;
  if (packetOf(skb).source.includes(':')) return route6(walk, device, skb);
  const decision = routeTo(memory, routeKeyOf(skb));
  const martian = martianBy(device, skb, decision);
  if (martian) {
    const [key, value] = martian;
    if (key === 'rp_filter') tally(memory, skb, 'TcpExtIPReversePathFilter');
    const name = `net.ipv4.conf.${device.link.name}.${key}`;
    return tell(walk, skb, {
      memory,
      stage: 'routing',
      decision: { kind: 'setting', name, value },
      verdict: dropped('martian'),
      device: device.inward,
    });
  }
  const here = decision.how === 'local' || decision.how === 'broadcast' || decision.how === 'multicast';
  if (!here && !forwards(memory.facts, device.facts)) {
    const name = `net.ipv4.conf.${device.link.name}.forwarding`;
    const setting = { kind: 'setting', name, value: '0' } as const;
    return tell(walk, skb, {
      memory,
      stage: 'routing',
      decision: setting,
      verdict: dropped('forwarding-off'),
      device: device.inward,
    });
  }
  follow(walk, device, skb, decision);
}

/** Goes where routing leads. */
function follow(walk: Walk, device: Device, skb: Skb, decision: RouteDecision): void {
  const { memory } = device;
  routeHop(walk, memory, skb, decision);
  if (decision.how === 'local' || decision.how === 'broadcast' || decision.how === 'multicast')
    return input(walk, device, skb);
  if (decision.how === 'unicast') return forward(walk, device, skb, decision);
  tally(memory, skb, 'IpExtInNoRoutes');
  // A blackhole is silent; other routes that lead nowhere tell the sender.
  if (decision.how !== 'blackhole') netUnreachable(walk, memory, skb, decision.how);
}

const FORWARDING6 = 'net.ipv6.conf.all.forwarding';

/** As for IPv4, but one setting forwards for all devices, and groups are heard only where they were joined (ip6_rcv, ip6_mc_input). */
function route6(walk: Walk, device: Device, skb: Skb): void {
  const { memory, link } = device;
  const { source, destination } = packetOf(skb);
  const off = !hasIpv6(memory.namespace, link.name);
  if (off || isLoopback(source) || isLoopback(destination)) {
    const setting = {
      kind: 'setting',
      name: `net.ipv6.conf.${link.name}.disable_ipv6`,
      value: off ? '1' : '0',
    } as const;
    return tell(walk, skb, {
      memory,
      stage: 'routing',
      decision: setting,
      verdict: dropped('martian'),
      device: device.inward,
    });
  }
  if (isMulticast(destination)) {
    if (hasJoined(device, destination)) return input(walk, device, skb);
    return tell(walk, skb, {
      memory,
      stage: 'routing',
      decision: { kind: 'route', how: 'none' },
      verdict: dropped('other-host'),
      device: device.inward,
    });
  }
  const decision = routeTo(memory, routeKeyOf(skb));
  const value = setting(memory.namespace, FORWARDING6);
  if (decision.how === 'local' || value !== '0') return follow(walk, device, skb, decision);
  tell(walk, skb, {
    memory,
    stage: 'routing',
    decision: { kind: 'setting', name: FORWARDING6, value },
    verdict: dropped('forwarding-off'),
    device: device.inward,
  });
}

const ALL_NODES = 'ff02::1';

/** A device is in the group of all nodes, and in the solicited-node groups of its addresses. */
const hasJoined = ({ link }: Device, group: Ip): boolean =>
  group === ALL_NODES || link.addresses.some((a) => family(a.address) === 6 && solicitedNode(a.address) === group);

/** The setting that forbids a packet's addresses on a device (ip_route_input_slow, fib_validate_source), with its value. */
function martianBy(device: Device, skb: Skb, decision: RouteDecision): readonly [string, string] | undefined {
  const { source, destination } = packetOf(skb);
  if (isMulticast(source) || source === '255.255.255.255') return ['log_martians', '0'];
  if ((isLoopback(source) || isLoopback(destination)) && !isOn(device, 'route_localnet'))
    return ['route_localnet', '0'];
  const back = routeTo(device.memory, backwards(device, skb, decision));
  if ((back.how === 'local' || back.how === 'broadcast') && !isOn(device, 'accept_local')) return ['accept_local', '0'];
  const reversePath = reversePathOf(device.memory.facts, device.facts);
  return reversePath > 0 && !isReversible(device.link, back, reversePath)
    ? ['rp_filter', String(reversePath)]
    : undefined;
}

/** How an answer to a packet would be routed; its mark counts only on request (src_valid_mark). */
function backwards(device: Device, skb: Skb, { how, device: out }: RouteDecision): RouteKey {
  const { source, destination, mark } = packetOf(skb);
  if (!device.memory.facts.selective) return { destination: source, source: destination };
  return {
    destination: source,
    source: destination,
    mark: isOn(device, 'src_valid_mark') ? mark : undefined,
    input: how === 'unicast' ? device.memory.namespace.links[out]?.name : undefined,
  };
}

/** A packet for this host: INPUT, then its protocol (ip_local_deliver), unless the load balancer has another host for it. */
function input(walk: Walk, device: Device, skb: Skb): void {
  const { destination } = packetOf(skb);
  if (admit(walk, device.memory, skb, 'INPUT', { in: device }) !== 'on') return;
  if (packetOf(skb).destination !== destination) return sendOn(walk, device.memory, skb);
  deliver(walk, device, skb);
}

import { receiveOnPort, sendFromBridge } from './bridge/bridge.ts';
import { complain } from './icmp/error.ts';
import { receiveIcmp } from './icmp/input.ts';
import { reject } from './icmp/reject.ts';
import { receiveIp } from './ip/input.ts';
import { sendFromDummy } from './link/dummy.ts';
import { receiveForIpvlans, sendFromIpvlan } from './link/ipvlan.ts';
import { sendFromLoopback } from './link/loopback.ts';
import { receiveForMacvlans, sendFromMacvlan } from './link/macvlan.ts';
import { sendFromVeth } from './link/veth.ts';
import { receiveTagged, sendFromVlan } from './link/vlan.ts';
import { sendFromVxlan } from './link/vxlan.ts';
import { receiveArp, solicit } from './neighbour/arp.ts';
import { solicit6 } from './neighbour/ndp.ts';
import { answersProbe } from './neighbour/probe.ts';
import { receiveTcp } from './tcp/input.ts';
import { receiveUdp } from './udp/input.ts';
import { clockOf, type Handlers } from './walk.ts';

/** The whole network stack: each layer, and what it hands packets to. */
export const handlers: Handlers = {
  startXmit: {
    loopback: sendFromLoopback,
    veth: sendFromVeth,
    bridge: sendFromBridge,
    macvlan: sendFromMacvlan,
    ipvlan: sendFromIpvlan,
    vlan: sendFromVlan,
    vxlan: sendFromVxlan,
    dummy: sendFromDummy,
  },
  receiveOnPort,
  receiveTagged,
  receiveForUppers: (walk, device, skb) =>
    receiveForMacvlans(walk, device, skb) || receiveForIpvlans(walk, device, skb),
  receiveArp,
  receiveIp,
  receiveTcp,
  receiveUdp,
  receiveIcmp,
  solicit: { 4: solicit, 6: solicit6 },
  sendIcmp: complain,
  reject,
  answersProbe: (walk, memory, neighbour) => answersProbe(handlers, walk.kernel, memory.id, neighbour, clockOf(walk)),
};

import { family, type Mac } from '../../ip/address.ts';
import { addAddress, configureIpv6, removeAddresses } from './addresses.ts';
import { carrierNeighbours, hasCarrier } from './carrier.ts';
import { forgetConnections } from '../netfilter/conntrack/conntrack.ts';
import { KernelError } from '../errno.ts';
import { forgetLearned } from './forwarding.ts';
import type { Kernel } from '../kernel.ts';
import type { Link, LinkRef, Macvlan } from './link.ts';
import { linkAt, masterOf } from './lookup.ts';
import { namespaceOf } from '../kernel.ts';
import { flushNeighbours } from '../neighbour/neighbours.ts';
import { removeNextHopsBy } from '../route/nexthop.ts';
import { addConnected, removeRoutesOf } from '../route/table.ts';
import { uppersOf } from './upper.ts';
import { closeTunnel, openTunnel } from './vxlan.ts';

/** Makes a change, then does what follows for every link whose carrier came or went with it. */
export function withCarrier(kernel: Kernel, ref: LinkRef, clock: number | undefined, change: () => void): void {
  const before = carrierNeighbours(kernel, ref).map((r) => ({ ref: r, carrier: carrierAt(kernel, r) }));
  change();
  const after = carrierNeighbours(kernel, ref).filter((r) => !before.some((b) => same(b.ref, r)));
  for (const { ref: r, carrier } of [...before, ...after.map((a) => ({ ref: a, carrier: false }))]) {
    const now = carrierAt(kernel, r);
    if (now && !carrier) carrierCame(kernel, r, clock);
    else if (!now && carrier) carrierWent(kernel, r);
  }
}

const same = (a: LinkRef, b: LinkRef): boolean => a.namespace === b.namespace && a.index === b.index;

function carrierAt(kernel: Kernel, ref: LinkRef): boolean {
  const namespace = kernel.namespaces[ref.namespace];
  const link = namespace?.links[ref.index];
  return namespace !== undefined && link !== undefined && link.up && hasCarrier(kernel, namespace, link);
}

function carrierCame(kernel: Kernel, ref: LinkRef, clock: number | undefined): void {
  configureIpv6(kernel, namespaceOf(kernel, ref.namespace), linkAt(kernel, ref), clock);
}

function carrierWent(kernel: Kernel, ref: LinkRef): void {
  const namespace = kernel.namespaces[ref.namespace];
  const link = namespace?.links[ref.index];
  if (!namespace || !link) return;
  flushNeighbours(namespace, link.index, true);
  removeNextHopsBy(namespace, link.index);
  const bridge = masterOf(namespace, link);
  if (bridge) forgetLearned(bridge, link.index);
}

/**
 * `ip link set X up`: connected routes return, IPv6 addresses appear (tentative for a while if the clock, in ms, is given); VLANs on
 * it come up too. Throws ENETDOWN for a VLAN of a link that is down, EBUSY for a macvlan whose MAC address is another's there.
 */
export function setUp(kernel: Kernel, ref: LinkRef, clock?: number): void {
  const link = linkAt(kernel, ref);
  if (link.up) return;
  checkUpper(kernel, link);
  withCarrier(kernel, ref, clock, () => {
    link.up = true;
    link.qdisc = 'noqueue';
    if (link.kind === 'vxlan') openTunnel(kernel, link);
    if (link.kind === 'loopback' && !link.addresses.some((a) => family(a.address) === 4))
      addAddress(kernel, ref, { address: '127.0.0.1', prefixLength: 8, scope: 'host' });
    const namespace = namespaceOf(kernel, ref.namespace);
    for (const address of link.addresses) addConnected(namespace, link, address);
  });
  for (const upper of vlansOf(kernel, link)) setUp(kernel, upper, clock);
}

/** What stands on another cannot always be set up (linux: macvlan_open, vlan_dev_open). */
function checkUpper(kernel: Kernel, link: Link): void {
  const lower = 'lower' in link ? kernel.namespaces[link.lower.namespace]?.links[link.lower.index] : undefined;
  if (!lower) return;
  if (link.kind === 'vlan' && !lower.up) throw new KernelError('ENETDOWN');
  if (link.kind !== 'macvlan' || link.mode === 'passthru') return;
  if (isTaken(kernel, link, link.mac)) throw new KernelError('EBUSY');
}

/** Whether a MAC address is that of the link below a macvlan, or of another that is up there (linux: macvlan_addr_busy). */
export function isTaken(kernel: Kernel, link: Macvlan, mac: Mac): boolean {
  const lower = kernel.namespaces[link.lower.namespace]?.links[link.lower.index];
  if (!lower) return false;
  return (
    lower.mac === mac ||
    uppersOf(kernel, lower, 'macvlan').some((other) => other !== link && other.up && other.mac === mac)
  );
}

/** VLANs go up and down with the link that they are on (linux: vlan_device_event). */
const vlansOf = (kernel: Kernel, link: Link): LinkRef[] =>
  (link.uppers ?? [])
    .filter(({ namespace, index }) => kernel.namespaces[namespace]?.links[index]?.kind === 'vlan')
    .map((upper) => ({ ...upper }));

/** `ip link set X down`: every route through it goes, and its IPv6 addresses, neighbours and masqueraded connections; IPv4 addresses stay. */
export function setDown(kernel: Kernel, ref: LinkRef): void {
  const link = linkAt(kernel, ref);
  if (!link.up) return;
  for (const upper of vlansOf(kernel, link)) setDown(kernel, upper);
  withCarrier(kernel, ref, undefined, () => takeDown(kernel, ref, link));
}

function takeDown(kernel: Kernel, ref: LinkRef, link: Link): void {
  const namespace = namespaceOf(kernel, ref.namespace);
  link.up = false;
  if (link.kind === 'vxlan') closeTunnel(kernel, link);
  removeAddresses(namespace, link, 6);
  removeRoutesOf(namespace, link.index);
  removeNextHopsBy(namespace, link.index);
  flushNeighbours(namespace, link.index, false);
  forgetConnections(namespace, ({ masqueraded }) => masqueraded === link.name);
  if (link.kind === 'bridge') forgetLearned(link);
}

import { parseIp, parseMac, type Mac } from '../../ip/address.ts';
import { randomMac } from '../../engine/random.ts';
import { KernelError } from '../../kernel/errno.ts';
import { namespaceOf } from '../../kernel/kernel.ts';
import { addBridge } from '../../kernel/link/bridge.ts';
import type { IpvlanMode, MacvlanMode } from '../../kernel/link/link.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { addDummy, addIpvlan, addMacvlan, addVlan, type NewUpper } from '../../kernel/link/upper.ts';
import { addVeth } from '../../kernel/link/veth.ts';
import { addVxlan } from '../../kernel/link/vxlan.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import type { LinkFacts, StackFacts } from '../../snapshot/snapshot.ts';
import type { World } from '../../world/world.ts';
import { lack, type Whereabouts, type Work } from './work.ts';

/** A stack of the lab that is to become one of a host's. */
export interface Place extends Whereabouts {
  readonly namespace: string;
}

/** Links that every stack of some kernels has, down, whoever wants them or not. */
const STANDING = /^(lo|tunl0|gre0|gretap0|erspan0|ip_vti0|ip6_vti0|sit0|ip6tnl0|ip6gre0|teql0)$/;
export const isStanding = ({ name }: LinkFacts): boolean => STANDING.test(name);
/** What is joined to the world outside by a cable. */
export const isNic = ({ kind }: LinkFacts): boolean => /^(ether|bond|team|hv_netvsc|virtio|wlan)$/.test(kind);

/**
 * Makes the links of a stack that its containers' networks do not bring, with their names, indices and MAC addresses. Those that
 * stand on others wait for them.
 */
export function makeLinks(
  work: Work,
  place: Place,
  { links = [] }: StackFacts,
  isOthers: (link: LinkFacts) => boolean,
) {
  const namespace = namespaceOf(work.world.kernel, place.namespace);
  let waiting = links.filter((link) => !isStanding(link) && !isOthers(link)).sort((a, b) => a.index - b.index);
  for (;;) {
    const left = waiting.filter((link) => !linkByName(namespace, link.name) && !make(work, place, link, links));
    if (left.length === 0) return;
    if (left.length === waiting.length) {
      for (const { name, kind } of left) lack(work, place, 'link-not-made', { device: name, what: kind });
      return;
    }
    waiting = left;
  }
}

/** Makes a link where what it stands on is there. */
function make(work: Work, place: Place, link: LinkFacts, all: readonly LinkFacts[]): boolean {
  const namespace = namespaceOf(work.world.kernel, place.namespace);
  try {
    const from = aim(namespace, link.index);
    const made = makeKind(work, place, link, all);
    restore(namespace, from);
    return made;
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    lack(work, place, 'link-not-made', { device: link.name, what: link.kind });
    return true;
  }
}

/** Lets the next link have an index, where that is free. */
function aim(namespace: Namespace, index: number): number | undefined {
  const from = namespace.indexFrom;
  if (index > 1 && index < 1e9 && !namespace.links[index]) namespace.indexFrom = index;
  return from;
}

function restore(namespace: Namespace, from: number | undefined): void {
  if (from === undefined) delete namespace.indexFrom;
  else namespace.indexFrom = from;
}

const macOf = (world: World, link: LinkFacts): Mac => {
  const mac = parseMac(link.mac ?? '');
  return mac === undefined || /^(00:){5}00$/.test(mac) || parseInt(mac, 16) & 1 ? randomMac(world.random) : mac;
};

function makeKind(work: Work, place: Place, link: LinkFacts, all: readonly LinkFacts[]): boolean {
  const { world } = work;
  const { kernel } = world;
  const { namespace } = place;
  const { name, data = {} } = link;
  const mac = macOf(world, link);
  switch (link.kind) {
    case 'bridge':
      addBridge(kernel, namespace, { name, mac });
      return true;
    case 'dummy':
      addDummy(kernel, namespace, name, mac);
      return true;
    case 'vlan':
    case 'macvlan':
    case 'ipvlan':
      return makeUpper(work, place, link, mac);
    case 'vxlan': {
      const remote = parseIp(String(data['remote'] ?? ''));
      const local = parseIp(String(data['local'] ?? ''));
      const hand = { ...(remote !== undefined && { remote }), ...(local !== undefined && { local }) };
      const port = Number(data['port'] ?? 4789);
      addVxlan(kernel, {
        namespace,
        name,
        mac,
        vni: Number(data['id'] ?? 0),
        port,
        learns: data['learning'] !== false,
        hand,
      });
      return true;
    }
    case 'veth':
      return makePair(work, place, link, all);
    default:
      return isNic(link) ? makeNic(work, place, link) : makeNowhere(work, place, link);
  }
}

function makeUpper({ world }: Work, { namespace }: Place, link: LinkFacts, mac: Mac): boolean {
  const { kernel } = world;
  const lower = linkByName(namespaceOf(kernel, namespace), link.lower?.name ?? '');
  if (!lower) return false;
  const { data = {} } = link;
  const mtu = Math.min(link.mtu ?? lower.mtu, lower.mtu);
  const added: NewUpper = { namespace, name: link.name, mac, mtu, lower: { namespace, index: lower.index } };
  const mode = String(data['mode'] ?? '');
  if (link.kind === 'vlan') addVlan(kernel, Number(data['id'] ?? -1), added);
  else if (link.kind === 'macvlan')
    addMacvlan(kernel, (/^(private|vepa|passthru)$/.test(mode) ? mode : 'bridge') as MacvlanMode, added);
  else addIpvlan(kernel, (/^(l3|l3s)$/.test(mode) ? mode : 'l2') as IpvlanMode, 'bridge', added);
  return true;
}

/**
 * Pairs between a host and its containers that no attachment tells of: somebody made them, or they were left over. Both ends say which
 * link of the other stack is theirs.
 */
export function makeStrays(work: Work, host: Place, place: Place, { links = [] }: StackFacts, outer: StackFacts): void {
  const { kernel } = work.world;
  const [here, there] = [namespaceOf(kernel, host.namespace), namespaceOf(kernel, place.namespace)];
  for (const link of links) {
    if (link.kind !== 'veth' || linkByName(there, link.name) || there.links[link.index]) continue;
    const other = outer.links?.find(({ kind, index, lower }) => {
      return kind === 'veth' && index === link.lower?.index && lower?.index === link.index;
    });
    if (!other || linkByName(here, other.name) || here.links[other.index]) continue;
    const end = ({ name, index, ...facts }: LinkFacts, { namespace }: Place) => ({
      ...{ namespace, name, index, mac: macOf(work.world, { name, index, ...facts }) },
    });
    try {
      addVeth(kernel, end(other, host), end(link, place));
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
    }
  }
}

/** Both ends of a veth pair that stays in one stack; one whose other end is nobody's here leads nowhere. */
function makePair(work: Work, place: Place, link: LinkFacts, all: readonly LinkFacts[]): boolean {
  const { kernel } = work.world;
  const { namespace } = place;
  const other = all.find(
    ({ kind, name, index, lower }) =>
      kind === 'veth' &&
      name !== link.name &&
      (link.lower?.name === name || (link.lower?.index === index && lower?.index === link.index && !link.lower.netns)),
  );
  if (!other || linkByName(namespaceOf(kernel, namespace), other.name)) return makeNowhere(work, place, link);
  const { links } = namespaceOf(kernel, namespace);
  const end = ({ index, ...facts }: LinkFacts) => ({
    ...{ namespace, name: facts.name, mac: macOf(work.world, { index, ...facts }) },
    index: links[index] ? undefined : index,
  });
  addVeth(kernel, end(link), end(other));
  return true;
}

/** A further NIC, whose cable leads to nobody who is known. */
function makeNic(work: Work, place: Place, link: LinkFacts): boolean {
  const { world } = work;
  const { links } = namespaceOf(world.kernel, place.namespace);
  const index = links[link.index] ? undefined : link.index;
  const mac = macOf(world, link);
  const port = `x-${place.host}-${link.index}`.slice(0, 15);
  const there = { namespace: 'router', name: port, mac: randomMac(world.random) };
  addVeth(world.kernel, { namespace: place.namespace, name: link.name, mac, index }, there);
  if (link.up) lack(work, place, link.kind === 'ether' ? 'nic-without-cable' : 'bond-as-one', { device: link.name });
  return true;
}

/** What the lab has no kind for takes what it is given, and it is lost. */
function makeNowhere(work: Work, place: Place, link: LinkFacts): boolean {
  addDummy(work.world.kernel, place.namespace, link.name, macOf(work.world, link));
  if (link.up) lack(work, place, 'link-leads-nowhere', { device: link.name, what: link.kind });
  return true;
}

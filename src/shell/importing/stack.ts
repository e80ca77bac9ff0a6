import { BITS, contains, family, linkLocalOf, parseIp, parseMac } from '../../ip/address.ts';
import { KernelError } from '../../kernel/errno.ts';
import { namespaceOf, type Kernel } from '../../kernel/kernel.ts';
import { setMaster } from '../../kernel/link/bridge.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { addressPrefix, type Link, type LinkAddress } from '../../kernel/link/link.ts';
import { setDown, setUp } from '../../kernel/link/link-up.ts';
import { deleteLink } from '../../kernel/link/links.ts';
import { flood, setRemote } from '../../kernel/link/vxlan.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { setSysctl, sysctl } from '../../kernel/sysctl/sysctl.ts';
import type { AddressFacts, LinkFacts, StackFacts } from '../../snapshot/snapshot.ts';
import type { Place } from './links.ts';
import { lack, type Work } from './work.ts';

/** Gives links of a stack the addresses that they have on the host, as they stand there. */
export function placeAddresses(
  { world }: Work,
  place: Place,
  { links = [] }: StackFacts,
  isOurs: (link: LinkFacts) => boolean = () => true,
): void {
  const namespace = namespaceOf(world.kernel, place.namespace);
  for (const facts of links) {
    const link = linkByName(namespace, facts.name);
    if (link && isOurs(facts))
      link.addresses = facts.addresses.flatMap((each, at) => addressOf(link, each, facts.addresses.slice(0, at)));
  }
}

function addressOf(link: Link, facts: AddressFacts, before: readonly AddressFacts[]): LinkAddress[] {
  const address = parseIp(facts.address);
  const four = address !== undefined && family(address) === 4;
  if (address === undefined || facts.prefixLength > BITS[family(address)]) return [];
  const known = link.addresses.find((other) => other.address === address);
  const { tentativeUntil: _over, ...kept } = known ?? ({} as Partial<LinkAddress>);
  const protocol = address === '::1' ? 'kernel_lo' : address === linkLocalOf(link.mac) ? 'kernel_ll' : undefined;
  const broadcast = four ? parseIp(facts.broadcast ?? '') : undefined;
  const own: LinkAddress = { ...kept, address, prefixLength: facts.prefixLength, scope: scopeOf(facts) };
  const isSecond = before.some(
    (other) =>
      other.prefixLength === facts.prefixLength &&
      parseIp(other.address) !== undefined &&
      four === !other.address.includes(':') &&
      contains(addressPrefix(own), other.address),
  );
  return [
    {
      ...own,
      ...(protocol && { protocol }),
      ...(broadcast !== undefined && { broadcast }),
      ...(four && isSecond && { secondary: true }),
      ...(facts.nodad && { nodad: true }),
    },
  ];
}

const scopeOf = ({ scope }: AddressFacts): LinkAddress['scope'] =>
  scope === 'host' || scope === 'link' ? scope : 'global';

/** Links as they stand on the host: those that are not there go, the others have its ports, sizes, stations, and are up or down. */
export function tuneLinks(work: Work, place: Place, { links = [] }: StackFacts, now: number): void {
  const { kernel } = work.world;
  const namespace = namespaceOf(kernel, place.namespace);
  const known = new Map(links.map((facts) => [facts.name, facts]));
  const isGone = isWhole(namespace, known) ? () => true : ({ kind }: Link) => kind !== 'bridge' && kind !== 'veth';
  for (const link of Object.values(namespace.links))
    if (link.kind !== 'loopback' && !known.has(link.name) && isGone(link) && namespace.links[link.index] === link)
      deleteLink(kernel, { namespace: place.namespace, index: link.index });
  for (const facts of links) {
    const link = linkByName(namespace, facts.name);
    if (!link) continue;
    const ref = { namespace: place.namespace, index: link.index };
    attempt(work, place, facts, () => setMaster(kernel, ref, masterOf(namespace, facts), now));
    const mac = parseMac(facts.mac ?? '');
    if (mac !== undefined && link.kind !== 'loopback' && link.kind !== 'ipvlan') link.mac = mac;
    if (facts.mtu !== undefined && facts.mtu >= 68 && facts.mtu <= 65_536) link.mtu = facts.mtu;
    if (facts.promiscuous) link.promiscuous = true;
  }
  for (const facts of links.toSorted((a, b) => a.index - b.index)) {
    const link = linkByName(namespace, facts.name);
    if (!link) continue;
    const ref = { namespace: place.namespace, index: link.index };
    attempt(work, place, facts, () => (facts.up ? setUp(kernel, ref, now) : setDown(kernel, ref)));
    if (facts.carrier === false) unplug(kernel, link);
  }
}

/** Whether all links of a stack are told of, and not a few: of those that its engine makes there is one at least, where it has any. */
function isWhole(namespace: Namespace, known: ReadonlyMap<string, LinkFacts>): boolean {
  const engines = Object.values(namespace.links).filter(({ name }) => /^(docker|br-|veth)/.test(name));
  return engines.length === 0 || engines.some(({ name }) => known.has(name));
}

/** A cable without a carrier: the other end is down. */
function unplug(kernel: Kernel, link: Link): void {
  if (link.kind === 'veth' && link.peer.namespace === 'router') setDown(kernel, link.peer);
}

const masterOf = (namespace: Namespace, { master }: LinkFacts): number | undefined => {
  const bridge = master === undefined ? undefined : linkByName(namespace, master);
  return bridge?.kind === 'bridge' ? bridge.index : undefined;
};

function attempt(work: Work, place: Place, { name, kind }: LinkFacts, change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    lack(work, place, 'link-not-made', { device: name, what: kind });
  }
}

const FIRST = [/\.ip_forward$/, /\.conf\.all\./, /\.conf\.default\./];
const rankOf = (name: string): number => {
  const rank = FIRST.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? FIRST.length : rank;
};

/** Settings as they are on the host; those first that others follow. Where one differs from what is there, `tell` hears of it. */
export function placeSettings(
  work: Work,
  place: Place,
  { sysctl: settings = {} }: StackFacts,
  tell: (name: string, now: string, before: string) => void,
): void {
  const { kernel } = work.world;
  const namespace = namespaceOf(kernel, place.namespace);
  const unknown: string[] = [];
  const entries = Object.entries(settings).sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  const before = new Map(entries.map(([name]) => [name, sysctl(namespace, name)]));
  for (const [name, text] of entries) {
    try {
      const value = text.trim().replace(/\s+/g, '\t');
      if (sysctl(namespace, name) !== value) setSysctl(kernel, place.namespace, name, value);
      const old = before.get(name);
      if (old !== undefined && old !== value) tell(name, value, old);
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      unknown.push(name);
    }
  }
  if (unknown.length > 0)
    lack(work, place, 'settings-not-known', { names: unknown.slice(0, 20).join(', '), count: unknown.length });
}

/** Entries of forwarding tables: `MAC dev X [vlan N] [dst IP] [self|master] [permanent|static|dynamic]`. */
export function placeForwarding(work: Work, place: Place, { forwarding = [] }: StackFacts): void {
  const { world } = work;
  const { kernel } = world;
  const namespace = namespaceOf(kernel, place.namespace);
  for (const words of forwarding) {
    const after = (word: string): string => words[words.indexOf(word) + 1] ?? '';
    const mac = parseMac(words[0] ?? '');
    const link = words.includes('dev') ? linkByName(namespace, after('dev')) : undefined;
    const remote = words.includes('dst') ? parseIp(after('dst')) : undefined;
    if (mac === undefined || !link) lack(work, place, 'forwarding-not-read', { text: words.join(' ').slice(0, 200) });
    else if (link.kind === 'vxlan' && remote !== undefined) {
      const ref = { namespace: place.namespace, index: link.index };
      if (!/^(00:){5}00$/.test(mac)) setRemote(kernel, ref, mac, remote);
      else if (!link.flooded?.includes(remote)) flood(kernel, ref, remote);
    } else forwardBy(namespace, link, mac, words.includes('dynamic') ? world.clock.now : undefined);
  }
}

/** A station behind a port of a bridge: somebody entered that, or it was heard then (ms). */
function forwardBy(namespace: Namespace, link: Link, mac: string, heard?: number): void {
  const bridge = link.master === undefined ? undefined : namespace.links[link.master];
  if (bridge?.kind !== 'bridge' || link.mac === mac) return;
  bridge.forwarding[mac] = { mac, port: link.index, permanent: heard === undefined, updated: heard ?? 0 };
}

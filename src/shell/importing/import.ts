import type { EngineHost } from '../../engine/engine.ts';
import { namespaceOf } from '../../kernel/kernel.ts';
import type { Netfilter, TableFamily } from '../../kernel/netfilter/table.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import type { Route } from '../../kernel/route/route.ts';
import type { LinkFacts, Snapshot, StackFacts } from '../../snapshot/snapshot.ts';
import { hostAddress } from '../../world/hosts.ts';
import type { World } from '../../world/world.ts';
import { ruleDifferences, sameLayout } from './changes.ts';
import { makeContainers, type Made } from './containers.ts';
import { engineOf, makeNetworks } from './engine.ts';
import { placeNames } from './etc-files.ts';
import { clockOf, engineLinks } from './given.ts';
import { emptyLab, plugHosts, type Plugged } from './lan.ts';
import { makeLinks, makeStrays, type Place } from './links.ts';
import { placeNeighbours } from './neighbours.ts';
import { placeNft } from './nft.ts';
import { namesOf, placePolicy, placeRoutes, routeText, tablesFile } from './routes.ts';
import { placeSets } from './sets.ts';
import { moveResolver, placeSockets, type Home } from './sockets.ts';
import { placeAddresses, placeForwarding, placeSettings, tuneLinks } from './stack.ts';
import { balanceSwarms, makeSwarms, type Member } from './swarm.ts';
import { changed, newWork, type Work } from './work.ts';
import { readTables } from './xtables.ts';

/**
 * The lab that real hosts make: first rebuilt by the engine's own means, from what they say of their networks and containers; then
 * each stack of which more is known as it was found.
 */
export function importedWorld(seed: number, { hosts }: Snapshot): World {
  const world = emptyLab(seed, momentOf(hosts));
  const work = newWork(world);
  const plugged = plugHosts(work, hosts);
  const members = plugged.map((one) => begin(work, one));
  makeSwarms(work, members);
  const filled = members.map((one) => ({ ...one, made: makeContainers(work, one.host, one.facts) }));
  balanceSwarms(work, members);
  for (const one of filled) find(work, one);
  const { lacks, changes, otherLayouts } = work;
  world.imported = { lacks, changes, otherLayouts };
  return world;
}

/** The moment at which the hosts were asked; else one after all that is told of them. */
function momentOf(hosts: Snapshot['hosts']): number | undefined {
  const taken = hosts.flatMap(({ taken: text }) => clockOf(text) ?? []);
  const made = hosts.flatMap(({ containers = [], networks = [] }) =>
    [...containers, ...networks].flatMap(({ created }) => clockOf(created) ?? []),
  );
  const last = [...taken, ...made].reduce((latest, clock) => Math.max(latest, clock), 0);
  return last === 0 ? undefined : last;
}

/** A host's links and its engine, with the networks that are its own. */
function begin(work: Work, { machine, facts, uplink }: Plugged): Member {
  const { stack = {} } = facts;
  const place: Place = { host: machine, namespace: machine };
  const { isBridge, isPort } = engineLinks(facts);
  const isAway = ({ kind, lower }: LinkFacts): boolean => kind === 'veth' && lower?.netns !== undefined;
  makeLinks(work, place, stack, (link) => isBridge(link.name) || isPort(link) || isAway(link));
  placeAddresses(work, place, stack, (link) => !isBridge(link.name));
  const host = engineOf(work, machine, facts);
  makeNetworks(work, host, facts);
  return { host, facts, address: uplink?.ipv4?.address ?? hostAddress(machine) };
}

/** What was rebuilt becomes what was found. */
function find(work: Work, { host, facts, made }: Member & { readonly made: readonly Made[] }): void {
  const { machine } = host;
  const { stack = {} } = facts;
  const { isBridge } = engineLinks(facts);
  const place: Place = { host: machine, namespace: machine };
  for (const { facts: one, container } of made)
    if (one.stack && container.sandbox?.own)
      makeStrays(work, place, { ...place, namespace: container.sandbox.namespace }, one.stack, stack);
  makeLinks(work, place, stack, (link) => isBridge(link.name));
  findStack(work, place, stack, { machine, container: undefined }, facts.engine?.version);
  for (const one of made) findContainer(work, host, one);
  host.clock.now = Math.max(host.clock.now, work.world.clock.now);
}

/** A container's own stack as it was found; one that shares another's has none. */
function findContainer(work: Work, host: EngineHost, { facts, container }: Made): void {
  const { sandbox } = container;
  placeNames(container, facts);
  if (!facts.stack || !sandbox?.own) return;
  const place: Place = { host: host.machine, container: container.name, namespace: sandbox.namespace };
  // What the container has beside its networks' links.
  makeLinks(work, place, facts.stack, () => false);
  findStack(work, place, facts.stack, { machine: host.machine, container }, undefined);
}

function findStack(work: Work, place: Place, facts: StackFacts, home: Home, version: string | undefined): void {
  const { world } = work;
  const namespace = namespaceOf(world.kernel, place.namespace);
  const before = [...namespace.routes];
  const texts = new Map(before.map((route) => [route, routeText(namespace, route)]));
  if (facts.links) tuneLinks(work, place, facts, world.clock.now);
  placeSettings(work, place, facts, (name, now, was) => {
    if (/\.(ip_forward|forwarding|bridge-nf-call-ip6?tables)$/.test(name) && /\.(all|ipv4|bridge)\./.test(`${name}.`))
      tellSetting(work, place, name, now, was);
  });
  if (facts.links) placeAddresses(work, place, facts);
  const names = namesOf(facts);
  placeRoutes(work, place, facts, names);
  placePolicy(work, place, facts, names);
  const file = tablesFile(names);
  const machine = world.machines[place.host];
  if (file !== undefined && place.container === undefined && machine)
    Object.assign(machine.files, {
      '/etc/iproute2/': '',
      '/etc/iproute2/rt_tables.d/': '',
      '/etc/iproute2/rt_tables.d/host.conf': file,
    });
  placeForwarding(work, place, facts);
  placeNeighbours(work, place, facts);
  if (facts.routes) tellRoutes(work, place, namespace, before, texts);
  findRules(work, place, namespace, facts, version);
  if (home.container && facts.iptables !== undefined) moveResolver(namespace, home.container);
  if (facts.sockets) placeSockets(work, place, home, facts.sockets);
}

function tellSetting(work: Work, place: Place, name: string, now: string, was: string): void {
  const family = name.includes('ipv6') || name.includes('ip6tables') ? 6 : 4;
  changed(work, place, { what: 'setting', family, text: `${name} = ${was}`, only: 'rebuilt' });
  changed(work, place, { what: 'setting', family, text: `${name} = ${now}`, only: 'host' });
}

/** Routes by hand: those that neither an address nor a network of the engine's brings. */
function tellRoutes(
  work: Work,
  place: Place,
  namespace: Namespace,
  before: readonly Route[],
  texts: ReadonlyMap<Route, string>,
): void {
  const known = new Set(texts.values());
  const now = new Set(namespace.routes.map((route) => routeText(namespace, route)));
  const familyOf = ({ destination }: Route): 4 | 6 => (destination.address.includes(':') ? 6 : 4);
  const isPlain = ({ protocol, destination, metric }: Route): boolean =>
    protocol === 'kernel' ||
    protocol === 'ra' ||
    (destination.length === 0 && metric >= 0 && place.container === undefined);
  for (const route of namespace.routes)
    if (!isPlain(route) && !known.has(routeText(namespace, route)))
      changed(work, place, { what: 'route', family: familyOf(route), text: routeText(namespace, route), only: 'host' });
  for (const route of before)
    if (!isPlain(route) && !now.has(texts.get(route) ?? ''))
      changed(work, place, { what: 'route', family: familyOf(route), text: texts.get(route) ?? '', only: 'rebuilt' });
}

/** The tables of the host take the place of those that its networks would have; how they differ is told. */
function findRules(
  work: Work,
  place: Place,
  namespace: Namespace,
  facts: StackFacts,
  version: string | undefined,
): void {
  placeSets(work, place, namespace, facts.sets ?? []);
  for (const [family, text, legacy] of [
    ['ip', facts.iptables, facts.legacy],
    ['ip6', facts.ip6tables, facts.legacy6],
  ] as const) {
    if (text !== undefined) {
      const found = readTables(work, place, namespace, family, text);
      const rebuilt = namespace.netfilter[family];
      // A host whose engine speaks to the legacy tables has its rules there.
      if (!isBare(found) || legacy === undefined || isBare(rebuilt))
        tellRules(work, place, family, rebuilt, found, version);
      namespace.netfilter[family] = found;
    }
    if (legacy === undefined) continue;
    const found = readTables(work, place, namespace, family, legacy, 'legacy');
    if (Object.keys(found).length > 0) (namespace.netfilter.legacy ??= { ip: {}, ip6: {} })[family] = found;
  }
  if (facts.nft !== undefined) placeNft(work, place, namespace, facts.nft);
}

const isBare = (tables: Netfilter): boolean => Object.keys(tables).length === 0;

function tellRules(
  work: Work,
  place: Place,
  family: TableFamily,
  rebuilt: Netfilter,
  found: Netfilter,
  version = '',
): void {
  const same = place.container !== undefined || sameLayout(rebuilt, found);
  const told = work.otherLayouts.some(({ host }) => host === place.host);
  if (!same && !told) work.otherLayouts.push({ host: place.host, version });
  // In a container the resolver's ports are by chance.
  for (const difference of ruleDifferences(rebuilt, found, family, { own: same }))
    if (place.container === undefined || !/127\.0\.0\.11/.test(difference.text)) changed(work, place, difference);
}

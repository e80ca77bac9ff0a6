import { own } from '../kernel/own.ts';
import { linkAt } from '../kernel/link/lookup.ts';
import type { Link } from '../kernel/link/link.ts';
import { locate } from '../world/place.ts';
import type { Place, World } from '../world/world.ts';
import type { Find, Sought, Thing } from './find.ts';
import { addressesAt, linksAt } from './judge/addresses.ts';
import type { FindKey } from './pose/keys.ts';
import { resolversOf } from './pose/resolvers.ts';
import { sceneOf } from './pose/scene-of.ts';
import { called, mainFlow, openingHops } from './pose/scene.ts';
import { said, type Said } from './said.ts';

type FindOf<W extends Find['what']> = Extract<Find, { readonly what: W }>;

/** What is to be found in a world. Undefined where it is not there. */
export async function seek(world: World, find: Find): Promise<Sought | undefined> {
  switch (find.what) {
    case 'address': {
      const addresses = addressesAt(world, find.of, find);
      return sought(
        ask('address', world, find.of),
        addresses.flatMap((ip) => [ip, ...withLength(world, find.of, ip)]),
        placeThing(find.of),
      );
    }
    case 'mac':
      return sought(
        ask('mac', world, find.of),
        linksOn(world, find).map(({ mac }) => mac),
        placeThing(find.of),
      );
    case 'gateway':
      return sought(ask('gateway', world, find.of), gatewaysAt(world, find.of));
    case 'peer':
      return seekPeer(world, find);
    case 'bridge':
      return seekBridge(world, find);
    case 'host-port':
      return seekHostPort(world, find);
    case 'rule':
      return seekRule(world, find);
    case 'resolver':
      return sought(ask('resolver', world, find.of), resolversOf(world, find.of));
  }
}

const ask = (key: FindKey, world: World, place: Place, more: Said['values'] = {}): Said<FindKey> =>
  said(key, { place: called(world, place), ...more });

const sought = (asks: Said<FindKey>, accepts: readonly string[], thing?: Thing): Sought | undefined =>
  accepts.length === 0 ? undefined : { asks, accepts, ...(thing && { thing }) };

const placeThing = (place: Place): Thing => ({ kind: 'place', place });

/** An address as `ip addr` prints it. */
const withLength = (world: World, place: Place, ip: string): readonly string[] =>
  linksAt(world, place).flatMap(({ addresses }) =>
    addresses.filter(({ address }) => address === ip).map(({ prefixLength }) => `${ip}/${prefixLength}`),
  );

/** A place's interfaces, those on a network alone where one is named. */
function linksOn(world: World, { of, network }: { readonly of: Place; readonly network?: string }): readonly Link[] {
  const links = linksAt(world, of);
  if (network === undefined) return links;
  const endpoint = own(locate(world, of)?.container?.endpoints, network);
  return links.filter(({ name }) => name === endpoint?.interface);
}

const gatewaysAt = (world: World, of: Place): readonly string[] =>
  (world.kernel.namespaces[locate(world, of)?.namespace ?? '']?.routes ?? [])
    .filter(({ destination }) => destination.length === 0 && !destination.address.includes(':'))
    .flatMap(({ via }) => via ?? []);

function seekPeer(world: World, find: FindOf<'peer'>): Sought | undefined {
  const [link] = linksOn(world, find).filter(({ kind }) => kind === 'veth');
  if (link?.kind !== 'veth' || locate(world, find.of)?.container === undefined) return undefined;
  const { name } = linkAt(world.kernel, link.peer);
  return sought(ask('peer', world, find.of), [name, `${name}@if${link.index}`], { kind: 'device', ...link.peer });
}

function seekBridge(world: World, { at, network: name }: FindOf<'bridge'>): Sought | undefined {
  const { engine, namespace } = own(world.machines, at) ?? {};
  const bridge = Object.values(engine?.networks ?? {}).find((network) => network.name === name)?.bridge;
  const index = bridge === undefined ? undefined : world.kernel.namespaces[namespace ?? '']?.names[bridge];
  if (bridge === undefined || namespace === undefined || index === undefined) return undefined;
  return sought(ask('bridge', world, at, { network: name }), [bridge], { kind: 'network', machine: at, name });
}

function seekHostPort(world: World, { of, port }: FindOf<'host-port'>): Sought | undefined {
  const ports = locate(world, of)?.container?.ports ?? [];
  const found = ports.filter(({ containerPort, hostPort }) => containerPort === port && hostPort > 0);
  return sought(ask('host-port', world, of, { port }), [...new Set(found.map(({ hostPort }) => String(hostPort)))]);
}

/** The rule that decides on the first packet: the first in its table that does more than lead on. */
async function seekRule(world: World, { commands, at, table }: FindOf<'rule'>): Promise<Sought | undefined> {
  const flow = mainFlow(await sceneOf(world, commands));
  const namespace = locate(world, at)?.namespace;
  const decides = (flow ? openingHops(flow) : []).find(
    ({ decision, namespace: where }) =>
      where === namespace &&
      decision.kind === 'rule' &&
      decision.table === table &&
      decision.rule.target !== undefined &&
      decision.rule.target.kind !== 'jump' &&
      decision.rule.target.kind !== 'LOG',
  );
  if (decides?.decision.kind !== 'rule') return undefined;
  const { number, chain } = decides.decision;
  return sought(ask('rule', world, at, { table, chain }), [String(number)]);
}

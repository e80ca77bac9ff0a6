import { own } from '../../kernel/own.ts';
import type { Container } from '../../engine/container/container.ts';
import type { Network } from '../../engine/network/network.ts';
import { containersOf, machinesOf, placeOf } from '../../world/spots.ts';
import type { Place, World } from '../../world/world.ts';
import type { Check, Goal } from '../goal.ts';
import { addressesOf } from '../../world/ends.ts';
import { locate } from '../../world/place.ts';
import { reachAddress } from '../../world/reach.ts';
import { tracerOf } from '../../world/trace.ts';
import { candidates } from '../judge/open.ts';

/** A thing of the lab whose properties can be goals. */
export type Thing =
  | { readonly kind: 'machine'; readonly machine: string }
  | { readonly kind: 'container'; readonly machine: string; readonly id: string }
  | { readonly kind: 'network'; readonly machine: string; readonly id: string };

/** What there is to choose from, by the names under which a person knows it. */
export function thingsOf(world: World): readonly { readonly thing: Thing; readonly name: string }[] {
  return [
    ...machinesOf(world).map(({ name: machine }) => ({ thing: { kind: 'machine', machine } as const, name: machine })),
    ...containersOf(world).map(([machine, container]) => ({
      thing: { kind: 'container', machine, id: container.id } as const,
      name: placeOf(machine, container),
    })),
    ...machinesOf(world).flatMap(({ name: machine, engine }) =>
      Object.values(engine?.networks ?? {}).map(({ id, name }) => ({
        thing: { kind: 'network', machine, id } as const,
        name: `${machine}: ${name}`,
      })),
    ),
  ];
}

/** What a thing is at present, each property as the goal that it is so. */
export function goalsAbout(world: World, thing: Thing): readonly Goal[] {
  return checksAbout(world, thing).map((check) => ({ check }));
}

function checksAbout(world: World, thing: Thing): readonly Check[] {
  const engine = own(world.machines, thing.machine)?.engine;
  switch (thing.kind) {
    case 'machine':
      return openChecks(world, thing.machine);
    case 'container': {
      const container = own(engine?.containers, thing.id);
      return container === undefined ? [] : containerChecks(thing.machine, container, engine?.networks ?? {});
    }
    case 'network': {
      const network = own(engine?.networks, thing.id);
      return network === undefined ? [] : networkChecks(thing.machine, network);
    }
  }
}

/** The ports at which a machine answers to the LAN's client; to a host where it is the client itself. */
function openChecks(world: World, of: string): readonly Check[] {
  const from = ['client', 'host1'].find((place) => place !== of && own(world.machines, place) !== undefined);
  const namespace = locate(world, from ?? '')?.namespace;
  const [address] = addressesOf(world, of);
  if (from === undefined || namespace === undefined || address === undefined) return [];
  const walk = tracerOf(world);
  const ports = candidates(world, of).filter(
    (port) => reachAddress(walk, namespace, address, { kind: 'tcp', port }) === 'reached',
  );
  return [{ kind: 'open', of, from, ports }];
}

function containerChecks(
  machine: string,
  container: Container,
  networks: Readonly<Record<string, Network>>,
): readonly Check[] {
  const of: Place = placeOf(machine, container);
  const on = Object.keys(container.networks);
  const off = Object.values(networks)
    .map(({ name }) => name)
    .filter((name) => !on.includes(name) && name !== 'host' && name !== 'none');
  const running = container.state.status === 'running';
  return [
    { kind: 'container', of, state: running ? 'running' : 'stopped' },
    ...on.map((name): Check => ({ kind: 'container', of, on: [name] })),
    ...off.map((name): Check => ({ kind: 'container', of, off: [name] })),
    { kind: 'container', of, same: true },
    ...(running ? runningChecks(of, container) : []),
  ];
}

function runningChecks(of: Place, container: Container): readonly Check[] {
  const endpoints = Object.values(container.endpoints);
  return [
    ...(container.sandbox?.own === true ? [{ kind: 'container', of, ownStack: true } as const] : []),
    ...endpoints.flatMap(({ ipv4: ip }): readonly Check[] => (ip === undefined ? [] : [{ kind: 'address', of, ip }])),
  ];
}

const networkChecks = (at: string, { name, driver, internal }: Network): readonly Check[] => {
  const check = { kind: 'network', at, name, exists: true } as const;
  return [check, { ...check, driver }, { ...check, internal }];
};

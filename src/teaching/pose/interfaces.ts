import { takeLowest } from '../../engine/ipam/ipam.ts';
import type { Container } from '../../engine/container/container.ts';
import type { Ip } from '../../ip/address.ts';
import { own } from '../../kernel/own.ts';
import { locate } from '../../world/place.ts';
import { containersOf } from '../../world/spots.ts';
import type { Place, World } from '../../world/world.ts';
import { addressesAt, addressesIn, namespaceOf } from '../judge/addresses.ts';
import type { Ask } from '../question.ts';
import { said } from '../said.ts';
import { choice, without, type Answered, type Choice } from './answer.ts';
import { called } from './scene.ts';

const interfacesOf = (world: World, place: Place): readonly string[] =>
  Object.values(namespaceOf(world, place)?.links ?? {}).map(({ name }) => name);

/** The interfaces that a place has: its own, its host's, or some of them. */
export function interfaces(world: World, { of }: Extract<Ask, { readonly about: 'interfaces' }>): Answered | undefined {
  const { machine, container, namespace } = locate(world, of) ?? {};
  if (machine === undefined || namespace === undefined) return undefined;
  const place = called(world, of);
  const names = interfacesOf(world, of);
  const ofHost = interfacesOf(world, machine.name);
  const set = (each: readonly string[]) => said('interfaces' as const, { names: each.join(', ') });
  const isShared = container !== undefined && namespace === machine.namespace;
  const why = isShared ? 'is-shared-interfaces' : names.length === 1 ? 'is-only-lo' : 'is-own-interfaces';
  const values = { place, machine: machine.name };
  const wrong = (each: readonly string[], because: Choice['because']['key']): Choice => ({
    text: set(each),
    because: said(because, values),
  });
  return {
    asks: said('interfaces', { place }),
    right: { text: set(names), because: said(why, values) },
    wrong: [
      wrong(ofHost, 'needs-host-interfaces'),
      wrong(['lo'], 'needs-only-lo'),
      wrong(['lo', 'eth0'], 'needs-own-interfaces'),
      wrong(['eth0'], 'needs-no-lo'),
      wrong(['lo', 'docker0'], 'needs-host-interfaces'),
    ],
  };
}

/** A place's address, on a network where it is on several. */
export function address(
  before: World,
  world: World,
  { of, network }: Extract<Ask, { readonly about: 'address' }>,
): Answered | undefined {
  const { machine, container } = locate(world, of) ?? {};
  if (machine === undefined) return undefined;
  const place = called(world, of);
  const [found] = addressesAt(world, of, { network });
  const [old] = addressesAt(before, of, { network });
  const asks =
    network === undefined ? said('address' as const, { place }) : said('address-on' as const, { place, network });
  const name = network ?? Object.keys(container?.networks ?? {})[0];
  const option = (each: Ip, because: Choice['because']): Choice => ({
    text: said('address', { address: each }),
    because,
  });
  const endpoint = name === undefined ? undefined : own(container?.networks ?? {}, name);
  const why = (): Choice['because'] => {
    if (found === undefined) return said('is-no-address', { place });
    const isAsked = endpoint?.ipamConfig?.IPv4Address === found;
    if (isAsked) return said('is-fixed-address', { address: found, place });
    return found === old && sameRun(before, container, of)
      ? said('is-kept-address', { address: found, place })
      : said('is-lowest-free', { address: found, place });
  };
  return {
    asks,
    right: found === undefined ? { text: said('no-address'), because: why() } : option(found, why()),
    wrong: without(
      [
        ...(old === undefined ? [] : [option(old, said('needs-old-address', { address: old, place }))]),
        ...others(world, name, machine.name, found).map(({ address: each, who }) =>
          option(each, said('needs-holder-gone', { address: each, who })),
        ),
        ...nextFree(world, machine.name, name).map((each) =>
          option(each, said('needs-free-address', { address: each })),
        ),
        ...gatewayOf(world, machine.name, name).map((each) =>
          option(each, said('needs-gateway-address', { address: each })),
        ),
        choice('no-address', 'needs-no-address', {}, { place }),
        ...addressesIn(namespaceOf(world, machine.name))
          .slice(0, 1)
          .map((each) => option(each, said('needs-machine-address', { address: each, machine: machine.name }))),
      ],
      'address',
      addressesAt(world, of, { network }),
    ),
  };
}

const sameRun = (before: World, container: Container | undefined, of: Place): boolean =>
  container !== undefined && locate(before, of)?.container?.state.startedAt === container.state.startedAt;

const networkNamed = (world: World, machine: string, name: string | undefined) => {
  const { engine } = world.machines[machine] ?? {};
  const id = name === undefined ? undefined : own(engine?.networkNames ?? {}, name);
  return id === undefined ? undefined : engine?.networks[id];
};

/** The addresses that a network would give next. */
function nextFree(world: World, machine: string, name: string | undefined): readonly Ip[] {
  const pool = networkNamed(world, machine, name)?.pools.find(({ subnet }) => !subnet.address.includes(':'));
  if (pool === undefined) return [];
  const copy = { ...pool, taken: { ...pool.taken } };
  return [takeLowest(copy, 'one'), takeLowest(copy, 'other')].flatMap((ip) => ip ?? []);
}

function gatewayOf(world: World, machine: string, name: string | undefined): readonly Ip[] {
  const pool = networkNamed(world, machine, name)?.pools[0];
  return pool?.gateway === undefined ? [] : [pool.gateway];
}

/** The addresses that other containers of a network have. */
function others(world: World, name: string | undefined, machine: string, found: Ip | undefined) {
  if (name === undefined) return [];
  return containersOf(world)
    .filter(([on]) => on === machine)
    .flatMap(([, container]) => {
      const ip = own(container.endpoints, name)?.ipv4;
      return ip === undefined || ip === found ? [] : [{ address: ip, who: container.name }];
    });
}

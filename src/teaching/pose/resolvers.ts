import type { Ip } from '../../ip/address.ts';
import { RESOLVER } from '../../engine/dns/resolver-rules.ts';
import { FileError } from '../../shell/files/entry.ts';
import { readText, treeAt } from '../../shell/files/tree.ts';
import type { NamespaceId } from '../../kernel/namespace.ts';
import { locate } from '../../world/place.ts';
import { spotsOf } from '../../world/spots.ts';
import type { Place, World } from '../../world/world.ts';
import type { Ask } from '../question.ts';
import { said } from '../said.ts';
import { choice, without, type Answered, type Choice } from './answer.ts';
import { called } from './scene.ts';

/** The name servers that a place's resolv.conf names. */
export function resolversOf(world: World, place: Place): readonly Ip[] {
  try {
    const text = readText(treeAt(world, place), '/etc/resolv.conf');
    return [...text.matchAll(/^nameserver\s+(\S+)/gm)].flatMap(([, server]) => server ?? []);
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

/** The name servers of a namespace's place, then those of its machine. */
export function resolversAt(world: World, id: NamespaceId | undefined) {
  const spot = id === undefined ? undefined : spotsOf(world).get(id);
  if (spot === undefined) return { own: [], all: [] };
  const own = resolversOf(world, spot.place);
  return { own, all: [...own, ...resolversOf(world, spot.machine)] };
}

/** The name server that a container's resolv.conf names. */
export function resolver(world: World, { of }: Extract<Ask, { readonly about: 'resolver' }>): Answered | undefined {
  const { container, machine, namespace } = locate(world, of) ?? {};
  if (container === undefined || machine === undefined || namespace === undefined) return undefined;
  const servers = resolversOf(world, of);
  const [server] = servers;
  const ofHost = resolversOf(world, machine.name);
  const given = container.hostConfig.Dns;
  const gateways = Object.values(container.endpoints).flatMap(({ gateway4 }) => gateway4 ?? []);
  const place = called(world, of);
  const option = (each: Ip, because: Choice['because']): Choice => ({
    text: said('server', { server: each }),
    because,
  });
  const why = (): Choice['because'] => {
    if (server === RESOLVER) return said('is-embedded-resolver', { server });
    if (given.includes(server ?? '')) return said('is-given-resolver', { server: server ?? '' });
    return said('is-host-resolver', { server: server ?? '' });
  };
  return {
    asks: said('resolver', { place }),
    right: server === undefined ? choice('no-server', 'is-no-resolver', {}, { place }) : option(server, why()),
    wrong: without(
      [
        ...given.map((each) => option(each, said('needs-given-resolver', { server: each }))),
        option(RESOLVER, said('needs-embedded-resolver', { server: RESOLVER })),
        ...ofHost.map((each) => option(each, said('needs-host-resolver', { server: each }))),
        ...gateways.map((each) => option(each, said('needs-gateway-resolver', { server: each }))),
      ],
      'server',
      servers,
    ),
  };
}

import { parseIp, parseMac, type Ip } from '../../ip/address.ts';
import { namespaceOf } from '../../kernel/kernel.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { neighbourKey } from '../../kernel/neighbour/neighbours.ts';
import type { StackFacts } from '../../snapshot/snapshot.ts';
import type { World } from '../../world/world.ts';
import type { Place } from './links.ts';
import type { Work } from './work.ts';

/** Whom a stack knows on its links: it sends to these without asking first, also where they are no more. */
export function placeNeighbours({ world }: Work, place: Place, { neighbours = [] }: StackFacts): void {
  if (neighbours.length === 0) return;
  const namespace = namespaceOf(world.kernel, place.namespace);
  const stands = standIns(world);
  for (const { address, mac: written, device, state, router } of neighbours) {
    const [ip, mac] = [parseIp(address), parseMac(written)];
    const link = linkByName(namespace, device);
    if (ip === undefined || mac === undefined || !link || link.kind === 'loopback' || stands.has(ip)) continue;
    const entry = { ip, device: link.index, mac, state, updated: world.clock.now, ...(router && { router }) };
    namespace.neighbours[neighbourKey(link.index, ip)] = entry;
  }
}

/** Addresses of machines that stand for those that nobody told of: they have MAC addresses of their own. */
function standIns({ machines, kernel }: World): ReadonlySet<Ip> {
  const others = Object.values(machines).filter(({ engine }) => engine === undefined);
  return new Set(
    others.flatMap(({ namespace }) =>
      Object.values(kernel.namespaces[namespace]?.links ?? {}).flatMap(({ addresses }) =>
        addresses.map(({ address }) => address),
      ),
    ),
  );
}

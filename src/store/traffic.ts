import type { Hop } from '../kernel/hop.ts';
import { joinTraces } from '../kernel/join-traces.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import { takesPart } from '../world/place.ts';
import type { World } from '../world/world.ts';
import { untangled } from './playback.ts';
import type { Entry } from './steps.ts';

/** The hops of a command's traffic as they are told: as if the hosts that take no part in the lab were not there. */
export function trafficOf({ outcome: { world, traces } }: Entry): readonly Hop[] {
  const idle = idleNamespaces(world);
  const towards = portsTowards(world, idle);
  return untangled(joinTraces(traces)).filter(
    ({ namespace, device }) => !idle.has(namespace) && !(device && towards.has(portKey(namespace, device.index))),
  );
}

const idleNamespaces = ({ machines }: World): ReadonlySet<NamespaceId> =>
  new Set(Object.values(machines).flatMap((machine) => (takesPart(machine) ? [] : [machine.namespace])));

const portKey = (namespace: NamespaceId, index: number): string => `${namespace} ${index}`;

/** The ports of the LAN's switch that lead to namespaces. */
function portsTowards({ kernel, machines }: World, those: ReadonlySet<NamespaceId>): ReadonlySet<string> {
  const ports = Object.values(machines).flatMap(({ namespace }) =>
    Object.values(kernel.namespaces[namespace]?.links ?? {}).flatMap((link) =>
      link.kind === 'veth' && those.has(link.peer.namespace) ? [portKey(namespace, link.index)] : [],
    ),
  );
  return new Set(ports);
}

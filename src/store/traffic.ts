import type { Hop } from '../kernel/hop.ts';
import { joinTraces } from '../kernel/join-traces.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import { takesPart } from '../world/place.ts';
import type { World } from '../world/world.ts';
import { untangled } from './playback.ts';
import type { Entry } from './steps.ts';

/** The hops of a command's traffic as they are told: as if the hosts that take no part in the lab were not there. */
export const trafficOf = (entry: Entry): readonly Hop[] => told(entry, joinTraces(entry.outcome.traces));

/** Where a hop is told that is counted over all traces of a command; where it is not told, the next one that is. */
export function toldAt(entry: Entry, counted: number): number {
  const joined = joinTraces(entry.outcome.traces);
  const hops = told(entry, joined);
  const next = joined.slice(counted).find((hop) => hops.includes(hop));
  return next === undefined ? Math.max(0, hops.length - 1) : hops.indexOf(next);
}

function told({ outcome: { world } }: Entry, joined: readonly Hop[]): readonly Hop[] {
  const idle = idleNamespaces(world);
  const towards = portsTowards(world, idle);
  return untangled(joined).filter(
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

import type { Ip } from '../ip/address.ts';
import type { Outcome, Stimulus } from '../kernel/stimulus.ts';
import { locate } from './place.ts';
import type { tracerOf } from './trace.ts';
import { holdersIn, takenBy, twinsAt, type Twins } from './twins.ts';
import type { Place, World } from './world.ts';
import { addressesOf } from './ends.ts';

/** What is sent from everywhere to everywhere. */
export type Probe = { readonly kind: 'ping' } | { readonly kind: 'tcp'; readonly port: number };

/** How a probe ended: it was answered, refused, an error came back, or nothing did; or a rule that is not wholly known had the say. */
export const reaches = ['reached', 'refused', 'unreachable', 'timeout', 'unknown'] as const;
export type Reach = (typeof reaches)[number];

/** By the places that were tried. */
export type Row = readonly (Reach | undefined)[];

/** Milliseconds of the lab's time. */
const PATIENCE = 1000;
const ECHO_SIZE = 56;

/** The address by which a place is tried: on a network that both are on, if there is one. Undefined where it has none. */
export function addressAt(world: World, place: Place, from: Place): Ip | undefined {
  const { container } = locate(world, place) ?? {};
  if (container === undefined) return addressesOf(world, place)[0];
  const own = new Set(Object.values(locate(world, from)?.container?.endpoints ?? {}).map(({ network }) => network));
  const endpoints = Object.values(container.endpoints).filter(({ ipv4 }) => ipv4 !== undefined);
  return (endpoints.find(({ network }) => own.has(network)) ?? endpoints[0])?.ipv4;
}

/** The command that makes the same traffic, so that it can be followed hop by hop. */
export const probeLine = (probe: Probe, address: Ip): string =>
  probe.kind === 'ping' ? `ping -c 1 -W 1 ${address}` : `nc -zv -w 1 ${address} ${probe.port}`;

/** Walks traffic through a world that stays as it is: `tracerOf(world)`. */
type Walk = ReturnType<typeof tracerOf>;

/** How one place reaches each of the others, in their order; undefined for itself, and for what has no address. */
export function reachFrom(walk: Walk, world: World, from: Place, to: readonly Place[], probe: Probe): Row {
  const namespace = locate(world, from)?.namespace;
  const holders = holdersIn(world);
  return to.map((place, at) => {
    const destination = place === from ? undefined : addressAt(world, place, from);
    if (namespace === undefined || destination === undefined) return undefined;
    return reachAddress(walk, namespace, destination, probe, {
      id: at,
      twins: twinsAt(world, holders, place, destination),
    });
  });
}

interface Aim {
  /** What tells echoes from others. */
  readonly id?: number;
  /** Where the address is to be that of one of several that have it. */
  readonly twins?: Twins | undefined;
}

/** How a namespace reaches an address. */
export function reachAddress(
  walk: Walk,
  namespace: string,
  destination: Ip,
  probe: Probe,
  { id = 0, twins }: Aim = {},
): Reach {
  const { outcomes, hops } = walk([stimulusOf(namespace, destination, probe, id)], { outcomesOnly: !twins });
  return twins && takenBy(twins, hops) !== undefined ? 'unreachable' : reachOf(outcomes[0]);
}

function stimulusOf(namespace: string, destination: Ip, probe: Probe, id: number): Stimulus {
  const common = { namespace, destination, timeout: PATIENCE };
  return probe.kind === 'ping'
    ? { ...common, kind: 'echo', id: id + 1, sequence: 1, size: ECHO_SIZE }
    : { ...common, kind: 'tcp', port: probe.port, close: 'at-once' };
}

function reachOf(outcome: Outcome | undefined): Reach {
  switch (outcome?.status) {
    case 'connected':
    case 'answered':
      return 'reached';
    case 'refused':
    case 'unknown':
      return outcome.status;
    case undefined:
    case 'timeout':
      return 'timeout';
    default:
      return 'unreachable';
  }
}

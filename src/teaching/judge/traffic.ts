import type { Ip } from '../../ip/address.ts';
import type { Hop } from '../../kernel/hop.ts';
import type { Outcome as Ending } from '../../kernel/stimulus.ts';
import type { Outcome } from '../../shell/tool/call.ts';
import { placeOf } from '../../world/spots.ts';
import type { Place, World } from '../../world/world.ts';
import type { End } from '../goal.ts';

/** What a tool told of its traffic. */
interface Ended extends Pick<Outcome, 'exit' | 'stderr'> {
  readonly traces: readonly { readonly outcomes: readonly Ending[] }[];
}

/** How the traffic of a tool ended, as the tool tells it. */
export function endOf({ exit, stderr, traces }: Ended): End {
  if (exit === 0) return 'reached';
  if (exit === CANNOT_RESOLVE || NO_NAME.test(stderr)) return 'unknown-name';
  const last = traces.flatMap(({ outcomes }) => outcomes).findLast(isOfFlow);
  switch (last?.status) {
    case 'refused':
      return 'refused';
    case 'timeout':
    case 'connected':
    case 'answered':
      return 'silent';
    default:
      return 'unreachable';
  }
}

/** CURLE_COULDNT_RESOLVE_HOST, and what nc and ping say. */
const CANNOT_RESOLVE = 6;
const NO_NAME = /Name or service not known|Temporary failure in name resolution|No address associated with hostname/;

const isOfFlow = (outcome: Ending): boolean => !('data' in outcome && outcome.data?.kind === 'dns');

/** Who took the first packet of some traffic at its end, and the source address that it had there. */
export interface Arrival {
  readonly by: Place;
  readonly source: Ip;
  /** The index of the hop at which it arrived. */
  readonly hop: number;
}

/**
 * Where some traffic arrived: of the sockets, or kernels, that took a packet which began a conversation, names aside, the last,
 * since what a proxy opens comes after what it took.
 */
export function arrivalIn(world: World, hops: readonly Hop[]): Arrival | undefined {
  const at = hops.findLastIndex(isArrival);
  const hop = hops[at];
  if (hop?.frame.payload.kind !== 'ip') return undefined;
  return { by: placeAt(world, hop), source: hop.frame.payload.source, hop: at };
}

function isArrival({ stage, verdict, frame: { payload } }: Hop): boolean {
  if (stage !== 'socket' || payload.kind !== 'ip' || (verdict.kind !== 'delivered' && verdict.kind !== 'answered'))
    return false;
  const { transport } = payload;
  if (transport.kind === 'tcp') return transport.flags === 'S';
  return transport.kind === 'icmp' && transport.type === 'echo-request';
}

/** The container, or the machine, whose process took a packet. */
function placeAt(world: World, { namespace, decision }: Hop): Place {
  const pid = decision.kind === 'socket' ? decision.pid : undefined;
  const process = pid === undefined ? undefined : world.kernel.processes[pid];
  const engine = process && world.machines[process.machine]?.engine;
  const container = process?.container && engine?.containers[process.container.id];
  if (process !== undefined) return container ? placeOf(process.machine, container) : process.machine;
  for (const { name, engine: other } of Object.values(world.machines))
    for (const each of Object.values(other?.containers ?? {}))
      if (each.sandbox?.namespace === namespace && namespace !== name) return placeOf(name, each);
  return namespace;
}

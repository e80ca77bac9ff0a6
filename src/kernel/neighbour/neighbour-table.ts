import type { Kernel } from '../kernel.ts';
import type { NamespaceId, Neighbour, NeighbourState } from '../namespace.ts';
import { DELAY_TIME, neighbourState, RETRANS_TIME, SOLICITATIONS, wasProbed } from './neighbours.ts';
import { answersProbe } from '../walk/neighbour/probe.ts';

/** An entry as it stands at a clock (ms). A probe whose answer only the other end knows is walked to it, unless `answered` tells. */
export function neighbourAt(
  kernel: Kernel,
  namespace: NamespaceId,
  entry: Neighbour,
  clock: number,
  answered?: boolean,
): Neighbour {
  const probed = wasProbed(entry, clock);
  const answers = answered ?? (!probed || answersProbe(kernel, namespace, entry, clock));
  const state = neighbourState(entry, clock, answers);
  if (state === entry.state) return entry;
  return probed ? { ...entry, state, updated: changed(entry, state) } : { ...entry, state };
}

/** When the state that a probe brought about began. */
function changed(entry: Neighbour, state: NeighbourState): number {
  const probed = entry.updated + (entry.state === 'DELAY' ? DELAY_TIME : 0);
  return state === 'FAILED' ? probed + SOLICITATIONS * RETRANS_TIME : probed;
}

/** A namespace's neighbours as they stand at a clock (ms). A failed one has lost its MAC address. */
export function neighboursAt(kernel: Kernel, namespace: NamespaceId, clock: number): Neighbour[] {
  const entries = Object.values(kernel.namespaces[namespace]?.neighbours ?? {});
  return entries.map((entry) => withoutMac(neighbourAt(kernel, namespace, entry, clock)));
}

function withoutMac(entry: Neighbour): Neighbour {
  if (entry.state !== 'FAILED' || entry.mac === undefined) return entry;
  const { mac: _, ...rest } = entry;
  return rest;
}

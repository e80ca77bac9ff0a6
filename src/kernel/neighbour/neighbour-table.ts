import type { Kernel } from '../kernel.ts';
import type { NamespaceId } from '../namespace.ts';
import type { Neighbour } from './neighbour.ts';
import { answersProbe } from '../walk/neighbour/probe.ts';
import { handlers } from '../walk/stack.ts';
import { neighbourAt } from './neighbours.ts';

/**
 * A namespace's neighbours as they stand at a clock (ms); a probe whose answer only the other end knows is walked to it. A failed
 * one has lost its MAC address.
 */
export function neighboursAt(kernel: Kernel, namespace: NamespaceId, clock: number): Neighbour[] {
  const entries = Object.values(kernel.namespaces[namespace]?.neighbours ?? {});
  return entries.map((entry) =>
    withoutMac(neighbourAt(entry, clock, () => answersProbe(handlers, kernel, namespace, entry, clock))),
  );
}

function withoutMac(entry: Neighbour): Neighbour {
  if (entry.state !== 'FAILED' || entry.mac === undefined) return entry;
  const { mac: _, ...rest } = entry;
  return rest;
}

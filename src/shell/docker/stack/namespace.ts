/** What belongs to a stack: it has the stack's name in a label. */
import { listNetworks, listServices } from '../../../engine/api.ts';
import type { Asking } from '../cli/command.ts';
import { order } from '../engine.ts';
import { byBytes } from '../../../engine/by-bytes.ts';

export const NAMESPACE = 'com.docker.stack.namespace';

const filters = (stack: string) => ({ label: [`${NAMESPACE}=${stack}`] });

/** The services of a stack, by name. */
export const servicesOf = (asking: Asking, stack: string) =>
  order(asking, (host) => listServices(host, { filters: filters(stack) })).toSorted((a, b) =>
    byBytes(a.json.Spec.Name, b.json.Spec.Name),
  );

/** The names of a stack's networks, in order. */
export const networksOf = (asking: Asking, stack: string): readonly string[] =>
  order(asking, (host) => listNetworks(host, { filters: filters(stack) }))
    .map(({ Name }) => Name)
    .sort(byBytes);

/** A snapshot made fit to be shared: what tells of whom it is is replaced, and all works as before. */
import { addressMask } from './mask/addresses.ts';
import { renamed } from './mask/names.ts';
import type { Snapshot } from './snapshot.ts';

export interface Masking {
  /** Public addresses are replaced by such as are for tests; private ones stay. */
  readonly addresses: boolean;
  /**
   * Hosts, containers, networks, projects and their other names become host1, c1, net1 and so on, and images lose their registry.
   * Names of devices, chains and sets stay.
   */
  readonly names: boolean;
}

export function maskSnapshot(snapshot: Snapshot, { addresses, names }: Masking): Snapshot {
  const named = names ? renamed(snapshot) : snapshot;
  if (!addresses) return named;
  const mask = addressMask(textsOf(named));
  return eachText(named, mask) as Snapshot;
}

/** All texts in it, and the addresses of links with their prefixes. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { address, prefixLength } = value as { address?: unknown; prefixLength?: unknown };
  const own = typeof address === 'string' && typeof prefixLength === 'number' ? [`${address}/${prefixLength}`] : [];
  return [...own, ...Object.values(value).flatMap(textsOf)];
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => eachText(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, eachText(each, change)]));
}

/** A snapshot made fit to be shared: what tells of whom it is is replaced, and all works as before. */
import { addressMask, noPlaces } from './mask/addresses.ts';
import { noNames, renamed } from './mask/names.ts';
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

/** Masks snapshots, and words that speak of them, alike: what was in one gets the same in the others. */
export interface Masker {
  readonly snapshot: (snapshot: Snapshot) => Snapshot;
  /** A name or an address of a snapshot that was masked. */
  readonly word: (word: string) => string;
}

/** What is masked in a snapshot already stays as it is. */
export function maskerFor({ addresses, names }: Masking): Masker {
  const [known, places] = [noNames(), noPlaces()];
  const masked = (snapshot: Snapshot): Snapshot => {
    const has = snapshot.masked ?? {};
    const named = names && has.names !== true ? renamed(snapshot, known) : snapshot;
    const all =
      addresses && has.addresses !== true ? (eachText(named, addressMask(textsOf(named), places)) as Snapshot) : named;
    const is = { ...has, ...(addresses && { addresses }), ...(names && { names }) };
    return Object.keys(is).length === 0 ? all : { ...all, masked: is };
  };
  return {
    snapshot: masked,
    word: (word) => {
      const name = (names ? known.names.get(word) : undefined) ?? word;
      return addresses ? addressMask([], places)(name) : name;
    },
  };
}

export const maskSnapshot = (snapshot: Snapshot, masking: Masking): Snapshot => maskerFor(masking).snapshot(snapshot);

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

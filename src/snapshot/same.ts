/** Which hosts are one and the same machine, told of at different times or masked otherwise. */
import type { HostFacts, Snapshot } from './snapshot.ts';

/** As much of an id as docker prints of it where it is short; ids stay where names and addresses are masked. */
const SHORT = 12;

const idsOf = ({ containers = [], networks = [] }: HostFacts): readonly string[] =>
  [...containers, ...networks].map(({ id }) => id.slice(0, SHORT));

/** A name that was given for want of another. */
const isMadeUp = (name: string): boolean => /^host\d+$/.test(name);

/** Whether two hosts have something in common that no other host has. Without ids, or where all was made anew, the name tells. */
export function isSameHost(a: HostFacts, b: HostFacts): boolean {
  const [ours, theirs] = [idsOf(a), new Set(idsOf(b))];
  if (ours.some((id) => theirs.has(id))) return true;
  return a.name === b.name && (ours.length === 0 || theirs.size === 0 || !isMadeUp(a.name));
}

/** The container of a host that has an id, or is called so. */
const containerOf = ({ containers = [] }: HostFacts, id: string | undefined, name: string) =>
  containers.find((each) => id !== undefined && each.id.slice(0, SHORT) === id.slice(0, SHORT)) ??
  containers.find((each) => each.name === name);

/** A place of a lab: `host2`, or `host2/web`. */
const machineAt = (at: number): string => `host${at + 1}`;

/**
 * Where the places of a lab are in the lab that other hosts make: each host where the same one is, each container by its id or else
 * its name. A container that is gone keeps its name, unless names are masked: then nothing is said of it.
 * @param idOf the id of the container at a place of the first lab
 */
export function placesFrom(
  before: Snapshot,
  after: Snapshot,
  idOf: (place: string) => string | undefined,
): (place: string) => string | undefined {
  const isMasked = before.masked?.names === true || after.masked?.names === true;
  return (place) => {
    const [machine = '', name] = place.split('/');
    const from = before.hosts.findIndex((_, at) => machineAt(at) === machine);
    const was = before.hosts[from];
    if (!was) return place;
    const to = after.hosts.findIndex((host) => isSameHost(was, host));
    const is = after.hosts[to];
    if (!is || name === undefined) return is && machineAt(to);
    const found = containerOf(is, idOf(place), isMasked ? '' : name)?.name ?? (isMasked ? undefined : name);
    return found === undefined ? undefined : `${machineAt(to)}/${found}`;
  };
}

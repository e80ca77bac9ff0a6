/** What stays, and what goes, where hosts are opened over a lab that was made of them. */
import { isSameHost, placesFrom } from '../../snapshot/same.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { worldOf, type LabState } from '../../store/lab.ts';
import { byNamesNow, movedTo, type Intent } from '../../world/intents.ts';
import { locate } from '../../world/place.ts';
import { isImport } from '../commands/shown-line.ts';
import { broughtText, importOf, maskingOf } from './brought.ts';

/** What such a command carries, if it ran: then it was checked. */
function snapshotIn(line: string | undefined): Snapshot | undefined {
  if (line === undefined) return undefined;
  try {
    return JSON.parse(broughtText(line)) as Snapshot;
  } catch {
    return undefined;
  }
}

/** What is meant of a lab's hosts, by their names in the lab that a command makes; nothing where these are others. */
export function marksOver(lab: LabState, line: string): readonly Intent[] {
  const { intents } = lab;
  const before = intents.length > 0 ? snapshotIn(importOf(lab)) : undefined;
  const after = before && snapshotIn(line);
  if (!after?.hosts.some((host) => before?.hosts.some((other) => isSameHost(other, host)))) return [];
  const world = worldOf(lab);
  return movedTo(
    byNamesNow(world, intents),
    placesFrom(before as Snapshot, after, (place) => locate(world, place)?.container?.id),
  );
}

/** Whether a document tells more of the hosts that a command brings than this does: what is masked is not to come back. */
export function tellsMore(
  line: string,
): (document: { readonly entries: readonly { readonly line: string }[] }) => boolean {
  const { addresses, names } = maskingOf(line);
  if (!addresses && !names) return () => false;
  const hosts = snapshotIn(line)?.hosts ?? [];
  const known = new Map<string, boolean>();
  const tells = (other: string): boolean => {
    const masked = maskingOf(other);
    if ((masked.addresses || !addresses) && (masked.names || !names)) return false;
    return snapshotIn(other)?.hosts.some((host) => hosts.some((each) => isSameHost(host, each))) === true;
  };
  return ({ entries }) =>
    entries.some(({ line: other }) => {
      if (!isImport(other)) return false;
      const found = known.get(other) ?? tells(other);
      known.set(other, found);
      return found;
    });
}

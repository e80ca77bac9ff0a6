import type { GivenFile } from '../formats/compose/open/given.ts';
import { maskSnapshot, type Masking } from '../snapshot/mask.ts';
import type { AssumedKind, DiscardKind, Notice, ReasonKind, RecognisedKind } from '../snapshot/notice.ts';
import { readSnapshot } from '../snapshot/read.ts';
import { snapshotText } from '../snapshot/text.ts';
import type { World } from '../world/world.ts';

interface Recognised {
  readonly name: string;
  readonly kind: RecognisedKind;
}

/** What hosts say of themselves, read, and the command that makes a lab of it; or why nothing came of it. */
export type HostsRead =
  | {
      readonly ok: true;
      readonly recognised: readonly Recognised[];
      readonly discarded: readonly Notice<DiscardKind>[];
      readonly assumed: readonly Notice<AssumedKind>[];
      /** The hosts' names. */
      readonly hosts: readonly string[];
      readonly networks: number;
      readonly containers: number;
      /** All that the lab will hold of them. */
      readonly text: string;
      readonly line: string;
    }
  | { readonly ok: false; readonly reason: Notice<ReasonKind>; readonly recognised: readonly Recognised[] };

/** Reads what hosts say of themselves. */
export function readHosts(_world: World, files: readonly GivenFile[], masking: Masking): HostsRead {
  const reading = readSnapshot(files);
  if (!reading.ok) return reading;
  const { recognised, discarded, assumed } = reading;
  const snapshot = maskSnapshot(reading.snapshot, masking);
  const text = snapshotText(snapshot);
  return {
    ok: true,
    recognised,
    discarded,
    assumed,
    hosts: snapshot.hosts.map(({ name }) => name),
    networks: snapshot.hosts.reduce((sum, { networks = [] }) => sum + networks.length, 0),
    containers: snapshot.hosts.reduce((sum, { containers = [] }) => sum + containers.length, 0),
    text,
    line: `import '${text}'`,
  };
}

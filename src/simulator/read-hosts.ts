import type { GivenFile } from '../formats/compose/open/given.ts';
import { isCompose, isYaml } from '../formats/compose/open/recognise.ts';
import { maskerFor, type Masking } from '../snapshot/mask.ts';
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

/** Reads what hosts say of themselves. @param earlier what they said before, after which it is masked alike */
export function readHosts(
  _world: World,
  files: readonly GivenFile[],
  masking: Masking,
  earlier: readonly GivenFile[] = [],
): HostsRead {
  const reading = readSnapshot(files);
  if (!reading.ok) return reading;
  const mask = maskerFor(masking);
  const before = earlier.length > 0 ? readSnapshot(earlier) : undefined;
  if (before?.ok === true) mask.snapshot(before.snapshot);
  const { discarded } = reading;
  const recognised = [...reading.recognised, ...composeBeside(files, reading.recognised)];
  const snapshot = mask.snapshot(reading.snapshot);
  const assumed = reading.assumed.map(({ kind, values }) => ({ kind, values: wordsAs(values, mask.word) }));
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

/** Compose files that lie beside what a host says, with what belongs to them. */
function composeBeside(files: readonly GivenFile[], recognised: readonly Recognised[]): readonly Recognised[] {
  const isCompound = files.some(({ text }) => isCompose(text));
  return files
    .filter(
      ({ name, text }) =>
        isCompound &&
        !recognised.some((each) => each.name === name) &&
        (isCompose(text) || isYaml(name) || /(?:^|\/)\.env$/.test(name)),
    )
    .map(({ name }) => ({ name, kind: 'compose' }));
}

const wordsAs = (values: Notice<AssumedKind>['values'], as: (word: string) => string): Notice<AssumedKind>['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? as(value) : value]),
  );

import type { EngineHost } from '../engine.ts';
import { noteVolume } from '../events/events.ts';
import { invalid, notFound, conflict, prefixed } from '../errors.ts';
import { own } from '../../kernel/own.ts';
import { PLUGIN_SEARCH } from '../engine.ts';
import { byBytes } from '../by-bytes.ts';
import { ramInBytes, SizeProblem } from '../ram-size.ts';
import { hex } from '../random.ts';

/** What a volume without a name of its own is labelled with. */
export const ANONYMOUS = 'com.docker.volume.anonymous';

export interface Volume {
  name: string;
  /** Clock (ms). */
  created: number;
  labels: Record<string, string> | null;
  options: Record<string, string> | null;
  /** What was written to it, by path from its top: kept as a place's own files are. */
  files: Record<string, string>;
  /** The directory of an image whose content was copied into it when it was first mounted. */
  copied?: string;
}

/** What a request says of a volume; without a name it gets one. */
export interface VolumeInput {
  Name?: string;
  Driver?: string;
  DriverOpts?: Record<string, string>;
  Labels?: Record<string, string>;
  /** It shall be one of a cluster, which a swarm's manager keeps. */
  Cluster?: boolean;
}

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

/** Makes a volume, or finds it where there is one of that name. Throws EngineError. */
export function establishVolume(host: EngineHost, { Name = '', Driver, DriverOpts, Labels }: VolumeInput): Volume {
  const name = Name === '' ? hex(host.random, 64) : Name;
  return prefixed(`create ${name}`, () => {
    const driver = Driver ?? 'local';
    if (driver !== '' && driver !== 'local') {
      host.clock.now += PLUGIN_SEARCH;
      throw notFound(`error looking up volume plugin ${driver}: plugin "${driver}" not found`);
    }
    const known = own(host.engine.volumes, name);
    if (known) return known;
    if (!NAME.test(name))
      throw invalid(
        `${JSON.stringify(name)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
      );
    if (name.length < 2)
      throw invalid('volume name is too short, names should be at least two alphanumeric characters');
    checkOptions(DriverOpts ?? {});
    const labels = { ...Labels, ...(Name === '' && { [ANONYMOUS]: '' }) };
    const volume: Volume = {
      name,
      created: host.clock.now,
      labels: sortedOrNull(labels),
      options: sortedOrNull(DriverOpts ?? {}),
      files: {},
    };
    host.engine.volumes[name] = volume;
    noteVolume(host, name, 'create');
    return volume;
  });
}

/** As Go writes a map: in the order of its keys. */
const sortedOrNull = (pairs: Readonly<Record<string, string>>): Record<string, string> | null => {
  const entries = Object.entries(pairs).sort(([a], [b]) => byBytes(a, b));
  return entries.length > 0 ? Object.fromEntries(entries) : null;
};

/** What each option of a local volume takes besides. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  device: ['type'],
  o: ['device', 'type'],
  size: [],
  type: ['device'],
};

/** Throws where a local volume cannot have some options (moby volume/local/local_unix.go: validateOpts). */
function checkOptions(options: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(options).find((option) => !Object.hasOwn(OPTIONS, option));
  if (unknown !== undefined) throw invalid(`invalid option: ${JSON.stringify(unknown)}`);
  const size = own(options, 'size');
  if (size !== undefined && quota(size) > 0) throw invalid('quota size requested but no quota support');
  for (const [option, required] of Object.entries(OPTIONS)) {
    const missing = Object.hasOwn(options, option) && required.find((each) => !Object.hasOwn(options, each));
    if (missing) throw invalid(`missing required option: ${JSON.stringify(missing)}`);
  }
}

function quota(text: string): number {
  try {
    return ramInBytes(text);
  } catch (error) {
    if (error instanceof SizeProblem) throw invalid(error.message);
    throw error;
  }
}

/** Finds a volume by its name. Throws `get x: no such volume`. */
export function findVolume({ engine }: EngineHost, name: string): Volume {
  const volume = own(engine.volumes, name);
  if (!volume) throw notFound(`get ${name}: no such volume`);
  return volume;
}

/** Ids of the containers that a volume is mounted in. */
export const usersOf = ({ engine }: EngineHost, name: string): string[] =>
  Object.values(engine.containers)
    .filter(({ mounts }) => mounts.some((mount) => mount.volume === name))
    .map(({ id }) => id);

/** Removes a volume with all that is in it. Throws where a container has it. */
export function discardVolume(host: EngineHost, { name }: Volume): void {
  const users = usersOf(host, name);
  if (users.length > 0) throw conflict(`remove ${name}: volume is in use - [${users.join(', ')}]`);
  delete host.engine.volumes[name];
  noteVolume(host, name, 'destroy');
}

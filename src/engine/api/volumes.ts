import { timestamp } from '../calendar.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { notePrune } from '../events/events.ts';
import { DATA_ROOT } from '../paths.ts';
import { managedCluster } from '../swarm/membership.ts';
import {
  ANONYMOUS,
  discardVolume,
  establishVolume,
  findVolume,
  usersOf,
  type Volume,
  type VolumeInput,
} from '../volumes/volume.ts';
import type { Filters } from './container-json.ts';
import { matches, matchesLabels, readBool, readFilters } from './filters.ts';

/** A volume as the API prints it. */
export interface VolumeJson {
  CreatedAt: string;
  Driver: 'local';
  Labels: Record<string, string> | null;
  Mountpoint: string;
  Name: string;
  Options: Record<string, string> | null;
  Scope: 'local';
}

/** The directory on the host that holds a volume's files. */
export const mountpointOf = (name: string): string => `${DATA_ROOT}/volumes/${name}/_data`;

const volumeJson = ({ name, created, labels, options }: Volume): VolumeJson => ({
  CreatedAt: `${timestamp(created).slice(0, 19)}Z`,
  Driver: 'local',
  Labels: labels,
  Mountpoint: mountpointOf(name),
  Name: name,
  Options: options,
  Scope: 'local',
});

/** `docker volume create`: one that is there already is left as it is. */
export function createVolume(host: EngineHost, input: VolumeInput): VolumeJson {
  if (input.Cluster) {
    managedCluster(host);
    throw new EngineError("volumes of a cluster take a CSI driver, which the lab's hosts have not", 501);
  }
  return volumeJson(establishVolume(host, input));
}

/** `docker volume inspect` */
export const inspectVolume = (host: EngineHost, name: string): VolumeJson => volumeJson(findVolume(host, name));

/** `docker volume rm`: `force` takes it well where there is no such volume. */
export function removeVolume(host: EngineHost, name: string, { force = false }: { force?: boolean } = {}): void {
  try {
    discardVolume(host, findVolume(host, name));
  } catch (error) {
    if (!(force && error instanceof EngineError && error.status === 404)) throw error;
  }
}

/** Volumes by name. */
export function listVolumes(host: EngineHost, filters: Filters = {}): VolumeJson[] {
  readFilters(filters, ['dangling', 'driver', 'label', 'name']);
  const { dangling, driver, label, name } = filters;
  const unused = dangling && readBool(filters, 'dangling');
  return Object.values(host.engine.volumes)
    .filter((volume) => unused === undefined || (usersOf(host, volume.name).length === 0) === unused)
    .filter(() => !driver || driver.includes('local'))
    .filter((volume) => !label || matchesLabels(volume.labels ?? {}, label))
    .filter((volume) => !name || matches(volume.name, name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((volume) => volumeJson(volume));
}

/** `docker volume prune`: those that no container has and, without `all=true`, that have no name of their own. */
export function pruneVolumes(
  host: EngineHost,
  filters: Filters = {},
): { VolumesDeleted: string[]; SpaceReclaimed: number } {
  readFilters(filters, ['label', 'label!', 'all']);
  const all = (filters.all ?? []).some((value) => ['true', '1'].includes(value));
  const deleted: string[] = [];
  let size = 0;
  for (const volume of Object.values(host.engine.volumes)) {
    const labels = volume.labels ?? {};
    if (usersOf(host, volume.name).length > 0) continue;
    if (!all && labels[ANONYMOUS] === undefined) continue;
    if (!matchesLabels(labels, filters.label ?? [])) continue;
    if ((filters['label!'] ?? []).some((label) => matchesLabels(labels, [label]))) continue;
    discardVolume(host, volume);
    deleted.push(volume.name);
    size += Object.values(volume.files).reduce((sum, text) => sum + text.length, 0);
  }
  notePrune(host, 'volume', size);
  return { VolumesDeleted: deleted, SpaceReclaimed: size };
}

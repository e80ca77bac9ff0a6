/** What is mounted in a container (daemon/volumes.go: registerMountPoints). */
import type { ContainerInput } from '../api/container-json.ts';
import type { HostConfig } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { invalid } from '../errors.ts';
import { findContainer } from '../refs.ts';
import { ANONYMOUS, establishVolume } from './volume.ts';

/** One mount of a container: a volume, a directory or file of the host's, or memory. */
export interface MountPoint {
  type: 'bind' | 'volume' | 'tmpfs';
  /** Absolute, without a slash at the end. */
  destination: string;
  /** The name of the volume. */
  volume?: string;
  /** The path on the host; of a bind alone. */
  source?: string;
  mode: string;
  writable: boolean;
  /** Whether the volume goes with the container where that is asked. */
  anonymous?: true;
  /** The image's directory is not copied into an empty volume. */
  noCopy?: true;
  /** A missing source is made when the container starts. */
  makeSource?: true;
}

/** A mount of HostConfig.Mounts, as far as the lab has it. */
export interface MountInput {
  Type?: string;
  Source?: string;
  Target?: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: { CreateMountpoint?: boolean; Propagation?: string } & Readonly<Record<string, unknown>>;
  VolumeOptions?: {
    NoCopy?: boolean;
    Subpath?: string;
    Labels?: Record<string, string>;
    DriverConfig?: { Name?: string; Options?: Record<string, string> };
  };
  ImageOptions?: Readonly<Record<string, unknown>>;
  TmpfsOptions?: Readonly<Record<string, unknown>>;
}

const MOST = 500;

const clean = (path: string): string =>
  `/${path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')}`;

/** The mounts that a request asks for; makes volumes that are not there yet. Throws EngineError. */
export function mountPoints(
  host: EngineHost,
  { Volumes }: ContainerInput['config'],
  hostConfig: HostConfig,
): MountPoint[] {
  const mounts = new Map<string, MountPoint>();
  for (const text of (hostConfig.VolumesFrom as readonly string[] | null | undefined) ?? [])
    for (const mount of mountsFrom(host, text)) mounts.set(mount.destination, mount);
  const asked = new Set<string>();
  const add = (mount: MountPoint): void => {
    if (asked.has(mount.destination)) throw invalid(`Duplicate mount point: ${mount.destination}`);
    asked.add(mount.destination);
    mounts.set(mount.destination, mount);
    if (mounts.size > MOST) throw invalid(`too many mounts; Hopscope mounts at most ${MOST} in one container`);
  };
  for (const bind of hostConfig.Binds ?? []) add(boundBy(bind));
  for (const mount of (hostConfig.Mounts as readonly MountInput[] | null | undefined) ?? []) add(mountedBy(mount));
  for (const path of Object.keys(Volumes ?? {})) {
    const destination = clean(path);
    if (!mounts.has(destination)) add({ type: 'volume', destination, mode: '', writable: true, anonymous: true });
  }
  const requests = (hostConfig.Mounts as readonly MountInput[] | null | undefined) ?? [];
  const driver = typeof hostConfig.VolumeDriver === 'string' ? hostConfig.VolumeDriver : '';
  return [...mounts.values()].map((mount) => established(host, mount, requests, driver));
}

/** Of another container, as it has them. */
function mountsFrom(host: EngineHost, text: string): MountPoint[] {
  const [ref = '', mode = ''] = text.split(':');
  return findContainer(host, ref).mounts.map(({ anonymous: _, ...mount }) => ({
    ...mount,
    mode: '',
    writable: mount.writable && mode !== 'ro',
  }));
}

/** `SOURCE:DESTINATION[:MODE]` */
function boundBy(bind: string): MountPoint {
  const [source = '', path = '', mode = ''] = bind.split(':');
  // Where a volume is to be mounted is not looked at.
  if (source.startsWith('/') && !path.startsWith('/'))
    throw invalid(
      `invalid volume specification: '${bind}': invalid mount config for type "bind": invalid mount path: '${path}' mount path must be absolute`,
    );
  const words = mode.split(',');
  const common = { destination: clean(path), writable: !words.includes('ro') };
  if (source.startsWith('/')) return { type: 'bind', source: clean(source), ...common, mode, makeSource: true };
  return {
    type: 'volume',
    volume: source,
    ...common,
    mode: mode || 'z',
    ...(words.includes('nocopy') && { noCopy: true }),
  };
}

function mountedBy({
  Type = 'volume',
  Source = '',
  Target = '',
  ReadOnly,
  BindOptions,
  VolumeOptions,
}: MountInput): MountPoint {
  const refuse = (problem: string): never => {
    throw invalid(`invalid mount config for type "${Type}": ${problem}`);
  };
  if (Target === '') refuse('field Target must not be empty');
  if (!Target.startsWith('/')) refuse(`invalid mount path: '${Target}' mount path must be absolute`);
  const common = { destination: clean(Target), writable: ReadOnly !== true };
  switch (Type) {
    case 'bind':
      if (Source === '') refuse('field Source must not be empty');
      if (!Source.startsWith('/')) refuse(`invalid mount path: '${Source}' mount path must be absolute`);
      return {
        type: 'bind',
        source: clean(Source),
        ...common,
        mode: '',
        ...(BindOptions?.CreateMountpoint && { makeSource: true }),
      };
    case 'tmpfs':
      return { type: 'tmpfs', ...common, mode: '' };
    case 'volume':
      return {
        type: 'volume',
        ...(Source === '' ? { anonymous: true } : { volume: Source }),
        ...common,
        mode: 'z',
        ...(VolumeOptions?.NoCopy && { noCopy: true }),
      };
    default:
      throw invalid(`invalid mount config for type "${Type}": mount type unknown`);
  }
}

/** The mount with its volume, which is made where there is none. */
function established(host: EngineHost, mount: MountPoint, requests: readonly MountInput[], driver: string): MountPoint {
  if (mount.type !== 'volume') return mount;
  const request = requests.find(({ Target = '' }) => clean(Target) === mount.destination);
  const { VolumeOptions } = request ?? {};
  const Driver = request ? (VolumeOptions?.DriverConfig?.Name ?? '') : driver;
  const volume = establishVolume(host, {
    ...(mount.volume !== undefined && { Name: mount.volume }),
    ...(VolumeOptions?.Labels && { Labels: VolumeOptions.Labels }),
    ...(Driver !== '' && { Driver }),
    ...(VolumeOptions?.DriverConfig?.Options && { DriverOpts: VolumeOptions.DriverConfig.Options }),
  });
  if (!mount.noCopy && volume.copied === undefined && Object.keys(volume.files).length === 0)
    volume.copied = mount.destination;
  return { ...mount, volume: volume.name };
}

/** Whether a mount's volume has no name of its own. */
export const isAnonymous = (host: EngineHost, { volume }: MountPoint): boolean =>
  volume !== undefined && host.engine.volumes[volume]?.labels?.[ANONYMOUS] !== undefined;

/** The folders above a path, from the top, without the root. */
const foldersAbove = (path: string): string[] => {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}`);
};

/** Memory is empty whenever a container starts. */
function makeMemory(files: Record<string, string>, place: string): void {
  for (const key of Object.keys(files)) if (key.replace(/^(->|-)/, '').startsWith(`${place}/`)) delete files[key];
  for (const folder of [...foldersAbove(place), place]) files[`${folder}/`] ??= '';
}

/** Makes the sources on the host that are to be made, and the places of memory in the container. */
export function makeMountPlaces(
  { files }: EngineHost,
  container: { files: Record<string, string>; mounts: readonly MountPoint[]; hostConfig: Pick<HostConfig, string> },
): void {
  for (const place of Object.keys((container.hostConfig['Tmpfs'] as Record<string, string> | undefined) ?? {}))
    makeMemory(container.files, clean(place));
  for (const { destination, type, source, makeSource } of container.mounts) {
    if (type === 'tmpfs') makeMemory(container.files, destination);
    if (!makeSource || source === undefined || files[source] !== undefined || files[`->${source}`] !== undefined)
      continue;
    for (const folder of [...foldersAbove(source), source]) files[`${folder}/`] ??= '';
  }
}

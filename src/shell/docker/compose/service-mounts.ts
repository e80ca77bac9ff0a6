/** What a service's container has mounted: volumes, folders of the host, and the files of secrets and configs (pkg/compose/create.go). */
import type { ContainerSummaryJson, MountJson } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import type { FileObject, FileReference, Mount, Project, Service } from '../../../compose/project.ts';
import type { TreeRecord } from '../../../compose/tree.ts';
import { CliError } from '../cli/command.ts';
import { fileText } from '../cli/files.ts';
import { find, treeAt } from '../../files/tree.ts';
import type { ComposeAsking } from './command.ts';

/** The API's Mount. */
type MountInput = Readonly<Record<string, unknown>> & {
  readonly Type: string;
  readonly Source?: string;
  readonly Target: string;
  readonly ReadOnly?: boolean;
};

export interface Mounts {
  readonly binds: readonly string[];
  readonly mounts: readonly MountInput[];
}

/** @param inherited the container that is replaced, whose volumes without a name go on */
export function mountsOf(
  asking: ComposeAsking,
  project: Project,
  service: Service,
  inherited: ContainerSummaryJson | undefined,
): Mounts {
  const handedOn = inherited ? inheritedMounts(service, inherited) : [];
  const kept = (service.volumes ?? []).filter(
    ({ target, source }) => source || !handedOn.some(({ Target }) => Target === target),
  );
  const byTarget = new Map<string, MountInput>(handedOn.map((mount) => [mount.Target, mount]));
  for (const volume of kept) byTarget.set(volume.target, mountOf(asking, project, volume));
  for (const mount of [...secretMounts(asking, project, service), ...configMounts(asking, project, service)])
    if (!byTarget.has(mount.Target)) byTarget.set(mount.Target, mount);
  const binds: string[] = [];
  const mounts: MountInput[] = [];
  for (const mount of byTarget.values()) {
    const bind = bindOf(project, service, mount);
    if (bind === undefined) mounts.push(mount);
    else binds.push(bind);
  }
  return { binds, mounts };
}

/** The volumes without a name of the container before. The lab's images declare none of their own. */
function inheritedMounts({ volumes = [] }: Service, { Mounts: mounts }: ContainerSummaryJson): MountInput[] {
  return mounts
    .filter(({ Destination }) => volumes.some(({ target, source }) => target === Destination && !source))
    .map((mount: MountJson) => ({
      Type: mount.Type,
      Source: mount.Type === 'volume' ? (mount.Name ?? '') : mount.Source,
      Target: mount.Destination,
      ...(!mount.RW && { ReadOnly: true }),
    }));
}

function mountOf({ warn }: Pick<ComposeAsking, 'warn'>, project: Project, volume: Mount): MountInput {
  const { type, source = '', target } = volume;
  for (const kind of ['bind', 'volume', 'tmpfs', 'image'] as const)
    if (type !== kind && volume[kind]) warn(`mount of type \`${type}\` should not define \`${kind}\` option`);
  const name = type === 'volume' ? (own(project.volumes, source)?.name ?? source) : source;
  return {
    Type: type,
    ...(name && { Source: name }),
    Target: target,
    ...(volume.read_only && { ReadOnly: true }),
    ...(volume.consistency && { Consistency: volume.consistency }),
    ...optionsOf(volume),
  };
}

const text = (record: TreeRecord, key: string): string => {
  const value = own(record, key);
  return typeof value === 'string' ? value : '';
};

function optionsOf({ type, bind, volume, tmpfs, image }: Mount): Readonly<Record<string, unknown>> {
  if (type === 'bind' && bind)
    return {
      BindOptions: {
        ...(text(bind, 'propagation') && { Propagation: text(bind, 'propagation') }),
        ...(bind['create_host_path'] === true && { CreateMountpoint: true }),
        ...(text(bind, 'recursive') === 'disabled' && { NonRecursive: true }),
        ...(text(bind, 'recursive') === 'writable' && { ReadOnlyNonRecursive: true }),
        ...(text(bind, 'recursive') === 'readonly' && { ReadOnlyForceRecursive: true }),
      },
    };
  if (type === 'volume' && volume)
    return {
      VolumeOptions: {
        ...(volume['nocopy'] === true && { NoCopy: true }),
        ...(volume['labels'] && { Labels: volume['labels'] }),
        ...(text(volume, 'subpath') && { Subpath: text(volume, 'subpath') }),
      },
    };
  if (type === 'tmpfs' && tmpfs)
    return {
      TmpfsOptions: {
        ...(tmpfs['size'] && { SizeBytes: Number(tmpfs['size']) || 0 }),
        ...(tmpfs['mode'] && { Mode: Number(tmpfs['mode']) || 0 }),
      },
    };
  return type === 'image' && image ? { ImageOptions: { Subpath: text(image, 'subpath') } } : {};
}

/** `SOURCE:TARGET:rw` where the older way of asking for a mount is enough; undefined where it is not. */
function bindOf(project: Project, service: Service, { Type, Source = '', Target }: MountInput): string | undefined {
  const volume = service.volumes?.find(({ target }) => target === Target);
  if (!volume) return undefined;
  if (Type === 'bind' && !needsMount(volume.bind)) return bindText(Source, volume);
  const declared = Object.values(project.volumes).some(({ name }) => name === Source);
  return Type === 'volume' && declared && !volumeNeedsMount(volume.volume) ? bindText(Source, volume) : undefined;
}

const needsMount = (bind: TreeRecord | undefined): boolean =>
  bind !== undefined &&
  (bind['create_host_path'] !== true || text(bind, 'propagation') !== '' || text(bind, 'recursive') !== '');

const volumeNeedsMount = (volume: TreeRecord | undefined): boolean =>
  volume !== undefined &&
  (Object.keys(volume['labels'] ?? {}).length > 0 || text(volume, 'subpath') !== '' || volume['nocopy'] === true);

function bindText(source: string, { target, read_only, bind }: Mount): string {
  const options = [read_only ? 'ro' : 'rw', ...(bind ? [text(bind, 'selinux'), text(bind, 'propagation')] : [])];
  return `${source}:${target}:${options.filter((option) => option !== '').join(',')}`;
}

/** Where the file of a secret or a config is to stand in the container. */
export const targetOf = ({ source, target = '' }: FileReference, folder: string): string =>
  target === '' ? `${folder}${source}` : target.startsWith('/') ? target : `${folder}${target}`;

const SECRETS = '/run/secrets/';

function secretMounts(asking: ComposeAsking, project: Project, { secrets = [] }: Service): MountInput[] {
  return secrets.flatMap((reference) => {
    const secret = defined(project.secrets, reference, 'secret');
    if (secret.environment || secret.content) return [];
    if (reference.uid || reference.gid || reference.mode)
      asking.warn('secrets `uid`, `gid` and `mode` are not supported, they will be ignored');
    const file = secret.file ?? '';
    if (fileText(asking.call, file) === undefined && !isThere(asking, file))
      asking.warn(`secret file ${secret.name} does not exist`);
    return [fileMount(file, targetOf(reference, SECRETS), { BindOptions: {} })];
  });
}

function configMounts(asking: ComposeAsking, project: Project, { configs = [] }: Service): MountInput[] {
  return configs.flatMap((reference) => {
    const config = defined(project.configs, reference, 'config');
    if (config.environment || config.content) return [];
    if (reference.uid || reference.gid || reference.mode)
      asking.warn('config `uid`, `gid` and `mode` are not supported, they will be ignored');
    return [fileMount(config.file ?? '', targetOf(reference, '/'))];
  });
}

const isThere = ({ call }: ComposeAsking, path: string): boolean =>
  find(treeAt(call.world(), call.place, call.namespace), path) !== undefined;

const fileMount = (source: string, target: string, options: Readonly<Record<string, unknown>> = {}): MountInput => ({
  Type: 'bind',
  Source: source,
  Target: target,
  ReadOnly: true,
  ...options,
});

function defined(
  table: Readonly<Record<string, FileObject>>,
  { source }: FileReference,
  kind: 'secret' | 'config',
): FileObject {
  const object = own(table, source) ?? { name: source };
  if (object.external) throw new CliError(`unsupported external ${kind} ${object.name}`);
  return object;
}

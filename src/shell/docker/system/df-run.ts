/** `docker system df` (docker/cli formatter/disk_usage.go). */
import { listContainers, listImages, listVolumes } from '../../../engine/api.ts';
import { storedSize } from '../../../engine/api/images.ts';
import { humanDuration } from '../../../engine/human-duration.ts';
import { isRunning } from '../../../engine/container/container.ts';
import type { EngineHost } from '../../../engine/engine.ts';
import { sizeOf } from '../../../engine/images/commit.ts';
import { changedFiles } from '../../../engine/images/changes.ts';
import { imageWith } from '../../../engine/images/image.ts';
import { filesOf, heldImages, tagsOf } from '../../../engine/images/store.ts';
import { usersOf } from '../../../engine/volumes/volume.ts';
import type { Context } from '../cli/command.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { listOf, printList, templateOf } from '../cli/format/list.ts';
import { ellipsis, humanSize, shortId } from '../cli/format/text.ts';
import { alignColumns } from '../cli/format/tabwriter.ts';
import { ask } from '../engine.ts';

interface Row {
  readonly type: string;
  readonly total: number;
  readonly active: number;
  readonly size: number;
  readonly reclaimable: number;
  /** Whether the share that can be won is told. */
  readonly share: boolean;
}

const rows = listOf<Row>('formatter.diskUsageContext', {
  Active: ['ACTIVE', ({ active }) => String(active)],
  Reclaimable: ['RECLAIMABLE', (row) => reclaimable(row)],
  Size: ['SIZE', ({ size }) => humanSize(size, 4)],
  TotalCount: ['TOTAL', ({ total }) => String(total)],
  Type: ['TYPE', ({ type }) => type],
});

const reclaimable = ({ size, reclaimable: octets, share }: Row): string =>
  share && size > 0 ? `${humanSize(octets, 4)} (${Math.floor((octets * 100) / size)}%)` : humanSize(octets, 4);

const LAYOUTS = {
  table: ['{{.Type}}', '{{.TotalCount}}', '{{.Active}}', '{{.Size}}', '{{.Reclaimable}}'],
  raw: [],
  rawId: 'type',
};

/** Octets that a container's own layer has. */
function layerSize(host: EngineHost, id: string): number {
  const container = host.engine.containers[id];
  const image = container && imageWith(host.engine.images, container.imageId);
  return container ? sizeOf(changedFiles(image ? filesOf(host, image) : {}, container.files)) : 0;
}

function summary(host: EngineHost): Row[] {
  const containers = Object.values(host.engine.containers);
  const images = heldImages(host).filter(({ id }) => tagsOf(host, id).length > 0 || listed(host, id));
  const used = images.filter(({ id }) => containers.some(({ imageId }) => imageId === id));
  const stored = storedSize(host);
  const layers = containers.map((container) => ({ size: layerSize(host, container.id), free: !isRunning(container) }));
  const volumes = Object.values(host.engine.volumes).map(({ name, files }) => ({
    size: sizeOf(files),
    free: usersOf(host, name).length === 0,
  }));
  const sum = (items: readonly { size: number }[]): number => items.reduce((total, { size }) => total + size, 0);
  const free = <T extends { free: boolean }>(items: readonly T[]): T[] => items.filter((item) => item.free);
  const kept = Math.max(0, ...used.map(({ size }) => size));
  return [
    {
      type: 'Images',
      total: images.length,
      active: used.length,
      size: stored,
      reclaimable: Math.max(0, stored - kept),
      share: true,
    },
    {
      type: 'Containers',
      total: containers.length,
      active: containers.filter(isRunning).length,
      size: sum(layers),
      reclaimable: sum(free(layers)),
      share: true,
    },
    {
      type: 'Local Volumes',
      total: volumes.length,
      active: volumes.length - free(volumes).length,
      size: sum(volumes),
      reclaimable: sum(free(volumes)),
      share: true,
    },
    { type: 'Build Cache', total: 0, active: 0, size: 0, reclaimable: 0, share: false },
  ];
}

const listed = (host: EngineHost, id: string): boolean => listImages(host).some(({ Id }) => Id === id);

/** `docker system df` */
export function runDf(context: Context<'format' | 'verbose'>): number {
  const { call, flags } = context;
  const format = flagText(flags, 'format');
  if (flagOn(flags, 'verbose')) call.out(ask(context, (host) => verbose(host)));
  else call.out(printList(rows, ask(context, summary), templateOf(format, false, LAYOUTS)));
  return 0;
}

const table = (title: string, heading: readonly string[], items: readonly (readonly string[])[]): string =>
  `${title}\n\n${alignColumns([heading, ...items].map((cells) => `${cells.join('\t')}\n`).join(''))}`;

function verbose(host: EngineHost): string {
  const now = host.clock.now / 1000;
  const containers = Object.values(host.engine.containers);
  const shared = new Map(heldImages(host).map(({ id, size, made }) => [id, made ? size - made.adds : size]));
  const images = listImages(host).flatMap(({ Id, RepoTags, Created, Size }) =>
    (RepoTags.length > 0 ? RepoTags : ['<none>:<none>']).map((name) => {
      const at = name.lastIndexOf(':');
      const common = shared.get(Id) ?? 0;
      const count = containers.filter(({ imageId }) => imageId === Id).length;
      return [
        name.slice(0, at),
        name.slice(at + 1),
        shortId(Id),
        `${humanDuration(now - Created)} ago`,
        humanSize(Size, 3),
        humanSize(common, 4),
        humanSize(Size - common, 4),
        String(count),
      ];
    }),
  );
  const listedContainers = listContainers(host, { all: true }).map(
    ({ Id, Image, Command, Names, Created, Status, Mounts }) => [
      shortId(Id),
      Image,
      JSON.stringify(ellipsis(Command, 20)),
      String(Mounts.filter(({ Type }) => Type === 'volume').length),
      humanSize(layerSize(host, Id), 3),
      `${humanDuration(now - Created)} ago`,
      Status,
      Names.map((name) => name.replace(/^\//, '')).join(','),
    ],
  );
  const volumes = listVolumes(host).map(({ Name }) => [
    Name,
    String(usersOf(host, Name).length),
    humanSize(sizeOf(host.engine.volumes[Name]?.files ?? {}), 4),
  ]);
  return [
    table(
      'Images space usage:',
      ['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE', 'SHARED SIZE', 'UNIQUE SIZE', 'CONTAINERS'],
      images,
    ),
    table(
      'Containers space usage:',
      ['CONTAINER ID', 'IMAGE', 'COMMAND', 'LOCAL VOLUMES', 'SIZE', 'CREATED', 'STATUS', 'NAMES'],
      listedContainers,
    ),
    table('Local Volumes space usage:', ['VOLUME NAME', 'LINKS', 'SIZE'], volumes),
    table('Build cache usage: 0B', ['CACHE ID', 'CACHE TYPE', 'SIZE', 'CREATED', 'LAST USED', 'USAGE', 'SHARED'], []),
  ].join('\n');
}

import { humanDuration } from '../../../engine/human-duration.ts';
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import { dateAndTime } from '../cli/format/go-time.ts';
import { listOf } from '../cli/format/list.ts';
import type { Layouts } from '../cli/format/list.ts';
import { ellipsis, humanSize, joinedLabels, shortId } from '../cli/format/text.ts';
import { quote } from '../cli/template/quote.ts';
import { byBytes } from '../../../engine/by-bytes.ts';
import { displayPorts } from './port-text.ts';

/** A container as `docker ps` shows it. */
export interface ContainerRow {
  readonly summary: ContainerSummaryJson;
  readonly truncate: boolean;
  /** Seconds since the epoch. */
  readonly now: number;
  /** Octets of its image, or undefined where sizes were not asked for. */
  readonly size: number | undefined;
}

function names({ summary, truncate }: ContainerRow): string {
  const all = summary.Names.map((name) => name.replace(/^\//, ''));
  // Links give a container further names, which hold a slash.
  const own = truncate ? all.find((name) => !name.includes('/')) : undefined;
  return own ?? all.join(',');
}

const MOUNT_LENGTH = 15;

function mounts({ summary, truncate }: ContainerRow): string {
  const shown = summary.Mounts.map(({ Name, Source }) => Name ?? Source);
  return shown.map((name) => (truncate ? ellipsis(name, MOUNT_LENGTH) : name)).join(',');
}

function image({ summary, truncate }: ContainerRow): string {
  if (summary.Image === '') return '<no image>';
  const byId = truncate && shortId(summary.ImageID) === shortId(summary.Image);
  return byId ? shortId(summary.ImageID) : summary.Image;
}

export const containerList = listOf<ContainerRow>(
  'formatter.ContainerContext',
  {
    Command: ['COMMAND', ({ summary, truncate }) => quote(truncate ? ellipsis(summary.Command, 20) : summary.Command)],
    CreatedAt: ['CREATED AT', ({ summary }) => `${dateAndTime(summary.Created)} +0000 UTC`],
    ID: ['CONTAINER ID', ({ summary, truncate }) => (truncate ? shortId(summary.Id) : summary.Id)],
    Image: ['IMAGE', image],
    Labels: ['LABELS', ({ summary }) => joinedLabels(summary.Labels)],
    LocalVolumes: [
      'LOCAL VOLUMES',
      ({ summary }) => String(summary.Mounts.filter(({ Driver }) => Driver === 'local').length),
    ],
    Mounts: ['MOUNTS', mounts],
    Names: ['NAMES', names],
    Networks: ['NETWORKS', ({ summary }) => Object.keys(summary.NetworkSettings.Networks).sort(byBytes).join(',')],
    Platform: ['PLATFORM', () => null],
    Ports: ['PORTS', ({ summary }) => displayPorts(summary.Ports)],
    RunningFor: ['CREATED', ({ summary, now }) => `${humanDuration(now - summary.Created)} ago`],
    Size: ['SIZE', ({ size }) => (size === undefined ? '0B' : `0B (virtual ${humanSize(size, 3)})`)],
    State: ['STATE', ({ summary }) => summary.State],
    Status: ['STATUS', ({ summary }) => summary.Status],
  },
  ({ summary }) => summary.Labels,
);

/** With a column for sizes where they are wanted. */
export const containerLayouts = (size: boolean): Layouts => ({
  table: [
    '{{.ID}}',
    '{{.Image}}',
    '{{.Command}}',
    '{{.RunningFor}}',
    '{{.Status}}',
    '{{.Ports}}',
    '{{.Names}}',
    ...(size ? ['{{.Size}}'] : []),
  ],
  raw: [
    'container_id: {{.ID}}',
    'image: {{.Image}}',
    'command: {{.Command}}',
    'created_at: {{.CreatedAt}}',
    'state: {{.State}}',
    'status: {{.Status}}',
    'names: {{.Names}}',
    'labels:{{pad .Labels 1 0}}',
    'ports:{{pad .Ports 1 0}}',
    ...(size ? ['size: {{.Size}}'] : []),
  ],
  rawId: 'container_id',
});

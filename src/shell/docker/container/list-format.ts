import type { ContainerSummaryJson } from '../../../engine/api.ts';
import { dateAndTime } from '../cli/calendar.ts';
import { byBytes } from '../cli/template/type.ts';
import { quote } from '../cli/template/quote.ts';
import { labelMethod, rowType } from '../cli/list.ts';
import { displayPorts } from './port-text.ts';
import { ellipsis, humanDuration, humanSize, shortId } from '../cli/text.ts';

/** A container as `docker ps` shows it. */
export interface ContainerRow {
  readonly summary: ContainerSummaryJson;
  readonly truncate: boolean;
  /** Seconds since the epoch. */
  readonly now: number;
  /** Octets of its image, or undefined where sizes were not asked for. */
  readonly size: number | undefined;
}

export const joinedLabels = (labels: Readonly<Record<string, string>>): string =>
  Object.keys(labels)
    .sort(byBytes)
    .map((name) => `${name}=${labels[name]}`)
    .join(',');

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

export const containerRow = rowType<ContainerRow>(
  'formatter.ContainerContext',
  {
    Command: ({ summary, truncate }) => quote(truncate ? ellipsis(summary.Command, 20) : summary.Command),
    CreatedAt: ({ summary }) => `${dateAndTime(summary.Created)} +0000 UTC`,
    ID: ({ summary, truncate }) => (truncate ? shortId(summary.Id) : summary.Id),
    Image: image,
    Labels: ({ summary }) => joinedLabels(summary.Labels),
    LocalVolumes: ({ summary }) => String(summary.Mounts.filter(({ Driver }) => Driver === 'local').length),
    Mounts: mounts,
    Names: names,
    Networks: ({ summary }) => Object.keys(summary.NetworkSettings.Networks).sort(byBytes).join(','),
    Platform: () => null,
    Ports: ({ summary }) => displayPorts(summary.Ports),
    RunningFor: ({ summary, now }) => `${humanDuration(now - summary.Created)} ago`,
    Size: ({ size }) => (size === undefined ? '0B' : `0B (virtual ${humanSize(size, 3)})`),
    State: ({ summary }) => summary.State,
    Status: ({ summary }) => summary.Status,
  },
  { Label: labelMethod<ContainerRow>(({ summary }) => summary.Labels) },
);

export const containerHeadings = {
  Command: 'COMMAND',
  CreatedAt: 'CREATED AT',
  ID: 'CONTAINER ID',
  Image: 'IMAGE',
  Labels: 'LABELS',
  LocalVolumes: 'LOCAL VOLUMES',
  Mounts: 'MOUNTS',
  Names: 'NAMES',
  Networks: 'NETWORKS',
  Platform: 'PLATFORM',
  Ports: 'PORTS',
  RunningFor: 'CREATED',
  Size: 'SIZE',
  State: 'STATE',
  Status: 'STATUS',
};

const columns = 'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}';
const raw =
  'container_id: {{.ID}}\nimage: {{.Image}}\ncommand: {{.Command}}\ncreated_at: {{.CreatedAt}}\n' +
  'state: {{.State}}\nstatus: {{.Status}}\nnames: {{.Names}}\nlabels:{{pad .Labels 1 0}}\nports:{{pad .Ports 1 0}}\n';

/** The template behind `--format`, with a column for sizes where they are wanted. */
export function containerFormat(format: string, quiet: boolean, size: boolean): string {
  if (format === '' || format === 'table') return quiet ? '{{.ID}}' : columns + (size ? '\t{{.Size}}' : '');
  if (format === 'raw') return quiet ? 'container_id: {{.ID}}' : raw + (size ? 'size: {{.Size}}\n' : '');
  return quiet ? '{{.ID}}' : format;
}

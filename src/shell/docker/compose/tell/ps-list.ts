/** The columns of `docker compose ps` (cmd/formatter/container.go). */
import type { ContainerSummaryJson } from '../../../../engine/api.ts';
import { humanDuration } from '../../../../engine/human-duration.ts';
import { dateAndTime } from '../../cli/format/go-time.ts';
import { listOf } from '../../cli/format/list.ts';
import { ellipsis, joinedLabels, shortId } from '../../cli/format/text.ts';
import { quote } from '../../cli/template/quote.ts';
import { int, number, slice, string, struct, value } from '../../cli/template/value/type.ts';
import { displayPorts } from '../../container/port-text.ts';
import { nameOfContainer, serviceOf } from '../containers.ts';
import { LABELS } from '../../../../world/compose-labels.ts';
import { own } from '../../../../kernel/own.ts';

export interface PsRow {
  readonly summary: ContainerSummaryJson;
  readonly health: string;
  readonly exitCode: number;
  readonly truncate: boolean;
  /** Seconds since the epoch. */
  readonly now: number;
}

const COMMAND_LENGTH = 20;
const MOUNT_LENGTH = 15;

const publishers = slice(
  struct('api.PortPublisher', [
    { name: 'URL', json: 'URL', type: string },
    { name: 'TargetPort', json: 'TargetPort', type: int },
    { name: 'PublishedPort', json: 'PublishedPort', type: int },
    { name: 'Protocol', json: 'Protocol', type: string },
  ]),
  'api.PortPublishers',
);

const publishersOf = ({ Ports }: ContainerSummaryJson) =>
  Ports.toSorted((a, b) => a.PrivatePort - b.PrivatePort).map(({ IP = '', PrivatePort, PublicPort = 0, Type }) => ({
    URL: IP,
    TargetPort: PrivatePort,
    PublishedPort: PublicPort,
    Protocol: Type,
  }));

const cut = (text: string, length: number, truncate: boolean): string => (truncate ? ellipsis(text, length) : text);

function names({ summary, truncate }: PsRow): string {
  const all = summary.Names.map((name) => name.replace(/^\//, ''));
  const plain = truncate ? all.find((name) => !name.includes('/')) : undefined;
  return plain ?? all.join(',');
}

export const psList = listOf<PsRow>(
  'formatter.ContainerContext',
  {
    Command: ['COMMAND', ({ summary, truncate }) => quote(cut(summary.Command, COMMAND_LENGTH, truncate))],
    CreatedAt: ['CREATED AT', ({ summary }) => `${dateAndTime(summary.Created)} +0000 UTC`],
    ExitCode: [undefined, ({ exitCode }) => number(exitCode)],
    Health: [undefined, ({ health }) => health],
    ID: ['CONTAINER ID', ({ summary, truncate }) => (truncate ? shortId(summary.Id) : summary.Id)],
    Image: ['IMAGE', ({ summary }) => summary.Image],
    Labels: ['LABELS', ({ summary }) => joinedLabels(summary.Labels)],
    LocalVolumes: [
      undefined,
      ({ summary }) => String(summary.Mounts.filter(({ Driver }) => Driver === 'local').length),
    ],
    Mounts: [
      undefined,
      ({ summary, truncate }) =>
        summary.Mounts.map(({ Name, Source }) => cut(Name ?? Source, MOUNT_LENGTH, truncate)).join(','),
    ],
    Name: ['NAME', ({ summary }) => nameOfContainer(summary)],
    Names: [undefined, names],
    Networks: [undefined, ({ summary }) => Object.keys(summary.NetworkSettings.Networks).join(',')],
    Ports: ['PORTS', ({ summary }) => displayPorts(summary.Ports)],
    Project: ['PROJECT', ({ summary }) => own(summary.Labels, LABELS.project) ?? ''],
    Publishers: [undefined, ({ summary }) => value(publishers, publishersOf(summary))],
    RunningFor: ['CREATED', ({ summary, now }) => `${humanDuration(now - summary.Created)} ago`],
    Service: ['SERVICE', ({ summary }) => serviceOf(summary)],
    Size: ['SIZE', () => '0B'],
    State: ['STATE', ({ summary }) => summary.State],
    Status: ['STATUS', ({ summary }) => summary.Status],
  },
  ({ summary }) => summary.Labels,
);

const columns = ['Name', 'Image', 'Command', 'Service', 'RunningFor', 'Status', 'Ports'];

const raw = [
  'container_id: {{.ID}}',
  'image: {{.Image}}',
  'command: {{.Command}}',
  'created_at: {{.CreatedAt}}',
  'state: {{- pad .State 1 0}}',
  'status: {{- pad .Status 1 0}}',
  'names: {{.Names}}',
  'labels: {{- pad .Labels 1 0}}',
  'ports: {{- pad .Ports 1 0}}',
];

/** The template that `--format` asks for. */
export function psTemplate(format: string): string {
  if (format === '' || format === 'table') return `table ${columns.map((name) => `{{.${name}}}`).join('\t')}`;
  return format === 'raw' ? raw.map((line) => `${line}\n`).join('') : format;
}

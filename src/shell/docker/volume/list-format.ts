import type { VolumeJson } from '../../../engine/api.ts';
import { listOf } from '../cli/format/list.ts';
import { joinedLabels } from '../cli/format/text.ts';

const unknown = (): string => 'N/A';

/** Volumes as `docker volume ls` shows them (docker/cli formatter: volumeContext). */
export const volumeList = listOf<VolumeJson>(
  'formatter.volumeContext',
  {
    Availability: ['AVAILABILITY', unknown],
    Driver: ['DRIVER', ({ Driver }) => Driver],
    Group: ['GROUP', unknown],
    Labels: ['LABELS', ({ Labels }) => joinedLabels(Labels ?? {})],
    Links: ['LINKS', unknown],
    Mountpoint: ['MOUNTPOINT', ({ Mountpoint }) => Mountpoint],
    Name: ['VOLUME NAME', ({ Name }) => Name],
    Scope: ['SCOPE', ({ Scope }) => Scope],
    Size: ['SIZE', unknown],
    Status: ['STATUS', unknown],
  },
  ({ Labels }) => Labels ?? {},
);

/** The template that `--format` and `--quiet` ask for. */
export function volumeTemplate(format: string, quiet: boolean): string {
  if (format === '' || format === 'table') return quiet ? '{{.Name}}' : 'table {{.Driver}}\t{{.Name}}';
  if (format !== 'raw') return format;
  return quiet ? 'name: {{.Name}}' : 'name: {{.Name}}\ndriver: {{.Driver}}\n';
}

import type { NetworkJson } from '../../../engine/api.ts';
import { goTime, parseTime } from '../cli/calendar.ts';
import { joinedLabels } from '../container/list-format.ts';
import { labelMethod, rowType } from '../cli/list.ts';
import { shortId } from '../cli/text.ts';

/** A network as `docker network ls` shows it. */
export interface NetworkRow {
  readonly network: NetworkJson;
  readonly truncate: boolean;
}

export const networkRow = rowType<NetworkRow>(
  'network.networkContext',
  {
    CreatedAt: ({ network }) => goTime(parseTime(network.Created) ?? { seconds: 0, nanoseconds: 0 }),
    Driver: ({ network }) => network.Driver,
    ID: ({ network, truncate }) => (truncate ? shortId(network.Id) : network.Id),
    IPv4: ({ network }) => String(network.EnableIPv4),
    IPv6: ({ network }) => String(network.EnableIPv6),
    Internal: ({ network }) => String(network.Internal),
    Labels: ({ network }) => joinedLabels(network.Labels ?? {}),
    Name: ({ network }) => network.Name,
    Scope: ({ network }) => network.Scope,
  },
  { Label: labelMethod<NetworkRow>(({ network }) => network.Labels ?? {}) },
);

export const networkHeadings = {
  CreatedAt: 'CREATED AT',
  Driver: 'DRIVER',
  ID: 'NETWORK ID',
  IPv4: 'IPV4',
  IPv6: 'IPV6',
  Internal: 'INTERNAL',
  Labels: 'LABELS',
  Name: 'NAME',
  Scope: 'SCOPE',
};

/** The template behind `--format`. */
export function networkFormat(format: string, quiet: boolean): string {
  if (format === '' || format === 'table')
    return quiet ? '{{.ID}}' : 'table {{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}';
  if (format !== 'raw') return format;
  const id = 'network_id: {{.ID}}';
  return quiet ? id : `${id}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n`;
}

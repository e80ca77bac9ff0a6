import type { NetworkJson } from '../../../engine/api.ts';
import { goTime, parseTime } from '../cli/format/go-time.ts';
import { listOf } from '../cli/format/list.ts';
import type { Layouts } from '../cli/format/list.ts';
import { joinedLabels, shortId } from '../cli/format/text.ts';

/** A network as `docker network ls` shows it. */
export interface NetworkRow {
  readonly network: NetworkJson;
  readonly truncate: boolean;
}

export const networkList = listOf<NetworkRow>(
  'network.networkContext',
  {
    CreatedAt: ['CREATED AT', ({ network }) => goTime(parseTime(network.Created) ?? { seconds: 0, nanoseconds: 0 })],
    Driver: ['DRIVER', ({ network }) => network.Driver],
    ID: ['NETWORK ID', ({ network, truncate }) => (truncate ? shortId(network.Id) : network.Id)],
    IPv4: ['IPV4', ({ network }) => String(network.EnableIPv4)],
    IPv6: ['IPV6', ({ network }) => String(network.EnableIPv6)],
    Internal: ['INTERNAL', ({ network }) => String(network.Internal)],
    Labels: ['LABELS', ({ network }) => joinedLabels(network.Labels ?? {})],
    Name: ['NAME', ({ network }) => network.Name],
    Scope: ['SCOPE', ({ network }) => network.Scope],
  },
  ({ network }) => network.Labels ?? {},
);

export const networkLayouts: Layouts = {
  table: ['{{.ID}}', '{{.Name}}', '{{.Driver}}', '{{.Scope}}'],
  raw: ['network_id: {{.ID}}', 'name: {{.Name}}', 'driver: {{.Driver}}', 'scope: {{.Scope}}'],
  rawId: 'network_id',
};

import type { NodeJson } from '../../../engine/api.ts';
import { listOf } from '../cli/format/list.ts';
import type { Layouts } from '../cli/format/list.ts';
import { title } from '../cli/format/text.ts';

/** A node as `docker node ls` shows it. */
export interface NodeRow {
  readonly node: NodeJson;
  /** Whether it is the node that is asked. */
  readonly self: boolean;
}

export const nodeList = listOf<NodeRow>('node.nodeContext', {
  Availability: ['AVAILABILITY', ({ node }) => title(node.Spec.Availability)],
  EngineVersion: ['ENGINE VERSION', ({ node }) => node.Description.Engine.EngineVersion],
  Hostname: ['HOSTNAME', ({ node }) => node.Description.Hostname],
  ID: ['ID', ({ node }) => node.ID],
  ManagerStatus: [
    'MANAGER STATUS',
    ({ node: { ManagerStatus } }) =>
      ManagerStatus ? (ManagerStatus.Leader ? 'Leader' : title(ManagerStatus.Reachability)) : '',
  ],
  Self: ['', ({ self }) => self],
  Status: ['STATUS', ({ node }) => title(node.Status.State)],
  TLSStatus: ['TLS STATUS', () => 'Ready'],
});

export const nodeLayouts: Layouts = {
  table: [
    '{{.ID}} {{if .Self}}*{{else}} {{ end }}',
    '{{.Hostname}}',
    '{{.Status}}',
    '{{.Availability}}',
    '{{.ManagerStatus}}',
    '{{.EngineVersion}}',
  ],
  raw: [
    'node_id: {{.ID}}',
    'hostname: {{.Hostname}}',
    'status: {{.Status}}',
    'availability: {{.Availability}}',
    'manager_status: {{.ManagerStatus}}',
  ],
  rawId: 'node_id',
};

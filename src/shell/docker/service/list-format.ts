import type { ServiceJson } from '../../../engine/api.ts';
import { listOf } from '../cli/format/list.ts';
import type { Layouts } from '../cli/format/list.ts';
import { shortId } from '../cli/format/text.ts';

/** A service as `docker service ls` shows it. */
export interface ServiceRow {
  readonly json: ServiceJson;
  readonly running: number;
  readonly desired: number;
}

const portText = (port: NonNullable<ServiceJson['Endpoint']['Ports']>[number]): string =>
  `*:${port.PublishedPort ?? 0}->${port.TargetPort}/${port.Protocol}`;

const isGlobal = ({ Spec }: ServiceJson): boolean => 'Global' in (Spec.Mode as object);

export const serviceList = listOf<ServiceRow>('service.serviceContext', {
  ID: ['ID', ({ json }) => shortId(json.ID)],
  Image: ['IMAGE', ({ json }) => (json.Spec.TaskTemplate as { ContainerSpec: { Image: string } }).ContainerSpec.Image],
  Mode: ['MODE', ({ json }) => (isGlobal(json) ? 'global' : 'replicated')],
  Name: ['NAME', ({ json }) => json.Spec.Name],
  Ports: [
    'PORTS',
    ({ json }) =>
      (json.Endpoint.Ports ?? [])
        .filter(({ PublishMode }) => PublishMode === 'ingress')
        .map(portText)
        .join(', '),
  ],
  Replicas: ['REPLICAS', ({ running, desired }) => `${running}/${desired}`],
});

export const serviceLayouts: Layouts = {
  table: ['{{.ID}}', '{{.Name}}', '{{.Mode}}', '{{.Replicas}}', '{{.Image}}', '{{.Ports}}'],
  raw: [
    'id: {{.ID}}',
    'name: {{.Name}}',
    'mode: {{.Mode}}',
    'replicas: {{.Replicas}}',
    'image: {{.Image}}',
    'ports: {{.Ports}}',
  ],
  rawId: 'id',
};

/** A project as its containers, networks and volumes tell of it, where its files are not read (pkg/compose/compose.go: projectFromName). */
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import type { Condition, Dependency, Project, Service } from '../../../compose/project.ts';
import type { ComposeAsking } from './command.ts';
import { isOneoff, nameOfContainer, networksOf, serviceOf, volumesOf } from './containers.ts';
import { dependenciesIn, LABELS } from '../../../world/compose-labels.ts';

/** What a container's label says that its service needs. */
function needsIn(label: string): Readonly<Record<string, Dependency>> {
  const entries = dependenciesIn(label).map(
    ({ service, condition = 'running_or_healthy', restart = 'true' }): [string, Dependency] => [
      service,
      { condition: condition as Condition, restart: restart === 'true', required: true },
    ],
  );
  return Object.fromEntries(entries);
}

/** @param required whether what a service depends on must be there */
export function projectOf(
  asking: ComposeAsking,
  name: string,
  all: readonly ContainerSummaryJson[],
  required = false,
): Project {
  const containers = all.filter((container) => !isOneoff(container));
  const services = new Map<string, Service>();
  for (const container of containers) {
    const service = serviceOf(container) || nameOfContainer(container);
    const known = services.get(service);
    const needs = Object.entries(needsIn(own(container.Labels, LABELS.dependencies) ?? ''));
    services.set(service, {
      name: service,
      image: container.Image,
      command: null,
      entrypoint: null,
      scale: (known?.scale ?? 0) + 1,
      depends_on: Object.fromEntries(
        needs.map(([needed, it]) => [needed, { ...it, required: required && it.required }]),
      ),
    });
  }
  const networks = networksOf(asking, name).map(
    (network) => [own(network.Labels ?? {}, LABELS.network) ?? network.Name, { name: network.Name }] as const,
  );
  const volumes = volumesOf(asking, name).map(
    (volume) => [own(volume.Labels ?? {}, LABELS.volume) ?? volume.Name, { name: volume.Name }] as const,
  );
  return {
    name,
    folder: asking.call.cwd,
    files: [],
    envFiles: [],
    environment: asking.call.env,
    profiles: [],
    services: Object.fromEntries(services),
    disabled: {},
    networks: Object.fromEntries(networks),
    volumes: Object.fromEntries(volumes),
    secrets: {},
    configs: {},
    models: {},
    extensions: {},
  };
}

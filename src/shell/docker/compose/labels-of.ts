/** The labels of a service's container (cmd/compose/compose.go: ToProject, pkg/compose/create.go: prepareLabels). */
import type { Project, Service } from '../../../compose/project.ts';
import type { ComposeAsking } from './command.ts';
import { COMPOSE_VERSION, LABELS } from '../../../world/compose-labels.ts';
import type { Making } from './service-input.ts';
import { imageIdOf } from './images.ts';

export function labelsOf(
  asking: ComposeAsking,
  project: Project,
  service: Service,
  { number, labels }: Pick<Making, 'number' | 'labels'>,
  hash: string,
): Record<string, string> {
  const image = imageIdOf(asking, project.name, service);
  const needs = Object.entries(service.depends_on ?? {});
  return {
    ...service.labels,
    [LABELS.project]: project.name,
    [LABELS.service]: service.name,
    [LABELS.version]: COMPOSE_VERSION,
    [LABELS.workingDir]: project.folder,
    [LABELS.configFiles]: project.files.join(','),
    [LABELS.oneoff]: number === 0 ? 'True' : 'False',
    ...(project.envFiles.length > 0 && { [LABELS.environmentFile]: project.envFiles.join(',') }),
    ...(image && { [LABELS.image]: image }),
    ...labels,
    [LABELS.configHash]: hash,
    ...(number > 0 && { [LABELS.number]: String(number) }),
    [LABELS.dependencies]: needs
      .map(([name, { condition, restart }]) => `${name}:${condition}:${String(restart === true)}`)
      .join(','),
  };
}

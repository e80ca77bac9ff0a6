/** What `links` and `external_links` come to: `CONTAINER:ALIAS` (pkg/compose/convergence.go: getLinks). */
import type { Service } from '../../../compose/project.ts';
import type { ComposeAsking } from './command.ts';
import { containersOf, nameOfContainer } from './containers.ts';
import { defaultName } from './naming.ts';

export function linksOf(asking: ComposeAsking, project: string, service: Service, number: number): readonly string[] {
  const containerNames = (name: string): readonly string[] =>
    containersOf(asking, project, { oneoff: 'none', all: true, services: [name] }).map(nameOfContainer);
  const linked = (service.links ?? []).flatMap((link) => {
    const [name = '', alias = name] = link.split(':');
    return containerNames(name).flatMap((container) => [
      `${container}:${alias}`,
      `${container}:${name}${asking.globals.separator}${number}`,
      `${container}:${defaultName(asking, project, name, number)}`,
    ]);
  });
  const external = (service.external_links ?? []).map((link) => {
    const [name = '', alias = name] = link.split(':');
    return `${name}:${alias}`;
  });
  return [...linked, ...external];
}

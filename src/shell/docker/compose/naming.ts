/** How compose names what it makes. */
import type { Service } from '../../../compose/project.ts';
import type { ComposeAsking } from './command.ts';

/** `shop-web-1` */
export const defaultName = (
  { globals }: Pick<ComposeAsking, 'globals'>,
  project: string,
  service: string,
  number: number | string,
): string => [project, service, number].join(globals.separator);

/** A container's name: the service's own, or the default one. */
export const containerName = (
  asking: Pick<ComposeAsking, 'globals'>,
  project: string,
  service: Service,
  number: number,
): string => service.container_name || defaultName(asking, project, service.name, number);

/** The names of a service's networks: those of the highest priority first, then by name. */
export function networksByPriority({ networks = {} }: Pick<Service, 'networks'>): readonly string[] {
  const priority = (name: string): number => networks[name]?.priority ?? 0;
  return Object.keys(networks).sort((a, b) => priority(b) - priority(a) || (a < b ? -1 : 1));
}

/** Services in the order in which they depend on each other (pkg/compose/dependencies.go). */
import { own } from '../../../kernel/own.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';

/** What a service needs, by name; whose namespaces it shares and what it links to count as needed already. */
export const dependenciesOf = (service: Service): readonly string[] => Object.keys(service.depends_on ?? {});

/** A needed service that is not there: undefined where it is optional. Throws CliError. */
function missing(project: Project, service: Service, name: string): undefined {
  if (own(service.depends_on, name)?.required === false) return undefined;
  const off = own(project.disabled, name);
  if (off)
    throw new CliError(
      `service ${name} is required by ${service.name} but is disabled. Can be enabled by profiles [${(off.profiles ?? []).join(' ')}]`,
    );
  throw new CliError(`could not find ${name}: not found`);
}

/** The services, each after all that it needs. Throws CliError where that cannot be. */
export function inOrder(project: Project): readonly Service[] {
  const done = new Map<string, Service>();
  const visit = (service: Service, way: readonly string[]): void => {
    if (done.has(service.name)) return;
    for (const name of dependenciesOf(service)) {
      const needed = own(project.services, name);
      if (!needed) missing(project, service, name);
      else if (way.includes(name)) throw new CliError(`cycle found: ${[...way, name].join(' -> ')}`);
      else visit(needed, [...way, name]);
    }
    done.set(service.name, service);
  };
  for (const service of Object.values(project.services)) visit(service, [service.name]);
  return [...done.values()];
}

/** The services in layers: those that nothing needs any more come first. */
export function inLayersDown(project: Project): readonly (readonly Service[])[] {
  const depths = new Map<string, number>();
  const layers: Service[][] = [];
  for (const service of [...inOrder(project)].reverse()) {
    const depth = depths.get(service.name) ?? 0;
    for (const name of dependenciesOf(service)) depths.set(name, Math.max(depths.get(name) ?? 0, depth + 1));
    (layers[depth] ??= []).push(service);
  }
  return layers;
}

/** Services that depend on one, directly or not. */
export function dependentsOf(project: Project, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (needed: string): void => {
    for (const service of Object.values(project.services))
      if (!found.has(service.name) && dependenciesOf(service).includes(needed)) {
        found.add(service.name);
        add(service.name);
      }
  };
  add(name);
  return found;
}

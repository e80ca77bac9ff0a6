/** The services that a command is about. */
import { ComposeError } from '../../../compose/problem.ts';
import { withSelectedServices } from '../../../compose/profiles.ts';
import type { Project } from '../../../compose/project.ts';
import { Fault } from '../../../compose/shape/scalars.ts';
import { CliError } from '../cli/command.ts';

/** Lets what is wrong with a project be said as compose says it. */
export function asRefusal<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof ComposeError) throw new CliError(error.problem.text);
    if (error instanceof Fault) throw new CliError(error.message);
    throw error;
  }
}

/** The project with the services that are named, and those that they depend on. Without names it is as it was. Throws CliError. */
export const selected = (project: Project, names: readonly string[]): Project =>
  asRefusal(() => withSelectedServices(project, names));

/** The project with the services that are named and no others: what they depend on counts as off. Throws CliError. */
export function onlyServices(project: Project, names: readonly string[]): Project {
  if (names.length === 0) return project;
  const services = Object.entries(selected(project, names).services).map(([name, service]) => {
    const needs = Object.entries(service.depends_on ?? {}).filter(([needed]) => names.includes(needed));
    return [name, service.depends_on ? { ...service, depends_on: Object.fromEntries(needs) } : service] as const;
  });
  const off = Object.entries(project.services).filter(([name]) => !names.includes(name));
  return {
    ...project,
    services: Object.fromEntries(services.filter(([name]) => names.includes(name))),
    disabled: { ...project.disabled, ...Object.fromEntries(off) },
  };
}

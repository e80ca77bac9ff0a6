/** Makes all that a project needs, and starts nothing (pkg/compose/create.go: create). */
import { checkContainerNames } from '../../../compose/consistency.ts';
import type { Project } from '../../../compose/project.ts';
import type { ComposeAsking } from './command.ts';
import { containersOf, isOneoff, nameOfContainer, serviceOf } from './containers.ts';
import { asCompared, byService, ensureService } from './converge.ts';
import type { Strategy } from './converge.ts';
import { ensureNetworks } from './ensure-networks.ts';
import { ensureVolumes } from './ensure-volumes.ts';
import { inOrder } from './graph.ts';
import { ensureImages } from './images.ts';
import { asRefusal } from './select.ts';
import { removeAll } from './stopping.ts';
import type { ContainerSummaryJson } from '../../../engine/api.ts';

export interface Creating {
  /** The services that are asked for; empty: all. */
  readonly services?: readonly string[];
  readonly build?: boolean;
  readonly removeOrphans?: boolean;
  readonly ignoreOrphans?: boolean;
  /** For the services that are asked for, and for those that they depend on. */
  readonly strategy?: Strategy;
  readonly dependencies?: Strategy;
  readonly inherit?: boolean;
  readonly timeout?: number | undefined;
  /** Whether questions are answered with yes. */
  readonly yes?: boolean;
}

/** Whether a container stands for no service of the project: one of `run` counts once it has ended. */
export function isOrphan(project: Project) {
  const services = new Set([...Object.keys(project.services), ...Object.keys(project.disabled)]);
  return (container: ContainerSummaryJson): boolean =>
    isOneoff(container) ? ['exited', 'dead'].includes(container.State) : !services.has(serviceOf(container));
}

/** Returns the project as it stands afterwards. Throws CliError or EngineError. */
export async function createProject(asking: ComposeAsking, project: Project, how: Creating = {}): Promise<Project> {
  asRefusal(() => checkContainerNames(project));
  await ensureImages(asking, project, { build: how.build ?? true });
  const networks = await ensureNetworks(asking, project);
  const volumes = await ensureVolumes(asking, project, how.yes ?? false);
  const containers = containersOf(asking, project.name, { all: true });
  await dealWithOrphans(asking, containers.filter(isOrphan(project)), how);
  const asked = how.services?.length ? how.services : Object.keys(project.services);
  const observed = byService(
    asked,
    containers.filter((container) => !isOneoff(container)),
  );
  const { strategy = 'diverged', dependencies = 'diverged', inherit = true, timeout } = how;
  const strategyOf = (name: string): Strategy => (asked.includes(name) ? strategy : dependencies);
  const convergence = { project, observed, networks, volumes, strategyOf, inherit, timeout };
  const compared = Object.values(project.services).map((service) => [service.name, asCompared(service, convergence)]);
  for (const service of inOrder(project)) await ensureService(asking, convergence, service);
  return { ...project, services: Object.fromEntries(compared) as Project['services'] };
}

async function dealWithOrphans(
  asking: ComposeAsking,
  orphans: readonly ContainerSummaryJson[],
  { removeOrphans, ignoreOrphans }: Creating,
): Promise<void> {
  if (orphans.length === 0 || ignoreOrphans) return;
  if (removeOrphans) return removeAll(asking, orphans, undefined);
  asking.warn(
    `Found orphan containers ([${orphans.map(nameOfContainer).join(' ')}]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.`,
  );
}

/** The volumes of a project are made, found, or made anew where their definition has changed (pkg/compose/create.go: ensureVolume). */
import { EngineError, inspectVolume } from '../../../engine/api.ts';
import type { VolumeJson } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import { volumeHash } from '../../../compose/hash.ts';
import type { Project, ProjectVolume } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { quote } from '../cli/template/quote.ts';
import { ask } from '../engine.ts';
import type { ComposeAsking } from './command.ts';
import { containersOf } from './containers.ts';
import { COMPOSE_VERSION, LABELS } from '../../../world/compose-labels.ts';
import * as orders from './orders.ts';
import { confirmed } from './prompt.ts';
import { progressName, stopServices } from './stopping.ts';
import { together } from './time.ts';

/** The engine's volume of a name, if there is one. */
export function volumeNamed(asking: ComposeAsking, name: string): VolumeJson | undefined {
  try {
    return ask(asking, (host) => inspectVolume(host, name));
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return undefined;
    throw error;
  }
}

/** Names at the engine by the volumes' names in the project. Throws CliError or EngineError. */
export async function ensureVolumes(
  asking: ComposeAsking,
  project: Project,
  yes: boolean,
): Promise<ReadonlyMap<string, string>> {
  for (const [key, volume] of Object.entries(project.volumes)) await ensure(asking, project, key, volume, yes);
  return new Map(Object.entries(project.volumes).map(([key, { name }]) => [key, name]));
}

async function ensure(
  asking: ComposeAsking,
  project: Project,
  key: string,
  volume: ProjectVolume,
  yes: boolean,
): Promise<void> {
  const there = volumeNamed(asking, volume.name);
  if (!there) {
    if (volume.external) throw new CliError(`external volume ${quote(volume.name)} not found`);
    make(asking, project, key, volume);
    return;
  }
  if (volume.external) return;
  checkOwner(asking, project, volume, there);
  const hash = own(there.Labels ?? {}, LABELS.configHash);
  if (hash === undefined || hash === volumeHash(volume)) return;
  const question = `Volume ${quote(volume.name)} exists but doesn't match configuration in compose file. Recreate (data will be lost)?`;
  if (!yes && !confirmed(asking.call, question)) return;
  await removeDiverged(asking, project, key, volume);
  make(asking, project, key, volume);
}

function checkOwner(asking: ComposeAsking, project: Project, { name }: ProjectVolume, { Labels }: VolumeJson): void {
  const owner = own(Labels ?? {}, LABELS.project);
  const advice = 'Use `external: true` to use an existing volume';
  if (owner === undefined)
    asking.warn(`volume ${quote(name)} already exists but was not created by Docker Compose. ${advice}`);
  else if (owner !== project.name)
    asking.warn(
      `volume ${quote(name)} already exists but was created for project ${quote(owner)} (expected ${quote(project.name)}). ${advice}`,
    );
}

function make(asking: ComposeAsking, project: Project, key: string, volume: ProjectVolume): void {
  const id = `Volume ${volume.name}`;
  asking.progress.event(id, 'working', 'Creating');
  try {
    orders.makeVolume(asking, {
      Name: volume.name,
      Labels: {
        ...volume.labels,
        [LABELS.volume]: key,
        [LABELS.project]: project.name,
        [LABELS.version]: COMPOSE_VERSION,
        [LABELS.configHash]: volumeHash(volume),
      },
      ...(volume.driver && { Driver: volume.driver }),
      ...(volume.driver_opts && { DriverOpts: { ...volume.driver_opts } }),
    });
  } catch (error) {
    asking.progress.event(id, 'error', 'Error');
    throw error;
  }
  asking.progress.event(id, 'done', 'Created');
}

/** Takes a volume away whose definition has changed, with the containers that have it. */
async function removeDiverged(
  asking: ComposeAsking,
  project: Project,
  key: string,
  { name }: ProjectVolume,
): Promise<void> {
  const users = Object.values(project.services).filter(({ volumes = [] }) =>
    volumes.some(({ source }) => source === key),
  );
  const services = users.map((service) => service.name);
  await stopServices(asking, project, { services });
  const containers = containersOf(asking, project.name, { oneoff: 'none', all: true, services });
  await together(asking, containers, (container) => {
    asking.progress.event(progressName(container), 'working', 'Removing');
    orders.removeContainer(asking, container);
    asking.progress.event(progressName(container), 'done', 'Removed');
  });
  orders.removeVolume(asking, name);
}

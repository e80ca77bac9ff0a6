/** The images of a project: what the lab lacks would have to be pulled or built (pkg/compose/build.go, pull.go). */
import { EngineError, inspectImage } from '../../../engine/api.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { quote } from '../cli/template/quote.ts';
import { ask } from '../engine.ts';
import { pullImage } from '../image/pull.ts';
import { readReference } from '../image/reference.ts';
import type { ComposeAsking } from './command.ts';

/** What a service's image is called: what is built has the service's name. */
export const imageName = ({ globals }: Pick<ComposeAsking, 'globals'>, project: string, service: Service): string =>
  service.image ?? `${project}${globals.separator}${service.name}`;

/** The id of an image that the engine has. */
export function imageIdOf(asking: ComposeAsking, project: string, service: Service): string | undefined {
  try {
    return ask(asking, (host) => inspectImage(host, imageName(asking, project, service))).Id;
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

/** How services are asked to get their images. */
export interface Getting {
  readonly build: boolean;
}

/** Sees to it that the images are there. Throws CliError or EngineError. */
export async function ensureImages(asking: ComposeAsking, project: Project, { build }: Getting): Promise<void> {
  const services = Object.values(project.services);
  for (const { name, image, build: context } of services)
    if (!image && !context) throw new CliError(`invalid service ${quote(name)}. Must specify either image or build`);
  const pulled = services.filter((service) => mustPull(asking, project, service));
  const refusals = pulled.flatMap((service) => pull(asking, service, services));
  if (pulled.length > 0) asking.progress.finish();
  if (refusals[0]) throw refusals[0];
  if (!build) return;
  const built = services.filter(
    (service) => service.build && (service['pull_policy'] === 'build' || !imageIdOf(asking, project.name, service)),
  );
  if (built.length > 0) await (await import('./build-images.ts')).buildServices(asking, project, built);
}

function mustPull(asking: ComposeAsking, project: Project, service: Service): boolean {
  if (!service.image) return false;
  const policy = service['pull_policy'];
  if (policy === 'always') return true;
  if (policy === 'never' || policy === 'build') return false;
  return imageIdOf(asking, project.name, service) === undefined;
}

/** Asks a registry, of which the lab has none. What can be built instead is no failure. */
function pull(asking: ComposeAsking, service: Service, services: readonly Service[]): (EngineError | CliError)[] {
  const { progress } = asking;
  progress.event(service.name, 'working', '', 'Pulling');
  const reference = readReference(service.image ?? '');
  if (typeof reference === 'string') return [new CliError(reference)];
  try {
    return pullImage(asking, reference);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const buildable = services.some(({ image, build }) => image === service.image && build);
    if (service.build) progress.event(service.name, 'warning', error.message, 'Warning');
    else progress.event(service.name, 'error', error.message, 'Error');
    return buildable ? [] : [error];
  }
}

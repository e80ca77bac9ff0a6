/** Builds the images of services by the daemon's own builder, as where buildx is not there (pkg/compose/build_classic.go). */
import { EngineError } from '../../../engine/api.ts';
import { nameImage } from '../../../engine/api/images.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { COMPOSE_VERSION, LABELS } from '../../../world/compose-labels.ts';
import { resolvePath } from '../../files/path.ts';
import { find, treeAt } from '../../files/tree.ts';
import { buildImage } from '../build/builder.ts';
import { contextOf, sentSize } from '../build/context.ts';
import { DockerfileError, parseDockerfile } from '../build/dockerfile.ts';
import { CliError } from '../cli/command.ts';
import { fileText } from '../cli/files.ts';
import { humanSize } from '../cli/format/text.ts';
import { daemonError, order } from '../engine.ts';
import type { ComposeAsking } from './command.ts';
import { imageName } from './images.ts';

export interface Building {
  readonly noCache?: boolean;
  readonly quiet?: boolean;
  /** `--build-arg` */
  readonly args?: Readonly<Record<string, string | undefined>>;
}

/** Builds those of some services that say how. Throws CliError or EngineError. */
export async function buildServices(
  asking: ComposeAsking,
  project: Project,
  services: readonly Service[],
  how: Building = {},
): Promise<void> {
  const built = services.filter(({ build }) => build);
  if (built.length === 0) return;
  asking.warn("Docker Compose is configured to build using Bake, but buildx isn't installed");
  for (const service of built) {
    await buildService(asking, project, service, how);
    asking.progress.event(service.name, 'done', 'Built');
  }
  asking.progress.finish();
}

/** A value that is a text or a number; else what stands in for it. */
const textOf = (value: unknown, otherwise: string): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((value ?? {}) as Readonly<Record<string, unknown>>).map(([name, text]) => [name, textOf(text, '')]),
  );

async function buildService(
  asking: ComposeAsking,
  project: Project,
  service: Service,
  { noCache = false, quiet = false, args = {} }: Building,
): Promise<void> {
  const { call } = asking;
  const build = (service.build ?? {}) as Readonly<Record<string, unknown>>;
  const folder = resolvePath(project.folder, textOf(build['context'], '.'));
  const tree = treeAt(call.world(), call.place, call.namespace);
  if (find(tree, folder)?.kind !== 'directory')
    throw new CliError(`unable to prepare context: path ${JSON.stringify(folder)} not found`);
  const named = textOf(build['dockerfile'], 'Dockerfile');
  const inline = build['dockerfile_inline'];
  const text = typeof inline === 'string' ? inline : fileText(call, resolvePath(folder, named));
  if (text === undefined) throw new CliError(`failed to read dockerfile: open ${named}: no such file or directory`);
  const sent = contextOf(tree, folder, named);
  const say = (part: string): void => void (quiet || call.out(part));
  say(`Sending build context to Docker daemon ${humanSize(sentSize(sent), 4).padStart(8)}\n`);
  try {
    const image = await buildImage(
      asking,
      parseDockerfile(text, named),
      sent,
      {
        dockerfile: named,
        args: { ...texts(build['args']), ...args },
        target: textOf(build['target'], ''),
        labels: {
          ...texts(build['labels']),
          [LABELS.project]: project.name,
          [LABELS.service]: service.name,
          [LABELS.version]: COMPOSE_VERSION,
        },
        noCache: noCache || build['no_cache'] === true,
        cacheFrom: [],
        hostConfig: {},
        keepContainers: false,
      },
      say,
    );
    const tag = imageName(asking, project.name, service);
    order(asking, (host) => nameImage(host, image.id, tag));
    say(`Successfully built ${image.id.slice('sha256:'.length, 'sha256:'.length + 12)}\n`);
    say(`Successfully tagged ${/:[^/]*$/.test(tag) ? tag : `${tag}:latest`}\n`);
  } catch (error) {
    if (error instanceof DockerfileError) throw new CliError(daemonError(new EngineError(error.message, 400)));
    throw error;
  }
}

/** `docker compose pull` (cmd/compose/pull.go, pkg/compose/pull.go): there is no registry to pull from. */
import type { Service } from '../../../../compose/project.ts';
import { EngineError } from '../../../../engine/api.ts';
import { CliError } from '../../cli/command.ts';
import { flagOn, flagText } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { pullImage } from '../../image/pull.ts';
import { readReference } from '../../image/reference.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { pullFlags } from '../flags/image.table.ts';
import { imageIdOf } from '../images.ts';

type PullContext = ComposeContext<FlagName<typeof pullFlags>>;

/** Whether an image that is there need not be asked for again: never one whose tag is `latest`. */
function isSettled(context: PullContext, project: string, service: Service): boolean {
  const tag = /:([^:/@]+)$/.exec(service.image ?? '')?.[1] ?? 'latest';
  return tag !== 'latest' && imageIdOf(context, project, service) !== undefined;
}

/** Why a service's image is not pulled; undefined where it is. */
function skipped(context: PullContext, project: string, service: Service, pulled: ReadonlyMap<string, string>) {
  const { image, build, name } = service;
  if (!image) return 'No image to be pulled';
  const own = typeof service['pull_policy'] === 'string' ? service['pull_policy'] : '';
  const policy = flagText(context.flags, 'policy') || own;
  if (policy === 'never' || policy === 'build') return '';
  if (['missing', 'if_not_present'].includes(policy) && isSettled(context, project, service))
    return 'Image is already present locally';
  if (build && flagOn(context.flags, 'ignore-buildable')) return 'Image can be built';
  const other = pulled.get(image);
  return other === undefined || other === name ? undefined : `Image is already being pulled by ${other}`;
}

/** Why an image cannot be had. */
function refusalOf(context: PullContext, image: string): CliError | EngineError {
  const reference = readReference(image);
  if (typeof reference === 'string') return new CliError(reference);
  try {
    return pullImage(context, reference);
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
}

function run(context: PullContext): number {
  const { flags, progress } = context;
  const alone = !flagOn(flags, 'include-deps');
  const given = context.arguments;
  const project = context.project(given, { noEnvResolution: true });
  const services = Object.values(project.services).filter(
    ({ name }) => !alone || given.length === 0 || given.includes(name),
  );
  const pulled = new Map<string, string>();
  for (const service of services) {
    const why = skipped(context, project.name, service, pulled);
    if (why !== undefined) progress.event(service.name, 'done', '', why === '' ? 'Skipped' : `Skipped - ${why}`);
    else {
      progress.event(service.name, 'working', '', 'Pulling');
      pulled.set(service.image ?? '', service.name);
    }
  }
  const goesOn = flagOn(flags, 'ignore-pull-failures');
  let first: CliError | EngineError | undefined;
  for (const [image, name] of pulled) {
    if (first && !goesOn) progress.event(name, 'error', 'Interrupted');
    else {
      first = refusalOf(context, image);
      progress.event(name, 'error', first.message, 'Error');
    }
  }
  progress.finish();
  if (first && !goesOn) throw first;
  return 0;
}

export const pull = defineComposeCommand({
  use: 'pull [OPTIONS] [SERVICE...]',
  short: 'Pull service images',
  flags: pullFlags,
  completes: ['service'],
  run,
});

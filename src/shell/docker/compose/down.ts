/** `docker compose down`. */
import { EngineError, inspectNetwork, listNetworks } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import type { Project } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { quote } from '../cli/template/quote.ts';
import { ask, daemonError } from '../engine.ts';
import { defineComposeCommand } from './command.ts';
import type { ComposeAsking, ComposeContext } from './command.ts';
import { containersOf, serviceOf } from './containers.ts';
import { isOrphan } from './create-project.ts';
import { imagesToRemove } from './down-images.ts';
import type { Removal } from './down-images.ts';
import { downFlags } from './flags/life.table.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { projectOf } from './from-labels.ts';
import { dependentsOf, inLayersDown } from './graph.ts';
import { LABELS } from '../../../world/compose-labels.ts';
import { volumeNamed } from './ensure-volumes.ts';
import { removesOrphans, timeoutOf } from './options.ts';
import * as orders from './orders.ts';
import { removeAll, removeUnlessUsed } from './stopping.ts';
import { together } from './time.ts';

export interface Taking {
  /** Only these services, and those that depend on them; empty: all. */
  readonly services?: readonly string[];
  readonly orphans?: boolean;
  readonly volumes?: boolean;
  readonly images?: Removal | undefined;
  readonly timeout?: number | undefined;
}

/** Takes down a project; `read` is what its files say, where they were read. Throws CliError or EngineError. */
export async function takeDown(
  asking: ComposeAsking,
  name: string,
  read: Project | undefined,
  { services: asked = [], orphans = false, volumes = false, images, timeout }: Taking,
): Promise<void> {
  const containers = containersOf(asking, name, { oneoff: orphans ? undefined : 'none', all: true });
  const project = read ?? projectOf(asking, name, containers);
  const services = asked.filter((service) => {
    const known = own(project.services, service) !== undefined;
    if (!known && read) throw new CliError(`no such service: ${service}: not found`);
    return known;
  });
  if (asked.length > 0 && services.length === 0) return;
  const wanted = new Set(services.flatMap((service) => [service, ...dependentsOf(project, service)]));
  for (const layer of inLayersDown(project)) {
    const names = layer.map((service) => service.name).filter((each) => wanted.size === 0 || wanted.has(each));
    const here = containers.filter((container) => names.includes(serviceOf(container)));
    await removeAll(asking, here, timeout, volumes);
  }
  if (orphans) await removeAll(asking, containers.filter(isOrphan(project)), timeout);
  const networks = Object.entries(project.networks).filter(([, { external }]) => !external);
  const dropped = volumes ? Object.values(project.volumes).filter(({ external }) => !external) : [];
  const used = Object.values(project.services).filter((each) => wanted.size === 0 || wanted.has(each.name));
  const unneeded = images ? imagesToRemove(asking, project, used, images) : [];
  if (containers.length + networks.length + dropped.length + unneeded.length === 0)
    asking.warn(`Warning: No resource found to remove for project ${quote(name)}.`);
  await together(asking, unneeded, (image) =>
    removeUnlessUsed(asking, `Image ${image}`, () => orders.removeImage(asking, image)),
  );
  await together(asking, networks, ([key, network]) => removeNetwork(asking, name, key, network.name));
  await together(asking, dropped, ({ name: volume }) => {
    if (volumeNamed(asking, volume))
      removeUnlessUsed(asking, `Volume ${volume}`, () => orders.removeVolume(asking, volume));
  });
}

function removeNetwork(asking: ComposeAsking, project: string, key: string, name: string): void {
  const label = [`${LABELS.project}=${project}`, `${LABELS.network}=${key}`];
  const networks = ask(asking, (host) => listNetworks(host, { filters: { label } }));
  if (networks.length === 0) return;
  const { progress } = asking;
  const id = `Network ${name}`;
  progress.event(id, 'working', 'Removing');
  let found = 0;
  for (const { Id } of networks.filter(({ Name }) => Name === name)) {
    found += 1;
    if (Object.keys(ask(asking, (host) => inspectNetwork(host, Id)).Containers ?? {}).length > 0) {
      progress.event(id, 'warning', 'Resource is still in use');
      continue;
    }
    try {
      orders.removeNetwork(asking, Id);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      progress.event(id, 'error', 'Error');
      throw new CliError(`failed to remove network ${name}: ${daemonError(error)}`);
    }
    progress.event(id, 'done', 'Removed');
  }
  if (found === 0) progress.event(id, 'warning', 'No resource found to remove');
}

async function run(context: ComposeContext<FlagName<typeof downFlags>>): Promise<number> {
  const { call, flags, arguments: services } = context;
  const images = flagText(flags, 'rmi');
  if (images !== '' && images !== 'all' && images !== 'local')
    throw new CliError(`invalid value for --rmi: ${quote(images)}`);
  const { name, project } = context.projectOrName(services);
  await takeDown(context, name.toLowerCase(), project, {
    services,
    orphans: removesOrphans(call, flags),
    volumes: flagOn(flags, 'volumes'),
    images: images === '' ? undefined : images,
    timeout: timeoutOf(flags),
  });
  return 0;
}

export const down = defineComposeCommand({
  use: 'down [OPTIONS] [SERVICES]',
  short: 'Stop and remove containers, networks',
  flags: downFlags,
  run,
});

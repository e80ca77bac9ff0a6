/** The networks of a project are made, found, or made anew where their definition has changed (pkg/compose/create.go: ensureNetwork). */
import { EngineError, inspectNetwork, listNetworks } from '../../../engine/api.ts';
import type { ContainerSummaryJson, NetworkInput, NetworkJson } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import { networkHash } from '../../../compose/hash.ts';
import type { Project, ProjectNetwork } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { quote } from '../cli/template/quote.ts';
import { ask, daemonError } from '../engine.ts';
import type { ComposeAsking } from './command.ts';
import { containersOf } from './containers.ts';
import { COMPOSE_VERSION, LABELS } from '../../../world/compose-labels.ts';
import * as orders from './orders.ts';
import { stopServices } from './stopping.ts';

const external = 'Set `external: true` to use an existing network';

/** Ids by the networks' names in the project. Throws CliError or EngineError. */
export async function ensureNetworks(asking: ComposeAsking, project: Project): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const [key, network] of Object.entries(project.networks))
    ids.set(key, network.external ? externalNetwork(asking, network) : await ensure(asking, project, key, network));
  return ids;
}

const named = (asking: ComposeAsking, name: string): readonly NetworkJson[] =>
  ask(asking, (host) => listNetworks(host)).filter(({ Name }) => Name === name);

function inspected(asking: ComposeAsking, ref: string): NetworkJson | undefined {
  try {
    return ask(asking, (host) => inspectNetwork(host, ref));
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

function externalNetwork(asking: ComposeAsking, { name }: ProjectNetwork): string {
  const byName = named(asking, name);
  const known = byName.length > 0 ? byName : [inspected(asking, name)].filter((network) => network?.Id === name);
  if (known[0]) return known[0].Id;
  throw new CliError(`network ${name} declared as external, but could not be found`);
}

async function ensure(asking: ComposeAsking, project: Project, key: string, network: ProjectNetwork): Promise<string> {
  const there = inspected(asking, network.name);
  const same = there && (there.Name === network.name || there.Id === network.name) ? there : undefined;
  let dangling: readonly ContainerSummaryJson[] = [];
  if (same) {
    checkLabels(asking, project, key, network, same);
    const hash = own(same.Labels ?? {}, LABELS.configHash);
    if (!hash || hash === networkHash(network)) return same.Id;
    dangling = await removeDiverged(asking, project, key, network);
  }
  const others = asking.globals.dryRun ? [] : named(asking, network.name);
  if (others[0]) {
    asking.warn(`a network with name ${network.name} exists but was not created by compose.\n${external}`);
    return others[0].Id;
  }
  return make(asking, project, key, network, dangling);
}

function checkLabels(
  asking: ComposeAsking,
  project: Project,
  key: string,
  { name }: ProjectNetwork,
  { Labels }: NetworkJson,
): void {
  const labels = Labels ?? {};
  const owner = own(labels, LABELS.project);
  if (owner === undefined)
    asking.warn(`a network with name ${name} exists but was not created by compose.\n${external}`);
  else if (owner !== project.name)
    asking.warn(
      `a network with name ${name} exists but was not created for project ${quote(project.name)}.\n${external}`,
    );
  const label = own(labels, LABELS.network) ?? '';
  if (label !== key)
    throw new CliError(
      `network ${name} was found but has incorrect label ${LABELS.network} set to ${quote(label)} (expected: ${quote(key)})`,
    );
}

function make(
  asking: ComposeAsking,
  project: Project,
  key: string,
  network: ProjectNetwork,
  dangling: readonly ContainerSummaryJson[],
): string {
  const { progress } = asking;
  const id = `Network ${network.name}`;
  progress.event(id, 'working', 'Creating');
  let made: string;
  try {
    made = orders.makeNetwork(asking, requestOf(project, key, network));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    progress.event(id, 'error', 'Error');
    throw new CliError(`failed to create network ${network.name}: ${daemonError(error)}`);
  }
  progress.event(id, 'done', 'Created');
  for (const container of dangling) orders.connect(asking, network.name, container);
  return made;
}

function requestOf(project: Project, key: string, network: ProjectNetwork): NetworkInput {
  const { driver, driver_opts, ipam, internal, attachable, enable_ipv4, enable_ipv6, labels } = network;
  const pools = (ipam?.config ?? []).map(({ subnet, gateway, ip_range, aux_addresses }) => ({
    ...(subnet && { Subnet: subnet }),
    ...(ip_range && { IPRange: ip_range }),
    ...(gateway && { Gateway: gateway }),
    ...(aux_addresses && { AuxiliaryAddresses: { ...aux_addresses } }),
  }));
  return {
    Name: network.name,
    Labels: {
      ...labels,
      [LABELS.network]: key,
      [LABELS.project]: project.name,
      [LABELS.version]: COMPOSE_VERSION,
      [LABELS.configHash]: networkHash(network),
    },
    ...(driver && { Driver: driver }),
    Options: { ...driver_opts },
    Internal: internal ?? false,
    Attachable: attachable ?? false,
    IPAM: { ...(ipam?.driver && { Driver: ipam.driver }), Options: null, Config: pools },
    ...(enable_ipv4 !== undefined && { EnableIPv4: enable_ipv4 }),
    ...(enable_ipv6 !== undefined && { EnableIPv6: enable_ipv6 }),
  };
}

/** Takes a network away whose definition has changed: its containers stop, and are handed back to be attached to the next. */
async function removeDiverged(
  asking: ComposeAsking,
  project: Project,
  key: string,
  { name }: ProjectNetwork,
): Promise<readonly ContainerSummaryJson[]> {
  const users = Object.values(project.services).filter(({ networks }) => Object.hasOwn(networks ?? {}, key));
  const services = users.map((service) => service.name);
  await stopServices(asking, project, { services });
  const containers = containersOf(asking, project.name, { oneoff: 'none', all: true, services });
  for (const container of containers) orders.disconnect(asking, name, container);
  try {
    orders.removeNetwork(asking, name);
  } finally {
    // Compose says so even where the engine refuses.
    asking.progress.event(`Network ${name}`, 'done', 'Removed');
  }
  return containers;
}

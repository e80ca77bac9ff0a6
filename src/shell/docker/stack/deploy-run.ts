/** `docker stack deploy` (docker/cli cli/command/stack/swarm/deploy_composefile.go, cli/compose/convert). */
import { ComposeError } from '../../../compose/problem.ts';
import { findProject } from '../../../compose/find.ts';
import { loadProject } from '../../../compose/load.ts';
import type { Port, Project, Service } from '../../../compose/project.ts';
import {
  changeService,
  createNetwork,
  inspectNetwork,
  newService,
  removeService,
  serviceSpec,
  type ServiceRequest,
} from '../../../engine/api.ts';
import { EngineError } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import { resolvePath } from '../../files/path.ts';
import { CliError, type Context } from '../cli/command.ts';
import { fileText } from '../cli/files.ts';
import { flagList, flagOn, isSet, type FlagName } from '../cli/flags/flag.ts';
import { filesOf } from '../compose/context.ts';
import { daemonError, order } from '../engine.ts';
import { UNRESOLVED } from '../service/create-run.ts';
import { tagged } from '../service/options.ts';
import type { deployFlags } from './flags.table.ts';
import { NAMESPACE, networksOf, servicesOf } from './namespace.ts';

type Deploy = Context<FlagName<typeof deployFlags>>;

const DETACHED = `Since --detach=false was not specified, tasks will be created in the background.
In a future release, --detach=false will become the default.
`;

/** Keys of a service that a swarm takes no notice of (cli/compose/types/types.go: UnsupportedProperties, DeprecatedProperties). */
const UNSUPPORTED =
  'build cgroupns_mode cgroup_parent devices domainname external_links ipc links mac_address network_mode pid privileged restart security_opt shm_size userns_mode'.split(
    ' ',
  );
const DEPRECATED: Readonly<Record<string, string>> = {
  container_name: 'Setting the container name is not supported.',
  expose:
    "Exposing ports is unnecessary - services on the same network can access each other's containers on any port.",
};

export function runDeploy(context: Deploy): number {
  const { call, flags } = context;
  const [stack = ''] = context.arguments;
  if (!/^[a-zA-Z0-9][\w.-]*$/.test(stack)) throw new CliError(`invalid stack name: ${JSON.stringify(stack)}`);
  const files = flagList(flags, 'compose-file');
  if (files.length === 0) throw new CliError('Specify a Compose file (with --compose-file)');
  const missing = files.find((path) => path !== '-' && fileText(call, resolvePath(call.cwd, path)) === undefined);
  if (missing !== undefined) throw new CliError(`open ${missing}: no such file or directory`);
  const project = load(context, stack, files);
  tellIgnored(context, project);
  const requests = Object.values(project.services)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((service) => requestOf(stack, project, service));
  checkManager(context);
  if (!isSet(flags, 'detach')) call.err(DETACHED);
  if (flagOn(flags, 'prune')) prune(context, stack, requests);
  makeNetworks(context, stack, project);
  deployServices(context, stack, requests);
  return 0;
}

function load({ call }: Deploy, stack: string, files: readonly string[]): Project {
  try {
    const found = findProject({ cwd: call.cwd, shell: call.env, files, name: stack.toLowerCase() }, filesOf(call));
    const loaded = loadProject(found, filesOf(call));
    if (!loaded.ok) throw new CliError(loaded.problem.text);
    return loaded.project;
  } catch (error) {
    if (error instanceof ComposeError) throw new CliError(error.message);
    throw error;
  }
}

function tellIgnored({ call }: Deploy, { services }: Project): void {
  const keys = new Set(Object.values(services).flatMap((service) => Object.keys(service)));
  const ignored = UNSUPPORTED.filter((key) => keys.has(key));
  if (ignored.length > 0) call.err(`Ignoring unsupported options: ${ignored.join(', ')}\n\n`);
  const old = Object.keys(DEPRECATED).filter((key) => keys.has(key));
  if (old.length === 0) return;
  call.err(`Ignoring deprecated options:\n\n${old.map((key) => `${key}: ${DEPRECATED[key]}\n\n`).join('')}`);
}

function checkManager(context: Deploy): void {
  try {
    servicesOf(context, '');
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 503) throw error;
    throw new CliError(
      'this node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again',
    );
  }
}

/** Services that the file no longer has go. */
function prune(context: Deploy, stack: string, requests: readonly ServiceRequest[]): void {
  const kept = new Set(requests.map(({ name }) => name));
  for (const { json } of servicesOf(context, stack)) {
    if (kept.has(json.Spec.Name)) continue;
    context.call.out(`Removing service ${json.Spec.Name}\n`);
    order(context, (host) => removeService(host, json.ID));
  }
}

/** The networks of a project's services, by what the file calls them. */
const usedNetworks = (project: Project): readonly string[] =>
  [
    ...new Set(
      Object.values(project.services).flatMap((service) => Object.keys(service.networks ?? { default: null })),
    ),
  ].sort();

/** A network's name at the engine: a stack's own begins with its name. */
function networkName(stack: string, { networks }: Project, key: string): string {
  const network = own(networks, key);
  if (network?.external) return network.name;
  // A name that the file gives stands as it is.
  return network && network.name !== `${stack.toLowerCase()}_${key}` ? network.name : `${stack}_${key}`;
}

function makeNetworks(context: Deploy, stack: string, project: Project): void {
  const there = new Set(networksOf(context, stack));
  for (const key of usedNetworks(project)) {
    const name = networkName(stack, project, key);
    const network = own(project.networks, key);
    if (network?.external) checkExternal(context, name);
    if (network?.external || there.has(name)) continue;
    context.call.out(`Creating network ${name}\n`);
    const { driver = 'overlay', driver_opts: options, labels, ipam } = network ?? {};
    const config = ipam?.config?.flatMap(({ subnet, gateway }) =>
      subnet === undefined ? [] : [{ Subnet: subnet, ...(gateway !== undefined && { Gateway: gateway }) }],
    );
    attempt(`failed to create network ${name}`, () =>
      order(context, (host) =>
        createNetwork(host, {
          Name: name,
          Driver: driver,
          Labels: { ...labels, [NAMESPACE]: stack },
          ...(options && { Options: { ...options } }),
          ...(network?.['attachable'] === true && { Attachable: true }),
          ...(network?.['internal'] === true && { Internal: true }),
          ...(config && config.length > 0 && { IPAM: { Config: config } }),
        }),
      ),
    );
  }
}

function checkExternal(context: Deploy, name: string): void {
  try {
    order(context, (host) => inspectNetwork(host, name));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new CliError(
      `network ${JSON.stringify(name)} is declared as external, but could not be found. You need to create a swarm-scoped network before the stack is deployed`,
    );
  }
}

function deployServices(context: Deploy, stack: string, requests: readonly ServiceRequest[]): void {
  const { call } = context;
  const there = new Map(servicesOf(context, stack).map(({ json }) => [json.Spec.Name, json.ID]));
  for (const request of requests) {
    const id = there.get(request.name);
    if (id === undefined) {
      call.out(`Creating service ${request.name}\n`);
      attempt(`failed to create service ${request.name}`, () => order(context, (host) => newService(host, request)));
      continue;
    }
    call.out(`Updating service ${request.name} (id: ${id})\n`);
    attempt(`failed to update service ${request.name}`, () =>
      order(context, (host) => {
        const { networks } = serviceSpec(host, id);
        const { networks: _, ...rest } = request;
        changeService(host, id, { ...rest, networks });
      }),
    );
    call.err(UNRESOLVED(request.image));
  }
}

/** What the engine refuses is told with what was tried. */
function attempt(what: string, act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (error instanceof EngineError) throw new CliError(`${what}: ${daemonError(error)}`);
    throw error;
  }
}

/** The service that a swarm is to have. Throws CliError. */
function requestOf(stack: string, project: Project, service: Service): ServiceRequest {
  if (service.image === undefined || service.image === '')
    throw new CliError(`invalid image reference for service ${service.name}: no image specified`);
  const deploy = (service.deploy ?? {}) as Readonly<Record<string, unknown>>;
  const placement = deploy['placement'] as { constraints?: readonly string[] } | undefined;
  const environment = Object.entries(service.environment ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}`],
  );
  const mode = deploy['mode'] === 'global' ? 'global' : 'replicated';
  const labels = (deploy['labels'] ?? {}) as Record<string, string>;
  return {
    name: `${stack}_${service.name}`,
    labels: { ...labels, 'com.docker.stack.image': service.image, [NAMESPACE]: stack },
    image: tagged(service.image),
    args: [...(service.command ?? [])],
    command: [...(service.entrypoint ?? [])],
    env: environment.sort(),
    hostname: service.hostname ?? '',
    containerLabels: { ...service.labels, [NAMESPACE]: stack },
    mode,
    replicas: service.deploy?.replicas ?? 1,
    constraints: [...(placement?.constraints ?? [])].map((text) => text.replace(/\s+/g, '')),
    endpointMode: deploy['endpoint_mode'] === 'dnsrr' ? 'dnsrr' : 'vip',
    ports: (service.ports ?? []).flatMap(portsOf),
    networks: Object.entries(service.networks ?? { default: null }).map(([key, network]) => ({
      name: networkName(stack, project, key),
      aliases: [...new Set([service.name, ...(network?.aliases ?? [])])],
    })),
  };
}

/** A port, or each of a range. */
function portsOf({ target, published = '', protocol, mode }: Port): ServiceRequest['ports'] {
  const [from = 0, to = from] = published === '' ? [] : published.split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, i) => ({
    protocol: protocol as ServiceRequest['ports'][number]['protocol'],
    target,
    published: from === 0 ? 0 : from + i,
    mode: mode === 'host' ? 'host' : 'ingress',
  }));
}

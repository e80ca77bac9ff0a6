/** What compose files say and the hosts have not, or have otherwise. */
import { replicasOf, type Port, type Project, type Service } from '../../compose/project.ts';
import type { Container } from '../../engine/container/container.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Network } from '../../engine/network/network.ts';
import type { GivenFile } from '../../formats/compose/open/given.ts';
import { projectIn } from '../../formats/compose/open/project-in.ts';
import { formatPrefix, parsePrefix } from '../../ip/address.ts';
import { own } from '../../kernel/own.ts';
import { membershipOf, projectOf, projectsOf, type Project as Running } from '../../world/projects.ts';
import type { World } from '../../world/world.ts';

export type DifferenceKind =
  | 'service-missing'
  | 'service-stopped'
  | 'service-count'
  | 'service-extra'
  | 'image'
  | 'port-missing'
  | 'port-extra'
  | 'mode'
  | 'not-attached'
  | 'attached-extra'
  | 'address'
  | 'network-missing'
  | 'network-driver'
  | 'network-internal'
  | 'network-open'
  | 'network-subnet';

/** One of them, as data: every language has its sentence for each kind. `file` is what the files say, `host` what is there. */
export interface ComposeDifference {
  readonly kind: DifferenceKind;
  readonly values: Readonly<Record<string, string | number>>;
}

/** How the hosts differ from what compose files say. */
export type Composed =
  | {
      readonly ok: true;
      readonly project: string;
      /** The host that was looked at; whether a container of the project is there. */
      readonly machine: string;
      readonly found: boolean;
      readonly services: number;
      readonly differences: readonly ComposeDifference[];
    }
  /** The files hold no project, in compose's own words. */
  | { readonly ok: false; readonly text: string };

/**
 * Compares what the compose files among some say with what runs of it. A file that does not say what its project is called is
 * taken for the project that shares most services with it: whoever gives a file gives it without its folder.
 */
export function composed(world: World, files: readonly GivenFile[]): Composed {
  const first = projectIn(files);
  if (!first.ok) return first;
  const running = runningAs(world, first.project);
  const named = running && running.name !== first.project.name ? projectIn(files, running.name) : first;
  if (!named.ok) return named;
  const { project } = named;
  const machine =
    running?.machine ?? Object.values(world.machines).find(({ engine }) => engine !== undefined)?.name ?? '';
  const engine = own(world.machines, machine)?.engine;
  if (!engine) return { ok: false, text: 'no host has an engine' };
  return {
    ok: true,
    project: project.name,
    machine,
    found: Object.values(project.services).some((service) => containersOf(project, service, engine).length > 0),
    services: Object.keys(project.services).length,
    differences: [...ofServices(project, engine), ...ofNetworks(project, engine), ...ofOthers(project, engine)],
  };
}

function runningAs(world: World, { name, services }: Project): Running | undefined {
  const shared = (each: Running): number => each.services.filter((service) => own(services, service.name)).length;
  const all = projectsOf(world);
  return (
    all.find((each) => each.name === name && each.containers.length > 0) ??
    all.filter((each) => shared(each) > 0).sort((a, b) => shared(b) - shared(a))[0]
  );
}

const difference = (kind: DifferenceKind, values: ComposeDifference['values']): ComposeDifference => ({ kind, values });

/** The containers of a service: by their labels; of those that have none, by the names that compose gives. */
function containersOf({ name: project }: Project, service: Service, engine: Engine): readonly Container[] {
  const isNamed = (name: string): boolean =>
    service.container_name !== undefined
      ? name === service.container_name
      : ['-', '_'].some((sign) => {
          const start = [project, service.name, ''].join(sign);
          return name.startsWith(start) && /^\d+$/.test(name.slice(start.length));
        });
  return Object.values(engine.containers).filter((container) => {
    const member = membershipOf(container);
    if (member === undefined) return isNamed(container.name);
    return member.project === project && member.service === service.name;
  });
}

function ofServices(project: Project, engine: Engine): readonly ComposeDifference[] {
  return Object.values(project.services).flatMap((service): readonly ComposeDifference[] => {
    const wanted = replicasOf(service);
    const there = containersOf(project, service, engine);
    const running = there.filter(({ state }) => state.status === 'running');
    const named = { service: service.name };
    if (there.length === 0) return wanted === 0 ? [] : [difference('service-missing', named)];
    const stopped = there.filter((each) => !running.includes(each));
    return [
      ...(there.length === wanted ? [] : [difference('service-count', { ...named, file: wanted, host: there.length })]),
      ...stopped.map(({ name, state }) =>
        difference('service-stopped', { ...named, container: name, status: state.status }),
      ),
      ...unique(there.flatMap((container) => ofContainer(project, service, container, engine))),
    ];
  });
}

/** Several containers of a service differ in the same. */
function unique(all: readonly ComposeDifference[]): readonly ComposeDifference[] {
  const seen = new Set<string>();
  return all.filter((each) => {
    const key = JSON.stringify(each);
    return !seen.has(key) && seen.add(key);
  });
}

const ofContainer = (
  project: Project,
  service: Service,
  container: Container,
  engine: Engine,
): readonly ComposeDifference[] => [
  ...ofImage(service, container),
  ...ofPorts(service, container),
  ...ofAttachments(project, service, container, engine),
];

/** An image's name as docker completes it. */
function wholeName(image: string): string {
  const plain = image.replace(/^docker\.io\//, '').replace(/^library\//, '');
  return /[:@][^/]*$/.test(plain) ? plain : `${plain}:latest`;
}

const ofImage = ({ name: service, image }: Service, container: Container): readonly ComposeDifference[] =>
  image === undefined || container.image === 'unknown' || wholeName(image) === wholeName(container.image)
    ? []
    : [difference('image', { service, file: image, host: container.image })];

interface Published {
  readonly ip: string;
  /** First and last; empty where the engine chooses. */
  readonly ports: readonly [number, number] | undefined;
  readonly target: string;
  readonly text: string;
}

const ANY = new Set(['', '0.0.0.0', '::']);

function publishedBy(ip: string, published: string, target: string): Published {
  const [first = NaN, last = first] = published.split('-').map(Number);
  const at = ANY.has(ip) ? '' : `${ip.includes(':') ? `[${ip}]` : ip}:`;
  return {
    ip: ANY.has(ip) ? '' : ip,
    ports: published === '' ? undefined : [first, last],
    target,
    text: published === '' ? target : `${at}${published}->${target}`,
  };
}

const inFile = ({ host_ip: ip = '', published = '', target, protocol }: Port): Published =>
  publishedBy(ip, published, `${target}/${protocol}`);

const isSamePort = (said: Published, there: Published): boolean =>
  said.ip === there.ip &&
  said.target === there.target &&
  (said.ports === undefined ||
    (there.ports !== undefined && said.ports[0] <= there.ports[0] && there.ports[0] <= said.ports[1]));

function ofPorts({ name: service, ports = [] }: Service, { hostConfig }: Container): readonly ComposeDifference[] {
  const said = ports.map(inFile);
  const there = Object.entries(hostConfig.PortBindings ?? {}).flatMap(([target, bindings]) =>
    (bindings ?? []).map(({ HostIp, HostPort }) => publishedBy(HostIp, HostPort, target)),
  );
  return [
    ...said
      .filter((port) => !there.some((other) => isSamePort(port, other)))
      .map(({ text: port }) => difference('port-missing', { service, port })),
    ...there
      .filter((port) => !said.some((other) => isSamePort(other, port)))
      .map(({ text: port }) => difference('port-extra', { service, port })),
  ];
}

const isOwnMode = (mode: string): boolean => ['host', 'none'].includes(mode);

function ofAttachments(
  { networks }: Project,
  { name: service, network_mode: mode, networks: said = {} }: Service,
  { networks: there, hostConfig }: Container,
  engine: Engine,
): readonly ComposeDifference[] {
  const has = hostConfig.NetworkMode;
  if (mode !== undefined) {
    // Modes of another container name it by its id on the host.
    const isSame = mode.includes(':') ? has.startsWith('container:') : mode === has;
    return isSame ? [] : [difference('mode', { service, file: mode, host: has })];
  }
  if (isOwnMode(has) || has.startsWith('container:'))
    return [difference('mode', { service, file: Object.keys(said).join(', '), host: has })];
  const wanted = Object.entries(said).map(([key, settings]) => ({
    network: own(networks, key)?.name ?? key,
    address: settings?.ipv4_address,
  }));
  return [
    ...wanted.flatMap(({ network, address }): readonly ComposeDifference[] => {
      const settings = own(there, network);
      // A network that is not there at all is told once, not for each who would be on it.
      if (!settings) return isThere(engine, network) ? [difference('not-attached', { service, network })] : [];
      const fixed = settings.ipamConfig?.IPv4Address ?? settings.requested;
      if (address === undefined || fixed === address) return [];
      return [difference('address', { service, network, file: address, host: fixed ?? '-' })];
    }),
    ...Object.keys(there)
      .filter((network) => !wanted.some((each) => each.network === network))
      .map((network) => difference('attached-extra', { service, network })),
  ];
}

const networkNamed = ({ networks }: Engine, name: string): Network | undefined =>
  Object.values(networks).find((network) => network.name === name);
const isThere = (engine: Engine, name: string): boolean => networkNamed(engine, name) !== undefined;

function ofNetworks({ networks, services }: Project, engine: Engine): readonly ComposeDifference[] {
  const isUsed = (key: string): boolean => Object.values(services).some((service) => key in (service.networks ?? {}));
  // Compose makes the default network where a service is on it.
  const made = Object.entries(networks).filter(([key]) => key !== 'default' || isUsed(key));
  return made.flatMap(([, said]): readonly ComposeDifference[] => {
    const { name: network, driver, internal = false, external = false, ipam } = said;
    const there = networkNamed(engine, network);
    if (!there) return [difference('network-missing', { network })];
    if (external) return [];
    const has = there.pools.map(({ subnet }) => formatPrefix(subnet));
    return [
      ...(driver === undefined || driver === '' || driver === there.driver
        ? []
        : [difference('network-driver', { network, file: driver, host: there.driver })]),
      ...(internal === there.internal ? [] : [difference(internal ? 'network-open' : 'network-internal', { network })]),
      ...(ipam?.config ?? []).flatMap(({ subnet }) => {
        if (subnet === undefined || has.includes(plain(subnet))) return [];
        return [difference('network-subnet', { network, file: subnet, host: has.join(', ') || '-' })];
      }),
    ];
  });
}

/** A prefix as it is printed. */
function plain(subnet: string): string {
  const prefix = parsePrefix(subnet);
  return prefix ? formatPrefix(prefix) : subnet;
}

/** Services that run as a part of the project and that the files do not have. */
function ofOthers({ name, services, disabled }: Project, engine: Engine): readonly ComposeDifference[] {
  const others = Object.values(engine.containers)
    .filter(({ config }) => projectOf(config.Labels) === name)
    .flatMap((container) => membershipOf(container)?.service ?? [])
    .filter((service) => !own(services, service) && !own(disabled, service));
  return [...new Set(others)].map((service) => difference('service-extra', { service }));
}

import { imageWith } from '../../engine/images/image.ts';
import type { Container } from '../../engine/container/container.ts';
import type { HealthConfig } from '../../engine/container/health.ts';
import type { Engine } from '../../engine/engine.ts';
import { own } from '../../kernel/own.ts';
import type { MountPoint } from '../../engine/volumes/mounts.ts';
import { neededBy } from '../needed.ts';
import { aliasesOn, networksAtStart, startsOnBridge } from './attachments.ts';
import { ownLabels } from '../../world/compose-labels.ts';
import { said, type Written } from './written.ts';

export interface Surroundings {
  readonly engine: Engine;
  /** The services that have to start before, so that all get the addresses that they have. */
  readonly after: readonly string[];
}

/** A container as a service of its name. */
export function serviceOf(container: Container, around: Surroundings): Written {
  const { engine, after } = around;
  const { name, config, hostConfig, id } = container;
  const image = imageWith(engine.images, container.imageId);
  const sharesNames = hostConfig.NetworkMode === 'host' || hostConfig.NetworkMode.startsWith('container:');
  const restart = hostConfig.RestartPolicy;
  const environment = (config.Env ?? []).filter((variable) => image?.env?.includes(variable) !== true);
  const needed = neededBy(container.image, (each) => environment.some((variable) => variable.startsWith(`${each}=`)));
  // A real image starts a shell, which ends at once.
  const sleeps = container.command.join(' ') === 'sleep infinity';
  return said({
    image: container.image,
    container_name: name,
    depends_on: after,
    hostname: sharesNames || config.Hostname === id.slice(0, 12) ? undefined : config.Hostname,
    domainname: sharesNames ? undefined : config.Domainname,
    entrypoint: same(config.Entrypoint, image?.entrypoint) ? undefined : (config.Entrypoint ?? ['']),
    command: same(config.Cmd, image?.cmd) && !sleeps ? undefined : (config.Cmd ?? []),
    environment: needed === undefined ? environment : [...environment, needed],
    user: config.User,
    working_dir: config.WorkingDir,
    tty: config.Tty,
    stdin_open: config.OpenStdin,
    stop_signal: config.StopSignal,
    ...(config.StopTimeout !== undefined && { stop_grace_period: `${config.StopTimeout}s` }),
    healthcheck: config.Healthcheck && healthcheckOf(config.Healthcheck),
    labels: ownLabels(config.Labels),
    restart: restart.Name === 'no' ? undefined : restartText(restart),
    init: hostConfig.Init === true,
    privileged: hostConfig.Privileged,
    cap_add: hostConfig.CapAdd,
    cap_drop: hostConfig.CapDrop,
    sysctls: hostConfig.Sysctls,
    dns: hostConfig.Dns,
    dns_opt: hostConfig.DnsOptions,
    dns_search: hostConfig.DnsSearch,
    extra_hosts: [...(hostConfig.ExtraHosts ?? []).map(hostLine), ...linkedNames(container, engine)],
    mac_address: config.MacAddress,
    ...attachmentOf(container, engine),
    ports: hostConfig.NetworkMode === 'host' ? [] : portsOf(container),
    expose: exposedOf(container, image?.expose ?? []),
    volumes: container.mounts.flatMap(mountText),
    tmpfs: container.mounts.flatMap(({ type, destination }) => (type === 'tmpfs' ? [destination] : [])),
  });
}

const same = (a: readonly string[] | null | undefined, b: readonly string[] | null | undefined): boolean =>
  (a ?? []).join('\0') === (b ?? []).join('\0');

const restartText = ({ Name, MaximumRetryCount }: Container['hostConfig']['RestartPolicy']): string =>
  Name === 'on-failure' && MaximumRetryCount > 0 ? `${Name}:${MaximumRetryCount}` : Name;

const hostLine = (line: string): string => line.replace(':', '=');

/** Legacy links, which compose has no word for on the default bridge: the names, at the addresses that they have. */
const linkedNames = ({ links }: Container, { containers }: Engine): readonly string[] =>
  links.flatMap(({ target, alias }) => {
    const address = own(own(containers, target)?.endpoints, 'bridge')?.ipv4;
    return address === undefined ? [] : [`${alias}=${address}`];
  });

/** How it is on networks: a mode, or networks with its addresses and names there. */
function attachmentOf(container: Container, engine: Engine): Written {
  const { hostConfig, networks } = container;
  const mode = hostConfig.NetworkMode;
  if (mode.startsWith('container:')) {
    const owner = own(engine.containers, mode.slice('container:'.length));
    return { network_mode: owner ? `service:${owner.name}` : mode };
  }
  if (mode === 'host' || mode === 'none') return { network_mode: mode };
  if (startsOnBridge(container)) return { network_mode: 'bridge' };
  const names = networksAtStart(container);
  const several = Object.keys(networks).length > 1;
  return { networks: Object.fromEntries(names.map((name) => [name, endpointOf(container, name, several)])) };
}

function endpointOf(container: Container, network: string, several: boolean): Written | null {
  const settings = own(container.networks, network);
  const endpoint = own(container.endpoints, network);
  if (!settings) return null;
  const fixed = settings.ipamConfig ?? {};
  const written = said({
    aliases: aliasesOn(container, settings),
    ipv4_address: endpoint?.ipv4 ?? fixed.IPv4Address,
    ipv6_address: endpoint?.ipv6 ?? fixed.IPv6Address,
    link_local_ips: fixed.LinkLocalIPs,
    mac_address: settings.mac,
    interface_name: several ? endpoint?.interface : undefined,
    driver_opts: settings.driverOptions,
    gw_priority: settings.gatewayPriority === 0 ? undefined : settings.gatewayPriority,
  });
  return Object.keys(written).length > 0 ? written : null;
}

/** Published ports, with the numbers that they have. */
export function portsOf({ hostConfig, ports }: Container): readonly string[] {
  const standing = (key: string, ip: string): string | undefined => {
    const [port = '', protocol = 'tcp'] = key.split('/');
    const found = ports.find(
      (each) =>
        each.containerPort === Number(port) &&
        each.protocol === protocol &&
        each.hostPort !== 0 &&
        (ip === '' || each.hostIp === ip),
    );
    return found && String(found.hostPort);
  };
  const text = (key: string, ip: string, wanted: string): string => {
    const host = /^\d+$/.test(wanted) && wanted !== '0' ? wanted : (standing(key, ip) ?? wanted);
    const address = ip === '' ? [] : [ip.includes(':') ? `[${ip}]` : ip];
    return [...address, ...(host === '' && ip === '' ? [] : [host]), key.replace(/\/tcp$/, '')].join(':');
  };
  const asked = Object.entries(hostConfig.PortBindings).flatMap(([key, bindings]) =>
    bindings.map(({ HostIp, HostPort }) => text(key, HostIp, HostPort)),
  );
  const all = hostConfig.PublishAllPorts
    ? ports
        .filter(({ protocol, containerPort }) => !hostConfig.PortBindings[`${containerPort}/${protocol}`])
        .map(({ protocol, containerPort }) => text(`${containerPort}/${protocol}`, '', ''))
    : [];
  return [...new Set([...asked, ...all])];
}

const exposedOf = ({ config, hostConfig }: Container, ofImage: readonly string[]): readonly string[] =>
  Object.keys(config.ExposedPorts ?? {})
    .filter((port) => !ofImage.includes(port) && !Object.hasOwn(hostConfig.PortBindings, port))
    .map((port) => port.replace(/\/tcp$/, ''));

function mountText({ type, volume, source, destination, writable, anonymous }: MountPoint): readonly string[] {
  if (type === 'tmpfs') return [];
  const mode = writable ? [] : ['ro'];
  return [[...(anonymous ? [] : [source ?? volume ?? '']), destination, ...mode].join(':')];
}

const SECOND = 1e9;
const span = (nanoseconds: number | undefined): string | undefined =>
  nanoseconds === undefined || nanoseconds === 0
    ? undefined
    : nanoseconds % SECOND === 0
      ? `${nanoseconds / SECOND}s`
      : `${Math.round(nanoseconds / 1e6)}ms`;

const healthcheckOf = ({ Test, Interval, Timeout, StartPeriod, StartInterval, Retries }: HealthConfig): Written =>
  Test?.[0] === 'NONE'
    ? { disable: true }
    : said({
        test: Test,
        interval: span(Interval),
        timeout: span(Timeout),
        start_period: span(StartPeriod),
        start_interval: span(StartInterval),
        retries: Retries === 0 ? undefined : Retries,
      });

import type { Container } from '../container/container.ts';
import { healthText } from '../container/health.ts';
import type { EngineHost } from '../engine.ts';
import { internal, invalid } from '../errors.ts';
import { humanDuration } from '../human-duration.ts';
import { own } from '../../kernel/own.ts';
import { parsePort } from '../ports/ports.ts';
import { findContainer } from '../refs.ts';
import type { ContainerSummaryJson, Filters, PortJson } from './container-json.ts';
import { mountsJson, networksJson, portsJson } from './containers.ts';
import { checkValues, matches, matchesLabels, readBool, readFilters, type FilterSpec } from './filters.ts';
import { familiarName } from './images.ts';

const FILTERS: FilterSpec = [
  'ancestor',
  'before',
  'expose',
  'exited',
  'health',
  'id',
  'is-task',
  'isolation',
  'label',
  'name',
  'network',
  'publish',
  'since',
  'status',
  'volume',
];

const STATES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];
const HEALTH = ['none', 'starting', 'healthy', 'unhealthy'];

/** Containers, newest first: those that run, or all where that is asked, by `all`, `limit` or a filter that speaks of others. */
export function listContainers(
  host: EngineHost,
  {
    all = false,
    limit = 0,
    filters = {},
  }: { all?: boolean | undefined; limit?: number | undefined; filters?: Filters | undefined } = {},
): ContainerSummaryJson[] {
  readFilters(filters, FILTERS);
  const exitCodes = filters.exited?.map(parseExitCode);
  checkValues(filters, 'status', 'state', STATES);
  const tasks = readBool(filters, 'is-task');
  checkValues(filters, 'health', 'health', HEALTH);
  const every = all || limit > 0 || filters.status !== undefined || exitCodes !== undefined;
  const published = portFilter('publish', filters.publish);
  const exposed = portFilter('expose', filters.expose);
  const { before, since } = bounds(host, filters);
  // No container is a task of a service.
  const accepted = (tasks ? [] : Object.values(host.engine.containers))
    .filter((container) => every || ['running', 'paused', 'restarting'].includes(container.state.status))
    .filter((container) => container.created < before && container.created > since)
    .filter((container) => isListed(host, container, filters, exitCodes))
    .filter((container) => {
      const ports = published || exposed ? publicPorts(host, container) : [];
      return (
        (!published || ports.some(({ PublicPort = 0, Type }) => published(PublicPort, Type))) &&
        (!exposed || ports.some(({ PrivatePort, Type }) => exposed(PrivatePort, Type)))
      );
    })
    .sort((a, b) => b.created - a.created);
  return (limit > 0 ? accepted.slice(0, limit) : accepted).map((container) => summary(host, container));
}

function parseExitCode(text: string): number {
  if (!/^[+-]?\d+$/.test(text))
    throw invalid(`invalid filter 'exited=${text}': strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** What `publish` or `expose` asks for: `8080`, `8080/udp`, `8000-8010/tcp` (daemon/list.go: portOp). Throws where it is none of these. */
function portFilter(
  key: string,
  values: readonly string[] | undefined,
): ((port: number, protocol: string) => boolean) | undefined {
  const wanted = values?.map((value) => {
    if (value.includes(':')) throw internal(`filter for '${key}' should not contain ':': ${value}`);
    const [text = '', protocol = ''] = value.split('/');
    const [first, last] = portRange(text, (why) => internal(`error while looking up for ${key} ${value}: ${why}`));
    return { first, last, protocol: protocol || 'tcp' };
  });
  return (
    wanted &&
    ((port, type) => wanted.some(({ first, last, protocol }) => protocol === type && port >= first && port <= last))
  );
}

/** go-connections: nat.ParsePortRange. */
function portRange(text: string, failed: (why: string) => Error): readonly [first: number, last: number] {
  if (text === '') throw failed('Empty string specified for ports.');
  const number = (digits: string): number => {
    const fault = !/^\d+$/.test(digits) ? 'invalid syntax' : Number(digits) > 65_535 ? 'value out of range' : undefined;
    if (fault) throw failed(`strconv.ParseUint: parsing ${JSON.stringify(digits)}: ${fault}`);
    return Number(digits);
  };
  const [start = '', end = start] = text.split('-');
  const range = [number(start), number(end)] as const;
  if (range[1] < range[0]) throw failed(`Invalid range specified for the Port: ${text}`);
  return range;
}

/** Between the containers that `before` and `since` name. */
function bounds(host: EngineHost, filters: Filters): { before: number; since: number } {
  const created = (refs: readonly string[] | undefined): number | undefined =>
    refs?.[0] === undefined ? undefined : findContainer(host, refs[0]).created;
  return { before: created(filters.before) ?? Infinity, since: created(filters.since) ?? -Infinity };
}

function isListed(
  host: EngineHost,
  container: Container,
  filters: Filters,
  exitCodes: readonly number[] | undefined,
): boolean {
  const { state, config, id, name } = container;
  const ran = state.finishedAt !== 0 && state.status === 'exited';
  return (
    (!filters.status || filters.status.includes(state.status)) &&
    (!exitCodes || (ran && exitCodes.includes(state.exitCode))) &&
    (!filters.id || filters.id.some((prefix) => prefix !== '' && id.startsWith(prefix))) &&
    (!filters.name || matches(name, filters.name) || matches(`/${name}`, filters.name)) &&
    matchesLabels(config.Labels, filters.label ?? []) &&
    (!filters.network || filters.network.some((network) => isOn(host, container, network))) &&
    (!filters.ancestor || filters.ancestor.some((image) => descendsFrom(container, image))) &&
    (!filters.volume || hasVolume(container, filters.volume)) &&
    (!filters.health || filters.health.includes(container.health?.status ?? 'none'))
  );
}

/** Whether a container has one of some volumes, by name or by where they are mounted. */
const hasVolume = ({ mounts }: Container, wanted: readonly string[]): boolean =>
  mounts.some(({ volume, destination }) => wanted.some((each) => each === volume || each === destination));

function isOn(host: EngineHost, { networks }: Container, ref: string): boolean {
  if (own(networks, ref)) return true;
  const id = own(host.engine.networkNames, ref) ?? ref;
  return Object.values(networks).some(({ network }) => network !== '' && network.startsWith(id));
}

const descendsFrom = ({ image, imageId }: Container, ref: string): boolean =>
  ref !== '' &&
  (familiarName(image) === familiarName(ref) ||
    imageId.slice('sha256:'.length).startsWith(ref.replace(/^sha256:/, '')));

/** A container's names: its own, and one for each link that leads to it. */
const namesOf = ({ engine }: EngineHost, { id, name, linkedBy }: Container): string[] =>
  [
    `/${name}`,
    ...[...new Set(linkedBy)].flatMap((parentId) => {
      const parent = engine.containers[parentId];
      return (parent?.links ?? [])
        .filter(({ target }) => target === id)
        .map(({ alias }) => `/${parent?.name}/${alias}`);
    }),
  ].sort();

function summary(host: EngineHost, container: Container): ContainerSummaryJson {
  return {
    Id: container.id,
    Names: namesOf(host, container),
    Image: container.image,
    ImageID: container.imageId,
    Command: commandText(container.command),
    Created: Math.floor(container.created / 1000),
    Ports: publicPorts(host, container),
    Labels: container.config.Labels,
    State: container.state.status,
    Status: statusText(container, host.clock.now),
    HostConfig: { NetworkMode: container.hostConfig.NetworkMode },
    NetworkSettings: { Networks: networksJson(container) },
    Mounts: mountsJson(container),
  };
}

/** Arguments with blanks are quoted (daemon/container/view.go). */
const commandText = ([path = '', ...args]: readonly string[]): string =>
  [path, ...args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' ');

function publicPorts(host: EngineHost, container: Container): PortJson[] {
  return Object.entries(portsJson(host, container)).flatMap(([key, bindings]): PortJson[] => {
    const { port, protocol } = parsePort(key);
    if (!bindings) return [{ PrivatePort: port, Type: protocol }];
    return bindings.map(({ HostIp, HostPort }) => ({
      IP: HostIp,
      PrivatePort: port,
      ...(HostPort !== '' && { PublicPort: Number(HostPort) }),
      Type: protocol,
    }));
  });
}

/** `Up 3 seconds`, `Exited (0) 2 minutes ago`, … (daemon/container/state.go: String). */
export function statusText(container: Container, now: number): string {
  const { state } = container;
  const since = (clock: number): string => humanDuration((now - clock) / 1000);
  switch (state.status) {
    case 'paused':
      return `Up ${since(state.startedAt)} (Paused)`;
    case 'restarting':
      return `Restarting (${state.exitCode}) ${since(state.finishedAt)} ago`;
    case 'running':
      return `Up ${since(state.startedAt)}${healthText(container)}`;
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
    case 'created':
      return 'Created';
    case 'exited':
      return state.finishedAt === 0 ? '' : `Exited (${state.exitCode}) ${since(state.finishedAt)} ago`;
  }
}

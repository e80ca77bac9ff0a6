import type { Container } from '../../engine/container/container.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';
import type { SendKind } from '../compose/send.ts';
import { addressesOf } from '../../world/ends.ts';
import { containersOf } from '../../world/spots.ts';
import { own } from '../../kernel/own.ts';

/** A way to name the target of some traffic, best first. */
export interface Target {
  readonly host: string;
  readonly port?: number | undefined;
}

/** The names and addresses by which `from` would speak of `to`, the one that a person would use first. */
export function targetsOf(world: World, from: Place, to: Place, kind: SendKind): readonly Target[] {
  const target = locate(world, to);
  if (target === undefined) return [];
  if (target.container === undefined) return machineTargets(world, to, kind);
  const sender = locate(world, from)?.container;
  return kind === 'dns'
    ? [{ host: target.container.name }, ...aliasesOf(target.container).map((host) => ({ host }))]
    : containerTargets(world, target.machine.name, from, sender, target.container);
}

/** Names that the internet's DNS server knows. */
const PUBLIC_NAME = 'example.com';

function machineTargets(world: World, place: Place, kind: SendKind): readonly Target[] {
  if (kind === 'dns') return [{ host: place === 'inet' ? PUBLIC_NAME : place }];
  const hosts = place === 'inet' ? [PUBLIC_NAME, ...addressesOf(world, place)] : addressesOf(world, place);
  const published = containersOf(world)
    .filter(([machine]) => machine === place)
    .flatMap(([, { ports }]) => ports.filter(({ protocol }) => protocol === 'tcp').map(({ hostPort }) => hostPort));
  const ports = place === 'inet' ? [80] : [...new Set(published)];
  if (ports.length === 0) return hosts.map((host) => ({ host }));
  return hosts.flatMap((host) => ports.map((port) => ({ host, port })));
}

function containerTargets(
  world: World,
  machine: string,
  from: Place,
  sender: Container | undefined,
  target: Container,
): readonly Target[] {
  const [port = 80] = exposedPorts(world, machine, target);
  const names = sender === undefined || sender.id === target.id ? [] : sharedNames(world, machine, sender, target);
  const own = Object.values(target.endpoints).flatMap(({ network, ipv4 }) =>
    ipv4 === undefined ? [] : [{ host: ipv4, shared: sharesNetwork(sender, network) }],
  );
  own.sort((a, b) => Number(b.shared) - Number(a.shared));
  const direct = [...names, ...own.map(({ host }) => host)].map((host) => ({ host, port }));
  const fromElsewhere = locate(world, from)?.machine.name !== machine && own.every(({ shared }) => !shared);
  const published = publishedTargets(world, machine, target);
  return fromElsewhere ? [...published, ...direct] : [...direct, ...published];
}

const sharesNetwork = (sender: Container | undefined, network: string): boolean =>
  Object.values(sender?.endpoints ?? {}).some((endpoint) => endpoint.network === network);

/** The names under which the embedded DNS server tells one container of another: only on networks made by the user. */
function sharedNames(world: World, machine: string, sender: Container, target: Container): readonly string[] {
  const networks = own(world.machines, machine)?.engine?.networks ?? {};
  const resolves = Object.values(target.endpoints).some(
    ({ network }) => networks[network]?.name !== 'bridge' && sharesNetwork(sender, network),
  );
  return resolves ? [target.name] : [];
}

const publishedTargets = (world: World, machine: string, { ports }: Container): readonly Target[] => {
  const [address] = addressesOf(world, machine);
  return ports.flatMap(({ protocol, hostIp, hostPort }) => {
    if (protocol !== 'tcp' || hostIp === '::') return [];
    const host = hostIp === '0.0.0.0' ? address : hostIp;
    return host === undefined ? [] : [{ host, port: hostPort }];
  });
};

const aliasesOf = ({ networks }: Container): readonly string[] => [
  ...new Set(Object.values(networks).flatMap(({ aliases }) => aliases ?? [])),
];

/** TCP ports that a container or its image exposes. */
export function exposedPorts(world: World, machine: string, container: Container): readonly number[] {
  const image = own(world.machines, machine)?.engine?.images[container.imageId];
  const keys = [...Object.keys(container.config.ExposedPorts ?? {}), ...(image?.expose ?? [])];
  const numbers = keys.filter((key) => !key.endsWith('/udp')).map((key) => Number.parseInt(key, 10));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

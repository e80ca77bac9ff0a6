import type { Container } from '../engine/container/container.ts';
import type { Network } from '../engine/network/network.ts';
import { isUserDefined, poolOf } from '../engine/network/network.ts';
import { formatPrefix, type Ip } from '../ip/address.ts';
import type { Command } from '../history/history.ts';
import { quoted } from '../shell/words.ts';
import type { Machine } from '../world/world.ts';
import { instead, mend, type Remedy, type Story } from './diagnosis.ts';
import { administer, containersOf, endpointWith, onHost, ownerOf, wireAddress } from './lookup.ts';
import { namesFor } from './names.ts';
import { portText, publishedAt, servesOn } from './ports.ts';
import { publishedOf, recreated } from './recreate.ts';
import { retargetedAny } from './retarget.ts';
import { own } from '../kernel/own.ts';

/** The traffic to a container's address, and its port where it has one. */
interface Asked {
  readonly story: Story;
  readonly destination: Ip;
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly port: number | undefined;
}

/** Whose address it is. */
type Target = NonNullable<ReturnType<typeof endpointWith>>;

/** By a port of its host: one that it publishes, or would have to. */
export function byItsHost(asked: Asked): readonly Remedy[] {
  const { story, destination, port } = asked;
  const target = endpointWith(story.world, destination);
  if (!target || port === undefined || asked.protocol === 'icmp') return [];
  const there = publishedAt(story.world, target.machine, target.container, port);
  const line = there && retargetedAny(story.line, namesFor(story.world, destination), port, there);
  return line === undefined ? published(asked, target, port) : [instead(story.place, line)];
}

/** Publishes the port first. */
function published({ story, destination, protocol }: Asked, target: Target, port: number): readonly Remedy[] {
  const { machine, container } = target;
  const host = wireAddress(story.world, machine);
  if (host === undefined || protocol === 'icmp' || !servesOn(story.world, container, port, protocol)) return [];
  const hostPort = freePort(machine, port);
  if (hostPort === undefined) return [];
  const line = retargetedAny(story.line, namesFor(story.world, destination), port, { host, port: hostPort });
  const ports = [...publishedOf(container), portText(hostPort, protocol, port)];
  return line === undefined ? [] : [instead(story.place, line, recreated(machine, container, { ports }))];
}

/** A port of a host that no container has taken: the wanted one, else one that reminds of it, 80 of 8080. */
function freePort(machine: Machine, wanted: number): number | undefined {
  const taken = new Set(containersOf(machine).flatMap(({ ports }) => ports.map(({ hostPort }) => hostPort)));
  const isFree = (port: number) => !taken.has(port);
  if (isFree(wanted)) return wanted;
  for (let port = wanted + 8000; port <= maxPort; port += 8000) if (isFree(port)) return port;
  for (let port = firstUnprivileged; port <= maxPort; port++) if (isFree(port)) return port;
  return undefined;
}

const maxPort = 65_535;
const firstUnprivileged = 1024;

/**
 * By its own address: a route to its network where the sender has none, and a gateway mode in which Docker lets traffic from
 * outside in; a network that cannot be made anew gets exceptions from its rules.
 */
export function byItsAddress(asked: Asked, isRouted: boolean): readonly Remedy[] {
  const { story, destination } = asked;
  const target = endpointWith(story.world, destination);
  const network = target?.machine.engine?.networks[target.endpoint.network];
  if (!target || !network || network.driver !== 'bridge') return [];
  const opened = isUserDefined(network) ? opening(target.machine, network) : exceptions(asked, target.machine);
  return opened === undefined ? [] : [mend(...opened, ...(isRouted ? [] : route(asked, target.machine, network)))];
}

function route({ story }: Asked, machine: Machine, network: Network): readonly Command[] {
  const sender = ownerOf(story.world, story.hops[0]?.namespace ?? '');
  const via = wireAddress(story.world, machine);
  const pool = poolOf(network, 4);
  if (!sender || via === undefined || !pool) return [];
  return [
    administer(
      { machine: sender.machine, name: sender.machine.name, namespace: sender.namespace },
      `ip route add ${formatPrefix(pool.subnet)} via ${via}`,
    ),
  ];
}

/** Makes a network anew, with the addresses that its containers have. */
function opening(machine: Machine, network: Network): readonly Command[] | undefined {
  const pool = poolOf(network, 4);
  if (!pool || network.ipv6 || network.internal || Object.keys(network.options).length > 0) return undefined;
  const name = quoted(network.name);
  const members = containersOf(machine).flatMap((container) => {
    const endpoint = own(container.endpoints, network.name);
    return endpoint ? [{ container, ip: endpoint.ipv4 }] : [];
  });
  const options = `--subnet ${formatPrefix(pool.subnet)} -o com.docker.network.bridge.gateway_mode_ipv4=nat-unprotected`;
  return [
    ...members.map(({ container }) => `docker network disconnect ${name} ${quoted(container.name)}`),
    `docker network rm ${name}`,
    `docker network create ${options} ${name}`,
    ...members.map(
      ({ container, ip }) =>
        `docker network connect --ip ${ip}${aliases(container, network)} ${name} ${quoted(container.name)}`,
    ),
  ].map((line) => onHost(machine, line));
}

const aliases = ({ networks }: Container, { name }: Network): string =>
  (own(networks, name)?.aliases ?? []).map((alias) => ` --alias ${quoted(alias)}`).join('');

/** What lets this traffic past the rules that keep others out. */
function exceptions({ destination, protocol, port }: Asked, machine: Machine): readonly Command[] {
  const which = `-d ${destination} -p ${protocol}${port === undefined ? '' : ` --dport ${port}`}`;
  return [
    onHost(machine, `iptables -t raw -I PREROUTING ${which} -j ACCEPT`),
    onHost(machine, `iptables -I DOCKER-USER ${which} -j ACCEPT`),
  ];
}

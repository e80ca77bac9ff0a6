import { mend, type Remedy } from '../../diagnosis/diagnosis.ts';
import { onHost } from '../../diagnosis/lookup.ts';
import { recreated } from '../../diagnosis/recreate.ts';
import { isRunning, type Container } from '../../engine/container/container.ts';
import type { PortMapping } from '../../engine/network/endpoint.ts';
import { isLoopback } from '../../ip/address.ts';
import { quoted } from '../../shell/words.ts';
import type { Exposed } from '../exposure/exposure.ts';
import { decided } from '../reach/cell.ts';
import { attachedTo, type Facts, type Host } from './facts.ts';
import { reconfigured, republished } from './fixes.ts';
import { aContainer, aNetwork, aPort, aRule, aSetting, found, type Finding } from './finding.ts';

/** What is amiss of published ports. */
export const ofPorts = (facts: Facts, host: Host): readonly Finding[] => [
  ...openDatabases(facts, host),
  ...pastFirewall(facts, host),
  ...behindPorts(facts, host),
  ...sharedPorts(facts, host),
  ...hugeRanges(facts, host),
  ...internalPublished(host),
  ...hiddenSources(host),
  ...unfilteredIpv6(host),
];

const LOOPBACK = '127.0.0.1';

/** The exposed ports that a host's containers publish, once each. */
function publishedIn({ exposed }: Facts, { name, containers }: Host): readonly (Exposed & { container: Container })[] {
  const seen = new Set<string>();
  return exposed.flatMap((each) => {
    const { host, place, port, protocol } = each.target;
    const container = containers.find((one) => place === `${name}/${one.name}`);
    const key = `${place} ${protocol} ${port}`;
    if (host !== name || !container || seen.has(key)) return [];
    seen.add(key);
    return [{ ...each, container }];
  });
}

const portText = (port: number, protocol: string): string => `${port}/${protocol}`;

const openDatabases = (facts: Facts, host: Host): readonly Finding[] =>
  publishedIn(facts, host).flatMap(({ database, container, target: { port, protocol, address }, why }) => {
    if (database === undefined) return [];
    const ports = republished(container, (binding, _, of) =>
      of === protocol && (binding.HostPort === '' || Number(binding.HostPort) === port)
        ? { ...binding, HostIp: LOOPBACK }
        : binding,
    );
    const rules = why.rule ? [aRule(why.rule.text)] : [];
    const values = { target: container.name, database, port, address };
    const shown = [aContainer(container.name), aPort(`${address}:${portText(port, protocol)}`), ...rules];
    return [found('database-open', host.name, values, shown, recreated(host.machine, container, { ports }))];
  });

const pastFirewall = (facts: Facts, host: Host): readonly Finding[] =>
  publishedIn(facts, host).flatMap(({ past, container, target: { port, protocol }, why }) => {
    if (!past || !host.uplink) return [];
    const bar = `iptables -I DOCKER-USER -i ${host.uplink.name} -p ${protocol} ${originalPort(port)} -j DROP`;
    const values = { target: container.name, port, manager: past.manager, chain: past.chain };
    const rules = [past.rule, why.rule].flatMap((rule) => (rule ? [aRule(rule.text)] : []));
    const shown = [aContainer(container.name), aPort(portText(port, protocol)), ...rules];
    return [found('firewall-passed', host.name, values, shown, [onHost(host.machine, bar)])];
  });

/** The match for the port that was asked for, before it was translated. */
export const originalPort = (port: number): string => `-m conntrack --ctorigdstport ${port} --ctdir ORIGINAL`;

/** From so many on, a process for each port is felt. */
const HUGE = 100;

/** Published ports behind which nothing can be reached. */
function behindPorts(facts: Facts, host: Host): readonly Finding[] {
  const { lan, world, walk, sources } = facts;
  return host.containers.flatMap((container) => {
    if (!isRunning(container) || container.ports.length >= HUGE) return [];
    const seen = new Set<number>();
    return container.ports.flatMap((mapping): Finding[] => {
      const { protocol, hostPort, containerPort, containerIp } = mapping;
      const near = sources.find(({ place }) => place === host.name);
      if (protocol !== 'tcp' || seen.has(containerPort) || !lan || !near) return [];
      seen.add(containerPort);
      const asked = { address: containerIp, port: containerPort, protocol };
      const { why, diagnosis } = decided(walk, world, near, asked);
      const kind = BEHIND[why.kind];
      if (kind === undefined) return [];
      const remedy = diagnosis?.remedies.find(({ how }) => how === 'mend') ?? listened(facts, host, container, mapping);
      const program = String(why.values.program ?? '');
      const values = { target: container.name, port: hostPort, inner: containerPort, ...(program && { program }) };
      const shown = [aContainer(container.name), aPort(portText(hostPort, protocol))];
      return [found(kind, host.name, values, shown, remedy?.commands ?? [])];
    });
  });
}

const BEHIND: Readonly<Record<string, 'loopback-behind' | 'nothing-behind'>> = {
  'loopback-only': 'loopback-behind',
  'nothing-listens': 'nothing-behind',
  'nothing-listens-at-all': 'nothing-behind',
};

/** The port led to where its container listens. */
function listened(
  { world }: Facts,
  { machine }: Host,
  container: Container,
  { containerPort, hostPort }: PortMapping,
): Remedy | undefined {
  const sockets = world.kernel.namespaces[container.sandbox?.namespace ?? '']?.sockets ?? [];
  const isOther = (port: number): boolean => !container.ports.some((each) => each.containerPort === port);
  const heard = sockets.find(
    ({ protocol, address, port, peer }) => protocol === 'tcp' && !peer && !isLoopback(address) && isOther(port),
  );
  if (!heard) return undefined;
  const others = republished(container, (binding, inner) => (inner === containerPort ? undefined : binding));
  return mend(...recreated(machine, container, { ports: [...others, `${hostPort}:${heard.port}`] }));
}

/** A host port that means something else by the address at which it is asked. */
function sharedPorts({ world }: Facts, host: Host): readonly Finding[] {
  const holders = new Map<string, Map<string, Container | undefined>>();
  const hold = (protocol: string, port: number, who: string, container?: Container): void => {
    const key = portText(port, protocol);
    holders.set(key, (holders.get(key) ?? new Map<string, Container>()).set(who, container));
  };
  for (const container of host.containers)
    for (const { protocol, hostPort } of container.ports)
      if (hostPort > 0) hold(protocol, hostPort, container.name, container);
  for (const { protocol, port, pid, peer } of host.namespace.sockets) {
    const process = world.kernel.processes[pid];
    if (peer || process?.program === 'docker-proxy' || process?.program === 'dockerd') continue;
    const owner = host.containers.find(({ id }) => id === process?.container?.id);
    hold(protocol, port, owner?.name ?? process?.program ?? '', owner);
  }
  return [...holders].flatMap(([key, who]): Finding[] => {
    const last = [...who.values()].findLast((container) => container && container.ports.length > 0);
    if (who.size < 2 || !last) return [];
    const port = parseInt(key, 10);
    const free = freePort(holders, port, key.slice(key.indexOf('/') + 1));
    const ports = republished(last, (binding) =>
      Number(binding.HostPort) === port ? { ...binding, HostPort: String(free) } : binding,
    );
    const values = { port, first: [...who.keys()][0] ?? '', second: last.name };
    const shown = [aPort(key), ...[...who.keys()].map(aContainer)];
    return [found('port-shared', host.name, values, shown, recreated(host.machine, last, { ports }))];
  });
}

function freePort(holders: ReadonlyMap<string, unknown>, port: number, protocol: string): number {
  let free = port + 1;
  while (holders.has(portText(free, protocol))) free += 1;
  return free;
}

const hugeRanges = ({ world }: Facts, host: Host): readonly Finding[] =>
  host.containers.flatMap((container) => {
    const { ports } = container;
    if (ports.filter(({ hostPort }) => hostPort > 0).length < HUGE) return [];
    const namespace = world.kernel.namespaces[container.sandbox?.namespace ?? ''];
    const heard = new Set(namespace?.sockets.map(({ protocol, port }) => portText(port, protocol)));
    const kept = republished(container, (binding, port, protocol) =>
      heard.has(portText(port, protocol)) ? binding : undefined,
    );
    const values = { target: container.name, count: ports.length, used: kept.length };
    return [
      found(
        'range-huge',
        host.name,
        values,
        [aContainer(container.name)],
        recreated(host.machine, container, { ports: kept }),
      ),
    ];
  });

const internalPublished = (host: Host): readonly Finding[] =>
  host.containers.flatMap((container) => {
    const networks = attachedTo(host, container);
    const wanted = Object.keys(container.hostConfig.PortBindings);
    if (wanted.length === 0 || networks.length === 0 || !networks.every(({ internal }) => internal)) return [];
    const [network] = networks;
    const values = { target: container.name, network: network?.name ?? '', port: wanted[0] ?? '' };
    const shown = [aContainer(container.name), ...networks.map(({ name }) => aNetwork(name)), ...wanted.map(aPort)];
    const join = onHost(host.machine, `docker network connect bridge ${quoted(container.name)}`);
    return [found('internal-published', host.name, values, shown, [join])];
  });

/** A container without IPv6 that is published on it is reached by the proxy only, which hides who asks. */
function hiddenSources(host: Host): readonly Finding[] {
  const isAsked = host.uplink?.addresses.some(({ address, scope }) => scope === 'global' && address.includes(':'));
  if (!isAsked || !host.engine.settings.userlandProxy) return [];
  return host.containers.flatMap((container) => {
    const hidden = container.ports.filter(({ hostIp, containerIp }) => hostIp === '::' && !containerIp.includes(':'));
    const [first] = hidden;
    if (!first) return [];
    const values = { target: container.name, port: first.hostPort };
    const shown = [aContainer(container.name), ...hidden.map((each) => aPort(portText(each.hostPort, each.protocol)))];
    const ports = republished(container, (binding) =>
      binding.HostIp === '' ? { ...binding, HostIp: '0.0.0.0' } : binding.HostIp === '::' ? undefined : binding,
    );
    return [found('proxy-source', host.name, values, shown, recreated(host.machine, container, { ports }))];
  });
}

function unfilteredIpv6(host: Host): readonly Finding[] {
  const { settings } = host.engine;
  if (settings.ip6tables) return [];
  const open = host.containers.flatMap((container) =>
    Object.values(container.endpoints).flatMap(({ ipv6 }) =>
      ipv6 === undefined || isLoopback(ipv6) ? [] : [{ container, ipv6 }],
    ),
  );
  const [first] = open;
  if (!first) return [];
  const values = { target: first.container.name, address: first.ipv6, count: open.length };
  const shown = [aSetting('ip6tables: false'), ...open.map(({ container }) => aContainer(container.name))];
  return [found('ipv6-unfiltered', host.name, values, shown, reconfigured(host, { ip6tables: true }))];
}

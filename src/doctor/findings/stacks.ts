import { onHost } from '../../diagnosis/lookup.ts';
import { recreated } from '../../diagnosis/recreate.ts';
import { isRunning, type Container } from '../../engine/container/container.ts';
import { contains } from '../../ip/address.ts';
import { own } from '../../kernel/own.ts';
import { quoted } from '../../shell/words.ts';
import { dependenciesIn, LABELS } from '../../world/compose-labels.ts';
import { decided, resultOf } from '../reach/cell.ts';
import { attachedTo, sourceOf, type Facts, type Host } from './facts.ts';
import { connecting } from './fixes.ts';
import { aConnection, aContainer, aLink, aNetwork, aPort, aSetting, found, type Finding } from './finding.ts';

/** What is amiss of single containers: their stacks, ways out and what they lean on. */
export const ofStacks = (facts: Facts, host: Host): readonly Finding[] => [
  ...host.containers.flatMap((container) => [
    ...lostStack(host, container),
    ...leaningOnStopped(host, container),
    ...mighty(host, container),
    ...wrongWayOut(facts, host, container),
    ...withoutHairpin(facts, host, container),
    ...staleDatagrams(host, container),
  ]),
];

/** It lives in the stack of a container that was made or started anew since. */
function lostStack(host: Host, container: Container): readonly Finding[] {
  const [, id] = /^container:(.+)$/.exec(container.hostConfig.NetworkMode) ?? [];
  if (id === undefined || !isRunning(container)) return [];
  const holder = own(host.engine.containers, id);
  if (holder?.sandbox?.namespace === container.sandbox?.namespace && holder?.sandbox !== undefined) return [];
  const values = { target: container.name, of: holder?.name ?? id.slice(0, 12) };
  const shown = [aContainer(container.name), aContainer(holder?.name ?? id)];
  const heir = holder ?? heirOf(host, container);
  const { name } = container;
  if (!heir) return [found('stack-lost', host.name, values, shown, [])];
  const start = isRunning(heir) ? [] : [onHost(host.machine, `docker start ${quoted(heir.name)}`)];
  const fix = holder
    ? [...start, onHost(host.machine, `docker restart ${quoted(name)}`)]
    : [...start, ...recreated(host.machine, container, { network: `container:${heir.name}` })];
  return [found('stack-lost', host.name, values, shown, fix)];
}

/** The container that came in the place of one that is gone: the only one that was made after this, with a stack of its own. */
function heirOf(host: Host, { created, id }: Container): Container | undefined {
  const later = host.containers.filter(
    (each) => each.id !== id && each.created >= created && each.sandbox?.own === true,
  );
  return later.length === 1 ? later[0] : undefined;
}

/** A service runs, and one that it depends on does not. */
function leaningOnStopped(host: Host, container: Container): readonly Finding[] {
  const { Labels: labels } = container.config;
  const project = own(labels, LABELS.project);
  if (project === undefined || !isRunning(container)) return [];
  return dependenciesIn(own(labels, LABELS.dependencies) ?? '').flatMap(({ service, condition }): Finding[] => {
    if (condition === 'service_completed_successfully') return [];
    const all = host.containers.filter(
      ({ config }) => own(config.Labels, LABELS.project) === project && own(config.Labels, LABELS.service) === service,
    );
    const [first] = all;
    if (!first || all.some(isRunning)) return [];
    const values = { target: container.name, needed: first.name, policy: first.hostConfig.RestartPolicy.Name };
    const shown = [aContainer(container.name), aContainer(first.name), aSetting(`restart: ${values.policy}`)];
    const fix = [`docker update --restart unless-stopped ${quoted(first.name)}`, `docker start ${quoted(first.name)}`];
    return [
      found(
        'dependency-down',
        host.name,
        values,
        shown,
        fix.map((line) => onHost(host.machine, line)),
      ),
    ];
  });
}

/** It may do on its host's network whatever it likes. */
function mighty(host: Host, container: Container): readonly Finding[] {
  const { Privileged, NetworkMode } = container.hostConfig;
  if (!Privileged || NetworkMode !== 'host') return [];
  const shown = [aContainer(container.name), aSetting('privileged'), aSetting('network: host')];
  const fix = recreated(host.machine, container, { without: ['privileged'] });
  return [found('privileged-host', host.name, { target: container.name }, shown, fix)];
}

/** Where the way out is tried. */
const OUTSIDE = { address: '203.0.113.10', port: 80, protocol: 'tcp' } as const;

/** Its way out leads by a network that has none, though another of its networks has. */
function wrongWayOut(facts: Facts, host: Host, container: Container): readonly Finding[] {
  const { world, walk } = facts;
  const networks = attachedTo(host, container);
  const source = sourceOf(facts, host, container);
  const priorities = Object.entries(container.networks).map(([name, { gatewayPriority }]) => ({
    name,
    gatewayPriority,
  }));
  const highest = Math.max(...priorities.map(({ gatewayPriority }) => gatewayPriority));
  const chosen = priorities.find(({ gatewayPriority }) => gatewayPriority === highest && gatewayPriority > 0);
  const hostSource = facts.sources.find(({ place }) => place === host.name);
  if (!source || !chosen || networks.length < 2 || !hostSource) return [];
  if (resultOf(walk, source, OUTSIDE) === 'answers' || resultOf(walk, hostSource, OUTSIDE) !== 'answers') return [];
  const better = networks.find(
    ({ name, internal, bridgeConfig, driver }) =>
      name !== chosen.name && !internal && driver === 'bridge' && bridgeConfig?.masquerade === true,
  );
  if (!better) return [];
  const { why } = decided(walk, world, source, OUTSIDE);
  const values = {
    target: container.name,
    network: chosen.name,
    better: better.name,
    priority: highest,
    kind: why.kind,
  };
  const shown = [aContainer(container.name), aNetwork(chosen.name), aNetwork(better.name)];
  const leave = `docker network disconnect ${quoted(better.name)} ${quoted(container.name)}`;
  const join = connecting(container, better.name, true).replace(
    'docker network connect ',
    `docker network connect --gw-priority ${highest + 1} `,
  );
  return [
    found(
      'way-out-wrong',
      host.name,
      values,
      shown,
      [leave, join].map((line) => onHost(host.machine, line)),
    ),
  ];
}

/** Without a proxy a container reaches its own published port only where its bridge sends back out of the port it came in by. */
function withoutHairpin({ world }: Facts, host: Host, container: Container): readonly Finding[] {
  if (host.engine.settings.userlandProxy || container.ports.length === 0) return [];
  return Object.values(container.endpoints).flatMap(({ hostInterface, network }): Finding[] => {
    const link = hostInterface === undefined ? undefined : host.namespace.names[hostInterface];
    const port = link === undefined ? undefined : world.kernel.namespaces[host.machine.namespace]?.links[link];
    if (port?.kind !== 'veth' || port.hairpin || !container.ports.some((each) => each.network === network)) return [];
    const values = { target: container.name, device: port.name, port: container.ports[0]?.hostPort ?? 0 };
    const shown = [aContainer(container.name), aLink(port.name), aSetting('userland-proxy: false')];
    const fix = [onHost(host.machine, `bridge link set dev ${port.name} hairpin on`)];
    return [found('hairpin-off', host.name, values, shown, fix)];
  });
}

/** Datagrams of a flow that began before still go where its port led then. */
function staleDatagrams(host: Host, container: Container): readonly Finding[] {
  const ports = container.ports.filter(({ protocol, hostIp }) => protocol === 'udp' && !hostIp.includes(':'));
  return ports.flatMap(({ hostPort, containerIp }): Finding[] => {
    const stale = Object.values(host.namespace.connections).filter(
      ({ original, reply }) =>
        original.protocol === 'udp' &&
        original.destinationPort === hostPort &&
        reply.source !== containerIp &&
        !containerIp.includes(':') &&
        isOwn(host, original.destination) &&
        isFromOutside(host, original.source),
    );
    const [first] = stale;
    if (!first) return [];
    const values = { target: container.name, port: hostPort, address: first.reply.source, now: containerIp };
    const shown = [
      aContainer(container.name),
      aPort(`${hostPort}/udp`),
      ...stale.map(({ original }) => aConnection(`${original.source}:${original.sourcePort}`)),
    ];
    const forget = onHost(host.machine, `conntrack -D -p udp --orig-port-dst ${hostPort}`);
    return [found('udp-stale', host.name, values, shown, [forget])];
  });
}

const isOwn = ({ namespace }: Host, ip: string): boolean =>
  Object.values(namespace.links).some(({ addresses }) => addresses.some(({ address }) => address === ip));

/** What containers and the host itself send to a published port may go by the proxy, whose address stands in the entry. */
const isFromOutside = (host: Host, ip: string): boolean =>
  !isOwn(host, ip) && !host.networks.some(({ pools }) => pools.some(({ subnet }) => contains(subnet, ip)));

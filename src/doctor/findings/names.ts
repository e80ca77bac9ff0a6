import { onHost } from '../../diagnosis/lookup.ts';
import { recreated } from '../../diagnosis/recreate.ts';
import { parseResolvConf } from '../../engine/api.ts';
import { isRunning, type Container } from '../../engine/container/container.ts';
import type { Network } from '../../engine/network/network.ts';
import { isLoopback } from '../../ip/address.ts';
import { own } from '../../kernel/own.ts';
import { quoted } from '../../shell/words.ts';
import { LABELS } from '../../world/compose-labels.ts';
import { attachedTo, membersOf, type Facts, type Host } from './facts.ts';
import { reconfigured } from './fixes.ts';
import { aContainer, aNetwork, aSetting, found, type Finding } from './finding.ts';

/** What is amiss of names and of who is asked for them. */
export const ofNames = (_facts: Facts, host: Host): readonly Finding[] => [
  ...expectedNames(host),
  ...legacyLinks(host),
  ...dots(host),
  ...loopbackServers(host),
  ...host.networks.flatMap((network) => sharedNames(host, network)),
];

const BRIDGE = 'bridge';
const APP = 'app';

const isOnDefaultBridge = (host: Host, container: Container): boolean => {
  const networks = attachedTo(host, container);
  return isRunning(container) && networks.length > 0 && networks.every(({ name }) => name === BRIDGE);
};

/** Containers of the default bridge one of which is told another's name in its environment. */
function expectedNames(host: Host): readonly Finding[] {
  const here = host.containers.filter((each) => isOnDefaultBridge(host, each));
  return here.flatMap((container): Finding[] => {
    const linked = new Set(container.links.flatMap(({ name, alias }) => [name, alias]));
    const values = (container.config.Env ?? []).map((each) => each.slice(each.indexOf('=') + 1));
    const target = here.find(
      ({ name }) => name !== container.name && !linked.has(name) && values.some((value) => isNamed(value, name)),
    );
    if (!target) return [];
    const join = (each: Container): string => `docker network connect ${APP} ${quoted(each.name)}`;
    const fix = [`docker network create ${APP}`, join(target), join(container)];
    const shown = [aContainer(container.name), aContainer(target.name), aNetwork(BRIDGE)];
    const said = { place: container.name, target: target.name };
    return [
      found(
        'names-default-bridge',
        host.name,
        said,
        shown,
        fix.map((line) => onHost(host.machine, line)),
      ),
    ];
  });
}

/** Whether a value is a host's name, or an address that has it: `db`, `db:5432`, `postgres://u:p@db:5432/x`. */
const isNamed = (value: string, name: string): boolean =>
  value === name || value.split(/[/@?]/).some((part) => part.replace(/:\d+$/, '') === name);

const legacyLinks = (host: Host): readonly Finding[] =>
  host.containers.flatMap((container): Finding[] => {
    const targets = container.links.map(({ name }) => name);
    if (targets.length === 0) return [];
    const joins = container.links.map(
      ({ name, alias }) => `docker network connect${alias === name ? '' : ` --alias ${alias}`} ${APP} ${quoted(name)}`,
    );
    const fix = [
      ...[`docker network create ${APP}`, ...joins].map((line) => onHost(host.machine, line)),
      ...recreated(host.machine, container, { without: ['links'], network: APP }),
    ];
    const values = { place: container.name, target: targets.join(', ') };
    return [found('legacy-link', host.name, values, [container.name, ...targets].map(aContainer), fix)];
  });

/** A setting by which names without a dot are not asked of the name servers outside, or dotted ones are asked in vain first. */
const dots = (host: Host): readonly Finding[] =>
  host.containers.flatMap((container): Finding[] => {
    const option = container.hostConfig.DnsOptions.find((each) => each.startsWith('ndots:'));
    if (option === undefined) return [];
    const fix = recreated(host.machine, container, { without: ['dns-options'] });
    const values = { place: container.name, option };
    return [found('ndots', host.name, values, [aContainer(container.name), aSetting(option)], fix)];
  });

/** The name server of the internet. */
const SERVER = '203.0.113.53';

/** The host asks a server of its own, which containers of the default bridge cannot reach. */
function loopbackServers(host: Host): readonly Finding[] {
  const { servers } = parseResolvConf(host.machine.files['/etc/resolv.conf'] ?? '');
  const isLocal = servers.every(isLoopback);
  const asking = host.containers.filter(
    (each) => isRunning(each) && each.hostConfig.Dns.length === 0 && each.sandbox?.own === true,
  );
  if (!isLocal || host.engine.settings.dns.length > 0 || asking.length === 0) return [];
  const [server = ''] = servers;
  const values = { host: host.name, server, count: asking.length };
  const shown = [aSetting(`nameserver ${server}`), ...asking.map(({ name }) => aContainer(name))];
  const fix = reconfigured(host, { dns: [SERVER] });
  return [found('dns-loopback', host.name, values, shown, fix)];
}

/** A name that containers of several projects have on one network: who asks gets one or the other. */
function sharedNames(host: Host, network: Network): readonly Finding[] {
  const members = membersOf(host, network);
  return Object.entries(network.names).flatMap(([key, endpoints]): Finding[] => {
    const name = key.slice(0, -1);
    const holders = members.filter((each) =>
      Object.values(each.endpoints).some(({ id, network: on }) => on === network.id && endpoints.includes(id)),
    );
    const origins = new Set(holders.map(originOf));
    const last = holders.findLast(({ name: called }) => called !== name);
    if (origins.size < 2 || !last) return [];
    const aliases = (own(last.networks, network.name)?.aliases ?? []).filter((alias) => alias !== name);
    const keep = aliases.flatMap((alias) => ['--alias', alias]);
    const leave = ['docker', 'network', 'disconnect', network.name, last.name];
    const join = ['docker', 'network', 'connect', ...keep, network.name, last.name];
    const fix = [leave, join].map((words) => onHost(host.machine, words.map(quoted).join(' ')));
    const values = { network: network.name, name, first: holders[0]?.name ?? '', second: last.name };
    return [
      found(
        'alias-shared',
        host.name,
        values,
        [aNetwork(network.name), ...holders.map((each) => aContainer(each.name))],
        fix,
      ),
    ];
  });
}

/** Containers of one service are meant to share a name, and so are those of one image that are in no project. */
const originOf = ({ config, imageId }: Container): string => {
  const project = own(config.Labels, LABELS.project);
  return project === undefined ? imageId : `${project} ${own(config.Labels, LABELS.service) ?? ''}`;
};

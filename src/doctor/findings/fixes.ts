import { onHost } from '../../diagnosis/lookup.ts';
import type { Container, PortBinding } from '../../engine/container/container.ts';
import { CONFIG_FILE } from '../../engine/daemon/start.ts';
import type { Network } from '../../engine/network/network.ts';
import type { Command } from '../../history/history.ts';
import { formatPrefix } from '../../ip/address.ts';
import { own } from '../../kernel/own.ts';
import { quoted } from '../../shell/words.ts';
import { membersOf, type Host } from './facts.ts';

/** A host's settings of the engine, which a change adds to, and a start of the engine with them. */
export function reconfigured(host: Host, change: Readonly<Record<string, unknown>>): readonly Command[] {
  const text = JSON.stringify({ ...written(host), ...change });
  return [onHost(host.machine, `echo ${quoted(text)} > ${CONFIG_FILE}`), ...restarted(host)];
}

function written({ machine }: Host): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(machine.files[CONFIG_FILE] ?? '{}');
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}

/** A start of the engine anew, by which its rules are made again; and of what it does not start by itself. */
export function restarted({ machine, engine, containers }: Host): readonly Command[] {
  const left = containers.filter(
    ({ state, hostConfig }) => state.status === 'running' && hostConfig.RestartPolicy.Name === 'no',
  );
  const start = onHost(machine, 'systemctl restart docker');
  if (left.length === 0 || engine.settings.liveRestore) return [start];
  return [start, onHost(machine, `docker start ${left.map(({ name }) => quoted(name)).join(' ')}`)];
}

interface NetworkChange {
  /** In place of its subnets: none lets the engine choose. */
  readonly subnets?: readonly string[];
  readonly range?: string;
  readonly mtu?: number;
}

/** Commands that make a network anew, and take those on it along; aliases and fixed addresses are kept. */
export function remade(host: Host, network: Network, change: NetworkChange): readonly Command[] {
  const name = quoted(network.name);
  const members = membersOf(host, network);
  const words = ['docker', 'network', 'create'];
  if (network.driver !== 'bridge') words.push('-d', network.driver);
  if (network.internal) words.push('--internal');
  if (network.ipv6) words.push('--ipv6');
  const subnets = change.subnets ?? network.ipam.config.map(({ subnet }) => formatPrefix(subnet));
  for (const subnet of subnets) words.push('--subnet', subnet);
  if (change.range !== undefined) words.push('--ip-range', change.range);
  const mtu = change.mtu === undefined ? {} : { 'com.docker.network.driver.mtu': String(change.mtu) };
  for (const [key, value] of Object.entries({ ...network.options, ...mtu })) words.push('-o', `${key}=${value}`);
  for (const [key, value] of Object.entries(network.labels)) words.push('--label', `${key}=${value}`);
  const keepsAddresses = change.subnets === undefined;
  return [
    ...members.map((each) => onHost(host.machine, `docker network disconnect ${name} ${quoted(each.name)}`)),
    onHost(host.machine, `docker network rm ${name}`),
    onHost(host.machine, [...words, network.name].map(quoted).join(' ')),
    ...members.map((each) => onHost(host.machine, connecting(each, network.name, keepsAddresses))),
  ];
}

/** The command by which a container joins a network as it was on it. */
export function connecting({ name, networks }: Container, network: string, keepsAddress: boolean): string {
  const settings = own(networks, network);
  const address = keepsAddress ? settings?.ipamConfig?.IPv4Address : undefined;
  return [
    'docker',
    'network',
    'connect',
    ...(settings?.aliases ?? []).flatMap((alias) => ['--alias', alias]),
    ...(address ? ['--ip', address] : []),
    network,
    name,
  ]
    .map(quoted)
    .join(' ');
}

/** A container's published ports as `-p` takes them, each as a change makes it; left out where that makes nothing. */
export const republished = (
  { hostConfig: { PortBindings } }: Container,
  change: (binding: PortBinding, containerPort: number, protocol: string) => PortBinding | undefined,
): readonly string[] =>
  Object.entries(PortBindings).flatMap(([key, bindings]) => {
    const [port = '', protocol = 'tcp'] = key.split('/');
    return bindings.flatMap((binding) => {
      const changed = change(binding, Number(port), protocol);
      if (!changed) return [];
      const ip = changed.HostIp.includes(':') ? `[${changed.HostIp}]` : changed.HostIp;
      const parts = [...(ip === '' ? [] : [ip]), changed.HostPort, port];
      return [`${parts.join(':')}${protocol === 'tcp' ? '' : `/${protocol}`}`];
    });
  });

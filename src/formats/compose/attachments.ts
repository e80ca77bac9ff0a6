/** Which networks a container joins by its service, and which it is connected to afterwards. */
import type { Container } from '../../engine/container/container.ts';
import type { EndpointSettings } from '../../engine/network/endpoint.ts';
import { own } from '../../kernel/own.ts';
import { quoted } from '../../shell/words.ts';

const BRIDGE = 'bridge';

/** Modes that leave no choice of networks. */
const sharesNetwork = ({ hostConfig: { NetworkMode } }: Container): boolean =>
  NetworkMode === 'host' || NetworkMode === 'none' || NetworkMode.startsWith('container:');

/**
 * Whether a service says `network_mode: bridge`. Compose gives every service an alias, which the default bridge refuses: so the
 * networks beside it are connected afterwards.
 */
export function startsOnBridge(container: Container): boolean {
  if (sharesNetwork(container)) return false;
  const names = Object.keys(container.networks);
  return names.every((name) => name === BRIDGE) || (names.includes(BRIDGE) && prefersBridge(container));
}

const prefersBridge = ({ hostConfig }: Container): boolean => ['default', BRIDGE].includes(hostConfig.NetworkMode);

/** The networks that its service says. */
export const networksAtStart = (container: Container): readonly string[] =>
  sharesNetwork(container) || startsOnBridge(container)
    ? []
    : Object.keys(container.networks).filter((name) => name !== BRIDGE);

/** Names that it has on a network beside those that the engine gives it. */
export function aliasesOn({ name, id }: Container, { aliases }: EndpointSettings): readonly string[] {
  return [...new Set(aliases ?? [])].filter((alias) => alias !== name && alias !== id.slice(0, 12));
}

/** The commands that give it the networks that its service does not say. */
export function connections(container: Container): readonly string[] {
  if (sharesNetwork(container)) return [];
  const names = Object.keys(container.networks);
  if (names.length === 0) return [command('disconnect', [BRIDGE, container.name])];
  const atStart = startsOnBridge(container) ? [BRIDGE] : networksAtStart(container);
  return names.filter((name) => !atStart.includes(name)).map((name) => connect(container, name));
}

/** The command that puts a container on a network, with what it has there. */
export function connect(container: Container, network: string): string {
  const settings = own(container.networks, network);
  if (network === BRIDGE || !settings) return command('connect', [network, container.name]);
  const { ipv4, ipv6 } = own(container.endpoints, network) ?? {};
  const address = ipv4 ?? settings.ipamConfig?.IPv4Address;
  const address6 = ipv6 ?? settings.ipamConfig?.IPv6Address;
  return command('connect', [
    ...(address === undefined ? [] : ['--ip', address]),
    ...(address6 === undefined ? [] : ['--ip6', address6]),
    ...aliasesOn(container, settings).flatMap((alias) => ['--alias', alias]),
    ...(settings.gatewayPriority === 0 ? [] : ['--gw-priority', String(settings.gatewayPriority)]),
    network,
    container.name,
  ]);
}

const command = (verb: string, words: readonly string[]): string =>
  ['docker', 'network', verb, ...words].map(quoted).join(' ');

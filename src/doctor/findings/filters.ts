import { onHost } from '../../diagnosis/lookup.ts';
import type { Network } from '../../engine/network/network.ts';
import type { Command } from '../../history/history.ts';
import { formatPrefix, network as networkOf } from '../../ip/address.ts';
import { setting } from '../../kernel/sysctl/settings.ts';
import { printRule } from '../../kernel/netfilter/rule/rule-text.ts';
import type { Match, Rule, TableName } from '../../kernel/netfilter/table.ts';
import { decided } from '../reach/cell.ts';
import { membersOf, sourceOf, type Facts, type Host } from './facts.ts';
import { aContainer, aNetwork, aPort, aRule, aSetting, found, type Finding } from './finding.ts';
import { restarted } from './fixes.ts';
import { originalPort } from './ports.ts';

/** What is amiss of rules and of forwarding. */
export function ofFilters(facts: Facts, host: Host): readonly Finding[] {
  if (host.engine.down) return [];
  const missing = missingChains(host);
  return [
    ...forwardingOff(host),
    ...missing,
    ...(missing.length > 0 ? [] : missingTranslations(host)),
    ...userRules(host),
    ...keptApart(facts, host),
  ];
}

const FORWARD = 'net.ipv4.ip_forward';

function forwardingOff(host: Host): readonly Finding[] {
  const bridged = host.networks.filter(
    (network) => network.driver === 'bridge' && !network.internal && membersOf(host, network).length > 0,
  );
  if (setting(host.namespace, FORWARD) !== '0' || bridged.length === 0) return [];
  const values = { host: host.name, count: bridged.length };
  const shown = [aSetting(`${FORWARD} = 0`), ...bridged.map(({ name }) => aNetwork(name))];
  return [found('forwarding-off', host.name, values, shown, [onHost(host.machine, `sysctl -w ${FORWARD}=1`)])];
}

const rulesOf = ({ namespace }: Host, table: TableName, chain: string): readonly Rule[] =>
  namespace.netfilter.ip[table]?.chains[chain]?.rules ?? [];

const jumps = (rules: readonly Rule[], chain: string): boolean =>
  rules.some(({ target }) => target !== undefined && printRule({ ...EMPTY, target }).endsWith(`-j ${chain}`));
const EMPTY: Rule = { matches: [], counters: { packets: 0, bytes: 0 } };

/** The engine's own chains in the way of what is forwarded. */
function missingChains(host: Host): readonly Finding[] {
  if (!host.engine.settings.iptables) return [];
  const lost = [
    ...(jumps(rulesOf(host, 'filter', 'FORWARD'), 'DOCKER-FORWARD') ? [] : ['FORWARD']),
    ...(rulesOf(host, 'filter', 'DOCKER-FORWARD').length > 0 ? [] : ['DOCKER-FORWARD']),
  ];
  if (lost.length === 0) return [];
  const policy = host.namespace.netfilter.ip.filter?.chains.FORWARD?.policy ?? 'ACCEPT';
  const values = { host: host.name, chain: lost[0] ?? '', policy };
  return [found('chains-missing', host.name, values, [aRule(`-P FORWARD ${policy}`)], restarted(host))];
}

/** Networks whose addresses are not hidden any more, and published ports that are translated no more. */
function missingTranslations(host: Host): readonly Finding[] {
  if (!host.engine.settings.iptables) return [];
  const hiding = rulesOf(host, 'nat', 'POSTROUTING').map((rule) => printRule(rule));
  const bare = host.networks.filter((network) => isHidden(network) && !subnetsOf(network).every(isIn(hiding)));
  const translating = rulesOf(host, 'nat', 'DOCKER').map((rule) => printRule(rule));
  const lost = host.containers.flatMap(({ name, ports }) =>
    ports
      .filter(({ translated, containerIp }) => translated && !containerIp.includes(':'))
      .filter(
        ({ containerIp, containerPort }) =>
          !translating.some((rule) => rule.endsWith(`${containerIp}:${containerPort}`)),
      )
      .map(({ hostPort, protocol }) => ({ name, port: `${hostPort}/${protocol}` })),
  );
  if (bare.length === 0 && lost.length === 0) return [];
  const values = { host: host.name, networks: bare.length, ports: lost.length };
  const shown = [...bare.map(({ name }) => aNetwork(name)), ...lost.map(({ port }) => aPort(port))];
  return [found('nat-missing', host.name, values, shown, restarted(host))];
}

const isHidden = ({ driver, internal, bridgeConfig }: Network): boolean =>
  driver === 'bridge' &&
  !internal &&
  bridgeConfig?.masquerade === true &&
  bridgeConfig.hostIpv4 === undefined &&
  bridgeConfig.gatewayMode4.startsWith('nat');

const subnetsOf = ({ pools }: Network): readonly string[] =>
  pools.flatMap(({ subnet }) => (subnet.address.includes(':') ? [] : [formatPrefix(networkOf(subnet))]));

const isIn =
  (rules: readonly string[]) =>
  (subnet: string): boolean =>
    rules.some((rule) => rule.includes(`-s ${subnet} `));

/** Rules of a person's own for a port of the host, which are asked after it was translated to the container's. */
function userRules(host: Host): readonly Finding[] {
  const published = host.containers.flatMap(({ name, ports }) => ports.map((each) => ({ ...each, name })));
  return rulesOf(host, 'filter', 'DOCKER-USER').flatMap((rule): Finding[] => {
    const port = plainPort(rule);
    const meant = published.find(({ hostPort }) => hostPort === port);
    if (port === undefined || !meant || published.some(({ containerPort }) => containerPort === port)) return [];
    const text = printRule(rule);
    const values = { target: meant.name, port, inner: meant.containerPort, rule: `-A DOCKER-USER ${text}` };
    const shown = [aRule(`-A DOCKER-USER ${text}`), aContainer(meant.name), aPort(`${port}/${meant.protocol}`)];
    return [found('user-rule-port', host.name, values, shown, replaced(host, text, port))];
  });
}

/** The one port that a rule for refusing names as the packet's own. */
function plainPort({ matches, target }: Rule): number | undefined {
  const text = target === undefined ? '' : printRule({ ...EMPTY, target });
  if (!/-j (DROP|REJECT)\b/.test(text)) return undefined;
  const ports = matches.find(
    (each): each is Match & { kind: 'tcp' | 'udp' } => each.kind === 'tcp' || each.kind === 'udp',
  );
  const { not, value } = ports?.destinationPort ?? {};
  return not === false && value?.from === value?.to ? value?.from : undefined;
}

function replaced({ machine }: Host, text: string, port: number): readonly Command[] {
  const asked = text.replace(new RegExp(`-m (?:tcp|udp)(?= ).*?--dport ${port}\\b`), originalPort(port));
  return [onHost(machine, `iptables -I DOCKER-USER ${asked}`), onHost(machine, `iptables -D DOCKER-USER ${text}`)];
}

/** Networks whose members may not talk with each other. */
const keptApart = (facts: Facts, host: Host): readonly Finding[] =>
  host.networks.flatMap((network): Finding[] => {
    const [first, second] = membersOf(host, network);
    // Containers of a swarm are kept apart on their way out on purpose.
    if (network.bridgeConfig?.icc !== false || network.name === 'docker_gwbridge' || !first || !second) return [];
    const source = sourceOf(facts, host, first);
    const address = Object.values(second.endpoints).find((each) => each.network === network.id)?.ipv4;
    if (!source || address === undefined) return [];
    const { why, diagnosis } = decided(facts.walk, facts.world, source, { address, port: 80, protocol: 'tcp' });
    if (why.kind !== 'icc-off') return [];
    const values = { network: network.name, first: first.name, second: second.name };
    const shown = [aNetwork(network.name), ...(why.rule ? [aRule(why.rule.text)] : [])];
    return [found('icc-off', host.name, values, shown, diagnosis?.remedies[0]?.commands ?? [])];
  });

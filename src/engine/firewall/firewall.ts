import { family, formatPrefix, hostBlock, isLoopback, type Family, type Ip, type Prefix } from '../../ip/address.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import {
  appendRule,
  deleteChain,
  deleteRule,
  flushChain,
  hasRule,
  insertRule,
  newChain,
  setPolicy,
  type ChainProblem,
} from '../../kernel/netfilter/chains.ts';
import { deleteRules, ruleBatch, type ChainPlace } from '../../kernel/netfilter/rule-batch.ts';
import { rule } from '../../kernel/netfilter/rule/rule-text.ts';
import type { Rule, TableFamily, TableName } from '../../kernel/netfilter/table.ts';
import type { Protocol } from '../container/container.ts';
import type { BridgeConfig, GatewayMode } from '../drivers/bridge-config.ts';
import { internal, type EngineError } from '../errors.ts';
import type { Settings } from '../settings/settings.ts';

/** A rule and where it goes: at the end of its chain, or at its head. */
interface Placed {
  readonly family: TableFamily;
  readonly table: TableName;
  readonly chain: string;
  /** As the daemon hands it to iptables. */
  readonly text: string;
  /** How the daemon says that it could not be placed. */
  readonly failure: string;
  readonly head?: true;
}

/** What an engine's settings say of its rules. */
export type Firewall = Pick<Settings, 'iptables' | 'ip6tables' | 'userlandProxy' | 'allowDirectRouting'>;

/** A bridge network as its rules see it. */
export interface FirewalledNetwork {
  readonly config: BridgeConfig;
  readonly internal: boolean;
  /** The networks' own blocks, by family where it has one. */
  readonly subnets: readonly Prefix[];
}

/** A published port as its rules see it. */
export interface FirewalledPort {
  readonly protocol: Protocol;
  readonly hostIp: Ip;
  /** 0 where no host port is bound (routed mode). */
  readonly hostPort: number;
  readonly containerIp: Ip;
  readonly containerPort: number;
}

const tables = (version: Family): TableFamily => (version === 4 ? 'ip' : 'ip6');
const filters = ({ iptables, ip6tables }: Firewall, version: Family): boolean => (version === 4 ? iptables : ip6tables);
const host = (ip: Ip): string => formatPrefix(hostBlock(ip));

const enabling = (what: string): string => `Unable to enable ${what} rule`;

/**
 * Places rules that do not stand yet. Throws at the first for which there is no place, as where someone has deleted its chain;
 * those before it stay.
 */
function place(namespace: Namespace, rules: readonly Placed[]): void {
  for (const placed of rules) {
    const { family: version, table, chain, text, head } = placed;
    const wanted = rule(text, version);
    if (hasRule(namespace, version, table, chain, wanted)) continue;
    const result = head
      ? insertRule(namespace, version, table, chain, 1, wanted)
      : appendRule(namespace, version, table, chain, wanted);
    if (result !== 'ok') throw refusal(placed, result);
  }
}

/** What iptables says (libnetwork/iptables/iptables.go: Raw, RawCombinedOutput). */
function refusal({ family: version, table, chain, text, failure, head }: Placed, problem: ChainProblem): EngineError {
  const tool = version === 'ip' ? 'iptables' : 'ip6tables';
  const [, target = ''] = / -j (\S+)$/.exec(text) ?? [];
  const [output, status] =
    problem === 'no-chain'
      ? [`${tool}: No chain/target/match by that name.`, 1]
      : [
          `${tool} v1.8.13 (nf_tables): Chain '${target}' does not exist\nTry \`${tool} -h' or '${tool} --help' for more information.`,
          2,
        ];
  const command = `${tool} --wait -t ${table} ${head ? '-I' : '-A'} ${chain} ${text}`;
  return internal(`${failure}:  (${tool} failed: ${command}: ${output}\n (exit status ${status}))`);
}

/** Takes rules away again; those that someone has removed before are no matter. */
function displace(namespace: Namespace, rules: readonly Placed[]): void {
  for (const { family: version, table, chain, text } of rules)
    deleteRule(namespace, version, table, chain, rule(text, version));
}

const FILTER_CHAINS = [
  'DOCKER',
  'DOCKER-FORWARD',
  'DOCKER-BRIDGE',
  'DOCKER-CT',
  'DOCKER-ISOLATION-STAGE-1',
  'DOCKER-ISOLATION-STAGE-2',
];
const USER_CHAIN = 'DOCKER-USER';

const families = (firewall: Firewall): TableFamily[] =>
  ([4, 6] as const).filter((version) => filters(firewall, version)).map(tables);

/** The chains and jumps that stand before any network, made anew: what an earlier daemon or others put into them goes (iptabler: NewIptabler). */
export function addBaseRules(namespace: Namespace, firewall: Firewall): void {
  for (const version of families(firewall)) removeChains(namespace, version);
  restoreBaseRules(namespace, firewall);
}

/** The same, where others may have taken some of them away; what is there stays (iptabler: setupIPChains). */
export function restoreBaseRules(namespace: Namespace, firewall: Firewall): void {
  for (const version of families(firewall)) {
    newChain(namespace, version, 'nat', 'DOCKER');
    for (const chain of FILTER_CHAINS) newChain(namespace, version, 'filter', chain);
    const [output] = outputJumps(version).slice(firewall.userlandProxy ? 0 : 1);
    place(namespace, [natJump(version, 'PREROUTING', LOCAL_JUMP), natJump(version, 'OUTPUT', output ?? LOCAL_JUMP)]);
    jumpFirst(namespace, version, 'FORWARD', 'DOCKER-FORWARD');
    for (const chain of ['DOCKER-BRIDGE', 'DOCKER-ISOLATION-STAGE-1', 'DOCKER-CT'])
      jumpFirst(namespace, version, 'DOCKER-FORWARD', chain);
  }
}

const LOCAL_JUMP = '-m addrtype --dst-type LOCAL -j DOCKER';

/** The jump from nat's OUTPUT: as it is beside docker-proxy, and without. */
const outputJumps = (version: TableFamily): string[] => [
  `! -d ${version === 'ip' ? '127.0.0.0/8' : '::1/128'} ${LOCAL_JUMP}`,
  LOCAL_JUMP,
];

const natJump = (version: TableFamily, chain: string, text: string): Placed => ({
  family: version,
  table: 'nat',
  chain,
  text,
  failure: `failed to append jump rules to nat-${chain}`,
});

/** libnetwork/drivers/bridge/internal/iptabler/network.go: removeIPChains */
function removeChains(namespace: Namespace, version: TableFamily): void {
  displace(namespace, [
    natJump(version, 'PREROUTING', LOCAL_JUMP),
    ...outputJumps(version).map((text) => natJump(version, 'OUTPUT', text)),
  ]);
  const chains = [['nat', 'DOCKER'] as const, ...FILTER_CHAINS.map((chain) => ['filter', chain] as const)];
  for (const [table, chain] of chains) {
    flushChain(namespace, version, table, chain);
    deleteChain(namespace, version, table, chain);
  }
}

/** Puts a jump at the head of a chain, wherever it was before (libnetwork/iptables: EnsureJumpRule). */
function jumpFirst(namespace: Namespace, version: TableFamily, from: string, to: string): void {
  const jump: Placed = {
    family: version,
    table: 'filter',
    chain: from,
    text: `-j ${to}`,
    failure: `unable to insert jump to ${to} rule in ${from} chain`,
    head: true,
  };
  displace(namespace, [jump]);
  place(namespace, [jump]);
}

/** The chain for rules of the user's own, which stay in it (libnetwork/firewall_linux.go: setupUserChains). */
export function addUserChain(namespace: Namespace, firewall: Firewall): void {
  for (const version of families(firewall)) {
    newChain(namespace, version, 'filter', USER_CHAIN);
    jumpFirst(namespace, version, 'FORWARD', USER_CHAIN);
  }
}

/** Forwarding is refused by default where the engine itself switched it on (libnetwork/drivers/bridge/setup_ip_forwarding.go). */
export function dropForwarded(namespace: Namespace, version: Family, firewall: Firewall): void {
  if (filters(firewall, version)) setPolicy(namespace, tables(version), 'filter', 'FORWARD', 'DROP');
}

const modeOf = (config: BridgeConfig, version: Family): GatewayMode =>
  version === 4 ? config.gatewayMode4 : config.gatewayMode6;

const SETUP = 'Failed to Setup IP tables: ';

/** The rules of a network, in the order in which they are made: where one of `first` cannot be, those before it are left. */
interface NetworkRules {
  readonly first: readonly Placed[];
  readonly then: readonly Placed[];
}

/** libnetwork/drivers/bridge/internal/iptabler/network.go: setupIPTables */
function networkRules(
  { config, internal }: FirewalledNetwork,
  subnet: Prefix,
  { userlandProxy }: Firewall,
): NetworkRules {
  const version = family(subnet.address);
  if (internal) return { first: internalRules(config, subnet, version), then: [] };
  const first = [...natRules(config, subnet, version, userlandProxy), ...outgoingRules(config, version)];
  return { first, then: [...defaultRules(config, version), ...isolationRules(config, version)] };
}

type Place = (chain: string, text: string, failure: string) => Placed;

const inTable =
  (version: Family, table: TableName): Place =>
  (chain, text, failure) => ({ family: tables(version), table, chain, text, failure });

const head = (placed: Placed): Placed => ({ ...placed, head: true });

function internalRules({ name, icc }: BridgeConfig, subnet: Prefix, version: Family): Placed[] {
  const filter = inTable(version, 'filter');
  const block = formatPrefix(subnet);
  // Over IPv6, containers may talk to each other by other addresses too, such as link-local ones.
  const incoming = version === 6 ? `-i ${name} ! -o ${name}` : `-i ${name}`;
  const outgoing = version === 6 ? `! -i ${name} -o ${name}` : `-o ${name}`;
  const isolation = 'DOCKER-ISOLATION-STAGE-1';
  return [
    head(filter(isolation, `${incoming} ! -d ${block} -j DROP`, SETUP + enabling('DROP INCOMING'))),
    head(filter(isolation, `${outgoing} ! -s ${block} -j DROP`, SETUP + enabling('DROP OUTGOING'))),
    filter(
      'DOCKER-FORWARD',
      `-i ${name} -o ${name} -j ${icc ? 'ACCEPT' : 'DROP'}`,
      `${SETUP}Unable to ${icc ? 'allow' : 'prevent'} intercontainer communication`,
    ),
  ];
}

function natRules(config: BridgeConfig, subnet: Prefix, version: Family, userlandProxy: boolean): Placed[] {
  const { name, masquerade } = config;
  const nat = (chain: string, text: string, what: string): Placed =>
    head(inTable(version, 'nat')(chain, text, SETUP + enabling(what)));
  const routed = modeOf(config, version) === 'routed';
  return [
    ...(masquerade && !routed
      ? [nat('POSTROUTING', `-s ${formatPrefix(subnet)} ! -o ${name} ${sourceTarget(config, version)}`, 'NAT')]
      : []),
    ...(masquerade && userlandProxy ? [nat('DOCKER', `-i ${name} -j RETURN`, 'SKIP DNAT')] : []),
    ...(userlandProxy ? [] : [hostRule(config, version)]),
  ];
}

/** What becomes of the source of packets that leave a network. */
function sourceTarget(config: BridgeConfig, version: Family): string {
  const source = version === 4 ? config.hostIpv4 : config.hostIpv6;
  return source === undefined ? '-j MASQUERADE' : `-j SNAT --to-source ${source}`;
}

/** Without docker-proxy, what the host sends to its own published ports by 127.0.0.1 gets an address that containers can answer. */
const hostRule = (config: BridgeConfig, version: Family): Placed =>
  head(
    inTable(version, 'nat')(
      'POSTROUTING',
      `-m addrtype --src-type LOCAL -o ${config.name} ${sourceTarget(config, version)}`,
      SETUP + enabling('MASQ LOCAL HOST'),
    ),
  );

/** What containers may send, and in routed mode be asked. */
function outgoingRules(config: BridgeConfig, version: Family): Placed[] {
  const { name, icc } = config;
  const filter = inTable(version, 'filter');
  const forward = (text: string, failure: string): Placed => filter('DOCKER-FORWARD', text, SETUP + failure);
  const icmp = filter(
    'DOCKER',
    `-o ${name} -p ${version === 4 ? 'icmp' : 'icmpv6'} -j ACCEPT`,
    SETUP + enabling('ICMP'),
  );
  return [
    ...(icc ? [] : [forward(`-i ${name} -o ${name} -j DROP`, 'Unable to prevent intercontainer communication')]),
    ...(modeOf(config, version) === 'routed' ? [icmp] : []),
    icc
      ? forward(`-i ${name} -j ACCEPT`, enabling('ACCEPT OUTGOING'))
      : forward(`-i ${name} ! -o ${name} -j ACCEPT`, enabling('ACCEPT NON_ICC OUTGOING')),
  ];
}

function defaultRules(config: BridgeConfig, version: Family): Placed[] {
  const { name } = config;
  const filter = inTable(version, 'filter');
  const verdict = modeOf(config, version) === 'nat-unprotected' ? 'ACCEPT' : 'DROP';
  return [
    filter(
      'DOCKER',
      `! -i ${name} -o ${name} -j ${verdict}`,
      `failed to add default-drop rule: ${enabling('DEFAULT FWD')}`,
    ),
    filter(
      'DOCKER-CT',
      `-o ${name} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
      enabling('bridge ct related'),
    ),
    filter('DOCKER-BRIDGE', `-o ${name} -j DOCKER`, enabling('jump to docker')),
  ];
}

function isolationRules(config: BridgeConfig, version: Family): Placed[] {
  const { name } = config;
  const stage = (number: 1 | 2, text: string): Placed =>
    inTable(version, 'filter')(`DOCKER-ISOLATION-STAGE-${number}`, text, 'add inter-network communication rule');
  const routed = [
    head(stage(1, `-o ${name} -j RETURN`)),
    head(stage(1, `-i ${name} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`)),
  ];
  return [
    ...(modeOf(config, version) === 'routed' ? routed : []),
    stage(1, `-i ${name} ! -o ${name} -j DOCKER-ISOLATION-STAGE-2`),
    head(stage(2, `-o ${name} -j DROP`)),
  ];
}

/** Throws where a rule cannot be placed. */
export function addNetworkRules(namespace: Namespace, network: FirewalledNetwork, firewall: Firewall): void {
  const done: Placed[] = [];
  try {
    for (const subnet of filteredSubnets(network, firewall)) {
      const { first, then } = networkRules(network, subnet, firewall);
      // A daemon without docker-proxy may have left it.
      if (firewall.userlandProxy) displace(namespace, [hostRule(network.config, family(subnet.address))]);
      place(namespace, first);
      done.push(...first, ...then);
      place(namespace, then);
    }
  } catch (error) {
    displace(namespace, done);
    throw error;
  }
}

const filteredSubnets = ({ subnets }: FirewalledNetwork, firewall: Firewall): Prefix[] =>
  subnets.filter(({ address }) => filters(firewall, family(address)));

export function removeNetworkRules(namespace: Namespace, network: FirewalledNetwork, firewall: Firewall): void {
  for (const subnet of filteredSubnets(network, firewall)) {
    const { first, then } = networkRules(network, subnet, firewall);
    displace(namespace, [...first, ...then]);
  }
}

/** A container's address is not for packets from elsewhere (libnetwork/drivers/bridge/internal/iptabler/endpoint.go). */
function endpointRules({ config, internal }: FirewalledNetwork, ip: Ip, firewall: Firewall): Placed[] {
  const version = family(ip);
  if (!filters(firewall, version) || firewall.allowDirectRouting) return [];
  if (internal || modeOf(config, version) !== 'nat') return [];
  const raw = (text: string): Placed =>
    inTable(version, 'raw')('PREROUTING', text, enabling('DIRECT ACCESS FILTERING'));
  return [
    ...config.trusted.map((name) => raw(`-d ${host(ip)} -i ${name} -j ACCEPT`)),
    raw(`-d ${host(ip)} ! -i ${config.name} -j DROP`),
  ];
}

export function addEndpointRules(
  namespace: Namespace,
  network: FirewalledNetwork,
  ips: readonly Ip[],
  firewall: Firewall,
): void {
  for (const ip of ips) place(namespace, endpointRules(network, ip, firewall));
}

export function removeEndpointRules(
  namespace: Namespace,
  network: FirewalledNetwork,
  ips: readonly Ip[],
  firewall: Firewall,
): void {
  for (const ip of ips) displace(namespace, endpointRules(network, ip, firewall));
}

/** Whether a published port is translated by a rule; from an IPv6 address to a container without, only docker-proxy leads. */
export const isTranslated = ({ hostIp, hostPort, containerIp }: FirewalledPort): boolean =>
  hostPort !== 0 && family(hostIp) === family(containerIp);

/** libnetwork/drivers/bridge/internal/iptabler/port.go */
function portRules({ config }: FirewalledNetwork, port: FirewalledPort, firewall: Firewall): Placed[] {
  const { protocol, hostIp, hostPort, containerIp, containerPort } = port;
  const { userlandProxy } = firewall;
  const version = family(containerIp);
  if (version !== family(hostIp) || !filters(firewall, version)) return [];
  const to = (ip: string, number: number): string => `-p ${protocol} -d ${ip} --dport ${number}`;
  const ruled = (table: TableName, chain: string, text: string, what: string): Placed =>
    inTable(version, table)(chain, text, enabling(what));
  const rules: Placed[] = [];
  if (hostPort !== 0) {
    const at = to(hostIp === '0.0.0.0' || hostIp === '::' ? '0/0' : hostIp, hostPort);
    const target = version === 4 ? containerIp : `[${containerIp}]`;
    const from = userlandProxy ? ` ! -i ${config.name}${version === 6 ? ' ! -s fe80::/10' : ''}` : '';
    rules.push(ruled('nat', 'DOCKER', `${at} -j DNAT --to-destination ${target}:${containerPort}${from}`, 'DNAT'));
    if (!userlandProxy) {
      const self = `-p ${protocol} -s ${containerIp} -d ${containerIp} --dport ${containerPort} -j MASQUERADE`;
      rules.push(ruled('nat', 'POSTROUTING', self, 'MASQUERADE'));
    }
  }
  if (modeOf(config, version) !== 'nat-unprotected') {
    const text = `! -i ${config.name} -o ${config.name} ${to(containerIp, containerPort)} -j ACCEPT`;
    rules.push(head(ruled('filter', 'DOCKER', text, 'OPEN PORT')));
  }
  if (version === 4 && isLoopback(hostIp))
    rules.push(ruled('raw', 'PREROUTING', `${to(hostIp, hostPort)} ! -i lo -j DROP`, 'LOOPBACK FILTERING - DROP'));
  return rules;
}

/** A port that a container may ask another for, because of a link. */
export interface LinkedPort {
  readonly from: Ip;
  readonly to: Ip;
  readonly protocol: Protocol;
  readonly port: number;
}

/** libnetwork/iptables/iptables.go: ChainInfo.Link */
function linkRules(
  { config: { name } }: FirewalledNetwork,
  ports: readonly LinkedPort[],
  firewall: Firewall,
): Placed[] {
  if (!filters(firewall, 4)) return [];
  const accepted = (text: string): Placed =>
    inTable(4, 'filter')('DOCKER', `-i ${name} -o ${name} ${text} -j ACCEPT`, 'failed to link containers');
  return ports.flatMap(({ from, to, protocol, port }) => [
    accepted(`-p ${protocol} -s ${from} -d ${to} --dport ${port}`),
    accepted(`-p ${protocol} -s ${to} -d ${from} --sport ${port}`),
  ]);
}

export function addLinkRules(
  namespace: Namespace,
  network: FirewalledNetwork,
  ports: readonly LinkedPort[],
  firewall: Firewall,
): void {
  place(namespace, linkRules(network, ports, firewall));
}

export function removeLinkRules(
  namespace: Namespace,
  network: FirewalledNetwork,
  ports: readonly LinkedPort[],
  firewall: Firewall,
): void {
  displace(namespace, linkRules(network, ports, firewall));
}

const keyOf = ({ family: version, table, chain, text }: Placed): string => `${version} ${table} ${chain} ${text}`;

/** The rules of one endpoint's published ports while they are added. */
export interface PortRules {
  /** Throws where a rule of some ports cannot be placed; those before it stay. */
  readonly add: (ports: readonly FirewalledPort[]) => void;
  /** Puts them into their chains, which nobody else may change before. */
  readonly commit: () => void;
}

/** Adds the rules of one endpoint's ports; a container port that is published twice has one ACCEPT. */
export function addPortRules(namespace: Namespace, network: FirewalledNetwork, firewall: Firewall): PortRules {
  const standing = new Set<string>();
  const batch = ruleBatch(namespace);
  return {
    add(ports) {
      for (const placed of ports.flatMap((port) => portRules(network, port, firewall))) {
        if (standing.has(keyOf(placed))) continue;
        const result = batch.add(placed, rule(placed.text, placed.family), placed.head === true);
        if (result !== 'ok') throw refusal(placed, result);
        standing.add(keyOf(placed));
      }
    },
    commit: batch.commit,
  };
}

export function removePortRules(
  namespace: Namespace,
  network: FirewalledNetwork,
  ports: readonly FirewalledPort[],
  firewall: Firewall,
): void {
  const placed = new Map(
    ports.flatMap((port) => portRules(network, port, firewall)).map((each) => [keyOf(each), each]),
  );
  const chains = new Map<string, { readonly place: ChainPlace; readonly rules: Rule[] }>();
  for (const each of placed.values()) {
    const { family: version, table, chain, text } = each;
    const at = chains.get(`${version} ${table} ${chain}`) ?? { place: each, rules: [] };
    chains.set(`${version} ${table} ${chain}`, at);
    at.rules.push(rule(text, version));
  }
  for (const { place: at, rules } of chains.values()) deleteRules(namespace, at, rules);
}

import { family, formatPrefix, isLoopback, type Family, type Ip, type Prefix } from '../ip/address.ts';
import type { Namespace } from '../kernel/namespace.ts';
import { appendRule, deleteRule, insertRule, newChain, setPolicy } from '../kernel/netfilter/chains.ts';
import { rule } from '../kernel/netfilter/rule-text.ts';
import type { TableFamily, TableName } from '../kernel/netfilter/table.ts';
import type { Protocol } from './container.ts';
import type { BridgeConfig, GatewayMode } from './drivers/bridge-config.ts';

/** A rule and where it goes: at the end of its chain, or at its head. */
interface Placed {
  readonly family: TableFamily;
  readonly table: TableName;
  readonly chain: string;
  readonly text: string;
  readonly head?: true;
}

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
const host = (ip: Ip): string => `${ip}/${family(ip) === 4 ? 32 : 128}`;

function place(namespace: Namespace, rules: readonly Placed[]): void {
  for (const { family: version, table, chain, text, head } of rules) {
    if (head) insertRule(namespace, version, table, chain, 1, rule(text, version));
    else appendRule(namespace, version, table, chain, rule(text, version));
  }
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
  'DOCKER-USER',
];

/** The chains and jumps that stand before any network (libnetwork/drivers/bridge/internal/iptabler: setupIPChains). */
export function addBaseRules(namespace: Namespace, userlandProxy: boolean): void {
  for (const version of ['ip', 'ip6'] as const) {
    newChain(namespace, version, 'nat', 'DOCKER');
    for (const chain of FILTER_CHAINS) newChain(namespace, version, 'filter', chain);
    const filter = (chain: string, text: string): Placed => ({ family: version, table: 'filter', chain, text });
    const nat = (chain: string, text: string): Placed => ({ family: version, table: 'nat', chain, text });
    const loopback = version === 'ip' ? '127.0.0.0/8' : '::1/128';
    place(namespace, [
      filter('FORWARD', '-j DOCKER-USER'),
      filter('FORWARD', '-j DOCKER-FORWARD'),
      filter('DOCKER-FORWARD', '-j DOCKER-CT'),
      filter('DOCKER-FORWARD', '-j DOCKER-ISOLATION-STAGE-1'),
      filter('DOCKER-FORWARD', '-j DOCKER-BRIDGE'),
      nat('PREROUTING', '-m addrtype --dst-type LOCAL -j DOCKER'),
      nat('OUTPUT', `${userlandProxy ? `! -d ${loopback} ` : ''}-m addrtype --dst-type LOCAL -j DOCKER`),
    ]);
  }
}

/** Forwarding is refused by default where the engine itself switched it on (libnetwork/drivers/bridge/setup_ip_forwarding.go). */
export function dropForwarded(namespace: Namespace, version: Family): void {
  setPolicy(namespace, tables(version), 'filter', 'FORWARD', 'DROP');
}

const modeOf = (config: BridgeConfig, version: Family): GatewayMode =>
  version === 4 ? config.gatewayMode4 : config.gatewayMode6;

/** libnetwork/drivers/bridge/internal/iptabler/network.go */
function networkRules(network: FirewalledNetwork, subnet: Prefix, userlandProxy: boolean): Placed[] {
  const version = family(subnet.address);
  return network.internal
    ? internalRules(network.config, subnet, version)
    : externalRules(network.config, subnet, version, userlandProxy);
}

function internalRules({ name, icc }: BridgeConfig, subnet: Prefix, version: Family): Placed[] {
  const filter = (chain: string, text: string): Placed => ({ family: tables(version), table: 'filter', chain, text });
  const block = formatPrefix(subnet);
  // Over IPv6, containers may talk to each other by other addresses too, such as link-local ones.
  const [notOut, notIn] = version === 6 ? [` ! -o ${name}`, ` ! -i ${name}`] : ['', ''];
  return [
    { ...filter('DOCKER-ISOLATION-STAGE-1', `! -d ${block} -i ${name}${notOut} -j DROP`), head: true },
    { ...filter('DOCKER-ISOLATION-STAGE-1', `! -s ${block}${notIn} -o ${name} -j DROP`), head: true },
    filter('DOCKER-FORWARD', `-i ${name} -o ${name} -j ${icc ? 'ACCEPT' : 'DROP'}`),
  ];
}

function externalRules(config: BridgeConfig, subnet: Prefix, version: Family, userlandProxy: boolean): Placed[] {
  const { name, icc } = config;
  const mode = modeOf(config, version);
  const filter = (chain: string, text: string): Placed => ({ family: tables(version), table: 'filter', chain, text });
  const rules = [
    ...natRules(config, subnet, version, userlandProxy),
    filter('DOCKER-CT', `-o ${name} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`),
    filter('DOCKER-BRIDGE', `-o ${name} -j DOCKER`),
  ];
  if (mode === 'routed') {
    rules.push(
      { ...filter('DOCKER-ISOLATION-STAGE-1', `-o ${name} -j RETURN`), head: true },
      {
        ...filter('DOCKER-ISOLATION-STAGE-1', `-i ${name} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`),
        head: true,
      },
      filter('DOCKER', `-o ${name} -p ${version === 4 ? 'icmp' : 'ipv6-icmp'} -j ACCEPT`),
    );
  }
  if (icc) rules.push(filter('DOCKER-FORWARD', `-i ${name} -j ACCEPT`));
  else {
    rules.push(
      filter('DOCKER-FORWARD', `-i ${name} -o ${name} -j DROP`),
      filter('DOCKER-FORWARD', `-i ${name} ! -o ${name} -j ACCEPT`),
    );
  }
  rules.push(
    filter('DOCKER', `! -i ${name} -o ${name} -j ${mode === 'nat-unprotected' ? 'ACCEPT' : 'DROP'}`),
    filter('DOCKER-ISOLATION-STAGE-1', `-i ${name} ! -o ${name} -j DOCKER-ISOLATION-STAGE-2`),
    { ...filter('DOCKER-ISOLATION-STAGE-2', `-o ${name} -j DROP`), head: true },
  );
  return rules;
}

function natRules(config: BridgeConfig, subnet: Prefix, version: Family, userlandProxy: boolean): Placed[] {
  if (!config.masquerade) return [];
  const { name } = config;
  const nat = (chain: string, text: string): Placed => ({
    family: tables(version),
    table: 'nat',
    chain,
    text,
    head: true,
  });
  const rules: Placed[] = [];
  const source = version === 4 ? config.hostIpv4 : config.hostIpv6;
  if (modeOf(config, version) !== 'routed') {
    const target = source === undefined ? 'MASQUERADE' : `SNAT --to-source ${source}`;
    rules.push(nat('POSTROUTING', `-s ${formatPrefix(subnet)} ! -o ${name} -j ${target}`));
    if (!userlandProxy) rules.push(nat('POSTROUTING', `-o ${name} -m addrtype --src-type LOCAL -j MASQUERADE`));
  }
  if (userlandProxy) rules.push(nat('DOCKER', `-i ${name} -j RETURN`));
  return rules;
}

export function addNetworkRules(namespace: Namespace, network: FirewalledNetwork, userlandProxy: boolean): void {
  for (const subnet of network.subnets) place(namespace, networkRules(network, subnet, userlandProxy));
}

export function removeNetworkRules(namespace: Namespace, network: FirewalledNetwork, userlandProxy: boolean): void {
  for (const subnet of network.subnets) displace(namespace, networkRules(network, subnet, userlandProxy));
}

/** A container's address is not for packets from elsewhere (libnetwork/drivers/bridge/internal/iptabler/endpoint.go). */
function endpointRules({ config, internal }: FirewalledNetwork, ip: Ip): Placed[] {
  const version = family(ip);
  if (internal || modeOf(config, version) !== 'nat') return [];
  const raw = (text: string): Placed => ({ family: tables(version), table: 'raw', chain: 'PREROUTING', text });
  return [
    ...config.trusted.map((name) => raw(`-d ${host(ip)} -i ${name} -j ACCEPT`)),
    raw(`-d ${host(ip)} ! -i ${config.name} -j DROP`),
  ];
}

export function addEndpointRules(namespace: Namespace, network: FirewalledNetwork, ips: readonly Ip[]): void {
  for (const ip of ips) place(namespace, endpointRules(network, ip));
}

export function removeEndpointRules(namespace: Namespace, network: FirewalledNetwork, ips: readonly Ip[]): void {
  for (const ip of ips) displace(namespace, endpointRules(network, ip));
}

/** Whether a published port is translated by a rule; from an IPv6 address to a container without, only docker-proxy leads. */
export const isTranslated = ({ hostIp, hostPort, containerIp }: FirewalledPort): boolean =>
  hostPort !== 0 && family(hostIp) === family(containerIp);

/** libnetwork/drivers/bridge/internal/iptabler/port.go */
function portRules({ config }: FirewalledNetwork, port: FirewalledPort, userlandProxy: boolean): Placed[] {
  const { protocol, hostIp, hostPort, containerIp, containerPort } = port;
  const version = family(containerIp);
  if (version !== family(hostIp)) return [];
  const match = (number: number) => `-p ${protocol} -m ${protocol} --dport ${number}`;
  const ruled = (table: TableName, chain: string, text: string): Placed => ({
    family: tables(version),
    table,
    chain,
    text,
  });
  const rules: Placed[] = [];
  const mode = modeOf(config, version);
  if (hostPort !== 0) {
    const source = version === 6 && userlandProxy ? '! -s fe80::/10 ' : '';
    const destination = hostIp === '0.0.0.0' || hostIp === '::' ? '' : `-d ${host(hostIp)} `;
    const from = userlandProxy ? `! -i ${config.name} ` : '';
    const to = version === 4 ? containerIp : `[${containerIp}]`;
    rules.push(
      ruled(
        'nat',
        'DOCKER',
        `${source}${destination}${from}${match(hostPort)} -j DNAT --to-destination ${to}:${containerPort}`,
      ),
    );
    if (!userlandProxy) {
      const self = host(containerIp);
      rules.push(ruled('nat', 'POSTROUTING', `-s ${self} -d ${self} ${match(containerPort)} -j MASQUERADE`));
    }
  }
  if (mode !== 'nat-unprotected') {
    const text = `-d ${host(containerIp)} ! -i ${config.name} -o ${config.name} ${match(containerPort)} -j ACCEPT`;
    rules.push({ ...ruled('filter', 'DOCKER', text), head: true });
  }
  if (version === 4 && isLoopback(hostIp))
    rules.push(ruled('raw', 'PREROUTING', `-d ${host(hostIp)} ! -i lo ${match(hostPort)} -j DROP`));
  return rules;
}

const sameText = (a: Placed, b: Placed): boolean =>
  a.family === b.family && a.table === b.table && a.chain === b.chain && a.text === b.text;

/** Adds the rules of some ports of one endpoint; a container port that is published twice has one ACCEPT, so `standing` are those before. */
export function addPortRules(
  namespace: Namespace,
  network: FirewalledNetwork,
  ports: readonly FirewalledPort[],
  standing: readonly FirewalledPort[],
  userlandProxy: boolean,
): void {
  const placed = standing.flatMap((port) => portRules(network, port, userlandProxy));
  for (const port of ports) {
    const fresh = portRules(network, port, userlandProxy).filter((r) => !placed.some((other) => sameText(r, other)));
    place(namespace, fresh);
    placed.push(...fresh);
  }
}

export function removePortRules(
  namespace: Namespace,
  network: FirewalledNetwork,
  ports: readonly FirewalledPort[],
  userlandProxy: boolean,
): void {
  const rules: Placed[] = [];
  for (const each of ports.flatMap((port) => portRules(network, port, userlandProxy)))
    if (!rules.some((other) => sameText(each, other))) rules.push(each);
  displace(namespace, rules);
}

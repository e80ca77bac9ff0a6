import { CONFIG_FILE, createEngine, createNetwork, EngineError, installEngine, startEngine } from '../../engine/api.ts';
import type { NetworkInput } from '../../engine/api/network-json.ts';
import type { EngineHost } from '../../engine/engine.ts';
import { isPredefined } from '../../engine/network/network.ts';
import { clusterOf } from '../../engine/swarm/cluster.ts';
import { namedInCluster } from '../../engine/swarm/networks.ts';
import { own } from '../../kernel/own.ts';
import type { HostFacts, NetworkFacts } from '../../snapshot/snapshot.ts';
import { engineHost } from '../../world/engine-host.ts';
import { clockOf, givenOf, subnetInput } from './given.ts';
import { lack, type Work } from './work.ts';

/** Installs a host's engine with its settings. Everything that it makes from here on is called as it is on the host. */
export function engineOf(work: Work, machine: string, facts: HostFacts): EngineHost {
  const { world } = work;
  const place = world.machines[machine];
  if (!place) throw new Error(`no machine ${machine}`);
  place.engine = createEngine(world.random, world.clock.now);
  const host: EngineHost = { ...engineHost(world, machine), given: givenOf(facts) };
  const { file, now } = settingsOf(facts);
  if (file !== undefined) place.files[CONFIG_FILE] = file;
  if (!installEngine(host, now)) {
    lack(work, { host: machine }, 'daemon-not-read', { text: host.engine.journal.at(-1)?.text ?? '' });
    delete place.files[CONFIG_FILE];
    startEngine(host, undefined);
  }
  return host;
}

interface SettingsTold {
  /** The text of daemon.json, with what else shows how the engine is set; as it is where it is no object. */
  readonly file?: string | undefined;
  /** The same as the engine runs: a file that was changed since is read when it starts again. */
  readonly now?: string | undefined;
}

function settingsOf({ engine = {}, networks = [] }: HostFacts): SettingsTold {
  const { daemon, userlandProxy } = engine;
  const same = (text: string | undefined): SettingsTold => ({ file: text, now: text });
  const seen = {
    ...defaultsSeen(networks.find(({ name }) => name === 'bridge')),
    ...(userlandProxy === false && { 'userland-proxy': false }),
  };
  if (Object.keys(seen).length === 0 && userlandProxy !== true) return same(daemon);
  try {
    const read = JSON.parse(daemon ?? '{}') as unknown;
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return same(daemon);
    const file = Object.keys(seen).length === 0 ? daemon : textOf({ ...seen, ...read });
    const isAhead =
      userlandProxy === true && own(read as Readonly<Record<string, unknown>>, 'userland-proxy') === false;
    return { file, now: isAhead ? textOf({ ...seen, ...read, 'userland-proxy': true }) : file };
  } catch {
    return same(daemon);
  }
}

const textOf = (settings: object): string => `${JSON.stringify(settings, null, 2)}\n`;

const BRIDGE = 'com.docker.network.bridge.';

/** What the default bridge shows of settings that are not told (daemon/daemon_unix.go: initBridgeDriver). */
function defaultsSeen(bridge: NetworkFacts | undefined): Readonly<Record<string, unknown>> {
  if (!bridge) return {};
  const { ipv6, options = {}, subnets } = bridge;
  const six = ipv6 ? subnets.find(({ subnet }) => subnet.includes(':'))?.subnet : undefined;
  const mtu = Number(own(options, 'com.docker.network.driver.mtu'));
  const binding = own(options, `${BRIDGE}host_binding_ipv4`);
  return {
    ...(ipv6 && { ipv6: true }),
    ...(six !== undefined && { 'fixed-cidr-v6': six }),
    ...(mtu > 0 && mtu !== 1500 && { mtu }),
    ...(binding !== undefined && binding !== '0.0.0.0' && { ip: binding }),
    ...(own(options, `${BRIDGE}enable_icc`) === 'false' && { icc: false }),
    ...(own(options, `${BRIDGE}enable_ip_masquerade`) === 'false' && { 'ip-masq': false }),
  };
}

/** Makes a host's own networks in the order of their creation, those first that others may be made of. */
export function makeNetworks(work: Work, host: EngineHost, { networks = [] }: HostFacts): void {
  const order = networks.map((facts, at) => ({ facts, at, created: clockOf(facts.created) ?? 0 }));
  order.sort((a, b) => rank(a.facts) - rank(b.facts) || a.created - b.created || a.at - b.at);
  for (const { facts } of order) {
    if (isPredefined(facts.name) || facts.driver === 'overlay') continue;
    try {
      createNetwork(host, networkInput(facts));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      lack(work, { host: host.machine }, 'network-not-made', { network: facts.name, text: error.message });
    }
  }
}

const rank = ({ configOnly }: NetworkFacts): number => (configOnly ? 0 : 1);

/** A network as requests for such have it. */
export function networkInput(facts: NetworkFacts): NetworkInput {
  const { name, driver, ipv4, ipv6, internal, attachable, configOnly, subnets, options, project, network } = facts;
  const six = ipv6 ?? subnets.some(({ subnet }) => subnet.includes(':'));
  return {
    Name: name,
    ...(!configOnly && { Driver: driver }),
    ...(ipv4 !== undefined && { EnableIPv4: ipv4 }),
    EnableIPv6: six,
    IPAM: { Config: subnets.filter(({ subnet }) => subnet !== '').map(subnetInput) },
    ...(internal && { Internal: true }),
    ...(attachable && !configOnly && { Attachable: true }),
    ...(configOnly && { ConfigOnly: true }),
    ...(options && { Options: { ...options } }),
    Labels: {
      ...(project !== undefined && { 'com.docker.compose.project': project }),
      ...(network !== undefined && { 'com.docker.compose.network': network }),
    },
  };
}

/** Whether an engine or its swarm has a network. */
export function hasNetwork(host: EngineHost, name: string): boolean {
  const cluster = clusterOf(host);
  return (
    own(host.engine.networkNames, name) !== undefined ||
    (cluster !== undefined && namedInCluster(cluster, name) !== undefined)
  );
}

import { family } from '../../ip/address.ts';
import { own } from '../../kernel/own.ts';
import { decode, DecodeProblem, type Directives } from './decode.ts';
import { DIRECTIVES, FLAT, WITHOUT_EFFECT } from './directives.table.ts';
import { StartFailure } from './failure.ts';
import { JsonProblem, parseJson, printed, type Json } from './json.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { problemOf } from './validate.ts';

/** A flag that stood on the daemon's command line, by the name of its directive, and its value as it is printed. */
export type GivenFlag = readonly [name: string, value: string];

/** What a file says. */
export interface ReadSettings {
  readonly settings: Settings;
  /** The directives that it has. */
  readonly given: Directives;
}

/**
 * The settings of a daemon whose file has this text, where there is a file. Throws StartFailure where the file does not hold, as dockerd
 * does (daemon/config/config.go: MergeDaemonConfigurations).
 * @param flags those of the command line, which a file may not set as well
 */
export function readSettings(text: string | undefined, path: string, flags: readonly GivenFlag[]): ReadSettings {
  if (text === undefined) return { settings: defaultSettings(), given: {} };
  const refused = (why: string): StartFailure =>
    new StartFailure(`unable to configure the Docker daemon with file ${path}: ${why}`);
  const given = readDirectives(text, flags, refused);
  const problem = problemOf(given);
  if (problem !== undefined)
    throw refused(`merged configuration validation from file and command line flags failed: ${problem}`);
  checkLabels(given);
  return { settings: settingsOf(given), given };
}

/** The same for a daemon that runs: labels that are none do not count (daemon/config/config.go: Reload). */
export function readAgain(text: string | undefined, path: string, flags: readonly GivenFlag[]): ReadSettings {
  const { labels, ...others } =
    text === undefined
      ? {}
      : readDirectives(
          text,
          flags,
          (why) => new StartFailure(`unable to configure the Docker daemon with file ${path}: ${why}`),
        );
  const given =
    labels === undefined ? others : { ...others, labels: labelsOf(labels).filter((each) => each.includes('=')) };
  checkLabels(given);
  const problem = problemOf(given);
  if (problem !== undefined) throw new StartFailure(`file configuration validation failed: ${problem}`);
  return { settings: settingsOf(given), given };
}

const labelsOf = (labels: unknown): readonly string[] => (labels ?? []) as readonly string[];

function checkLabels({ labels }: Directives): void {
  const conflict = labelConflict(labelsOf(labels));
  if (conflict !== undefined) throw new StartFailure(conflict);
}

function readDirectives(text: string, flags: readonly GivenFlag[], refused: (why: string) => StartFailure): Directives {
  const trimmed = text.trim();
  if (trimmed === '') return {};
  try {
    const value = parseJson(trimmed);
    if (value.kind === 'null') return {};
    if (value.kind !== 'object')
      throw new DecodeProblem(`json: cannot unmarshal ${value.kind} into Go value of type map[string]interface {}`);
    const conflict = conflictOf(flattened(value.entries), flags);
    if (conflict !== undefined) throw refused(conflict);
    return migrated(decode(value.entries));
  } catch (error) {
    if (error instanceof JsonProblem || error instanceof DecodeProblem) throw refused(`invalid JSON: ${error.message}`);
    throw error;
  }
}

/** The directives that are set: those in an object stand for themselves, whatever the object is called. */
function flattened(entries: readonly (readonly [string, Json])[]): ReadonlyMap<string, Json> {
  const set = new Map<string, Json>();
  for (const [name, value] of entries) {
    if (value.kind === 'object' && !FLAT.includes(name))
      for (const [inner, innerValue] of value.entries) set.set(inner, innerValue);
    else set.set(name, value);
  }
  return set;
}

/** daemon/config/config.go: findConfigurationConflicts */
function conflictOf(set: ReadonlyMap<string, Json>, flags: readonly GivenFlag[]): string | undefined {
  const unknown = [...set.keys()].filter(
    (name) => own(DIRECTIVES, name) === undefined && !WITHOUT_EFFECT.includes(name),
  );
  if (unknown.length > 0) return `the following directives don't match any configuration option: ${unknown.join(', ')}`;
  const twice = flags.flatMap(([name, value]) => {
    const other = set.get(name);
    return other ? [`${name}: (from flag: ${value}, from file: ${printed(other)})`] : [];
  });
  const problems = [
    ...(set.has('host-gateway-ip') && set.has('host-gateway-ips')
      ? ['host-gateway-ip and host-gateway-ips must not both be specified in the config file']
      : []),
    ...(twice.length > 0
      ? [`the following directives are specified both as a flag and in the configuration file: ${twice.join(', ')}`]
      : []),
  ];
  return problems.length > 0 ? problems.join('\n') : undefined;
}

/** What a directive was called before; an IPv4 address is then kept in sixteen octets, and written so. */
function migrated(given: Directives): Directives {
  const { 'host-gateway-ip': former, ...others } = given;
  if (typeof former !== 'string' || former === '') return given;
  return { ...others, 'host-gateway-ips': [family(former) === 4 ? `::ffff:${former}` : former] };
}

/** Labels of one key and several values (daemon/config/config.go: GetConflictFreeLabels). */
function labelConflict(labels: readonly string[]): string | undefined {
  const values = new Map<string, string>();
  for (const label of labels) {
    const [key = '', value = ''] = label.split(/=(.*)/s);
    const before = values.get(key);
    if (before !== undefined && before !== value) return `conflict labels for ${key}=${value} and ${key}=${before}`;
    values.set(key, value);
  }
  return undefined;
}

/** Which setting a directive sets: what is empty leaves it as it is, but for switches. */
const SETTING_OF: Readonly<Record<string, keyof Settings>> = {
  'allow-direct-routing': 'allowDirectRouting',
  bip: 'bip',
  bip6: 'bip6',
  bridge: 'bridge',
  debug: 'debug',
  'default-address-pools': 'addressPools',
  'default-gateway': 'defaultGateway',
  'default-gateway-v6': 'defaultGateway6',
  'default-network-opts': 'networkOptions',
  'default-runtime': 'runtime',
  'default-shm-size': 'shmSize',
  'default-ulimits': 'ulimits',
  dns: 'dns',
  'dns-opts': 'dnsOptions',
  'dns-search': 'dnsSearch',
  experimental: 'experimental',
  'fixed-cidr': 'fixedCidr',
  'fixed-cidr-v6': 'fixedCidr6',
  'host-gateway-ips': 'hostGateways',
  'http-proxy': 'httpProxy',
  'https-proxy': 'httpsProxy',
  icc: 'icc',
  init: 'init',
  'insecure-registries': 'insecureRegistries',
  ip: 'ip',
  'ip-forward': 'ipForward',
  'ip-forward-no-drop': 'ipForwardNoDrop',
  'ip-masq': 'ipMasq',
  ip6tables: 'ip6tables',
  iptables: 'iptables',
  ipv6: 'ipv6',
  labels: 'labels',
  'live-restore': 'liveRestore',
  'log-driver': 'logDriver',
  'log-opts': 'logOptions',
  mtu: 'mtu',
  'no-proxy': 'noProxy',
  'registry-mirrors': 'registryMirrors',
  'shutdown-timeout': 'shutdownTimeout',
  'storage-driver': 'storageDriver',
  'userland-proxy': 'userlandProxy',
};

const isEmpty = (value: unknown): boolean => value === '' || value === 0;

function settingsOf(given: Directives): Settings {
  const set = Object.entries(given).flatMap(([name, value]) => {
    const setting = own(SETTING_OF, name);
    return setting === undefined || isEmpty(value) ? [] : [[setting, value] as const];
  });
  return { ...defaultSettings(), ...(Object.fromEntries(set) as Partial<Settings>) };
}

/** What a daemon that is told to read its file again takes over without a restart (daemon/reload.go: Reload). */
const RELOADED = [
  'debug',
  'shutdown-timeout',
  'labels',
  'insecure-registries',
  'registry-mirrors',
  'live-restore',
  'default-shm-size',
  'default-runtime',
] as const;

/** The settings that a running daemon has once it has read its file again. */
export function reloaded(running: Settings, { settings, given }: ReadSettings): Settings {
  const set = RELOADED.flatMap((name) => {
    const setting = SETTING_OF[name];
    return setting !== undefined && Object.hasOwn(given, name) ? [[setting, settings[setting]] as const] : [];
  });
  return { ...running, ...(Object.fromEntries(set) as Partial<Settings>) };
}

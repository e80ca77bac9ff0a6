/** What is said of the engine itself: `docker info`, /etc/docker/daemon.json, and dockerd's own flags. */
import { DIRECTIVES } from '../../engine/settings/directives.table.ts';
import { own } from '../../kernel/own.ts';
import type { EngineFacts } from '../snapshot.ts';
import type { Discard } from '../draft.ts';
import { at, entriesOf, integerOf, isFields, known, listOf, namedOf, wordAt, wordOf, wordsOf } from '../fields.ts';
import { isNetworkOption } from './options.ts';
import { memberOf } from './swarm.ts';

export const isInfo = (value: unknown): boolean =>
  wordAt(value, 'ServerVersion') !== undefined || isFields(at(value, 'Server', 'Components'));

export function readInfo(value: unknown): EngineFacts {
  return known({
    version: wordAt(value, 'ServerVersion'),
    operatingSystem: wordAt(value, 'OperatingSystem'),
    rootless: listOf(at(value, 'SecurityOptions')).includes('name=rootless') ? (true as const) : undefined,
    swarm: wordAt(value, 'Swarm', 'LocalNodeState'),
    member: memberOf(at(value, 'Swarm')),
  });
}

/** `docker version --format json` */
export const isVersion = (value: unknown): boolean => wordAt(value, 'Server', 'Version') !== undefined;
export const readVersion = (value: unknown): EngineFacts => known({ version: wordAt(value, 'Server', 'Version') });

/** Those directives of daemon.json that are about networking, by how their values are kept. */
const KEPT: Readonly<Record<string, 'one' | 'list' | 'pools' | 'options'>> = {
  'allow-direct-routing': 'one',
  bip: 'one',
  bip6: 'one',
  bridge: 'one',
  'default-address-pools': 'pools',
  'default-gateway': 'one',
  'default-gateway-v6': 'one',
  'default-network-opts': 'options',
  dns: 'list',
  'dns-opts': 'list',
  'dns-search': 'list',
  'firewall-backend': 'one',
  'fixed-cidr': 'one',
  'fixed-cidr-v6': 'one',
  'host-gateway-ip': 'one',
  'host-gateway-ips': 'list',
  icc: 'one',
  ip: 'one',
  'ip-forward': 'one',
  'ip-forward-no-drop': 'one',
  'ip-masq': 'one',
  ip6tables: 'one',
  iptables: 'one',
  ipv6: 'one',
  'live-restore': 'one',
  mtu: 'one',
  'userland-proxy': 'one',
};

/** An object all of whose members daemon.json may have. */
export const isDaemonFile = (value: unknown): boolean =>
  isFields(value) &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((name) => own(DIRECTIVES, name) !== undefined || own(KEPT, name) !== undefined);

/** The directives that are about networking. */
export function daemonOf(value: unknown, discard: Discard): Record<string, unknown> {
  return Object.fromEntries(
    entriesOf(value).flatMap(([name, each]) => {
      const how = own(KEPT, name);
      const kept = how === undefined ? undefined : keepers[how](each, discard);
      if (kept === undefined) discard('settings');
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}

const one = (value: unknown): string | number | boolean | undefined =>
  typeof value === 'boolean' ? value : (integerOf(value) ?? wordOf(value));

const keepers: Readonly<Record<(typeof KEPT)[string], (value: unknown, discard: Discard) => unknown>> = {
  one,
  list: wordsOf,
  pools: (value) =>
    listOf(value).flatMap((each) => {
      const [base, size] = [wordAt(each, 'base') ?? wordAt(each, 'Base'), at(each, 'size') ?? at(each, 'Size')];
      return base === undefined ? [] : [known({ base, size: integerOf(size) })];
    }),
  options: (value, discard) =>
    Object.fromEntries(
      entriesOf(value).flatMap(([driver, options]) => {
        const kept = namedOf(options, isNetworkOption, () => discard('options'));
        return wordOf(driver) === undefined || kept === undefined ? [] : [[driver, kept]];
      }),
    ),
};

/** Flags of dockerd, `--bip=10.1.0.1/16` a line, as daemon.json would say them. */
export function daemonOfFlags(lines: readonly string[]): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const line of lines) {
    const [, flag = '', value = ''] = /^--([a-z0-9-]+)=(.*)$/.exec(line.trim()) ?? [];
    if (flag === 'default-address-pool') {
      const [, base = ''] = /base=([^,]+)/.exec(value) ?? [];
      const [, size = ''] = /size=(\d+)/.exec(value) ?? [];
      said['default-address-pools'] = [...listOf(said['default-address-pools']), { base, size: Number(size) }];
      continue;
    }
    const name = flag === 'dns-opt' ? 'dns-opts' : flag;
    const how = own(KEPT, name);
    if (how === 'list') said[name] = [...listOf(said[name]), value];
    else if (how === 'one')
      said[name] = value === 'true' ? true : value === 'false' ? false : name === 'mtu' ? Number(value) : value;
  }
  return said;
}

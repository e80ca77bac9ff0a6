import {
  contains,
  family,
  formatPrefix,
  network as masked,
  parsePrefix,
  type Ip,
  type Prefix,
} from '../../ip/address.ts';
import { namespaceOf } from '../../kernel/kernel.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import type { EngineHost } from '../engine.ts';
import { internal } from '../errors.ts';
import { automaticPool } from '../ipam/ipam.ts';
import type { IpamConfig } from '../network/network.ts';
import { DEFAULT_BRIDGE, type Settings } from '../settings/settings.ts';
import { log } from './journal.ts';

/** What the settings say of one family of the default bridge's addresses, and what the options are called. */
interface Options {
  readonly version: 4 | 6;
  readonly bip: string;
  readonly bipName: string;
  readonly range: string;
  readonly rangeName: string;
  readonly gateway: Ip | undefined;
}

function optionsOf(settings: Settings, version: 4 | 6): Options {
  return version === 4
    ? {
        version,
        bip: settings.bip,
        bipName: 'bip',
        range: settings.fixedCidr,
        rangeName: 'fixed-cidr',
        gateway: settings.defaultGateway,
      }
    : {
        version,
        bip: settings.bip6,
        bipName: 'bip6',
        range: settings.fixedCidr6,
        rangeName: 'fixed-cidr-v6',
        gateway: settings.defaultGateway6,
      };
}

/** The subnets of the default bridge network; a family without any gets a pool that the engine chooses. Throws where they do not hold. */
export function defaultBridgeIpam(host: EngineHost): IpamConfig[] {
  const { settings } = host.engine;
  const versions = settings.ipv6 ? ([4, 6] as const) : ([4] as const);
  return versions.flatMap((version) => ipamOf(host, optionsOf(settings, version)) ?? []);
}

/** daemon/daemon_unix.go: getDefaultBridgeIPAMConf */
function ipamOf(host: EngineHost, options: Options): IpamConfig | undefined {
  const range = options.range === '' ? undefined : parsed(options.range, options.rangeName);
  const own = options.bip === '' ? chosen(host, options, range) : named(options);
  const gateway = own && { gateway: own.address };
  const auxiliary: Record<string, Ip> =
    options.gateway === undefined ? {} : { [`DefaultGatewayIPv${options.version}`]: options.gateway };
  const kept = range && own ? keptRange(host, options, masked(range), own.subnet) : range && masked(range);
  if (!own && !kept && options.gateway === undefined) return undefined;
  const subnet = own?.subnet ?? kept ?? automaticPool(host, options.version, false).subnet;
  return { subnet, ...(kept && { range: kept }), ...gateway, auxiliary };
}

/** An address that a bridge has or is to have, with its subnet. */
interface BridgeAddress {
  readonly address: Ip;
  readonly subnet: Prefix;
}

const withSubnet = (prefix: Prefix): BridgeAddress => ({ address: prefix.address, subnet: masked(prefix) });

/** The address that the settings name. One of the other family has no pool. */
function named({ bip, bipName, version }: Options): BridgeAddress {
  const own = withSubnet(parsed(bip, bipName));
  if (family(own.address) !== version)
    throw internal(
      `error creating default "bridge" network: failed to allocate gateway (${own.address}): cannot find address pool for poolID:${formatPrefix(own.subnet)}/invalid Prefix`,
    );
  return own;
}

function parsed(text: string, option: string): Prefix {
  const prefix = parsePrefix(text);
  if (!prefix) throw internal(`parse ${option} failed: invalid CIDR address: ${text}`);
  return prefix;
}

const KERNELS_OWN: Prefix = { address: 'fe80::', length: 64 };

/** An address that the bridge has already is kept, where it goes together with the range (daemon/daemon_unix.go: selectBIP). */
function chosen(host: EngineHost, { version }: Options, range: Prefix | undefined): BridgeAddress | undefined {
  const { bridge } = host.engine.settings;
  const link = linkByName(namespaceOf(host.kernel, host.namespace), bridge || DEFAULT_BRIDGE);
  const present = (link?.addresses ?? [])
    .filter(({ address }) => family(address) === version)
    .filter(({ address }) => !contains(KERNELS_OWN, address) || (range && contains(KERNELS_OWN, range.address)))
    .map(({ address, prefixLength }) => withSubnet({ address, length: prefixLength }));
  const found = present.length > 1 && range ? fitting(present, range) : present[0];
  if (!found || !range || bridge !== '') return found;
  if (!contains(found.subnet, range.address)) return undefined;
  return range.length < found.subnet.length ? { address: found.address, subnet: masked(range) } : found;
}

function fitting(present: readonly BridgeAddress[], range: Prefix): BridgeAddress | undefined {
  let best = present[0];
  for (const each of present) {
    if (contains(each.subnet, range.address)) return each;
    if (best && contains(range, each.address) && !contains(range, best.address)) best = each;
  }
  return best;
}

/** On a bridge of the user's own a range outside of its subnet is not kept. */
function keptRange(
  host: EngineHost,
  { version, range: text, rangeName }: Options,
  range: Prefix,
  subnet: Prefix,
): Prefix | undefined {
  const { bridge } = host.engine.settings;
  if (bridge === '' || (contains(subnet, range.address) && range.length >= subnet.length)) return range;
  const outside = 'is outside any subnet implied by addresses on the user-managed default bridge';
  if (version === 6) throw internal(`${rangeName}=${text} ${outside}`);
  log(host, 'warning', `${rangeName} ${outside}, this may be treated as an error in a future release`, {
    bridge,
    'bridge-network': formatPrefix(subnet),
    [rangeName]: text,
  });
  return undefined;
}

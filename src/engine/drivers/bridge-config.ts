import { family, parseIp, type Ip } from '../../ip/address.ts';
import { invalid } from '../errors.ts';
import { own } from '../../kernel/own.ts';

export type GatewayMode = 'nat' | 'nat-unprotected' | 'routed' | 'isolated';

/** What a bridge network's options and their defaults come to (libnetwork/drivers/bridge: networkConfiguration). */
export interface BridgeConfig {
  /** Interface name. */
  name: string;
  icc: boolean;
  masquerade: boolean;
  /** Host address that ports are published on where none is given. */
  hostBinding: Ip;
  /** Source address for what leaves the network, in place of masquerading. */
  hostIpv4?: Ip;
  hostIpv6?: Ip;
  mtu?: number;
  /** Of interface names in containers. */
  prefix: string;
  gatewayMode4: GatewayMode;
  gatewayMode6: GatewayMode;
  /** The bridge gets no address. */
  inhibitIpv4: boolean;
  /** Host interfaces whose traffic reaches containers directly. */
  trusted: string[];
}

const BRIDGE = 'com.docker.network.bridge.';

/** Marks the network that containers have by default. */
export const DEFAULT_BRIDGE_OPTION = `${BRIDGE}default_bridge`;

const failed = (key: string, value: string, why: string) => invalid(`failed to parse ${key} value: ${value} (${why})`);

/** Go's strconv.ParseBool; undefined for other text. */
export function parseBool(value: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)) return true;
  return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(value) ? false : undefined;
}

function parseSwitch(key: string, value: string): boolean {
  const parsed = parseBool(value);
  if (parsed !== undefined) return parsed;
  throw failed(key, value, `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
}

function parseNumber(key: string, value: string): number {
  if (!/^[+-]?\d+$/.test(value))
    throw failed(key, value, `strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`);
  return Number(value);
}

function parseMode(key: string, value: string): GatewayMode {
  if (value === '' || value === 'nat') return 'nat';
  if (value === 'nat-unprotected' || value === 'routed' || value === 'isolated') return value;
  throw failed(key, value, `unknown gateway mode ${value}`);
}

function parseAddress(key: string, value: string, version?: 4 | 6): Ip {
  const ip = parseIp(value);
  if (ip === undefined) throw failed(key, value, 'nil ip');
  if (version !== undefined && family(ip) !== version) throw failed(key, value, `not an IPv${version} address`);
  return ip;
}

type Setter = (config: BridgeConfig, key: string, value: string) => void;

const SETTERS: Readonly<Record<string, Setter>> = {
  [`${BRIDGE}name`]: (c, _, value) => {
    if (value !== '') c.name = value;
  },
  'com.docker.network.driver.mtu': (c, key, value) => {
    const mtu = parseNumber(key, value);
    if (mtu < 0) throw invalid(`invalid MTU number: ${mtu}`);
    if (mtu > 0) c.mtu = mtu;
  },
  [`${BRIDGE}enable_ip_masquerade`]: (c, key, value) => {
    c.masquerade = parseSwitch(key, value);
  },
  [`${BRIDGE}enable_icc`]: (c, key, value) => {
    c.icc = parseSwitch(key, value);
  },
  [`${BRIDGE}inhibit_ipv4`]: (c, key, value) => {
    c.inhibitIpv4 = parseSwitch(key, value);
  },
  [`${BRIDGE}gateway_mode_ipv4`]: (c, key, value) => {
    c.gatewayMode4 = parseMode(key, value);
  },
  [`${BRIDGE}gateway_mode_ipv6`]: (c, key, value) => {
    c.gatewayMode6 = parseMode(key, value);
  },
  [`${BRIDGE}host_binding_ipv4`]: (c, key, value) => {
    c.hostBinding = parseAddress(key, value);
  },
  [`${BRIDGE}trusted_host_interfaces`]: (c, _, value) => {
    c.trusted = value.split(':').filter((name) => name !== '');
  },
  'com.docker.network.host_ipv4': (c, key, value) => {
    c.hostIpv4 = parseAddress(key, value, 4);
  },
  'com.docker.network.host_ipv6': (c, key, value) => {
    c.hostIpv6 = parseAddress(key, value, 6);
  },
  'com.docker.network.container_iface_prefix': (c, _, value) => {
    c.prefix = value;
  },
};

/** Reads a bridge network's options. Throws at a value that does not fit its option; options that are unknown have no effect. */
export function bridgeConfig(
  networkId: string,
  options: Readonly<Record<string, string>>,
  internal: boolean,
): BridgeConfig {
  const config: BridgeConfig = {
    name: `br-${networkId.slice(0, 12)}`,
    icc: true,
    masquerade: true,
    hostBinding: '0.0.0.0',
    prefix: 'eth',
    gatewayMode4: 'nat',
    gatewayMode6: 'nat',
    inhibitIpv4: false,
    trusted: [],
  };
  for (const [key, value] of Object.entries(options)) own(SETTERS, key)?.(config, key, value);
  if (!internal && (config.gatewayMode4 === 'isolated' || config.gatewayMode6 === 'isolated'))
    throw invalid("gateway mode 'isolated' can only be used for an internal network");
  return config;
}

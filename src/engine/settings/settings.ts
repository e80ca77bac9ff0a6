import type { Ip, Prefix } from '../../ip/address.ts';

/** An address pool that networks are cut from: `size` is the prefix length of one network. */
export interface AddressPool {
  base: Prefix;
  size: number;
}

/** What a daemon goes by: its file and the defaults of its flags (daemon/config/config.go, cmd/dockerd/config_unix.go). */
export interface Settings {
  iptables: boolean;
  ip6tables: boolean;
  ipForward: boolean;
  /** Switching forwarding on leaves the policy of FORWARD as it is. */
  ipForwardNoDrop: boolean;
  userlandProxy: boolean;
  /** Published ports are reached at containers' own addresses too. */
  allowDirectRouting: boolean;
  /** Of the default bridge; texts are empty where nothing is set. */
  bridge: string;
  bip: string;
  bip6: string;
  fixedCidr: string;
  fixedCidr6: string;
  defaultGateway?: Ip;
  defaultGateway6?: Ip;
  mtu: number;
  /** Host address that ports are published on where none is given. */
  ip: Ip;
  icc: boolean;
  ipMasq: boolean;
  ipv6: boolean;
  /** Empty for the engine's own. */
  addressPools: AddressPool[];
  /** Options of new networks, by driver. */
  networkOptions: Record<string, Record<string, string>>;
  /** Of containers that have none of their own. */
  dns: Ip[];
  dnsSearch: string[];
  dnsOptions: string[];
  /** What `host-gateway` stands for; empty for the default bridge's gateways. */
  hostGateways: Ip[];
  liveRestore: boolean;
  /** Seconds that a stop of the daemon waits for containers at least. */
  shutdownTimeout: number;
  labels: string[];
  insecureRegistries: string[];
  registryMirrors: string[];
  logDriver: string;
  logOptions: Record<string, string>;
  ulimits: Record<string, Ulimit>;
  init: boolean;
  /** Octets. */
  shmSize: number;
  debug: boolean;
  experimental: boolean;
  httpProxy: string;
  httpsProxy: string;
  noProxy: string;
  runtime: string;
  /** Empty for what the machine has. */
  storageDriver: string;
}

export interface Ulimit {
  Name: string;
  Hard: number;
  Soft: number;
}

export const DEFAULT_BRIDGE = 'docker0';
const MEBIBYTE = 1024 * 1024;

export const defaultSettings = (): Settings => ({
  iptables: true,
  ip6tables: true,
  ipForward: true,
  ipForwardNoDrop: false,
  userlandProxy: true,
  allowDirectRouting: false,
  bridge: '',
  bip: '',
  bip6: '',
  fixedCidr: '',
  fixedCidr6: '',
  mtu: 1500,
  ip: '0.0.0.0',
  icc: true,
  ipMasq: true,
  ipv6: false,
  addressPools: [],
  networkOptions: {},
  dns: [],
  dnsSearch: [],
  dnsOptions: [],
  hostGateways: [],
  liveRestore: false,
  shutdownTimeout: 15,
  labels: [],
  insecureRegistries: [],
  registryMirrors: [],
  logDriver: 'json-file',
  logOptions: {},
  ulimits: {},
  init: false,
  shmSize: 64 * MEBIBYTE,
  debug: false,
  experimental: false,
  httpProxy: '',
  httpsProxy: '',
  noProxy: '',
  runtime: 'runc',
  storageDriver: '',
});

/** Whether there is no default bridge network at all (`"bridge": "none"`). */
export const hasNoBridge = ({ bridge }: Settings): boolean => bridge === 'none';

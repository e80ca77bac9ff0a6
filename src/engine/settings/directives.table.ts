/** What a directive's value is, by the names that Go's types have. */
export type DirectiveType =
  | 'bool'
  | 'int'
  | 'int64'
  | 'string'
  | '[]string'
  | 'net.IP'
  | '[]net.IP'
  | '[]netip.Addr'
  | 'map[string]string'
  | 'map[string]map[string]string'
  | 'map[string]bool'
  | 'map[string]*units.Ulimit'
  | 'map[string]system.Runtime'
  | 'config.BuilderConfig'
  | 'opts.PoolsOpt'
  | 'opts.MemBytes';

/** The directives of daemon.json (daemon/config/config.go, config_linux.go) that are flags of dockerd too, by the flag's name or the option's. */
export const DIRECTIVES: Readonly<Record<string, DirectiveType>> = {
  'allow-direct-routing': 'bool',
  'api-cors-header': 'string',
  'authorization-plugins': '[]string',
  bip: 'string',
  bip6: 'string',
  bridge: 'string',
  builder: 'config.BuilderConfig',
  'cdi-spec-dirs': '[]string',
  'cgroup-parent': 'string',
  containerd: 'string',
  'containerd-namespace': 'string',
  'cpu-rt-period': 'int64',
  'cpu-rt-runtime': 'int64',
  'cri-containerd': 'bool',
  'data-root': 'string',
  debug: 'bool',
  'default-address-pools': 'opts.PoolsOpt',
  'default-cgroupns-mode': 'string',
  'default-gateway': 'net.IP',
  'default-gateway-v6': 'net.IP',
  'default-ipc-mode': 'string',
  'default-network-opts': 'map[string]map[string]string',
  'default-runtime': 'string',
  'default-shm-size': 'opts.MemBytes',
  'default-ulimits': 'map[string]*units.Ulimit',
  dns: '[]net.IP',
  'dns-opts': '[]string',
  'dns-search': '[]string',
  'exec-opts': '[]string',
  'exec-root': 'string',
  experimental: 'bool',
  features: 'map[string]bool',
  'fixed-cidr': 'string',
  'fixed-cidr-v6': 'string',
  group: 'string',
  'host-gateway-ip': 'net.IP',
  'host-gateway-ips': '[]netip.Addr',
  hosts: '[]string',
  icc: 'bool',
  init: 'bool',
  'init-path': 'string',
  'insecure-registries': '[]string',
  ip: 'net.IP',
  'ip-forward': 'bool',
  'ip-forward-no-drop': 'bool',
  'ip-masq': 'bool',
  ip6tables: 'bool',
  iptables: 'bool',
  ipv6: 'bool',
  labels: '[]string',
  'live-restore': 'bool',
  'log-driver': 'string',
  'log-format': 'string',
  'log-level': 'string',
  'log-opts': 'map[string]string',
  'max-concurrent-downloads': 'int',
  'max-concurrent-uploads': 'int',
  'max-download-attempts': 'int',
  'metrics-addr': 'string',
  mtu: 'int',
  'network-control-plane-mtu': 'int',
  'network-diagnostic-port': 'int',
  'no-new-privileges': 'bool',
  'node-generic-resources': '[]string',
  pidfile: 'string',
  'raw-logs': 'bool',
  'registry-mirrors': '[]string',
  rootless: 'bool',
  runtimes: 'map[string]system.Runtime',
  'seccomp-profile': 'string',
  'selinux-enabled': 'bool',
  'shutdown-timeout': 'int',
  'storage-driver': 'string',
  'storage-opts': '[]string',
  'swarm-default-advertise-addr': 'string',
  tls: 'bool',
  tlscacert: 'string',
  tlscert: 'string',
  tlskey: 'string',
  tlsverify: 'bool',
  'userland-proxy': 'bool',
  'userland-proxy-path': 'string',
  'userns-remap': 'string',
};

/** Names of flags that are no directives: a file may have them, and nothing comes of it. (Those of proxies stand in `proxies`.) */
export const WITHOUT_EFFECT: readonly string[] = [
  'add-runtime',
  'allow-nondistributable-artifact',
  'allow-nondistributable-artifacts',
  'authorization-plugin',
  'cdi-spec-dir',
  'config-file',
  'containerd-plugins-namespace',
  'default-address-pool',
  'default-network-opt',
  'default-ulimit',
  'deprecated-key-path',
  'dns-opt',
  'exec-opt',
  'feature',
  'help',
  'host',
  'http-proxy',
  'https-proxy',
  'insecure-registry',
  'label',
  'log-opt',
  'no-proxy',
  'node-generic-resource',
  'registry-mirror',
  'restart',
  'storage-opt',
  'validate',
  'version',
];

/** Directives whose value is one thing; other objects stand for the directives in them (daemon/config/config.go: flatOptions). */
export const FLAT: readonly string[] = [
  'builder',
  'cluster-store-opts',
  'default-network-opts',
  'default-ulimits',
  'features',
  'log-opts',
  'runtimes',
];

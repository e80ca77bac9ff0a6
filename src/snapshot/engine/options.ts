/** Labels and options that are about networking: no others are kept, as anything may be written there. */

const NETWORK_OPTIONS = new Set([
  'com.docker.network.bridge.name',
  'com.docker.network.bridge.default_bridge',
  'com.docker.network.bridge.enable_icc',
  'com.docker.network.bridge.enable_ip_masquerade',
  'com.docker.network.bridge.host_binding_ipv4',
  'com.docker.network.bridge.gateway_mode_ipv4',
  'com.docker.network.bridge.gateway_mode_ipv6',
  'com.docker.network.bridge.inhibit_ipv4',
  'com.docker.network.bridge.trusted_host_interfaces',
  'com.docker.network.container_iface_prefix',
  'com.docker.network.container_interface_prefix',
  'com.docker.network.driver.mtu',
  'com.docker.network.driver.overlay.vxlanid_list',
  'com.docker.network.enable_ipv4',
  'com.docker.network.enable_ipv6',
  'com.docker.network.host_ipv4',
  'com.docker.network.host_ipv6',
  'com.docker.network.internal',
  'com.docker.network.endpoint.ifname',
  'com.docker.network.endpoint.sysctls',
  'parent',
  'macvlan_mode',
  'ipvlan_mode',
  'ipvlan_flag',
  'encrypted',
]);

export const isNetworkOption = (name: string): boolean => NETWORK_OPTIONS.has(name);

/** Compose's labels by which it knows what it made. */
export const COMPOSE = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  network: 'com.docker.compose.network',
  dependsOn: 'com.docker.compose.depends_on',
} as const;

/** The labels by which a swarm knows the containers of its tasks. */
export const TASK = {
  id: 'com.docker.swarm.task.id',
  name: 'com.docker.swarm.task.name',
  service: 'com.docker.swarm.service.id',
} as const;

const OWN_LABELS: ReadonlySet<string> = new Set([
  ...Object.values(COMPOSE),
  ...Object.values(TASK),
  // What these say stands elsewhere.
  'com.docker.swarm.node.id',
  'com.docker.swarm.service.name',
  'com.docker.swarm.task',
]);
/** Whether Compose or a swarm wrote a label for itself. */
export const isOwnLabel = (name: string): boolean => OWN_LABELS.has(name);

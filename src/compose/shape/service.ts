/** The shape of a service, its parts in the order in which compose prints them (compose-go types/types.go). */
import { own } from '../../kernel/own.ts';
import { isRecord, type Tree } from '../tree.ts';
import { always, kept, list, map, struct, type Field, type Format } from './shape.ts';
import * as values from './values.ts';

const { text, flag, texts, size, duration, labels, mapping, variables } = values;

/** Null in JSON where nothing is said. */
const commandPart: Field = { shape: values.command, kept: true, bare: null };

const hook = struct({
  command: commandPart,
  user: text,
  privileged: flag,
  working_dir: text,
  environment: variables,
});

const fileReference = struct({ source: text, target: text, uid: text, gid: text, mode: values.fileMode });

const deviceRequest = struct(
  {
    capabilities: texts,
    driver: text,
    count: values.deviceCount,
    device_ids: texts,
    options: mapping,
  },
  { extended: false },
);

const build = struct({
  context: text,
  dockerfile: text,
  dockerfile_inline: text,
  entitlements: texts,
  args: variables,
  provenance: text,
  sbom: text,
  ssh: values.sshKeys,
  labels,
  cache_from: values.textOrList,
  cache_to: values.textOrList,
  no_cache: flag,
  additional_contexts: mapping,
  pull: flag,
  extra_hosts: values.hosts,
  isolation: text,
  network: text,
  target: text,
  secrets: list(fileReference),
  shm_size: size,
  tags: values.textOrList,
  ulimits: map(values.ulimit),
  platforms: values.textOrList,
  privileged: flag,
});

const trigger = struct({
  path: always(text, ''),
  action: always(text, ''),
  target: text,
  exec: { shape: hook, bare: {} },
  include: texts,
  ignore: texts,
  initial_sync: flag,
});

/** Go prints these under the names of its fields, since they are given no others. */
const unnamed = (shape: Field['shape'], zero: Tree, jsonName: string): Field => ({ ...always(shape, zero), jsonName });
const throttle = list(struct({ path: unnamed(text, '', 'Path'), rate: unnamed(values.sizeOrZero, '0', 'Rate') }));
const blkio = struct({
  weight: values.count('uint16'),
  weight_device: list(
    struct({ path: unnamed(text, '', 'Path'), weight: unnamed(values.count('uint16'), 0, 'Weight') }),
  ),
  device_read_bps: throttle,
  device_read_iops: throttle,
  device_write_bps: throttle,
  device_write_iops: throttle,
});

const updates = struct({
  parallelism: kept(values.count('uint64')),
  delay: values.durationOrNone,
  failure_action: text,
  monitor: values.durationOrNone,
  max_failure_ratio: values.float32,
  order: text,
});

const resource = struct({
  cpus: values.cpus,
  memory: size,
  pids: values.whole('int64'),
  devices: list(deviceRequest),
  generic_resources: list(
    struct({
      discrete_resource_spec: kept(struct({ kind: always(text, ''), value: always(values.whole('int64'), 0) })),
    }),
  ),
});

const deploy = struct({
  mode: text,
  replicas: kept(values.whole('int')),
  labels,
  update_config: kept(updates),
  rollback_config: kept(updates),
  resources: { shape: struct({ limits: kept(resource), reservations: kept(resource) }), bare: {} },
  restart_policy: kept(
    struct({
      condition: text,
      delay: kept(duration),
      max_attempts: kept(values.count('uint64')),
      window: kept(duration),
    }),
  ),
  placement: {
    shape: struct({
      constraints: texts,
      preferences: list(struct({ spread: text })),
      max_replicas_per_node: values.count('uint64'),
    }),
    bare: {},
  },
  endpoint_mode: text,
});

const healthcheck = struct({
  test: values.healthTest,
  timeout: kept(duration),
  interval: kept(duration),
  retries: kept(values.count('uint64')),
  start_period: kept(duration),
  start_interval: kept(duration),
  disable: flag,
});

const network = struct({
  aliases: texts,
  driver_opts: values.options,
  gw_priority: values.whole('int'),
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: texts,
  mac_address: text,
  priority: values.whole('int'),
});

const port = struct({
  name: text,
  mode: text,
  host_ip: text,
  target: values.count('uint32'),
  published: text,
  protocol: text,
  app_protocol: text,
});

const mount = struct({
  type: text,
  source: text,
  target: text,
  read_only: flag,
  consistency: text,
  bind: kept(struct({ selinux: text, propagation: text, create_host_path: flag, recursive: text })),
  volume: kept(struct({ labels: mapping, nocopy: flag, subpath: text })),
  tmpfs: kept(struct({ size, mode: values.count('uint32') })),
  image: kept(struct({ subpath: text })),
});

/** A required file is printed as its path alone. */
function printEnvFile(file: Tree, format: Format): Tree {
  if (!isRecord(file)) return file;
  const path = own(file, 'path') ?? '';
  if (own(file, 'required') === true) return path;
  return format === 'yaml' ? { path, required: false } : file;
}

export const service = struct({
  profiles: texts,
  annotations: mapping,
  attach: kept(flag),
  build: kept(build),
  develop: kept(struct({ watch: list(trigger) })),
  blkio_config: kept(blkio),
  cap_add: texts,
  cap_drop: texts,
  cgroup_parent: text,
  cgroup: text,
  cpu_count: values.whole('int64'),
  cpu_percent: values.float32,
  cpu_period: values.whole('int64'),
  cpu_quota: values.whole('int64'),
  cpu_rt_period: values.whole('int64'),
  cpu_rt_runtime: values.whole('int64'),
  cpus: values.float32,
  cpuset: text,
  cpu_shares: values.whole('int64'),
  command: commandPart,
  configs: list(fileReference),
  container_name: text,
  credential_spec: kept(struct({ config: text, file: text, registry: text })),
  depends_on: map(struct({ condition: text, restart: flag, required: always(flag, false) })),
  deploy: kept(deploy),
  device_cgroup_rules: texts,
  devices: list(struct({ source: text, target: text, permissions: text })),
  dns: values.textOrList,
  dns_opt: texts,
  dns_search: values.textOrList,
  dockerfile: text,
  domainname: text,
  entrypoint: commandPart,
  provider: kept(struct({ type: text, options: values.multiOptions })),
  environment: variables,
  env_file: list(
    struct({ path: text, required: always(flag, false), format: text }, { extended: false, print: printEnvFile }),
  ),
  expose: values.textsOrNumbers,
  extends: kept(struct({ file: text, service: text }, { extended: false })),
  external_links: texts,
  extra_hosts: values.hosts,
  group_add: texts,
  gpus: list(deviceRequest),
  hostname: text,
  healthcheck: kept(healthcheck),
  image: text,
  init: kept(flag),
  ipc: text,
  isolation: text,
  labels,
  label_file: texts,
  links: texts,
  logging: kept(struct({ driver: text, options: values.options })),
  log_driver: text,
  log_opt: map(text),
  mem_limit: size,
  mem_reservation: size,
  memswap_limit: size,
  mem_swappiness: size,
  mac_address: text,
  models: map(struct({ endpoint_var: text, model_var: text })),
  net: text,
  network_mode: text,
  networks: map(network),
  oom_kill_disable: flag,
  oom_score_adj: values.whole('int64'),
  pid: text,
  pids_limit: values.whole('int64'),
  platform: text,
  ports: list(port),
  privileged: flag,
  pull_policy: text,
  read_only: flag,
  restart: text,
  runtime: text,
  scale: kept(values.whole('int')),
  secrets: list(fileReference),
  security_opt: texts,
  shm_size: size,
  stdin_open: flag,
  stop_grace_period: kept(duration),
  stop_signal: text,
  storage_opt: map(text),
  sysctls: mapping,
  tmpfs: values.textOrList,
  tty: flag,
  ulimits: map(values.ulimit),
  use_api_socket: flag,
  user: text,
  userns_mode: text,
  uts: text,
  volume_driver: text,
  volumes: list(mount),
  volumes_from: texts,
  working_dir: text,
  post_start: list(hook),
  pre_stop: list(hook),
});

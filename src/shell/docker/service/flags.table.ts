/** The flags of `docker service …`, as its help lists them. */
import type { Flag } from '../cli/flags/flag.ts';
import { inspectFormat, listFormat, logFlags } from '../cli/flags/shared.table.ts';

/** Flags of the commands that wait until a service has converged. */
const detach = {
  name: 'detach',
  short: 'd',
  type: 'bool',
  usage: 'Exit immediately instead of waiting for the service to converge',
} as const satisfies Flag;
const quiet = { name: 'quiet', short: 'q', type: 'bool', usage: 'Suppress progress output' } as const satisfies Flag;

/** What `docker service create` and `update` have alike. */
const settings = [
  detach,
  quiet,
  { name: 'cap-add', type: 'list', usage: 'Add Linux capabilities' },
  { name: 'cap-drop', type: 'list', usage: 'Drop Linux capabilities' },
  {
    name: 'credential-spec',
    type: 'credential-spec',
    usage: 'Credential spec for managed service account (Windows only)',
  },
  { name: 'entrypoint', type: 'command', usage: 'Overwrite the default ENTRYPOINT of the image' },
  { name: 'health-cmd', type: 'string', usage: 'Command to run to check health' },
  { name: 'health-interval', type: 'duration', usage: 'Time between running the check (ms|s|m|h)' },
  { name: 'health-retries', type: 'int', usage: 'Consecutive failures needed to report unhealthy' },
  {
    name: 'health-start-interval',
    type: 'duration',
    usage: 'Time between running the check during the start period (ms|s|m|h)',
  },
  {
    name: 'health-start-period',
    type: 'duration',
    usage: 'Start period for the container to initialize before counting retries towards unstable (ms|s|m|h)',
  },
  { name: 'health-timeout', type: 'duration', usage: 'Maximum time to allow one check to run (ms|s|m|h)' },
  { name: 'hostname', type: 'string', usage: 'Container hostname' },
  {
    name: 'init',
    type: 'bool',
    usage: 'Use an init inside each service container to forward signals and reap processes',
  },
  { name: 'isolation', type: 'string', usage: 'Service container isolation mode' },
  { name: 'limit-cpu', type: 'decimal', usage: 'Limit CPUs' },
  { name: 'limit-memory', type: 'bytes', usage: 'Limit Memory' },
  { name: 'limit-pids', type: 'int', usage: 'Limit maximum number of processes (default 0 = unlimited)' },
  { name: 'log-driver', type: 'string', usage: 'Logging driver for service' },
  { name: 'log-opt', type: 'list', usage: 'Logging driver options' },
  {
    name: 'max-concurrent',
    type: 'uint',
    usage: 'Number of job tasks to run concurrently (default equal to --replicas)',
  },
  { name: 'no-healthcheck', type: 'bool', usage: 'Disable any container-specified HEALTHCHECK' },
  {
    name: 'no-resolve-image',
    type: 'bool',
    usage: 'Do not query the registry to resolve image digest and supported platforms',
  },
  { name: 'oom-score-adj', type: 'int', usage: "Tune host's OOM preferences (-1000 to 1000) " },
  { name: 'read-only', type: 'bool', usage: "Mount the container's root filesystem as read only" },
  { name: 'replicas', type: 'uint', usage: 'Number of tasks' },
  { name: 'replicas-max-per-node', type: 'uint', usage: 'Maximum number of tasks per node (default 0 = unlimited)' },
  { name: 'reserve-cpu', type: 'decimal', usage: 'Reserve CPUs' },
  { name: 'reserve-memory', type: 'bytes', usage: 'Reserve Memory' },
  { name: 'restart-max-attempts', type: 'uint', usage: 'Maximum number of restarts before giving up' },
  { name: 'restart-window', type: 'duration', usage: 'Window used to evaluate the restart policy (ns|us|ms|s|m|h)' },
  { name: 'stop-signal', type: 'string', usage: 'Signal to stop the container' },
  { name: 'tty', short: 't', type: 'bool', usage: 'Allocate a pseudo-TTY' },
  { name: 'user', short: 'u', type: 'string', usage: 'Username or UID (format: <name|uid>[:<group|gid>])' },
  { name: 'with-registry-auth', type: 'bool', usage: 'Send registry authentication details to swarm agents' },
  { name: 'workdir', short: 'w', type: 'string', usage: 'Working directory inside the container' },
] as const satisfies readonly Flag[];

/** `docker service create` */
export const createFlags = [
  ...settings,
  { name: 'config', type: 'config', usage: 'Specify configurations to expose to the service' },
  { name: 'constraint', type: 'list', usage: 'Placement constraints' },
  { name: 'container-label', type: 'list', usage: 'Container labels' },
  { name: 'dns', type: 'list', usage: 'Set custom DNS servers' },
  { name: 'dns-option', type: 'list', usage: 'Set DNS options' },
  { name: 'dns-search', type: 'list', usage: 'Set custom DNS search domains' },
  { name: 'endpoint-mode', type: 'string', usage: 'Endpoint mode (vip or dnsrr) (default "vip")' },
  { name: 'env', short: 'e', type: 'list', usage: 'Set environment variables' },
  { name: 'env-file', type: 'list', usage: 'Read in a file of environment variables' },
  { name: 'generic-resource', type: 'list', usage: 'User defined resources' },
  { name: 'group', type: 'list', usage: 'Set one or more supplementary user groups for the container' },
  { name: 'host', type: 'list', usage: 'Set one or more custom host-to-IP mappings (host:ip)' },
  { name: 'label', short: 'l', type: 'list', usage: 'Service labels' },
  {
    name: 'mode',
    type: 'string',
    usage: 'Service mode ("replicated", "global", "replicated-job", "global-job") (default "replicated")',
  },
  { name: 'mount', type: 'mount', usage: 'Attach a filesystem mount to the service' },
  { name: 'name', type: 'string', usage: 'Service name' },
  { name: 'network', type: 'network', usage: 'Network attachments' },
  { name: 'placement-pref', type: 'pref', usage: 'Add a placement preference' },
  { name: 'publish', short: 'p', type: 'port', usage: 'Publish a port as a node port' },
  {
    name: 'restart-condition',
    type: 'string',
    usage: 'Restart when condition is met ("none", "on-failure", "any") (default "any")',
  },
  { name: 'restart-delay', type: 'duration', usage: 'Delay between restart attempts (ns|us|ms|s|m|h) (default 5s)' },
  { name: 'rollback-delay', type: 'duration', usage: 'Delay between task rollbacks (ns|us|ms|s|m|h) (default 0s)' },
  {
    name: 'rollback-failure-action',
    type: 'string',
    usage: 'Action on rollback failure ("pause", "continue") (default "pause")',
  },
  {
    name: 'rollback-max-failure-ratio',
    type: 'float',
    usage: 'Failure rate to tolerate during a rollback (default 0)',
  },
  {
    name: 'rollback-monitor',
    type: 'duration',
    usage: 'Duration after each task rollback to monitor for failure (ns|us|ms|s|m|h) (default 5s)',
  },
  {
    name: 'rollback-order',
    type: 'string',
    usage: 'Rollback order ("start-first", "stop-first") (default "stop-first")',
  },
  {
    name: 'rollback-parallelism',
    type: 'uint',
    usage: 'Maximum number of tasks rolled back simultaneously (0 to roll back all at once) (default 1)',
  },
  { name: 'secret', type: 'secret', usage: 'Specify secrets to expose to the service' },
  {
    name: 'stop-grace-period',
    type: 'duration',
    usage: 'Time to wait before force killing a container (ns|us|ms|s|m|h) (default 10s)',
  },
  { name: 'sysctl', type: 'list', usage: 'Sysctl options' },
  { name: 'ulimit', type: 'ulimit', usage: 'Ulimit options (default [])' },
  { name: 'update-delay', type: 'duration', usage: 'Delay between updates (ns|us|ms|s|m|h) (default 0s)' },
  {
    name: 'update-failure-action',
    type: 'string',
    usage: 'Action on update failure ("pause", "continue", "rollback") (default "pause")',
  },
  { name: 'update-max-failure-ratio', type: 'float', usage: 'Failure rate to tolerate during an update (default 0)' },
  {
    name: 'update-monitor',
    type: 'duration',
    usage: 'Duration after each task update to monitor for failure (ns|us|ms|s|m|h) (default 5s)',
  },
  { name: 'update-order', type: 'string', usage: 'Update order ("start-first", "stop-first") (default "stop-first")' },
  {
    name: 'update-parallelism',
    type: 'uint',
    usage: 'Maximum number of tasks updated simultaneously (0 to update all at once) (default 1)',
  },
] as const satisfies readonly Flag[];

/** `docker service update` */
export const updateFlags = [
  ...settings,
  { name: 'args', type: 'command', usage: 'Service command args' },
  { name: 'config-add', type: 'config', usage: 'Add or update a config file on a service' },
  { name: 'config-rm', type: 'list', usage: 'Remove a configuration file' },
  { name: 'constraint-add', type: 'list', usage: 'Add or update a placement constraint' },
  { name: 'constraint-rm', type: 'list', usage: 'Remove a constraint' },
  { name: 'container-label-add', type: 'list', usage: 'Add or update a container label' },
  { name: 'container-label-rm', type: 'list', usage: 'Remove a container label by its key' },
  { name: 'dns-add', type: 'list', usage: 'Add or update a custom DNS server' },
  { name: 'dns-option-add', type: 'list', usage: 'Add or update a DNS option' },
  { name: 'dns-option-rm', type: 'list', usage: 'Remove a DNS option' },
  { name: 'dns-rm', type: 'list', usage: 'Remove a custom DNS server' },
  { name: 'dns-search-add', type: 'list', usage: 'Add or update a custom DNS search domain' },
  { name: 'dns-search-rm', type: 'list', usage: 'Remove a DNS search domain' },
  { name: 'endpoint-mode', type: 'string', usage: 'Endpoint mode (vip or dnsrr)' },
  { name: 'env-add', type: 'list', usage: 'Add or update an environment variable' },
  { name: 'env-rm', type: 'list', usage: 'Remove an environment variable' },
  { name: 'force', type: 'bool', usage: 'Force update even if no changes require it' },
  { name: 'generic-resource-add', type: 'list', usage: 'Add a Generic resource' },
  { name: 'generic-resource-rm', type: 'list', usage: 'Remove a Generic resource' },
  { name: 'group-add', type: 'list', usage: 'Add an additional supplementary user group to the container' },
  { name: 'group-rm', type: 'list', usage: 'Remove a previously added supplementary user group from the container' },
  { name: 'host-add', type: 'list', usage: 'Add a custom host-to-IP mapping ("host:ip")' },
  { name: 'host-rm', type: 'list', usage: 'Remove a custom host-to-IP mapping ("host:ip")' },
  { name: 'image', type: 'string', usage: 'Service image tag' },
  { name: 'label-add', type: 'list', usage: 'Add or update a service label' },
  { name: 'label-rm', type: 'list', usage: 'Remove a label by its key' },
  { name: 'mount-add', type: 'mount', usage: 'Add or update a mount on a service' },
  { name: 'mount-rm', type: 'list', usage: 'Remove a mount by its target path' },
  { name: 'network-add', type: 'network', usage: 'Add a network' },
  { name: 'network-rm', type: 'list', usage: 'Remove a network' },
  { name: 'placement-pref-add', type: 'pref', usage: 'Add a placement preference' },
  { name: 'placement-pref-rm', type: 'pref', usage: 'Remove a placement preference' },
  { name: 'publish-add', type: 'port', usage: 'Add or update a published port' },
  { name: 'publish-rm', type: 'port', usage: 'Remove a published port by its target port' },
  { name: 'restart-condition', type: 'string', usage: 'Restart when condition is met ("none", "on-failure", "any")' },
  { name: 'restart-delay', type: 'duration', usage: 'Delay between restart attempts (ns|us|ms|s|m|h)' },
  { name: 'rollback', type: 'bool', usage: 'Rollback to previous specification' },
  { name: 'rollback-delay', type: 'duration', usage: 'Delay between task rollbacks (ns|us|ms|s|m|h)' },
  { name: 'rollback-failure-action', type: 'string', usage: 'Action on rollback failure ("pause", "continue")' },
  { name: 'rollback-max-failure-ratio', type: 'float', usage: 'Failure rate to tolerate during a rollback' },
  {
    name: 'rollback-monitor',
    type: 'duration',
    usage: 'Duration after each task rollback to monitor for failure (ns|us|ms|s|m|h)',
  },
  { name: 'rollback-order', type: 'string', usage: 'Rollback order ("start-first", "stop-first")' },
  {
    name: 'rollback-parallelism',
    type: 'uint',
    usage: 'Maximum number of tasks rolled back simultaneously (0 to roll back all at once)',
  },
  { name: 'secret-add', type: 'secret', usage: 'Add or update a secret on a service' },
  { name: 'secret-rm', type: 'list', usage: 'Remove a secret' },
  {
    name: 'stop-grace-period',
    type: 'duration',
    usage: 'Time to wait before force killing a container (ns|us|ms|s|m|h)',
  },
  { name: 'sysctl-add', type: 'list', usage: 'Add or update a Sysctl option' },
  { name: 'sysctl-rm', type: 'list', usage: 'Remove a Sysctl option' },
  { name: 'ulimit-add', type: 'ulimit', usage: 'Add or update a ulimit option (default [])' },
  { name: 'ulimit-rm', type: 'list', usage: 'Remove a ulimit option' },
  { name: 'update-delay', type: 'duration', usage: 'Delay between updates (ns|us|ms|s|m|h)' },
  {
    name: 'update-failure-action',
    type: 'string',
    usage: 'Action on update failure ("pause", "continue", "rollback")',
  },
  { name: 'update-max-failure-ratio', type: 'float', usage: 'Failure rate to tolerate during an update' },
  {
    name: 'update-monitor',
    type: 'duration',
    usage: 'Duration after each task update to monitor for failure (ns|us|ms|s|m|h)',
  },
  { name: 'update-order', type: 'string', usage: 'Update order ("start-first", "stop-first")' },
  {
    name: 'update-parallelism',
    type: 'uint',
    usage: 'Maximum number of tasks updated simultaneously (0 to update all at once)',
  },
] as const satisfies readonly Flag[];

/** `docker service inspect` */
export const inspectFlags = [
  inspectFormat,
  { name: 'pretty', type: 'bool', usage: 'Print the information in a human friendly format' },
] as const satisfies readonly Flag[];

/** `docker service logs` */
export const logsFlags = [
  ...logFlags,
  { name: 'no-resolve', type: 'bool', usage: 'Do not map IDs to Names in output' },
  { name: 'no-task-ids', type: 'bool', usage: 'Do not include task IDs in output' },
  { name: 'no-trunc', type: 'bool', usage: 'Do not truncate output' },
  { name: 'raw', type: 'bool', usage: 'Do not neatly format logs' },
] as const satisfies readonly Flag[];

/** `docker service ls` */
export const lsFlags = [
  { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
  listFormat,
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display IDs' },
] as const satisfies readonly Flag[];

/** `docker service rollback` */
export const rollbackFlags = [detach, quiet] as const satisfies readonly Flag[];

/** `docker service scale` */
export const scaleFlags = [detach] as const satisfies readonly Flag[];

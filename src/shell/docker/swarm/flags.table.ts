/** The flags of `docker swarm …`, as its help lists them. */
import type { Flag } from '../cli/flags/flag.ts';

/** How a node takes part, as `init` and `join` ask for it. */
const nodeFlags = [
  { name: 'advertise-addr', type: 'string', usage: 'Advertised address (format: "<ip|interface>[:port]")' },
  {
    name: 'availability',
    type: 'string',
    usage: 'Availability of the node ("active", "pause", "drain") (default "active")',
  },
  {
    name: 'data-path-addr',
    type: 'string',
    usage: 'Address or interface to use for data path traffic (format: "<ip|interface>")',
  },
  {
    name: 'listen-addr',
    type: 'node-addr',
    usage: 'Listen address (format: "<ip|interface>[:port]") (default 0.0.0.0:2377)',
  },
] as const satisfies readonly Flag[];

/** The swarm's certificates, of which three commands speak. */
const certificateFlags = [
  {
    name: 'cert-expiry',
    type: 'duration',
    usage: 'Validity period for node certificates (ns|us|ms|s|m|h) (default 2160h0m0s)',
  },
  { name: 'external-ca', type: 'external-ca', usage: 'Specifications of one or more certificate signing endpoints' },
] as const satisfies readonly Flag[];

/** Settings of the whole swarm, as `init` and `update` give them. */
const clusterFlags = [
  ...certificateFlags,
  {
    name: 'dispatcher-heartbeat',
    type: 'duration',
    usage: 'Dispatcher heartbeat period (ns|us|ms|s|m|h) (default 5s)',
  },
  { name: 'max-snapshots', type: 'uint', usage: 'Number of additional Raft snapshots to retain' },
  { name: 'snapshot-interval', type: 'uint', usage: 'Number of log entries between Raft snapshots (default 10000)' },
  { name: 'task-history-limit', type: 'int', usage: 'Task history retention limit (default 5)' },
] as const satisfies readonly Flag[];

/** `docker swarm init` */
export const initFlags = [
  ...nodeFlags,
  ...clusterFlags,
  {
    name: 'autolock',
    type: 'bool',
    usage: 'Enable manager autolocking (requiring an unlock key to start a stopped manager)',
  },
  {
    name: 'data-path-port',
    type: 'uint32',
    usage:
      'Port number to use for data path traffic (1024 - 49151). If no value is set or is set to 0, the default port (4789) is used.',
  },
  { name: 'default-addr-pool', type: 'ipNetSlice', usage: 'default address pool in CIDR format (default [])' },
  {
    name: 'default-addr-pool-mask-length',
    type: 'uint32',
    usage: 'default address pool subnet mask length (default 24)',
  },
  { name: 'force-new-cluster', type: 'bool', usage: 'Force create a new cluster from current state' },
] as const satisfies readonly Flag[];

/** `docker swarm join` */
export const joinFlags = [
  ...nodeFlags,
  { name: 'token', type: 'string', usage: 'Token for entry into the swarm' },
] as const satisfies readonly Flag[];

/** `docker swarm join-token` */
export const joinTokenFlags = [
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display token' },
  { name: 'rotate', type: 'bool', usage: 'Rotate join token' },
] as const satisfies readonly Flag[];

/** `docker swarm leave` */
export const leaveFlags = [
  { name: 'force', short: 'f', type: 'bool', usage: 'Force this node to leave the swarm, ignoring warnings' },
] as const satisfies readonly Flag[];

/** `docker swarm ca` */
export const caFlags = [
  ...certificateFlags,
  {
    name: 'ca-cert',
    type: 'pem-file',
    usage: 'Path to the PEM-formatted root CA certificate to use for the new cluster',
  },
  { name: 'ca-key', type: 'pem-file', usage: 'Path to the PEM-formatted root CA key to use for the new cluster' },
  {
    name: 'detach',
    short: 'd',
    type: 'bool',
    usage: 'Exit immediately instead of waiting for the root rotation to converge',
  },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Suppress progress output' },
  {
    name: 'rotate',
    type: 'bool',
    usage: 'Rotate the swarm CA - if no certificate or key are provided, new ones will be generated',
  },
] as const satisfies readonly Flag[];

/** `docker swarm update` */
export const updateFlags = [
  ...clusterFlags,
  { name: 'autolock', type: 'bool', usage: 'Change manager autolocking setting (true|false)' },
] as const satisfies readonly Flag[];

/** `docker swarm unlock-key` */
export const unlockKeyFlags = [
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display token' },
  { name: 'rotate', type: 'bool', usage: 'Rotate unlock key' },
] as const satisfies readonly Flag[];

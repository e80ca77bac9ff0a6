import type { Flag } from '../cli/flags/flag.ts';

/** What `docker volume create` takes of volumes of a cluster, which help shows on a swarm's managers only. */
export const clusterFlags = [
  {
    name: 'availability',
    type: 'string',
    usage: 'Cluster Volume availability ("active", "pause", "drain")',
    hidden: true,
  },
  { name: 'group', type: 'string', usage: 'Cluster Volume group (cluster volumes)', hidden: true },
  { name: 'limit-bytes', type: 'bytes', usage: 'Minimum size of the Cluster Volume in bytes', hidden: true },
  { name: 'required-bytes', type: 'bytes', usage: 'Maximum size of the Cluster Volume in bytes', hidden: true },
  { name: 'scope', type: 'string', usage: 'Cluster Volume access scope ("single", "multi")', hidden: true },
  { name: 'secret', type: 'map', usage: 'Cluster Volume secrets', hidden: true },
  {
    name: 'sharing',
    type: 'string',
    usage: 'Cluster Volume access sharing ("none", "readonly", "onewriter", "all")',
    hidden: true,
  },
  {
    name: 'topology-preferred',
    type: 'list',
    usage: 'A topology that the Cluster Volume would be preferred in',
    hidden: true,
  },
  {
    name: 'topology-required',
    type: 'list',
    usage: 'A topology that the Cluster Volume must be accessible from',
    hidden: true,
  },
  { name: 'type', type: 'string', usage: 'Cluster Volume access type ("mount", "block")', hidden: true },
] as const satisfies readonly Flag[];

/** Those that make it one of a cluster; the others are of no effect without (docker/cli cli/command/volume/create.go). */
export const CLUSTER = ['group', 'scope', 'sharing', 'availability', 'type', 'limit-bytes', 'required-bytes'] as const;

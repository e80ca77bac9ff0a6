/** The flags of `docker node …`, as its help lists them. */
import type { Flag } from '../cli/flags/flag.ts';
import { inspectFormat, listFormat } from '../cli/flags/shared.table.ts';

/** `docker node ls` */
export const nodeListFlags: readonly Flag[] = [
  { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
  listFormat,
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display IDs' },
];

/** `docker node ps` */
export const nodeTasksFlags: readonly Flag[] = [
  { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
  { name: 'format', type: 'string', usage: 'Pretty-print tasks using a Go template' },
  { name: 'no-resolve', type: 'bool', usage: 'Do not map IDs to Names' },
  { name: 'no-trunc', type: 'bool', usage: 'Do not truncate output' },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display task IDs' },
];

/** `docker node inspect` */
export const nodeInspectFlags: readonly Flag[] = [
  inspectFormat,
  { name: 'pretty', type: 'bool', usage: 'Print the information in a human friendly format' },
];

/** `docker node rm` */
export const nodeRemoveFlags: readonly Flag[] = [
  { name: 'force', short: 'f', type: 'bool', usage: 'Force remove a node from the swarm' },
];

/** `docker node update` */
export const nodeUpdateFlags: readonly Flag[] = [
  { name: 'availability', type: 'string', usage: 'Availability of the node ("active", "pause", "drain")' },
  { name: 'label-add', type: 'list', usage: 'Add or update a node label ("key=value")' },
  { name: 'label-rm', type: 'list', usage: 'Remove a node label if exists' },
  { name: 'role', type: 'string', usage: 'Role of the node ("worker", "manager")' },
];

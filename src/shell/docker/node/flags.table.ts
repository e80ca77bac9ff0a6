/** The flags of `docker node …`, as its help lists them. */
import type { Flag } from '../cli/flags/flag.ts';
import { inspectFormat, listFormat } from '../cli/flags/shared.table.ts';

/** `docker node ls` */
export const lsFlags = [
  { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
  listFormat,
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display IDs' },
] as const satisfies readonly Flag[];

/** `docker node inspect` */
export const inspectFlags = [
  inspectFormat,
  { name: 'pretty', type: 'bool', usage: 'Print the information in a human friendly format' },
] as const satisfies readonly Flag[];

/** `docker node rm` */
export const rmFlags = [
  { name: 'force', short: 'f', type: 'bool', usage: 'Force remove a node from the swarm' },
] as const satisfies readonly Flag[];

/** `docker node update` */
export const updateFlags = [
  { name: 'availability', type: 'string', usage: 'Availability of the node ("active", "pause", "drain")' },
  { name: 'label-add', type: 'list', usage: 'Add or update a node label ("key=value")' },
  { name: 'label-rm', type: 'list', usage: 'Remove a node label if exists' },
  { name: 'role', type: 'string', usage: 'Role of the node ("worker", "manager")' },
] as const satisfies readonly Flag[];

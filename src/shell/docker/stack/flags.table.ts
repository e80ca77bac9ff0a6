/** The flags of `docker stack …`, as its help lists them. */
import type { Flag } from '../cli/flags/flag.ts';
import { listFormat } from '../cli/flags/shared.table.ts';

const composeFile = {
  name: 'compose-file',
  short: 'c',
  type: 'strings',
  usage: 'Path to a Compose file, or "-" to read from stdin',
} as const satisfies Flag;

const filter = {
  name: 'filter',
  short: 'f',
  type: 'filter',
  usage: 'Filter output based on conditions provided',
} as const satisfies Flag;

export const deployFlags = [
  composeFile,
  {
    name: 'detach',
    short: 'd',
    type: 'bool',
    usage: 'Exit immediately instead of waiting for the stack services to converge (default true)',
  },
  { name: 'prune', type: 'bool', usage: 'Prune services that are no longer referenced' },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Suppress progress output' },
  {
    name: 'resolve-image',
    type: 'string',
    usage:
      'Query the registry to resolve image digest and supported platforms ("always", "changed", "never") (default "always")',
  },
  { name: 'with-registry-auth', type: 'bool', usage: 'Send registry authentication details to Swarm agents' },
] as const satisfies readonly Flag[];

export const stackLsFlags = [listFormat] as const satisfies readonly Flag[];

export const stackPsFlags = [
  filter,
  listFormat,
  { name: 'no-resolve', type: 'bool', usage: 'Do not map IDs to Names' },
  { name: 'no-trunc', type: 'bool', usage: 'Do not truncate output' },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display task IDs' },
] as const satisfies readonly Flag[];

export const stackServicesFlags = [
  filter,
  listFormat,
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display IDs' },
] as const satisfies readonly Flag[];

export const stackRmFlags = [
  { name: 'detach', short: 'd', type: 'bool', usage: 'Do not wait for stack removal (default true)' },
] as const satisfies readonly Flag[];

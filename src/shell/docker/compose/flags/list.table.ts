import type { Flag } from '../../cli/flags/flag.ts';
import { listFormat } from '../../cli/flags/shared.table.ts';

/** `docker compose ps`. */
export const psFlags = [
  { name: 'format', type: 'string', usage: `${listFormat.usage} (default "table")` },
  { name: 'filter', type: 'string', usage: 'Filter services by a property (supported filters: status)' },
  {
    name: 'status',
    type: 'stringArray',
    usage: 'Filter services by status. Values: [paused | restarting | removing | running | dead | created | exited]',
  },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display IDs' },
  { name: 'services', type: 'bool', usage: 'Display services' },
  { name: 'orphans', type: 'bool', usage: 'Include orphaned services (not declared by project) (default true)' },
  {
    name: 'all',
    short: 'a',
    type: 'bool',
    usage: 'Show all stopped containers (including those created by the run command)',
  },
  { name: 'no-trunc', type: 'bool', usage: "Don't truncate output" },
] as const satisfies readonly Flag[];

/** `docker compose ls`. */
export const lsFlags = [
  { name: 'format', type: 'string', usage: 'Format the output. Values: [table | json] (default "table")' },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display project names' },
  { name: 'filter', type: 'filter', usage: 'Filter output based on conditions provided' },
  { name: 'all', short: 'a', type: 'bool', usage: 'Show all stopped Compose projects' },
] as const satisfies readonly Flag[];

/** `docker compose images`. */
export const imagesFlags = [
  { name: 'format', type: 'string', usage: 'Format the output. Values: [table | json] (default "table")' },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display IDs' },
] as const satisfies readonly Flag[];

/** `docker compose volumes`. */
export const volumesFlags = [
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display volume names' },
  { name: 'format', type: 'string', usage: `${listFormat.usage} (default "table")` },
] as const satisfies readonly Flag[];

/** `docker compose port`. */
export const portFlags = [
  { name: 'protocol', type: 'string', usage: 'tcp or udp (default "tcp")' },
  { name: 'index', type: 'int', usage: 'Index of the container if service has multiple replicas' },
] as const satisfies readonly Flag[];

/** `docker compose events`. */
export const eventsFlags = [
  { name: 'json', type: 'bool', usage: 'Output events as a stream of json objects' },
  { name: 'since', type: 'string', usage: 'Show all events created since timestamp' },
  { name: 'until', type: 'string', usage: 'Stream events until this timestamp' },
] as const satisfies readonly Flag[];

/** `docker compose version`. */
export const versionFlags = [
  {
    name: 'format',
    short: 'f',
    type: 'string',
    usage: 'Format the output. Values: [pretty | json]. (Default: pretty)',
  },
  { name: 'short', type: 'bool', usage: "Shows only Compose's version number" },
] as const satisfies readonly Flag[];

/** `docker compose logs`. */
export const logsFlags = [
  { name: 'follow', short: 'f', type: 'bool', usage: 'Follow log output' },
  { name: 'index', type: 'int', usage: 'index of the container if service has multiple replicas' },
  {
    name: 'since',
    type: 'string',
    usage: 'Show logs since timestamp (e.g. 2013-01-02T13:23:37Z) or relative (e.g. 42m for 42 minutes)',
  },
  {
    name: 'until',
    type: 'string',
    usage: 'Show logs before a timestamp (e.g. 2013-01-02T13:23:37Z) or relative (e.g. 42m for 42 minutes)',
  },
  { name: 'no-color', type: 'bool', usage: 'Produce monochrome output' },
  { name: 'no-log-prefix', type: 'bool', usage: "Don't print prefix in logs" },
  { name: 'timestamps', short: 't', type: 'bool', usage: 'Show timestamps' },
  {
    name: 'tail',
    short: 'n',
    type: 'string',
    usage: 'Number of lines to show from the end of the logs for each container (default "all")',
  },
] as const satisfies readonly Flag[];

/** `docker compose stats`. */
export const statsFlags = [
  { name: 'all', short: 'a', type: 'bool', usage: 'Show all containers (default shows just running)' },
  {
    name: 'format',
    type: 'string',
    usage: listFormat.usage.replace('go/formatting/', 'engine/cli/formatting/'),
  },
  { name: 'no-stream', type: 'bool', usage: 'Disable streaming stats and only pull the first result' },
  { name: 'no-trunc', type: 'bool', usage: 'Do not truncate output' },
] as const satisfies readonly Flag[];

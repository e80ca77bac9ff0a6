import type { Flag } from './flag.ts';

/** Flags that several commands have. */

export const inspectFormat = {
  name: 'format',
  short: 'f',
  type: 'string',
  usage: `Format output using a custom template:
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`,
} as const satisfies Flag;

export const listFormat = {
  name: 'format',
  type: 'string',
  usage: `Format output using a custom template:
'table':            Print output in table format with column headers (default)
'table TEMPLATE':   Print output in table format using the given Go template
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`,
} as const satisfies Flag;

export const detachKeys = {
  name: 'detach-keys',
  type: 'string',
  usage: 'Override the key sequence for detaching a container',
} as const satisfies Flag;

export const signalFlag = {
  name: 'signal',
  short: 's',
  type: 'string',
  usage: 'Signal to send to the container',
} as const satisfies Flag;

export const stopTimeout = [
  { name: 'timeout', short: 't', type: 'int', usage: 'Seconds to wait before killing the container' },
  {
    name: 'time',
    type: 'int',
    usage: 'Seconds to wait before killing the container',
    hidden: true,
    deprecated: 'use --timeout instead',
  },
] as const satisfies readonly Flag[];

export const pruneForce = {
  name: 'force',
  short: 'f',
  type: 'bool',
  usage: 'Do not prompt for confirmation',
} as const satisfies Flag;

export const untilFilter = {
  name: 'filter',
  type: 'filter',
  usage: 'Provide filter values (e.g. "until=<timestamp>")',
} as const satisfies Flag;

/** What the logs of containers and of services are asked with. */
export const logFlags = [
  { name: 'details', type: 'bool', usage: 'Show extra details provided to logs' },
  { name: 'follow', short: 'f', type: 'bool', usage: 'Follow log output' },
  {
    name: 'since',
    type: 'string',
    usage: 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
  },
  {
    name: 'tail',
    short: 'n',
    type: 'string',
    usage: 'Number of lines to show from the end of the logs (default "all")',
  },
  { name: 'timestamps', short: 't', type: 'bool', usage: 'Show timestamps' },
] as const satisfies readonly Flag[];

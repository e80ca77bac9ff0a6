import type { Flag } from './flag.ts';

/** Flags that several commands have. */

export const inspectFormat: Flag = {
  name: 'format',
  short: 'f',
  type: 'string',
  usage: `Format output using a custom template:
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`,
};

export const listFormat: Flag = {
  name: 'format',
  type: 'string',
  usage: `Format output using a custom template:
'table':            Print output in table format with column headers (default)
'table TEMPLATE':   Print output in table format using the given Go template
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`,
};

export const detachKeys: Flag = {
  name: 'detach-keys',
  type: 'string',
  usage: 'Override the key sequence for detaching a container',
};

export const signalFlag: Flag = {
  name: 'signal',
  short: 's',
  type: 'string',
  usage: 'Signal to send to the container',
};

export const stopTimeout: readonly Flag[] = [
  { name: 'timeout', short: 't', type: 'int', usage: 'Seconds to wait before killing the container' },
  {
    name: 'time',
    type: 'int',
    usage: 'Seconds to wait before killing the container',
    hidden: true,
    deprecated: 'use --timeout instead',
  },
];

export const pruneForce: Flag = {
  name: 'force',
  short: 'f',
  type: 'bool',
  usage: 'Do not prompt for confirmation',
};

export const untilFilter: Flag = {
  name: 'filter',
  type: 'filter',
  usage: 'Provide filter values (e.g. "until=<timestamp>")',
};

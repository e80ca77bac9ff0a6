import { later } from '../../tool/later.ts';
import { defineCommand } from '../cli/command.ts';

export const df = defineCommand({
  use: 'df [OPTIONS]',
  short: 'Show docker disk usage',
  flags: [
    {
      name: 'format',
      type: 'string',
      usage: `Format output using a custom template:
'table':            Print output in table format with column headers (default)
'table TEMPLATE':   Print output in table format using the given Go template
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`,
    },
    { name: 'verbose', short: 'v', type: 'bool', usage: 'Show detailed information on space usage' },
  ],
  arity: { exactly: 0 },
  run: later(async () => (await import('./df-run.ts')).runDf),
});

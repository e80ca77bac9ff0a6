import { later } from '../../tool/later.ts';
import { defineCommand } from '../cli/command.ts';
import type { Flag } from '../cli/flags/flag.ts';

export const eventsFlags = [
  { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
  {
    name: 'format',
    type: 'string',
    usage: `Format output using a custom template:
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`,
  },
  { name: 'since', type: 'string', usage: 'Show all events created since timestamp' },
  { name: 'until', type: 'string', usage: 'Stream events until this timestamp' },
] as const satisfies readonly Flag[];

export const events = defineCommand({
  use: 'events [OPTIONS]',
  short: 'Get real time events from the server',
  ways: ['docker system events', 'docker events'],
  flags: eventsFlags,
  arity: { exactly: 0 },
  run: later(async () => (await import('./events-run.ts')).runEvents),
});

/** `docker inspect`: an object of any kind. */
import { defineCommand } from '../cli/command.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const inspect = defineCommand({
  use: 'inspect [OPTIONS] NAME|ID [NAME|ID...]',
  short: 'Return low-level information on Docker objects',
  flags: [
    inspectFormat,
    { name: 'size', short: 's', type: 'bool', usage: 'Display total file sizes if the type is container' },
    { name: 'type', type: 'string', usage: 'Only inspect objects of the given type' },
  ],
  arity: { atLeast: 1 },
  completes: ['object'],
  run: later(async () => (await import('./inspect-run.ts')).inspectAny),
});

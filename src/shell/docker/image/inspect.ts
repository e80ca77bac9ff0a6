import { defineCommand } from '../cli/command.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const inspect = defineCommand({
  use: 'inspect [OPTIONS] IMAGE [IMAGE...]',
  short: 'Display detailed information on one or more images',
  flags: [
    inspectFormat,
    {
      name: 'platform',
      type: 'string',
      usage: `Inspect a specific platform of the multi-platform image.
If the image or the server is not multi-platform capable, the command will error out if the platform does not match.
'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)`,
    },
  ],
  arity: { atLeast: 1 },
  completes: ['image'],
  run: later(async () => (await import('./inspect-run.ts')).inspectImages),
});

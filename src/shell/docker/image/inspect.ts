import { inspectImage } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import type { Asking } from '../cli/command.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
import { inspectEach } from '../cli/inspect.ts';
import type { Inspected } from '../cli/inspect.ts';
import { ask } from '../engine.ts';
import { imageInspect } from './inspect-fields.ts';

/** An image. Throws EngineError. */
export const inspectedImage = (context: Asking, ref: string): Inspected => ({
  type: imageInspect,
  json: ask(context, (host) => inspectImage(host, ref)),
});

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
  run: (context) => inspectEach(context, (ref) => inspectedImage(context, ref)),
});

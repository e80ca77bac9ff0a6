import { EngineError, inspectImage } from '../../../engine/api.ts';
import type { Asking, Context } from '../cli/command.ts';
import { flagText } from '../cli/flags/flag.ts';
import { inspectEach } from '../cli/inspect.ts';
import type { Inspected } from '../cli/inspect.ts';
import { ask } from '../engine.ts';
import { isOurs, platformDiffers } from '../container/create/platform.ts';
import { imageInspect } from './inspect-fields.ts';

/** An image. Throws EngineError. */
export const inspectedImage = (context: Asking, ref: string): Inspected => ({
  type: imageInspect,
  json: ask(context, (host) => inspectImage(host, ref)),
});

/** `docker image inspect`. */
export function inspectImages(context: Context<'format' | 'platform'>): number {
  const platform = flagText(context.flags, 'platform');
  const differs = !isOurs(platform);
  return inspectEach(context, (ref) => {
    const found = inspectedImage(context, ref);
    if (differs) throw new EngineError(platformDiffers(ref, platform), 404);
    return found;
  });
}

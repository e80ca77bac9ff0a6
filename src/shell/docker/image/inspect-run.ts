import { inspectImage } from '../../../engine/api.ts';
import type { Asking, Context } from '../cli/command.ts';
import { inspectEach } from '../cli/inspect.ts';
import type { Inspected } from '../cli/inspect.ts';
import { ask } from '../engine.ts';
import { imageInspect } from './inspect-fields.ts';

/** An image. Throws EngineError. */
export const inspectedImage = (context: Asking, ref: string): Inspected => ({
  type: imageInspect,
  json: ask(context, (host) => inspectImage(host, ref)),
});

/** `docker image inspect`. */
export const inspectImages = (context: Context<'format'>): number =>
  inspectEach(context, (ref) => inspectedImage(context, ref));

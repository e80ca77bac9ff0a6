import { inspectContainer, inspectImage } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { inspectEach } from '../cli/inspect.ts';
import type { Inspected } from '../cli/inspect.ts';
import { ask, named } from '../engine.ts';
import { containerInspect } from './inspect-fields.ts';

/** A container, with the sizes of its files where they are asked for. */
export function inspectedContainer(context: Context<'size'>, ref: string): Inspected {
  const json = ask(context, (host) => {
    const found = inspectContainer(host, named('container', ref));
    return flagOn(context.flags, 'size') ? withSizes(found, inspectImage(host, found.Image).Size) : found;
  });
  return { type: containerInspect, json };
}

const withSizes = (json: object, size: number): object =>
  Object.fromEntries(
    Object.entries(json).flatMap(([key, value]) =>
      key === 'Mounts'
        ? [
            ['SizeRw', 0],
            ['SizeRootFs', size],
            [key, value],
          ]
        : [[key, value]],
    ),
  );

/** `docker container inspect`. */
export const inspectContainers = (context: Context<'format' | 'size'>): number =>
  inspectEach(context, (ref) => inspectedContainer(context, ref));

import { inspectVolume } from '../../../engine/api.ts';
import type { Asking, Context } from '../cli/command.ts';
import { inspectEach } from '../cli/inspect.ts';
import type { Inspected } from '../cli/inspect.ts';
import { map, string, struct } from '../cli/template/value/type.ts';
import type { Field } from '../cli/template/value/type.ts';
import { ask } from '../engine.ts';

const field = (name: string, type: Field['type'] = string): Field => ({ name, json: name, type });

const volumeInspect = struct('volume.Volume', [
  field('CreatedAt'),
  field('Driver'),
  field('Labels', map(string)),
  field('Mountpoint'),
  field('Name'),
  field('Options', map(string)),
  field('Scope'),
]);

/** A volume. Throws EngineError. */
export const inspectedVolume = (asking: Asking, name: string): Inspected => ({
  type: volumeInspect,
  json: ask(asking, (host) => inspectVolume(host, name)),
});

/** `docker volume inspect`. */
export const inspectVolumes = (context: Context<'format'>): number =>
  inspectEach(context, (name) => inspectedVolume(context, name));

import { EngineError } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import { inspectEach } from '../cli/inspect.ts';
import type { Inspected } from '../cli/inspect.ts';
import { inspectedContainer } from '../container/inspect-run.ts';
import { inspectedImage } from '../image/inspect-run.ts';
import { inspectedNetwork } from '../network/inspect-run.ts';
import { inspectedVolume } from '../volume/inspect-run.ts';
import { own } from '../../../kernel/own.ts';

const kinds = ['config', 'container', 'image', 'network', 'node', 'plugin', 'secret', 'service', 'task', 'volume'];
const finders: Readonly<Record<string, (context: Context<'size'>, ref: string) => Inspected>> = {
  container: inspectedContainer,
  image: inspectedImage,
  network: (context, ref) => inspectedNetwork(context, ref),
  volume: inspectedVolume,
};

/** The first kind of object that has the name: containers, images, networks, volumes. */
function anyKind(context: Context<'size'>, ref: string): Inspected {
  for (const [kind, find] of Object.entries(finders)) {
    try {
      const found = find(context, ref);
      if (kind !== 'container' && flagOn(context.flags, 'size'))
        context.call.err(`WARNING: --size ignored for ${kind}\n`);
      return found;
    } catch (error) {
      if (!(error instanceof EngineError) || error.status !== 404) throw error;
    }
  }
  throw new CliError(`Error: No such object: ${ref}`);
}

function byType(context: Context<'size'>, type: string): (ref: string) => Inspected {
  const find = own(finders, type);
  if (find) return (ref) => find(context, ref);
  return (ref) => {
    throw new CliError(`Error: No such ${type}: ${ref}`);
  };
}

/** `docker inspect`. */
export function inspectAny(context: Context<'format' | 'size' | 'type'>): number {
  const type = flagText(context.flags, 'type');
  const choices = `must be one of ${kinds.map((kind) => `"${kind}"`).join(', ')}`;
  if (isSet(context.flags, 'type') && type === '') throw new CliError(`type is empty: ${choices}`);
  if (type !== '' && !kinds.includes(type)) throw new CliError(`unknown type: "${type}": ${choices}`);
  return inspectEach(context, type === '' ? (ref) => anyKind(context, ref) : byType(context, type));
}

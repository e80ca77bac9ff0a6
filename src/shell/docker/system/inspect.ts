/** `docker inspect`, and what the inspect commands of containers, networks and images share. */
import { EngineError, inspectContainer, inspectImage, inspectNetwork } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Command, Context } from '../cli/command.ts';
import { ask, daemonError, named, refusal } from '../engine.ts';
import { flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
import type { StructType } from '../cli/template/type.ts';
import { TemplateError } from '../cli/template/template.ts';
import { parsedTemplate, printObject } from '../cli/inspect-template.ts';
import { containerInspect } from '../container/inspect-fields.ts';
import { imageInspect } from '../image/inspect-fields.ts';
import { networkInspect } from '../network/inspect-fields.ts';

export interface Inspected {
  readonly type: StructType;
  readonly json: unknown;
}

/** Prints each object that a name finds, as JSON or by `--format`; refusals come together at the end. */
export function inspectEach(context: Context, find: (ref: string) => Inspected): number {
  const format = flagText(context.flags, 'format');
  const print = format === '' || format === 'json' ? undefined : parsedTemplate(format);
  const found: unknown[] = [];
  const problems: string[] = [];
  let text = '';
  for (const ref of context.arguments) {
    try {
      const { type, json } = find(ref);
      if (print) text += `${printObject(print, type, json)}\n`;
      else found.push(json);
    } catch (error) {
      problems.push(error instanceof TemplateError ? error.message : refusal(error));
    }
  }
  if (print) context.call.out(text === '' ? '\n' : text);
  else
    context.call.out(
      `${format === 'json' || found.length === 0 ? JSON.stringify(found) : JSON.stringify(found, null, 4)}\n`,
    );
  for (const problem of problems) context.call.err(`${problem}\n`);
  return problems.length > 0 ? 1 : 0;
}

/** A container, with the sizes of its files where they are asked for. */
function container(context: Context, ref: string): Inspected {
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

const network = (context: Context, ref: string): Inspected => ({
  type: networkInspect,
  json: ask(context, (host) => inspectNetwork(host, named('network', ref))),
});

const image = (context: Context, ref: string): Inspected => ({
  type: imageInspect,
  json: ask(context, (host) => inspectImage(host, ref)),
});

const kinds = ['config', 'container', 'image', 'network', 'node', 'plugin', 'secret', 'service', 'task', 'volume'];
const finders: Readonly<Record<string, (context: Context, ref: string) => Inspected>> = { container, image, network };

/** The first kind of object that has the name: containers, images, networks. */
function anyKind(context: Context, ref: string): Inspected {
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

function byType(context: Context, type: string): (ref: string) => Inspected {
  const find = finders[type];
  if (find) return (ref) => find(context, ref);
  return (ref) => {
    throw new CliError(
      type === 'volume'
        ? daemonError(new EngineError(`get ${ref}: no such volume`, 404))
        : `Error: No such ${type}: ${ref}`,
    );
  };
}

export const inspect: Command = {
  use: 'inspect [OPTIONS] NAME|ID [NAME|ID...]',
  short: 'Return low-level information on Docker objects',
  flags: [
    inspectFormat,
    { name: 'size', short: 's', type: 'bool', usage: 'Display total file sizes if the type is container' },
    { name: 'type', type: 'string', usage: 'Only inspect objects of the given type' },
  ],
  arity: { atLeast: 1 },
  completes: ['object'],
  run: (context) => {
    const type = flagText(context.flags, 'type');
    const choices = `must be one of ${kinds.map((kind) => `"${kind}"`).join(', ')}`;
    if (isSet(context.flags, 'type') && type === '') throw new CliError(`type is empty: ${choices}`);
    if (type !== '' && !kinds.includes(type)) throw new CliError(`unknown type: "${type}": ${choices}`);
    return inspectEach(context, type === '' ? (ref) => anyKind(context, ref) : byType(context, type));
  },
};

export const containerInspectCommand: Command = {
  use: 'inspect [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Display detailed information on one or more containers',
  flags: [inspectFormat, { name: 'size', short: 's', type: 'bool', usage: 'Display total file sizes' }],
  arity: { atLeast: 1 },
  completes: ['container'],
  run: (context) => inspectEach(context, (ref) => container(context, ref)),
};

export const imageInspectCommand: Command = {
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
  run: (context) => inspectEach(context, (ref) => image(context, ref)),
};

/** `docker run` and `docker create`. */
import {
  createContainer,
  EngineError,
  findContainer,
  inspectImage,
  listImages,
  noteContainer,
  startContainer,
} from '../../../engine/api.ts';
import { mainCommand } from '../../../engine/container/container.ts';
import type { ContainerInput } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import type { Asking, Context } from '../cli/command.ts';
import { checkWritable, fileText, isThere, writeFile } from '../cli/files.ts';
import { flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import { runRefusal } from '../cli/refuse.ts';
import { ask, daemonError, order } from '../engine.ts';
import { pullImage } from '../image/pull.ts';
import { readReference } from '../image/reference.ts';
import type { Reference } from '../image/reference.ts';
import type { Call } from '../../tool/call.ts';
import { checkAttachKeys } from './detach-keys.ts';
import { createFlags, runFlags } from './create/flags.ts';
import type { CreateFlag, RunFlag } from './create/flags.ts';
import { OptionError } from './create/option-error.ts';
import { containerInput } from './create/options.ts';
import { isOurs, platformDiffers } from './create/platform.ts';
import { checkSources } from './create/sources.ts';
import { attachTo, isShell, placeOf } from './process/main-process.ts';

const pulls = ['always', 'missing', 'never', ''];

/** The create request that the command line stands for. Throws CliError. */
function inputOf(context: Context<CreateFlag>, detached = false): ContainerInput {
  const { flags, call } = context;
  const pull = flagText(flags, 'pull', 'missing');
  try {
    if (!pulls.includes(pull))
      throw new OptionError(`invalid pull option: '${pull}': must be one of "always", "missing" or "never"`);
    const { cwd, env } = call;
    return containerInput(flags, context.arguments, { cwd, env, readFile: (path) => fileText(call, path) }, detached);
  } catch (error) {
    if (error instanceof OptionError) throw runRefusal(context, error.message);
    throw error;
  }
}

/** Makes the container, asking for its image where the engine lacks it. Returns its id. Throws EngineError or CliError. */
function createFrom(context: Context<CreateFlag>, input: ContainerInput): string {
  const { call, flags } = context;
  const local = input.hostConfig?.Dns?.find((server) => /^127\.(\d{1,3}\.){2}\d{1,3}|^::1$/.test(server));
  if (local !== undefined) call.err(`WARNING: Localhost DNS (${local}) may fail in containers.\n`);
  const cidfile = flagText(flags, 'cidfile');
  if (cidfile !== '') checkIdFile(call, cidfile);
  const reference = imageOf(input.config.Image);
  if (flagText(flags, 'pull') === 'always') pullImage(context, reference);
  const platform = flagText(flags, 'platform');
  if (!isOurs(platform)) {
    if (flagText(flags, 'pull') === 'never' && isKnown(context, input.config.Image))
      throw new EngineError(platformDiffers(input.config.Image, platform), 404);
    absent(context, reference);
  }
  const { Id, Warnings } = missingImage(context, reference, () => {
    checkSources(context, input);
    return order(context, (host) => createContainer(host, input));
  });
  for (const warning of Warnings) call.err(`WARNING: ${warning}\n`);
  if (cidfile !== '') writeFile(call, cidfile, Id);
  return Id;
}

function checkIdFile(call: Call, path: string): void {
  if (isThere(call, path))
    throw new CliError(`container ID file found, make sure the other container isn't running or delete ${path}`);
  checkWritable(call, path, 'failed to create the container ID file: ');
}

function imageOf(image: string): Reference {
  // An image may be named by its id as well.
  if (/^(sha256:)?[0-9a-f]{64}$/.test(image)) return { domain: 'docker.io', familiar: image, tagged: true };
  const reference = readReference(image);
  if (typeof reference === 'string') throw new CliError(reference);
  return reference;
}

/** To the client what the daemon does not find is the image, also where it is the driver of a volume (docker/cli cli/command/container/create.go). */
const SEEMS_MISSING = /^No such image|^error looking up volume plugin|: error looking up volume plugin/;

function missingImage<T>(context: Context<'pull'>, reference: Reference, create: () => T): T {
  try {
    return create();
  } catch (error) {
    const missing = error instanceof EngineError && error.status === 404 && SEEMS_MISSING.test(error.message);
    if (!missing || flagText(context.flags, 'pull') === 'never') throw error;
    return absent(context, reference);
  }
}

function absent(context: Asking, reference: Reference): never {
  context.call.err(`Unable to find image '${reference.familiar}' locally\n`);
  return pullImage(context, reference);
}

/** Words the refusals of `docker run` as it does. */
function asRun<T>(context: Pick<Context, 'path'>, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof EngineError) throw runRefusal(context, daemonError(error), exitOf(error));
    if (error instanceof CliError) throw runRefusal(context, error.message, exitOf(error));
    throw error;
  }
}

/** A command that is not there gives 127, one that cannot be run 126 (docker/cli: toStatusError). */
function exitOf({ message }: Error): number {
  if (/executable file not found|no such file or directory|system cannot find the file specified/.test(message))
    return 127;
  return /permission denied|is a directory/.test(message) ? 126 : 125;
}

/** What the lab's plain images run, where those of Docker Hub run a shell. */
const PLAIN = 'sleep infinity';

const tagged = (image: string): string => (/:[^/]*$/.test(image) ? image : `${image}:latest`);

const isKnown = (context: Asking, image: string): boolean =>
  ask(context, (host) => listImages(host).some(({ RepoTags }) => RepoTags.includes(tagged(image))));

/** Who asks a plain image for a terminal gets a shell there. */
function withShell(context: Asking, input: ContainerInput): ContainerInput {
  const { Image, Cmd, Entrypoint } = input.config;
  if ((Cmd?.length ?? 0) > 0 || Entrypoint) return input;
  if (!isKnown(context, Image) || ask(context, (host) => inspectImage(host, Image)).Config.Cmd?.join(' ') !== PLAIN)
    return input;
  return { ...input, config: { ...input.config, Cmd: [/alpine|busybox/.test(Image) ? '/bin/sh' : '/bin/bash'] } };
}

function runContainer(context: Context<RunFlag>): number | Promise<number> {
  const { call, flags } = context;
  const detached = flagOn(flags, 'detach');
  const { tty, interactive } = { tty: flagOn(flags, 'tty'), interactive: flagOn(flags, 'interactive') };
  const given = inputOf(context, detached);
  const input = !detached && tty && interactive && call.jobs.person ? withShell(context, given) : given;
  if (detached && isSet(flags, 'attach'))
    throw new CliError('conflicting options: cannot specify both --attach and --detach');
  if (!detached && tty && interactive && !call.tty) throw new CliError('the input device is not a TTY');
  const id = asRun(context, () => createFrom(context, input));
  if (detached) call.out(`${id}\n`);
  else checkAttachKeys(flags);
  asRun(context, () =>
    order(context, (host) => {
      if (!detached) noteContainer(host, findContainer(host, id), 'attach');
      startContainer(host, id);
    }),
  );
  if (detached) return 0;
  if (tty && interactive && call.tty && entersShell(context, id)) return 0;
  const attached = { stdin: interactive ? call.stdin : '', out: call.out, err: call.err };
  return attachTo(context, id, attached);
}

/** Opens a shell in the terminal where the container's command is one. */
function entersShell(context: Asking, id: string): boolean {
  const container = ask(context, (host) => findContainer(host, id));
  const command = mainCommand(container);
  if (!isShell(command)) return false;
  context.call.enter(placeOf(context, container), { kind: 'main', command });
  return true;
}

export const run = defineCommand({
  use: 'run [OPTIONS] IMAGE [COMMAND] [ARG...]',
  short: 'Create and run a new container from an image',
  ways: ['docker container run', 'docker run'],
  flags: runFlags,
  arity: { atLeast: 1 },
  stopsAtArgument: true,
  completes: ['image', 'command'],
  run: runContainer,
});

export const create = defineCommand({
  use: 'create [OPTIONS] IMAGE [COMMAND] [ARG...]',
  short: 'Create a new container',
  ways: ['docker container create', 'docker create'],
  flags: createFlags,
  arity: { atLeast: 1 },
  stopsAtArgument: true,
  completes: ['image', 'command'],
  run: (context) => {
    context.call.out(`${createFrom(context, inputOf(context))}\n`);
    return 0;
  },
});

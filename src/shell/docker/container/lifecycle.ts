/** `docker stop`, `kill`, `pause`, `unpause`, `rm`, `rename`, `update`, `wait`: one request for each container named. */
import {
  killContainer,
  pauseContainer,
  removeContainer,
  renameContainer,
  stopContainer,
  unpauseContainer,
  updateContainer,
} from '../../../engine/api.ts';
import { EngineError } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Command, Context } from '../cli/command.ts';
import { daemonError, forEach, named, order } from '../engine.ts';
import { flagNumber, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagValues } from '../cli/flags/flag.ts';
import { signalFlag, stopTimeout } from '../cli/flags/shared.table.ts';
import { otherSettings, restartPolicy } from './create/options.ts';
import { updateFlags } from './update.table.ts';

const ways = (...names: string[]) => ({ ways: names.map((name) => `docker ${name}`) });

/** `--timeout` and `--signal`, as stop and restart take them. */
export function stopOptions(flags: FlagValues): { timeout?: number; signal?: string } {
  if (isSet(flags, 'timeout') && isSet(flags, 'time'))
    throw new CliError('conflicting options: cannot specify both --timeout and --time');
  const timeout = isSet(flags, 'time') ? 'time' : 'timeout';
  return {
    ...(isSet(flags, timeout) ? { timeout: flagNumber(flags, timeout) } : {}),
    ...(flagText(flags, 'signal') === '' ? {} : { signal: flagText(flags, 'signal') }),
  };
}

export const stop: Command = {
  use: 'stop [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Stop one or more running containers',
  ...ways('container stop', 'stop'),
  flags: [signalFlag, ...stopTimeout],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: (context) => {
    const options = stopOptions(context.flags);
    return forEach(context, context.arguments, (name) => {
      order(context, (host) => stopContainer(host, named('container', name), options));
      return name;
    });
  },
};

export const kill: Command = {
  use: 'kill [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Kill one or more running containers',
  ...ways('container kill', 'kill'),
  flags: [signalFlag],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      const signal = flagText(context.flags, 'signal');
      order(context, (host) => killContainer(host, named('container', name), signal === '' ? undefined : signal));
      return name;
    }),
};

export const pause: Command = {
  use: 'pause CONTAINER [CONTAINER...]',
  short: 'Pause all processes within one or more containers',
  ...ways('container pause', 'pause'),
  flags: [],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      order(context, (host) => pauseContainer(host, named('container', name)));
      return name;
    }),
};

export const unpause: Command = {
  use: 'unpause CONTAINER [CONTAINER...]',
  short: 'Unpause all processes within one or more containers',
  ...ways('container unpause', 'unpause'),
  flags: [],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      order(context, (host) => unpauseContainer(host, named('container', name)));
      return name;
    }),
};

export const rename: Command = {
  use: 'rename CONTAINER NEW_NAME',
  short: 'Rename a container',
  ...ways('container rename', 'rename'),
  flags: [],
  arity: { exactly: 2 },
  completes: ['container', 'none'],
  run: (context) => {
    const [old = '', name = ''] = context.arguments.map((argument) => argument.trim());
    if (old === '' || name === '') throw new CliError('Error: Neither old nor new names may be empty');
    try {
      order(context, (host) => renameContainer(host, old, name));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      throw new CliError(`${daemonError(error)}\nError: failed to rename container named ${old}`);
    }
    return 0;
  },
};

export const rm: Command = {
  use: 'rm [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Remove one or more containers',
  ...ways('container rm', 'container remove', 'rm'),
  flags: [
    { name: 'force', short: 'f', type: 'bool', usage: 'Force the removal of a running container (uses SIGKILL)' },
    { name: 'link', short: 'l', type: 'bool', usage: 'Remove the specified link' },
    { name: 'volumes', short: 'v', type: 'bool', usage: 'Remove anonymous volumes associated with the container' },
  ],
  arity: { atLeast: 1 },
  completes: ['container'],
  run: removeAll,
};

/** With `--force` a container that does not exist is told and not counted as a failure. */
function removeAll(context: Context): number {
  const options = {
    force: flagOn(context.flags, 'force'),
    volumes: flagOn(context.flags, 'volumes'),
    link: flagOn(context.flags, 'link'),
  };
  let exit = 0;
  for (const argument of context.arguments) {
    const name = argument.replace(/^\/+|\/+$/g, '');
    try {
      if (name === '') throw new CliError('container name cannot be empty');
      order(context, (host) => removeContainer(host, name, options));
      context.call.out(`${argument}\n`);
    } catch (error) {
      if (error instanceof CliError) context.call.err(`${error.message}\n`);
      else if (error instanceof EngineError) context.call.err(`${daemonError(error)}\n`);
      else throw error;
      if (!(options.force && error instanceof EngineError && error.status === 404)) exit = 1;
    }
  }
  return exit;
}

export const update: Command = {
  use: 'update [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Update configuration of one or more containers',
  ...ways('container update', 'update'),
  flags: updateFlags,
  arity: { atLeast: 1 },
  completes: ['container'],
  run: (context) => {
    if (Object.keys(context.flags.given).length === 0)
      throw new CliError('you must provide one or more flags when using this command');
    const changes = {
      resources: otherSettings(context.flags),
      ...(isSet(context.flags, 'restart') && { restartPolicy: restartPolicy(flagText(context.flags, 'restart')) }),
    };
    return forEach(context, context.arguments, (name) => {
      order(context, (host) => updateContainer(host, named('container', name), changes));
      return name;
    });
  },
};

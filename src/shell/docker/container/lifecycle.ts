/** `docker stop`, `kill`, `pause`, `unpause`, `rename` and `rm`: one request for each container named. */
import {
  EngineError,
  killContainer,
  pauseContainer,
  removeContainer,
  renameContainer,
  unpauseContainer,
} from '../../../engine/api.ts';
import type { StopOptions } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { flagNumber, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagValues } from '../cli/flags/flag.ts';
import { signalFlag, stopTimeout } from '../cli/flags/shared.table.ts';
import { inSequence } from '../cli/sequence.ts';
import { daemonError, named, order, orderEach, refusal } from '../engine.ts';
import { stopGently } from './process/stop.ts';

/** `--timeout` and `--signal`, as stop and restart take them. */
export function stopOptions(flags: FlagValues<'signal' | 'time' | 'timeout'>): StopOptions {
  if (isSet(flags, 'timeout') && isSet(flags, 'time'))
    throw new CliError('conflicting options: cannot specify both --timeout and --time');
  const timeout = isSet(flags, 'time') ? 'time' : 'timeout';
  return {
    timeout: isSet(flags, timeout) ? flagNumber(flags, timeout) : undefined,
    signal: flagText(flags, 'signal') || undefined,
  };
}

export const stop = defineCommand({
  use: 'stop [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Stop one or more running containers',
  ways: ['docker container stop', 'docker stop'],
  flags: [signalFlag, ...stopTimeout],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: (context) => {
    const options = stopOptions(context.flags);
    const problems: string[] = [];
    const done = inSequence(context.arguments, (name) => {
      const tell = (): void => context.call.out(`${name}\n`);
      const fail = (error: unknown): void => void problems.push(refusal(error));
      try {
        const stopped = stopGently(context, named('container', name), options);
        return stopped ? stopped.then(tell, fail) : tell();
      } catch (error) {
        fail(error);
      }
    });
    const finish = (): number => {
      for (const problem of problems) context.call.err(`${problem}\n`);
      return problems.length > 0 ? 1 : 0;
    };
    return done ? done.then(finish) : finish();
  },
});

export const kill = defineCommand({
  use: 'kill [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Kill one or more running containers',
  ways: ['docker container kill', 'docker kill'],
  flags: [signalFlag],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: (context) => {
    const signal = flagText(context.flags, 'signal') || undefined;
    return orderEach(context, (host, name) => killContainer(host, name, signal));
  },
});

export const pause = defineCommand({
  use: 'pause CONTAINER [CONTAINER...]',
  short: 'Pause all processes within one or more containers',
  ways: ['docker container pause', 'docker pause'],
  flags: [],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: (context) => orderEach(context, pauseContainer),
});

export const unpause = defineCommand({
  use: 'unpause CONTAINER [CONTAINER...]',
  short: 'Unpause all processes within one or more containers',
  ways: ['docker container unpause', 'docker unpause'],
  flags: [],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: (context) => orderEach(context, unpauseContainer),
});

export const rename = defineCommand({
  use: 'rename CONTAINER NEW_NAME',
  short: 'Rename a container',
  ways: ['docker container rename', 'docker rename'],
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
});

export const rm = defineCommand({
  use: 'rm [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Remove one or more containers',
  ways: ['docker container rm', 'docker container remove', 'docker rm'],
  flags: [
    { name: 'force', short: 'f', type: 'bool', usage: 'Force the removal of a running container (uses SIGKILL)' },
    { name: 'link', short: 'l', type: 'bool', usage: 'Remove the specified link' },
    { name: 'volumes', short: 'v', type: 'bool', usage: 'Remove anonymous volumes associated with the container' },
  ],
  arity: { atLeast: 1 },
  completes: ['container'],
  run: removeAll,
});

/** With `--force` a container that does not exist is told and not counted as a failure. */
function removeAll(context: Context<'force' | 'link' | 'volumes'>): number {
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
      context.call.err(`${refusal(error)}\n`);
      if (!(options.force && error instanceof EngineError && error.status === 404)) exit = 1;
    }
  }
  return exit;
}

import {
  EngineError,
  killContainer,
  pauseContainer,
  removeContainer,
  renameContainer,
  unpauseContainer,
} from '../../../engine/api.ts';
import type { StopOptions } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { flagNumber, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagValues } from '../cli/flags/flag.ts';
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

/** `docker stop`. */
export function runStop(context: Context<'signal' | 'time' | 'timeout'>): number | Promise<number> {
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
}

/** `docker kill`. */
export function runKill(context: Context<'signal'>): number {
  const signal = flagText(context.flags, 'signal') || undefined;
  return orderEach(context, (host, name) => killContainer(host, name, signal));
}

/** `docker pause`. */
export function runPause(context: Context<never>): number {
  return orderEach(context, pauseContainer);
}

/** `docker unpause`. */
export function runUnpause(context: Context<never>): number {
  return orderEach(context, unpauseContainer);
}

/** `docker rename`. */
export function runRename(context: Context<never>): number {
  const [old = '', name = ''] = context.arguments.map((argument) => argument.trim());
  if (old === '' || name === '') throw new CliError('Error: Neither old nor new names may be empty');
  try {
    order(context, (host) => renameContainer(host, old, name));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new CliError(`${daemonError(error)}\nError: failed to rename container named ${old}`);
  }
  return 0;
}

/** With `--force` a container that does not exist is told and not counted as a failure. */
export function removeAll(context: Context<'force' | 'link' | 'volumes'>): number {
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

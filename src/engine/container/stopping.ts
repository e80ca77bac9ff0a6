import type { Container } from './container.ts';
import { handlerOf } from '../../kernel/process/task.ts';
import type { EngineHost } from '../engine.ts';
import { commandOf, mainPid } from './processes.ts';
import { endsByDefault, readSignal, type Signal } from './signals.ts';

/** Seconds that a container has to answer its signal before it is killed. */
export const DEFAULT_TIMEOUT = 10;

/** The exit code with which a container's main process answers a signal; undefined where it goes on. */
export function answerTo(host: EngineHost, container: Container, signal: Signal): number | undefined {
  const deadly = 128 + signal.number;
  if (signal.name === 'KILL') return deadly;
  const handled =
    handlerOf(host.kernel, mainPid(host, container), signal.name) ?? commandOf(container).signals[signal.name];
  if (typeof handled === 'number') return handled;
  // Without a handler pid 1 of a container takes no notice; under docker-init the command is no pid 1.
  return container.hostConfig.Init && endsByDefault(signal) ? deadly : undefined;
}

/** The signal that asks a container to stop. */
export const stopSignalOf = ({ config }: Container): Signal => readSignal(config.StopSignal || 'SIGTERM');

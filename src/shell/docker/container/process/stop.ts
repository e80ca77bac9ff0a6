/** A stop that the container's own process has a say in: a script with a trap does what that says, in its own time. */
import {
  askToStop,
  findContainer,
  restartContainer,
  stopContainer,
  stopSignalOf,
  EngineError,
  type StopOptions,
} from '../../../../engine/api.ts';
import { isRunning } from '../../../../engine/container/container.ts';
import { readSignal } from '../../../../engine/container/signals.ts';
import type { Asking } from '../../cli/command.ts';
import { ask, order } from '../../engine.ts';

const PATIENCE = 10;

/** Lets a process answer the signal that stops it, if it handles it by itself; it is given as long as the engine gives. */
function answered(context: Asking, ref: string, { signal, timeout }: StopOptions): undefined | Promise<StopOptions> {
  const { call } = context;
  const container = ask(context, (host) => findContainer(host, ref));
  if (!isRunning(container) || !call.world().kernel.tasks) return undefined;
  const asked = order(context, (host) =>
    askToStop(host, ref, signal === undefined ? stopSignalOf(container) : readSignal(signal)),
  );
  if (!asked) return undefined;
  const seconds = timeout ?? container.config.StopTimeout ?? PATIENCE;
  const ends = (): boolean => {
    const now = ask(context, ({ engine }) => engine.containers[container.id]);
    return !now || !isRunning(now);
  };
  const latest = seconds < 0 ? Infinity : call.world().clock.now + seconds * 1000;
  // What has had its time is killed at once.
  return call.pass(ends, latest).then(() => ({ signal, timeout: 0 }));
}

/** `docker stop` */
export function stopGently(context: Asking, ref: string, options: StopOptions): void | Promise<void> {
  const stop = (with_: StopOptions): void => order(context, (host) => stopContainer(host, ref, with_));
  const waited = answered(context, ref, options);
  if (!waited) return stop(options);
  return waited.then((rest) => {
    try {
      stop(rest);
    } catch (error) {
      // With --rm it is gone by now.
      if (!(error instanceof EngineError) || error.status !== 404) throw error;
    }
  });
}

/** `docker restart` */
export function restartGently(context: Asking, ref: string, options: StopOptions): void | Promise<void> {
  const restart = (with_: StopOptions): void => order(context, (host) => restartContainer(host, ref, with_));
  const waited = answered(context, ref, options);
  return waited ? waited.then(restart) : restart(options);
}

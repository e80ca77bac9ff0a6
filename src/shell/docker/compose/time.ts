/** Time, as a command lets it pass while things go on at the engine. */
import { settleEngine } from '../../../engine/api.ts';
import { wait } from '../../linux/names/query.ts';
import type { Asking } from '../cli/command.ts';
import { probeHealth } from '../container/process/health.ts';
import { order } from '../engine.ts';

const clockOf = ({ call }: Asking): number => call.world().clock.now;

/** Lets time pass (ms), and what comes due meanwhile happen. */
export async function pass(asking: Asking, ms: number): Promise<void> {
  wait(asking.call, ms);
  order(asking, settleEngine);
  await probeHealth(asking);
}

/** Does a step for each, as if all began at the same time: the time that passes is that of the longest. */
export async function together<T>(
  asking: Asking,
  items: readonly T[],
  step: (item: T) => void | Promise<void>,
): Promise<void> {
  const began = clockOf(asking);
  let latest = began;
  const failures: unknown[] = [];
  for (const item of items) {
    if (clockOf(asking) !== began) asking.call.update(({ clock }) => void (clock.now = began));
    try {
      await step(item);
    } catch (error) {
      failures.push(error);
    }
    latest = Math.max(latest, clockOf(asking));
  }
  if (clockOf(asking) !== latest) asking.call.update(({ clock }) => void (clock.now = latest));
  if (failures.length > 0) throw failures[0];
}

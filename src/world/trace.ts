import { finishContainer } from '../engine/api.ts';
import { applyEffects } from '../kernel/effects.ts';
import { endProcess } from '../kernel/process/processes.ts';
import type { Stimulus } from '../kernel/stimulus.ts';
import { explore, trace, tracer, type Exploration, type Trace } from '../kernel/trace.ts';
import { writeAppended } from './process-files.ts';
import { engineHost, programsOf } from './engine-host.ts';
import type { World } from './world.ts';

/** Walks some traffic through the world as it stands. Changes nothing: `applyTrace` does. */
export function traceWorld(
  world: World,
  stimuli: readonly Stimulus[],
  options: { outcomesOnly?: boolean } = {},
): Trace {
  return trace(world.kernel, programsOf(world), stimuli, { clock: world.clock.now, seed: world.seed, ...options });
}

/** As `traceWorld`, for much traffic through one world that stays as it is meanwhile, as to try every pair of its containers. */
export function tracerOf(world: World): (stimuli: readonly Stimulus[], options?: { outcomesOnly?: boolean }) => Trace {
  const walk = tracer(world.kernel, programsOf(world));
  return (stimuli, options = {}) => walk(stimuli, { clock: world.clock.now, seed: world.seed, ...options });
}

/** Begins traffic in the world as it stands, whose further stimuli depend on what comes back. Changes nothing. */
export const exploreWorld = (world: World): Exploration =>
  explore(world.kernel, programsOf(world), { clock: world.clock.now, seed: world.seed });

/** Writes what a trace leaves behind, and moves the clock to its end. */
export function applyTrace(world: World, { effects, duration }: Trace): void {
  applyEffects(world.kernel, effects);
  for (const effect of effects) if (effect.kind === 'append') writeAppended(world, effect);
  world.clock.now += Math.ceil(duration);
}

/** Ends the processes that a trace, now applied, has seen end by themselves; with its main process ends a container. */
export function endExited(world: World, { effects }: Trace): void {
  for (const effect of effects) {
    const process = effect.kind === 'exit' ? world.kernel.processes[effect.pid] : undefined;
    if (effect.kind !== 'exit' || !process) continue;
    const { container, machine } = process;
    if (container?.pid === 1) finishContainer(engineHost(world, machine), container.id, effect.code, '', '');
    else endProcess(world.kernel, effect.pid);
  }
}

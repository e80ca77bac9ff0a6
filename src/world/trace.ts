import { enginePrograms, imagePrograms } from '../engine/api.ts';

import { applyEffects } from '../kernel/effects.ts';
import type { Process } from '../kernel/process.ts';
import type { Program, Programs } from '../kernel/program.ts';
import type { Stimulus } from '../kernel/stimulus.ts';
import { trace, type Trace } from '../kernel/trace.ts';
import { dnsmasq } from './dnsmasq.ts';
import { engineHost } from './place.ts';
import type { World } from './world.ts';

/** Walks some traffic through the world as it stands. Changes nothing: `applyTrace` does. */
export function traceWorld(
  world: World,
  stimuli: readonly Stimulus[],
  options: { outcomesOnly?: boolean } = {},
): Trace {
  return trace(world.kernel, programsOf(world), stimuli, { clock: world.clock.now, seed: world.seed, ...options });
}

/** Writes what a trace leaves behind, and moves the clock to its end. */
export function applyTrace(world: World, { effects, duration }: Trace): void {
  applyEffects(world.kernel, effects);
  world.clock.now += Math.ceil(duration);
}

/** How every program of the world behaves; an engine's own programs answer for their machine. */
function programsOf(world: World): Programs {
  const engines = Object.values(world.machines).filter(({ engine }) => engine);
  const byMachine = engines.map(({ name }) => [name, enginePrograms(engineHost(world, name))] as const);
  const names = new Set(byMachine.flatMap(([, programs]) => Object.keys(programs)));
  const ofEngines = [...names].map((name) => [
    name,
    dispatched(new Map(byMachine.map(([machine, p]) => [machine, p[name]]))),
  ]);
  return {
    ...imagePrograms((process) => writtenBy(world, process)),
    dnsmasq,
    ...(Object.fromEntries(ofEngines) as Programs),
  };
}

/** What was written to the files that a process sees. */
function writtenBy({ machines }: World, { machine, container }: Process): Readonly<Record<string, string>> {
  const at = machines[machine];
  return (container ? at?.engine?.containers[container.id]?.files : at?.files) ?? {};
}

/** One program whose behaviour depends on the machine its process is on. */
function dispatched(on: ReadonlyMap<string, Program | undefined>): Program {
  return {
    accepted: (stream, system) => on.get(system.process.machine)?.accepted?.(stream, system),
    data: (stream, system) => on.get(system.process.machine)?.data?.(stream, system),
    ended: (stream, system) => on.get(system.process.machine)?.ended?.(stream, system),
    datagram: (datagram, system) => on.get(system.process.machine)?.datagram?.(datagram, system),
  };
}

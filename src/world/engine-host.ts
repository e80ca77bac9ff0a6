import { enginePrograms, imagePrograms } from '../engine/api.ts';
import type { EngineHost } from '../engine/engine.ts';
import { applyEffects } from '../kernel/effects.ts';
import { own } from '../kernel/own.ts';
import type { Programs } from '../kernel/process/program.ts';
import { trace } from '../kernel/trace.ts';
import { dnsmasq } from './dnsmasq.ts';
import { readFile } from './files.ts';
import { filesOfProcess } from './process-files.ts';
import type { World } from './world.ts';

/** The engine of a machine with all that its operations may read and change. Throws where the machine runs none. */
export function engineHost(world: World, name: string): EngineHost {
  const machine = own(world.machines, name);
  if (!machine?.engine) throw new Error(`no engine on ${name}`);
  return {
    machine: name,
    namespace: machine.namespace,
    engine: machine.engine,
    kernel: world.kernel,
    random: world.random,
    clock: world.clock,
    peers: () =>
      Object.values(world.machines).flatMap((other) =>
        other.engine && other.name !== name ? [engineHost(world, other.name)] : [],
      ),
    files: machine.files,
    firewalld: machine.firewalld,
    resolvConf: readFile(machine, '/etc/resolv.conf'),
    hosts: readFile(machine, '/etc/hosts'),
    send: (...stimuli) => {
      const { clock, kernel, seed } = world;
      const { outcomes, effects, duration } = trace(kernel, programsOf(world), stimuli, {
        clock: clock.now,
        seed,
        outcomesOnly: true,
      });
      applyEffects(kernel, effects);
      clock.now += Math.ceil(duration);
      return outcomes;
    },
  };
}

/** How every program of the world behaves. */
export const programsOf = (world: World): Programs => ({
  ...imagePrograms((process) => filesOfProcess(world, process)),
  ...enginePrograms((machine) => engineHost(world, machine)),
  dnsmasq,
});

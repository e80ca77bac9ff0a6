import { knownNetworks } from '../../engine/swarm/known.ts';
import { meaningOf, placeOf } from '../../graph/scene/ids.ts';
import { quoted } from '../../shell/words.ts';
import type { Place, World } from '../../world/world.ts';
import { sendLine } from '../compose/send.ts';
import { targetsOf } from '../world/targets.ts';
import { own } from '../../kernel/own.ts';

/** What linking two things of the picture does. */
export type Link =
  | { readonly kind: 'connect'; readonly machine: string; readonly line: string }
  | { readonly kind: 'send'; readonly from: Place; readonly to: Place; readonly line: string };

/** A container linked to a network joins it, an end linked to another sends something there. */
export function linkOf(world: World, fromNode: string, toNode: string): Link | undefined {
  const [from, to] = [meaningOf(world, fromNode), meaningOf(world, toNode)];
  if (to?.kind === 'network') return connection(world, from, to);
  const [start, end] = [placeOf(world, fromNode), placeOf(world, toNode)];
  if (start === undefined || end === undefined || start === end) return undefined;
  const [target] = targetsOf(world, start, end, 'curl');
  if (target === undefined) return undefined;
  const line = sendLine({
    kind: 'curl',
    target: target.host,
    port: target.port === undefined ? '' : String(target.port),
  });
  return { kind: 'send', from: start, to: end, line };
}

type Meaning = ReturnType<typeof meaningOf>;

function connection(world: World, from: Meaning, to: Extract<Meaning, { kind: 'network' }>): Link | undefined {
  const { engine } = own(world.machines, to.machine) ?? {};
  const network = engine && own(knownNetworks(engine), to.network);
  if (network === undefined || from?.kind !== 'container') return undefined;
  // An overlay network is the same wherever it is drawn.
  const { machine } = from;
  const container = own(world.machines, machine)?.engine?.containers[from.container];
  const reaches = machine === to.machine || network.driver === 'overlay';
  if (!reaches || container === undefined || own(container.networks, network.name) !== undefined) return undefined;
  const line = ['docker', 'network', 'connect', network.name, container.name].map(quoted).join(' ');
  return { kind: 'connect', machine, line };
}

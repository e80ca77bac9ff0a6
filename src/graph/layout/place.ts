import type { Level } from '../../store/view.ts';
import { around, type Box } from '../geometry.ts';
import type { Scene } from '../scene/scene.ts';
import { usualArrangement, type Arrangement } from './arrangement.ts';
import { chosenAt } from './chosen.ts';
import { placeHost } from './host.ts';
import { placeLan } from './lan.ts';
import { placeMachines } from './machines.ts';
import type { Placement, Positions, Wire } from './placement.ts';
import { own } from '../../kernel/own.ts';

const known = new WeakMap<
  Scene,
  { readonly level: Level; readonly arrangement: Arrangement; readonly placement: Placement }
>();

/** As `place`, where nothing is chosen; once for a scene in the arrangement that it was placed in last. */
export function placeFreely(scene: Scene, level: Level, arrangement: Arrangement): Placement {
  const before = known.get(scene);
  if (before?.level === level && before.arrangement === arrangement) return before.placement;
  const placement = place(scene, {}, level, arrangement);
  known.set(scene, { level, arrangement, placement });
  return placement;
}

/** Places a scene as it is arranged: internet, router, LAN and clients, and the hosts, each thing where the things before it leave it. */
export function place(
  scene: Scene,
  chosen: Positions = {},
  level: Level = 'wiring',
  arrangement: Arrangement = usualArrangement,
): Placement {
  const positions = chosenAt(chosen, level);
  const machines = placeMachines(scene, positions, arrangement);
  const { hosts, ...onLan } = placeLan(scene, {
    machines: Object.values(machines.boxes),
    left: machines.left,
    y: machines.lan,
    x: machines.hosts,
    columns: arrangement.columns,
    placeOne: (host, x, y) =>
      placeHost(scene, host, own(positions, host) ?? { x, y }, { positions, level, arrangement }),
  });
  const boxes = Object.assign({}, machines.boxes, onLan.boxes, ...hosts.map((host) => host.boxes)) as Record<
    string,
    Box
  >;
  return {
    boxes,
    rails: [...onLan.rails, ...hosts.flatMap(({ rails }) => rails)],
    wires: Object.assign({}, machines.wires, onLan.wires, ...hosts.map(({ wires }) => wires)) as Record<string, Wire>,
    density: arrangement.density,
    bounds: around(Object.values(boxes)),
  };
}

import type { Hop } from '../../../kernel/hop.ts';
import type { NamespaceId } from '../../../kernel/namespace.ts';
import type { World } from '../../../world/world.ts';
import type { Values } from '../../controls/rich-text.ts';
import { isInSwitch, type Spot } from '../../../world/spots.ts';
import { isToAll } from './endpoints.ts';

interface Around {
  readonly world: World;
  readonly spots: ReadonlyMap<NamespaceId, Spot>;
}

/** What the LAN's switch did, where a hop is in it: it is told by the machines that are plugged in, not by its ports. */
export function explainSwitch(hop: Hop, { world, spots }: Around) {
  const spot = spots.get(hop.namespace);
  if (spot === undefined || !isInSwitch(hop, spot)) return undefined;
  const { decision, device } = hop;
  if (decision.kind === 'device') {
    const plugged = spot.ports?.get(device?.name ?? '');
    if (plugged === undefined) return undefined;
    const key = device?.direction === 'in' ? 'hop.switch.in' : 'hop.switch.out';
    return { key, values: { machine: plugged.name } } as const;
  }
  if (decision.kind !== 'forwarding' || decision.how === 'none') return undefined;
  const port =
    world.kernel.namespaces[hop.namespace]?.links[decision.entry?.port ?? decision.ports[0] ?? 0]?.name ?? '';
  const values: Values = { machine: spot.ports?.get(port)?.name ?? port, router: spot.name };
  if (decision.how === 'flood')
    return { key: isToAll(hop.frame) ? 'hop.switch.broadcast' : 'hop.switch.flood', values } as const;
  return { key: `hop.switch.${decision.how}`, values } as const;
}

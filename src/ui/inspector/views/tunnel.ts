import { ZERO_MAC } from '../../../ip/address.ts';
import type { Hop } from '../../../kernel/hop.ts';
import type { Vxlan } from '../../../kernel/link/link.ts';
import type { World } from '../../../world/world.ts';

type Key = 'hop.vxlan.wraps' | 'hop.vxlan.unwraps' | 'hop.vxlan.answers';
type Values = Readonly<Record<string, string | number>>;

/** The VXLAN link at whose end a hop is, if it is at one. */
function vxlanAt({ namespace, device }: Hop, { kernel }: World): Vxlan | undefined {
  const link = kernel.namespaces[namespace]?.links[device?.index ?? 0];
  return link?.kind === 'vxlan' ? link : undefined;
}

/** What an end of a tunnel does with a frame; undefined for hops elsewhere. */
export function explainTunnel(hop: Hop, world: World): { readonly key: Key; readonly values: Values } | undefined {
  const { decision, frame, device, verdict } = hop;
  if (decision.kind === 'socket' && decision.program === 'vxlan' && verdict.kind === 'delivered')
    return { key: 'hop.vxlan.unwraps', values: {} };
  const link = vxlanAt(hop, world);
  if (link === undefined) return undefined;
  if (decision.kind === 'neighbour' && verdict.kind === 'answered')
    return { key: 'hop.vxlan.answers', values: { ip: decision.neighbour.ip, mac: decision.neighbour.mac ?? '' } };
  if (decision.kind !== 'forwarding' || device?.direction !== 'out' || verdict.kind === 'dropped') return undefined;
  const remote = link.remotes[frame.destination] ?? link.remotes[ZERO_MAC] ?? '';
  return { key: 'hop.vxlan.wraps', values: { remote: `${remote}:${link.port}`, vni: link.vni } };
}

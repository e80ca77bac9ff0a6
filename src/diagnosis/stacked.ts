import type { Command } from '../history/history.ts';
import { lastAddress, network as networkOf, plus, type Ip } from '../ip/address.ts';
import type { Link } from '../kernel/link/link.ts';
import type { World } from '../world/world.ts';
import { mend, type Finding, type Remedy } from './diagnosis.ts';
import { holderOf, onHost, type Owner } from './lookup.ts';

/** A link, and in whose namespace it is. */
interface Held {
  readonly owner: Owner;
  readonly link: Link;
}

/** Whether a link stands on another, as macvlan and ipvlan links do. */
const standsOn = ({ link }: Held, lower: Held): boolean =>
  (link.kind === 'macvlan' || link.kind === 'ipvlan') &&
  link.lower.namespace === lower.owner.namespace.id &&
  link.lower.index === lower.link.index;

/**
 * A host and a link that stands on its NIC do not hear each other: what the host sends by the NIC leaves it downwards, to
 * the wire, and comes to no link above (Documentation/networking/ipvlan.rst; drivers/net/macvlan.c: macvlan_handle_frame).
 */
export function diagnoseStacked(world: World, sender: Held, target: Held): Finding | undefined {
  const isUp = standsOn(target, sender);
  if (!isUp && !standsOn(sender, target)) return undefined;
  const [upper, lower] = isUp ? [target, sender] : [sender, target];
  return {
    kind: isUp ? 'host-to-stacked' : 'stacked-to-host',
    values: {
      place: lower.owner.name,
      target: upper.owner.name,
      device: lower.link.name,
      driver: upper.link.kind,
    },
    // An ipvlan takes in what is for its own addresses only: the host's would not be heard by it.
    remedies: isUp || upper.link.kind === 'macvlan' ? shim(world, upper, lower) : [],
  };
}

/** A link of the host's own beside the others, by which it reaches one of them. */
function shim(world: World, { link }: Held, { owner, link: lower }: Held): Remedy[] {
  const target = link.addresses.find(({ address }) => !address.includes(':'));
  const address = target && freeAddress(world, target);
  if (address === undefined || !target || 'shim' in owner.namespace.names) return [];
  const type = typeOf(link);
  if (type === undefined) return [];
  const lines = [
    `ip link add shim link ${lower.name} type ${type}`,
    `ip addr add ${address}/32 dev shim`,
    'ip link set shim up',
    `ip route add ${target.address}/32 dev shim`,
  ];
  return [mend(...lines.map((line): Command => onHost(owner.machine, line)))];
}

/** The kind of link that is heard by another: links of the same parent in private or passthru mode hear nobody beside them. */
function typeOf(link: Link): string | undefined {
  if (link.kind === 'macvlan') return link.mode === 'bridge' ? 'macvlan mode bridge' : undefined;
  return link.kind === 'ipvlan' && link.flag === 'bridge' ? `ipvlan mode ${link.mode} bridge` : undefined;
}

/** The highest address of a subnet that nobody has. */
function freeAddress(world: World, { address, prefixLength }: { address: Ip; prefixLength: number }): Ip | undefined {
  if (prefixLength > 30) return undefined;
  const last = lastAddress(networkOf({ address, length: prefixLength }));
  for (let back = 1; back < 100; back++) {
    const free = plus(last, -back);
    if (!holderOf(world, free)) return free;
  }
  return undefined;
}

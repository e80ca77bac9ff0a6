import { ZERO_MAC } from '../../../ip/address.ts';
import { linkState } from '../../../kernel/link/carrier.ts';
import { linkedTo, type Counters, type Link, type LinkRef } from '../../../kernel/link/link.ts';
import type { World } from '../../../world/world.ts';
import { spotsOf } from '../../../world/spots.ts';
import type { Row } from '../parts/Section.tsx';

/** What is told of every device, in the words of `ip -d link`. */
export function linkRows(world: World, { namespace: id, index }: LinkRef): readonly Row[] {
  const namespace = world.kernel.namespaces[id];
  const link = namespace?.links[index];
  if (namespace === undefined || link === undefined) return [];
  const other = linkedTo(link);
  const master = link.master === undefined ? undefined : namespace.links[link.master]?.name;
  return [
    { name: 'ifindex', value: link.index },
    { name: 'state', value: linkState(world.kernel, id, link).operstate },
    ...(master === undefined ? [] : [{ name: 'master', value: master }]),
    ...(other === undefined
      ? []
      : [{ name: link.kind === 'veth' ? 'peer' : 'parent', value: endText(world, id, other) }]),
    ...kindRows(link),
    ...(link.uppers ?? []).map((upper, at) => ({
      key: `upper ${at}`,
      name: 'upper',
      value: endText(world, id, upper),
    })),
    { name: 'MAC', value: link.mac },
    { name: 'MTU', value: link.mtu },
    { name: 'RX', value: countText(link.received) },
    { name: 'TX', value: countText(link.sent) },
  ];
}

const countText = ({ packets, bytes }: Counters): string =>
  `${packets} packet${packets === 1 ? '' : 's'}, ${bytes} bytes`;

/** `eth0 @ web`: a device and, where it is elsewhere, the place that it is in. */
function endText(world: World, here: string, { namespace, index }: LinkRef): string {
  const name = world.kernel.namespaces[namespace]?.links[index]?.name ?? `if${index}`;
  if (namespace === here) return name;
  return `${name} @ ${spotsOf(world).get(namespace)?.name ?? namespace}`;
}

/** What only its kind has. */
function kindRows(link: Link): readonly Row[] {
  switch (link.kind) {
    case 'vlan':
      return [{ name: 'VLAN', value: link.id }];
    case 'macvlan':
      return [{ name: 'mode', value: link.mode }];
    case 'ipvlan':
      return [{ name: 'mode', value: `${link.mode} ${link.flag}` }];
    case 'vxlan':
      return [
        { name: 'VNI', value: link.vni },
        { name: 'UDP', value: link.port },
        ...Object.entries(link.remotes).map(([mac, ip]) => ({
          key: mac,
          name: 'remote',
          value: `${mac === ZERO_MAC ? '*' : mac} → ${ip}`,
        })),
      ];
    default:
      return [];
  }
}

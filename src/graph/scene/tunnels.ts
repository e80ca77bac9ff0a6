import { overlayNamespace } from '../../engine/swarm/known.ts';
import type { Machine, World } from '../../world/world.ts';
import type { Draft } from './draft.ts';
import { networkBarId } from './ids.ts';
import type { BridgeNode, NicNode } from './scene.ts';

/** Joins the hosts on which an overlay network has a bridge, each to the next: VXLAN carries its frames from NIC to NIC. */
export function addTunnels({ world, nodes, edges }: Draft): void {
  const machines = Object.values(world.machines);
  const bars = nodes.filter((node): node is BridgeNode => node.kind === 'bridge' && node.driver === 'overlay');
  const nics = nodes.filter((node): node is NicNode => node.kind === 'nic');
  for (const network of new Set(bars.flatMap((bar) => bar.network ?? []))) {
    const ends = machines.flatMap((machine) => {
      const bar = bars.find(({ id }) => id === networkBarId(machine.name, network));
      const nic = nics.find(({ host, address }) => host === machine.name && address === machine.engine?.swarm?.address);
      const vni = vniOf(world, machine, network);
      return bar && nic && vni !== undefined ? [{ bar, nic, vni }] : [];
    });
    ends.slice(1).forEach(({ bar, nic, vni }, i) => {
      const before = ends[i];
      if (before === undefined) return;
      const isUp = [before.nic, nic].every(({ condition }) => condition === 'up');
      edges.push({
        id: `tunnel:${bar.id}`,
        kind: 'tunnel',
        source: before.nic.id,
        target: nic.id,
        condition: isUp ? 'up' : 'down',
        label: i === 0 ? `${bar.title} · VXLAN ${vni}` : undefined,
        color: bar.color,
      });
    });
  }
}

/** The number of an overlay network's tunnel, where it stands on the host. */
function vniOf({ kernel }: World, { name, engine }: Machine, id: string): number | undefined {
  const namespace = engine && kernel.namespaces[overlayNamespace(name, id)];
  const tunnel = Object.values(namespace?.links ?? {}).find((link) => link.kind === 'vxlan');
  return tunnel?.vni;
}

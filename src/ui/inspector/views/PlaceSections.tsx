import { useTranslation } from 'react-i18next';
import { connectionsAt } from '../../../kernel/netfilter/conntrack/conntrack.ts';
import { locate } from '../../../world/place.ts';
import type { Place } from '../../../world/world.ts';
import { useWorld } from '../../stores/stores.tsx';
import { Raw } from '../parts/Raw.tsx';
import { Rows, Section } from '../parts/Section.tsx';

/** The most connections that are listed; the tool prints all. */
const SHOWN = 20;

/** What a place's network namespace holds besides its interfaces: sockets, processes, connections; and what its tools print. */
export function PlaceSections({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  const world = useWorld();
  const location = locate(world, place);
  const namespace = world.kernel.namespaces[location?.namespace ?? ''];
  if (location === undefined || namespace === undefined) return null;
  const { container, machine } = location;
  const processes = Object.values(world.kernel.processes).filter((process) =>
    container ? process.container?.id === container.id : process.machine === machine.name && !process.container,
  );
  const connections = connectionsAt(namespace, world.clock.now);
  const tuple = (source: string, sourcePort: number, destination: string, port: number): string =>
    `${source}:${sourcePort} → ${destination}:${port}`;
  const lines = [
    'ip addr',
    'ip route',
    'ip neigh',
    'ss -tulpn',
    'ps -ef',
    'cat /etc/hosts',
    'cat /etc/resolv.conf',
    ...(container ? [] : ['iptables-save', 'conntrack -L', 'bridge link']),
  ];
  return (
    <>
      {namespace.sockets.length > 0 && (
        <Section title={t('inspector.sockets')} aside={namespace.sockets.length}>
          <Rows
            rows={namespace.sockets.map(({ protocol, address, port, pid }, at) => ({
              key: String(at),
              name: `${port}/${protocol}`,
              value: `${address} ${world.kernel.processes[pid]?.program ?? ''}`,
            }))}
          />
        </Section>
      )}
      {processes.length > 0 && (
        <Section title={t('inspector.processes')} aside={processes.length}>
          <Rows
            rows={processes.map(({ pid, container: own, command }) => ({
              name: String(own?.pid ?? pid),
              value: command.join(' '),
            }))}
          />
        </Section>
      )}
      {connections.length > 0 && (
        <Section title={t('inspector.connections')} aside={connections.length}>
          <Rows
            rows={connections.slice(-SHOWN).map(({ original, reply, tcpState }, at) => ({
              key: String(at),
              name: tcpState ?? original.protocol,
              value: `${tuple(original.source, original.sourcePort, original.destination, original.destinationPort)} / ${tuple(reply.source, reply.sourcePort, reply.destination, reply.destinationPort)}`,
            }))}
          />
        </Section>
      )}
      <Raw place={place} lines={lines} />
    </>
  );
}

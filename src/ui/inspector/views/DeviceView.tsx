import { useTranslation } from 'react-i18next';
import { formatPrefix } from '../../../ip/address.ts';
import { forwardingTable } from '../../../kernel/link/forwarding.ts';
import { addressPrefix } from '../../../kernel/link/link.ts';
import { useWorld } from '../../stores/stores.tsx';
import styles from '../Inspector.module.css';
import { Raw } from '../parts/Raw.tsx';
import { Heading, Rows, Section } from '../parts/Section.tsx';
import { linkRows } from './link-rows.ts';
import { own } from '../../../kernel/own.ts';

/** One device of a machine: its state and addresses; of a bridge its ports and forwarding table. */
export function DeviceView({ machine, index }: { readonly machine: string; readonly index: number }) {
  const { t } = useTranslation();
  const world = useWorld();
  const { machines, kernel } = world;
  const namespace = kernel.namespaces[own(machines, machine)?.namespace ?? ''];
  const link = namespace?.links[index];
  if (namespace === undefined || link === undefined) return null;
  return (
    <>
      <Heading title={link.name} aside={machine} />
      <div className={styles['scroll']}>
        <Section title={link.kind} aside={link.up ? 'UP' : 'DOWN'}>
          <Rows
            rows={[
              ...linkRows(world, { namespace: namespace.id, index }),
              ...link.addresses.map((address, at) => ({
                name: at === 0 ? t('field.address') : `${t('field.address')} ${at + 1}`,
                value: formatPrefix(addressPrefix(address)),
              })),
            ]}
          />
        </Section>
        {link.kind === 'bridge' && <BridgeSections machine={machine} name={link.name} />}
        <Raw
          place={machine}
          about={link.name}
          lines={[`ip -s -d link show ${link.name}`, `ip addr show ${link.name}`, `ip neigh show dev ${link.name}`]}
        />
      </div>
    </>
  );
}

/** A bridge's ports, and which address it has learned behind which. */
export function BridgeSections({ machine, name }: { readonly machine: string; readonly name: string }) {
  const { t } = useTranslation();
  const { machines, kernel, clock } = useWorld();
  const namespace = kernel.namespaces[own(machines, machine)?.namespace ?? ''];
  const bridge = namespace?.links[own(namespace.names, name) ?? 0];
  if (namespace === undefined || bridge?.kind !== 'bridge') return null;
  const nameOf = (index: number): string => namespace.links[index]?.name ?? String(index);
  const entries = forwardingTable(namespace, bridge, clock.now);
  return (
    <>
      <Section title={t('inspector.ports')} aside={bridge.ports.length}>
        <Rows
          rows={bridge.ports.map((index) => {
            const port = namespace.links[index];
            return { name: nameOf(index), value: port ? `${port.mac} ${port.up ? 'UP' : 'DOWN'}` : '' };
          })}
        />
      </Section>
      <Section title={t('evidence.forwarding')} aside={entries.length}>
        <Rows
          rows={entries.map(({ mac, port, permanent, updated }) => ({
            key: `${mac} ${port}`,
            name: nameOf(port),
            value: `${mac} ${permanent ? 'permanent' : t('inspector.learned', { seconds: secondsSince(updated, clock.now) })}`,
          }))}
        />
      </Section>
      <Raw place={machine} about={name} lines={['bridge link', `bridge fdb show br ${name}`]} />
    </>
  );
}

const secondsSince = (then: number, now: number): number => Math.max(0, Math.round((now - then) / 1000));

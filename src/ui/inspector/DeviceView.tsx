import { useTranslation } from 'react-i18next';
import { formatPrefix } from '../../ip/address.ts';
import { addressPrefix } from '../../kernel/link.ts';
import { linkState } from '../../kernel/carrier.ts';
import { useWorld } from '../lab/stores.tsx';
import styles from './Inspector.module.css';
import { Raw } from './Raw.tsx';
import { Heading, Rows, Section } from './Section.tsx';

/** One device of a machine: its state and addresses; of a bridge its ports and forwarding table. */
export function DeviceView({ machine, index }: { readonly machine: string; readonly index: number }) {
  const { t } = useTranslation();
  const { machines, kernel } = useWorld();
  const namespace = kernel.namespaces[machines[machine]?.namespace ?? ''];
  const link = namespace?.links[index];
  if (namespace === undefined || link === undefined) return null;
  const { operstate } = linkState(kernel, namespace.id, link);
  return (
    <>
      <Heading title={link.name} aside={machine} />
      <div className={styles['scroll']}>
        <Section title={link.kind} aside={operstate}>
          <Rows
            rows={[
              { name: 'MAC', value: link.mac },
              { name: 'MTU', value: link.mtu },
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
  const { machines, kernel } = useWorld();
  const namespace = kernel.namespaces[machines[machine]?.namespace ?? ''];
  const bridge = namespace?.links[namespace.names[name] ?? 0];
  if (bridge?.kind !== 'bridge') return null;
  const nameOf = (index: number): string => namespace?.links[index]?.name ?? String(index);
  const learned = Object.values(bridge.forwarding);
  return (
    <>
      <Section title={t('inspector.ports')} aside={bridge.ports.length}>
        <Rows
          rows={bridge.ports.map((index) => {
            const port = namespace?.links[index];
            return { name: nameOf(index), value: port ? `${port.mac} ${port.up ? 'UP' : 'DOWN'}` : '' };
          })}
        />
      </Section>
      {learned.length > 0 && (
        <Section title={t('evidence.forwarding')} aside={learned.length}>
          <Rows rows={learned.map(({ mac, port }) => ({ name: nameOf(port), value: mac }))} />
        </Section>
      )}
      <Raw place={machine} about={name} lines={['bridge link', `bridge fdb show br ${name}`]} />
    </>
  );
}

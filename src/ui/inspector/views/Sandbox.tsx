import { useTranslation } from 'react-i18next';
import type { Container } from '../../../engine/container/container.ts';
import { Rows, Section } from '../parts/Section.tsx';
import { Entries } from '../parts/parts.tsx';

/** The container network model: a sandbox, its endpoints, and the network that each leads to. */
export function Sandbox({ machine, container }: { readonly machine: string; readonly container: Container }) {
  const { t } = useTranslation();
  const { sandbox, endpoints } = container;
  if (sandbox === undefined) return null;
  const all = Object.entries(endpoints);
  const out = all.find(([, { id }]) => id === sandbox.gateways?.v4)?.[0];
  return (
    <Section title={t('inspector.sandbox')} aside={sandbox.id.slice(0, 12)}>
      <Rows
        rows={[
          { name: 'netns', value: sandbox.key },
          { name: t('inspector.wayOut'), value: out ?? t('inspector.none') },
          {
            name: 'DNS',
            value: sandbox.resolver
              ? `127.0.0.11 → udp ${sandbox.resolver.udp}, tcp ${sandbox.resolver.tcp}`
              : t('inspector.none'),
          },
        ]}
      />
      <Entries
        entries={all.map(([name, { id, network, interface: device }]) => ({
          key: id,
          name: `${t('inspector.endpoint')} ${id.slice(0, 12)}`,
          value: `${device} ${name}`,
          network,
          open: { kind: 'network', machine, id: network },
        }))}
      />
    </Section>
  );
}

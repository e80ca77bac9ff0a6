import { Filter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { netfilterId } from '../../../graph/scene/ids.ts';
import { formatPrefix } from '../../../ip/address.ts';
import { addressPrefix } from '../../../kernel/link/link.ts';
import { Button } from '../../controls/Button.tsx';
import { useView, useWorld } from '../../stores/stores.tsx';
import styles from '../Inspector.module.css';
import { Heading, Rows, Section } from '../parts/Section.tsx';
import { Actions } from '../parts/parts.tsx';
import { EngineSections } from './LabView.tsx';
import { PlaceSections } from './PlaceSections.tsx';
import { RoutesSection } from './Routes.tsx';
import { own } from '../../../kernel/own.ts';

export function MachineView({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const select = useView((view) => view.select);
  const { machines, kernel } = useWorld();
  const machine = own(machines, name);
  const namespace = machine && kernel.namespaces[machine.namespace];
  if (machine === undefined || namespace === undefined) return null;
  const links = Object.values(namespace.links);

  return (
    <>
      <Heading title={name} aside={t(`machine.${machine.kind}`)} />
      <div className={styles['scroll']}>
        <Section title={t('inspector.interfaces')} aside={links.length}>
          <Rows
            rows={links.map((link) => ({
              name: link.name,
              value: link.addresses.map((address) => formatPrefix(addressPrefix(address))).join(' ') || link.mac,
            }))}
          />
        </Section>
        <RoutesSection namespace={namespace} />
        <div className={styles['parts']}>
          <Button icon={<Filter />} onClick={() => select({ kind: 'machine', machine: name }, netfilterId(name))}>
            netfilter
          </Button>
        </div>
        <EngineSections machine={name} />
        <PlaceSections place={name} />
        <Actions selection={{ kind: 'machine', machine: name }} />
      </div>
    </>
  );
}

import { Check, ListFilter } from 'lucide-react';
import * as Menu from 'radix-ui/dropdown-menu';
import { useTranslation } from 'react-i18next';
import type { Network } from '../../engine/network/network.ts';
import { networksInOrder } from '../../graph/scene/colors.ts';
import { IconButton } from '../controls/IconButton.tsx';
import menu from '../controls/Menu.module.css';
import { useView, useWorld } from '../stores/stores.tsx';
import { machinesOf } from '../../world/spots.ts';
import styles from './GraphPanel.module.css';
import { useNetworkColor } from './network-color.ts';

/** Chooses the networks whose members are shown in full, where there are several. */
export function NetworkFilter() {
  const { t } = useTranslation();
  const world = useWorld();
  const shown = useView((view) => view.shown);
  const show = useView((view) => view.show);
  const hosts = machinesOf(world).filter(({ engine }) => engine !== undefined);
  const all = hosts.flatMap(({ name, engine }) =>
    engine === undefined ? [] : networksInOrder(engine).map((network) => ({ host: name, network })),
  );
  // An overlay network is the same on all hosts.
  const networks = [...new Map(all.map((each) => [each.network.id, each])).values()];
  if (networks.length < 2) return null;
  const toggle = (id: string) => show(shown.includes(id) ? shown.filter((each) => each !== id) : [...shown, id]);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>
        <IconButton
          side="right"
          label={t('graph.filter')}
          icon={<ListFilter />}
          data-filtered={shown.length > 0 || undefined}
        />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className={menu['content']} align="start" sideOffset={6}>
          <Menu.CheckboxItem className={menu['item']} checked={shown.length === 0} onSelect={() => show([])}>
            {t('graph.allNetworks')}
            <Menu.ItemIndicator className={menu['check']} asChild>
              <Check />
            </Menu.ItemIndicator>
          </Menu.CheckboxItem>
          {networks.map(({ host, network }) => (
            <Menu.CheckboxItem
              key={network.id}
              className={menu['item']}
              checked={shown.includes(network.id)}
              onSelect={(event) => {
                event.preventDefault();
                toggle(network.id);
              }}
            >
              <NetworkDot network={network} />
              {hosts.length > 1 && network.driver !== 'overlay' ? `${network.name} · ${host}` : network.name}
              <Menu.ItemIndicator className={menu['check']} asChild>
                <Check />
              </Menu.ItemIndicator>
            </Menu.CheckboxItem>
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

function NetworkDot({ network }: { readonly network: Network }) {
  const color = useNetworkColor(network.id);
  return <span className={styles['dot']} style={{ background: color }} />;
}

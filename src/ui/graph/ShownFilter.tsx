import { Boxes, Check, ListFilter } from 'lucide-react';
import * as Menu from 'radix-ui/dropdown-menu';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Network } from '../../engine/network/network.ts';
import { networksInOrder } from '../../graph/scene/colors.ts';
import { projectId } from '../../graph/scene/ids.ts';
import { IconButton } from '../controls/IconButton.tsx';
import menu from '../controls/Menu.module.css';
import { useSettledWorld, useView } from '../stores/stores.tsx';
import { projectsOf } from '../../world/projects.ts';
import { machinesOf } from '../../world/spots.ts';
import styles from './GraphPanel.module.css';
import { useNetworkColor } from './network-color.ts';

/** Chooses the networks and compose projects whose members are shown in full, where there are several. */
export function ShownFilter() {
  const { t } = useTranslation();
  const world = useSettledWorld();
  const shown = useView((view) => view.shown);
  const shownProjects = useView((view) => view.shownProjects);
  const show = useView((view) => view.show);
  const hosts = machinesOf(world).filter(({ engine }) => engine !== undefined);
  const named = (name: string, host: string) => (hosts.length > 1 ? `${name} · ${host}` : name);
  const all = hosts.flatMap(({ name, engine }) =>
    engine === undefined ? [] : networksInOrder(engine).map((network) => ({ host: name, network })),
  );
  // An overlay network is the same on all hosts.
  const networks = [...new Map(all.map((each) => [each.network.id, each])).values()];
  const projects = useMemo(() => projectsOf(world).filter(({ containers }) => containers.length > 0), [world]);
  if (networks.length + projects.length < 2) return null;
  const isFiltered = shown.length + shownProjects.length > 0;
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>
        <IconButton
          side="right"
          label={projects.length > 0 ? t('graph.filterProjects') : t('graph.filter')}
          icon={<ListFilter />}
          data-filtered={isFiltered || undefined}
        />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className={menu['content']} align="start" sideOffset={6}>
          <Menu.CheckboxItem className={menu['item']} checked={!isFiltered} onSelect={() => show([])}>
            {projects.length > 0 ? t('graph.all') : t('graph.allNetworks')}
            <Mark />
          </Menu.CheckboxItem>
          {projects.length > 0 && <Menu.Label className={menu['label']}>{t('graph.projects')}</Menu.Label>}
          {projects.map(({ machine, name }) => {
            const id = projectId(machine, name);
            return (
              <Item key={id} id={id} among={shownProjects} onChange={(chosen) => show(shown, chosen)}>
                <Boxes />
                {named(name, machine)}
              </Item>
            );
          })}
          {projects.length > 0 && <Menu.Label className={menu['label']}>{t('inspector.networks')}</Menu.Label>}
          {networks.map(({ host, network }) => (
            <Item key={network.id} id={network.id} among={shown} onChange={(chosen) => show(chosen, shownProjects)}>
              <NetworkDot network={network} />
              {network.driver === 'overlay' ? network.name : named(network.name, host)}
            </Item>
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface ItemProps {
  readonly id: string;
  readonly among: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly children: ReactNode;
}

/** A thing that is among those shown, or not; the menu stays open for more. */
function Item({ id, among, onChange, children }: ItemProps) {
  return (
    <Menu.CheckboxItem
      className={menu['item']}
      checked={among.includes(id)}
      onSelect={(event) => {
        event.preventDefault();
        onChange(among.includes(id) ? among.filter((each) => each !== id) : [...among, id]);
      }}
    >
      {children}
      <Mark />
    </Menu.CheckboxItem>
  );
}

const Mark = () => (
  <Menu.ItemIndicator className={menu['check']} asChild>
    <Check />
  </Menu.ItemIndicator>
);

function NetworkDot({ network }: { readonly network: Network }) {
  const color = useNetworkColor(network.id);
  return <span className={styles['dot']} style={{ background: color }} />;
}

import { Ellipsis } from 'lucide-react';
import * as Menu from 'radix-ui/dropdown-menu';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { networksInOrder } from '../../graph/scene/colors.ts';
import type { Selection } from '../../store/selection.ts';
import { ActionItems } from '../actions/ActionItems.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import menu from '../controls/Menu.module.css';
import { useView, useWorld } from '../stores/stores.tsx';
import { containersOf, machinesOf } from '../../world/spots.ts';
import styles from './Outline.module.css';

interface Item {
  readonly key: string;
  readonly name: string;
  readonly selection: Selection;
}

/** The lab as nested lists, for the keyboard and the screen reader: the same things as in the graph, with the same actions. */
export function Outline() {
  const { t } = useTranslation();
  const world = useWorld();
  const machines = machinesOf(world);
  const containers = containersOf(world);

  return (
    <nav className={styles['outline']} aria-label={t('outline.label')}>
      <List
        title={t('outline.machines')}
        items={machines.map(({ name }) => ({ key: name, name, selection: { kind: 'machine', machine: name } }))}
      />
      {machines.flatMap(({ name: machine, engine }) =>
        engine === undefined
          ? []
          : [
              <List
                key={`${machine} networks`}
                title={t('outline.networks', { machine })}
                items={networksInOrder(engine).map(({ id, name }) => ({
                  key: id,
                  name,
                  selection: { kind: 'network', machine, id },
                }))}
              />,
              <List
                key={`${machine} containers`}
                title={t('outline.containers', { machine })}
                items={containers
                  .filter(([host]) => host === machine)
                  .map(([, { id, name, state }]) => ({
                    key: id,
                    name: state.status === 'running' ? name : t('outline.stopped', { name }),
                    selection: { kind: 'container', machine, id },
                  }))}
              />,
            ],
      )}
    </nav>
  );
}

function List({ title, items }: { readonly title: string; readonly items: readonly Item[] }) {
  const { t } = useTranslation();
  const select = useView((view) => view.select);
  const id = useId();
  if (items.length === 0) return null;
  return (
    <>
      <h2 id={id} className={styles['title']}>
        {title}
      </h2>
      <ul aria-labelledby={id} className={styles['list']}>
        {items.map(({ key, name, selection }) => (
          <li key={key} className={styles['item']}>
            <button type="button" className={styles['name']} onClick={() => select(selection)}>
              {name}
            </button>
            <Menu.Root modal={false}>
              <Menu.Trigger asChild>
                <IconButton label={t('outline.actions', { name })} icon={<Ellipsis />} />
              </Menu.Trigger>
              <Menu.Portal>
                <Menu.Content className={menu['content']} align="start" sideOffset={4}>
                  <ActionItems selection={selection} />
                </Menu.Content>
              </Menu.Portal>
            </Menu.Root>
          </li>
        ))}
      </ul>
    </>
  );
}

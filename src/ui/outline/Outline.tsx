import { Ellipsis } from 'lucide-react';
import * as Menu from 'radix-ui/dropdown-menu';
import type { TFunction } from 'i18next';
import { memo, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Container } from '../../engine/container/container.ts';
import type { Engine } from '../../engine/engine.ts';
import { networksInOrder } from '../../graph/scene/colors.ts';
import type { Selection } from '../../store/selection.ts';
import { ActionItems } from '../actions/ActionItems.tsx';
import { Button } from '../controls/Button.tsx';
import button from '../controls/Button.module.css';
import { IconButton } from '../controls/IconButton.tsx';
import menu from '../controls/Menu.module.css';
import { usePortion } from '../controls/portion.ts';
import { useSettledWorld, useView } from '../stores/stores.tsx';
import type { World } from '../../world/world.ts';
import { healthOf, projectOf, projectsOn } from '../../world/projects.ts';
import { machinesOf } from '../../world/spots.ts';
import styles from './Outline.module.css';

interface Item {
  readonly key: string;
  readonly name: string;
  readonly selection: Selection;
}

/** The lab as nested lists, for the keyboard and the screen reader: the same things as in the graph, with the same actions. */
export function Outline() {
  const { t } = useTranslation();
  return (
    <nav className={styles['outline']} aria-label={t('outline.label')}>
      <Lists world={useSettledWorld()} />
    </nav>
  );
}

const Lists = memo(function Lists({ world }: { readonly world: World }) {
  const { t } = useTranslation();
  const machines = machinesOf(world);
  return (
    <>
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
              <Containers key={`${machine} containers`} machine={machine} engine={engine} />,
            ],
      )}
    </>
  );
});

/** The containers of an engine: those of each compose project, which comes first, and those of none. */
function Containers({ machine, engine }: { readonly machine: string; readonly engine: Engine }) {
  const { t } = useTranslation();
  const projects = projectsOn(machine, engine);
  const alone = Object.values(engine.containers)
    .filter(({ config }) => projectOf(config.Labels) === undefined)
    .sort((a, b) => a.created - b.created);
  const itemOf = (container: Container): Item => ({
    key: container.id,
    name: nameOf(container, t),
    selection: { kind: 'container', machine, id: container.id },
  });
  return (
    <>
      {projects.map(({ name, containers }) => (
        <List
          key={name}
          title={t('outline.project', { name, machine })}
          items={[
            { key: 'project', name: t('outline.whole', { name }), selection: { kind: 'project', machine, name } },
            ...containers.map(itemOf),
          ]}
        />
      ))}
      <List
        title={t(projects.length > 0 ? 'outline.alone' : 'outline.containers', { machine })}
        items={alone.map(itemOf)}
      />
    </>
  );
}

/** A container's name, and how it is where that is worth telling. */
function nameOf(container: Container, t: TFunction): string {
  const { name, state } = container;
  if (state.status !== 'running') return t('outline.stopped', { name });
  const health = healthOf(container);
  return health === undefined || health === 'healthy'
    ? name
    : t('outline.health', { name, health: t(`graph.${health}`) });
}

function List({ title, items }: { readonly title: string; readonly items: readonly Item[] }) {
  const { t } = useTranslation();
  const { shown, left, showMore } = usePortion(items);
  const id = useId();
  if (items.length === 0) return null;
  return (
    <>
      <h2 id={id} className={styles['title']}>
        {title}
      </h2>
      <ul aria-labelledby={id} className={styles['list']}>
        {shown.map(({ key, name, selection }) => (
          <Row key={key} label={name} {...selection} />
        ))}
      </ul>
      {left > 0 && (
        <button type="button" className={styles['name']} onClick={showMore}>
          {t('outline.more', { count: left })}
        </button>
      )}
    </>
  );
}

/** A thing, with a menu that is made when it is first wanted: there are many things. */
const Row = memo(function Row({ label: name, ...selection }: { readonly label: string } & Selection) {
  const { t } = useTranslation();
  const select = useView((view) => view.select);
  const [wanted, setWanted] = useState(false);
  const label = t('outline.actions', { name });
  return (
    <li className={styles['item']}>
      <button type="button" className={styles['name']} onClick={() => select(selection)}>
        {name}
      </button>
      {wanted ? (
        <Menu.Root modal={false} defaultOpen>
          <Menu.Trigger asChild>
            <IconButton label={label} icon={<Ellipsis />} />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Content className={menu['content']} align="start" sideOffset={4}>
              <ActionItems selection={selection} />
            </Menu.Content>
          </Menu.Portal>
        </Menu.Root>
      ) : (
        <Button
          look="quiet"
          className={button['icon']}
          aria-label={label}
          title={label}
          aria-haspopup="menu"
          aria-expanded={false}
          icon={<Ellipsis />}
          onClick={() => setWanted(true)}
        />
      )}
    </li>
  );
});

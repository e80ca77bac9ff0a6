import { Stethoscope } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Engine } from '../../../engine/engine.ts';
import { networksInOrder } from '../../../graph/scene/colors.ts';
import { formatPrefix } from '../../../ip/address.ts';
import { statesText } from '../../graph/labels.ts';
import { Button } from '../../controls/Button.tsx';
import { useSettledWorld, useView, useWorld } from '../../stores/stores.tsx';
import { projectsOn, tallyOf } from '../../../world/projects.ts';
import { containersIn, machinesOf } from '../../../world/spots.ts';
import { addressesOf } from '../../../world/ends.ts';
import styles from '../Inspector.module.css';
import { Heading, Section } from '../parts/Section.tsx';
import { Entries } from '../parts/parts.tsx';
import { own } from '../../../kernel/own.ts';

/** The whole lab at a glance, while nothing is selected and nothing has been sent. */
export function LabView() {
  const { t } = useTranslation();
  const world = useWorld();
  const machines = machinesOf(world);
  const hosts = machines.filter(({ engine }) => engine !== undefined);

  return (
    <>
      <Heading title={t('inspector.lab')} below={<p className={styles['sentence']}>{t('inspector.labHint')}</p>} />
      <div className={styles['scroll']}>
        <Examining />
        <Section title={t('inspector.machines')} aside={machines.length}>
          <Entries
            entries={machines.map(({ name, kind }) => ({
              key: name,
              name,
              value: addressesOf(world, name).join(' '),
              note: t(`machine.${kind}`) === name ? undefined : t(`machine.${kind}`),
              open: { kind: 'machine', machine: name },
            }))}
          />
        </Section>
        {hosts.map(({ name }) => (
          <EngineSections key={name} machine={name} named={hosts.length > 1} />
        ))}
      </div>
    </>
  );
}

/** The way to what is amiss, and to what of a real host is otherwise here. */
function Examining() {
  const { t } = useTranslation();
  const open = useView((view) => view.open);
  const { imported } = useWorld();
  return (
    <div className={[styles['actions'], styles['apart']].join(' ')}>
      <Button icon={<Stethoscope />} onClick={() => open({ kind: 'examine', tab: 'findings' })}>
        {t('commands.examine')}
      </Button>
      {imported !== undefined && (
        <Button onClick={() => open({ kind: 'examine', tab: 'imported' })}>{t('notice.differs')}</Button>
      )}
    </div>
  );
}

interface EngineSectionsProps {
  readonly machine: string;
  /** Whether the sections say whose they are. */
  readonly named?: boolean | undefined;
}

/** The networks and containers of a machine's engine, where it has one. */
export function EngineSections({ machine, named = false }: EngineSectionsProps) {
  const engine = own(useSettledWorld().machines, machine)?.engine;
  return engine && <Sections machine={machine} engine={engine} named={named} />;
}

interface SectionsProps {
  readonly machine: string;
  readonly engine: Engine;
  readonly named: boolean;
}

const Sections = memo(function Sections({ machine, engine, named }: SectionsProps) {
  const { t } = useTranslation();
  const networks = networksInOrder(engine);
  const projects = projectsOn(machine, engine);
  const containers = containersIn(engine);
  return (
    <>
      <Section title={named ? t('outline.networks', { machine }) : t('inspector.networks')} aside={networks.length}>
        <Entries
          entries={networks.map(({ id, name, driver, internal, pools }) => ({
            key: id,
            name,
            network: id,
            value: pools.map(({ subnet }) => formatPrefix(subnet)).join(' '),
            note: internal ? t('inspector.internal') : driver === 'bridge' ? undefined : driver,
            open: { kind: 'network', machine, id },
          }))}
        />
      </Section>
      {projects.length > 0 && (
        <Section title={named ? t('outline.projects', { machine }) : t('inspector.projects')} aside={projects.length}>
          <Entries
            entries={projects.map((project) => ({
              key: project.name,
              name: project.name,
              note: project.containers.length > 0 ? statesText(t, tallyOf(project)) : undefined,
              value: t('graph.containers', { count: project.containers.length }).replaceAll(' ', '\u00a0'),
              open: { kind: 'project', machine, name: project.name },
            }))}
          />
        </Section>
      )}
      <Section
        title={named ? t('outline.containers', { machine }) : t('inspector.containers')}
        aside={containers.length}
      >
        {containers.length === 0 ? (
          <p className={styles['note']}>{t('inspector.noContainers')}</p>
        ) : (
          <Entries
            entries={containers.map(({ id, name, image, endpoints, state }) => ({
              key: id,
              name,
              value: Object.values(endpoints)
                .flatMap(({ ipv4 }) => ipv4 ?? [])
                .join(' '),
              note: state.status === 'running' ? image : `${image} · ${t(`state.short.${state.status}`)}`,
              open: { kind: 'container', machine, id },
            }))}
          />
        )}
      </Section>
    </>
  );
});

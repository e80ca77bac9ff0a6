import { useTranslation } from 'react-i18next';
import type { Container } from '../../../engine/container/container.ts';
import { dependenciesOf, healthOf, membershipOf, projectNamed, replicaOf } from '../../../world/projects.ts';
import { useWorld } from '../../stores/stores.tsx';
import styles from '../Inspector.module.css';
import { Rows, Section } from '../parts/Section.tsx';
import { Entries } from '../parts/parts.tsx';

const conditions = ['service_started', 'service_healthy', 'service_completed_successfully'] as const;

/** What a container is in its compose project, where it has one, and what it waits for there. */
export function Membership({ machine, container }: { readonly machine: string; readonly container: Container }) {
  const { t } = useTranslation();
  const world = useWorld();
  const membership = membershipOf(container);
  const project = membership && projectNamed(world, machine, membership.project);
  if (membership === undefined || project === undefined) return null;
  const { service } = membership;
  const replica = replicaOf(project, container);
  const dependencies = dependenciesOf(project, container);
  return (
    <>
      <Section title={t('inspector.project')}>
        <Entries
          entries={[
            {
              key: project.name,
              name: project.name,
              value: t('graph.containers', { count: project.containers.length }).replaceAll(' ', '\u00a0'),
              open: { kind: 'project', machine, name: project.name },
            },
          ]}
        />
        <Rows
          rows={[
            ...(service === undefined ? [] : [{ name: t('field.service'), value: service }]),
            ...(replica === undefined ? [] : [{ name: t('field.replica'), value: replica }]),
          ]}
        />
      </Section>
      {dependencies.length > 0 && (
        <Section title={t('inspector.dependsOn')} aside={dependencies.length}>
          {dependencies.map(({ service: name, condition, containers }) => {
            const known = conditions.find((each) => each === condition);
            const waits = known === undefined ? undefined : t(`inspector.servicesWait.${known}`);
            return containers.length === 0 ? (
              <p key={name} className={styles['note']}>
                {name} · {t('inspector.missing')}
              </p>
            ) : (
              <Entries
                key={name}
                entries={containers.map((each) => {
                  const health = healthOf(each);
                  const number = replicaOf(project, each);
                  return {
                    key: each.id,
                    name: number === undefined ? name : `${name} ${number}`,
                    note: waits,
                    value: (health === undefined
                      ? t(`state.short.${each.state.status}`)
                      : t(`graph.${health}`)
                    ).replaceAll(' ', '\u00a0'),
                    open: { kind: 'container', machine, id: each.id },
                  };
                })}
              />
            );
          })}
        </Section>
      )}
    </>
  );
}

import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Container } from '../../../engine/container/container.ts';
import { formatPrefix } from '../../../ip/address.ts';
import { healthOf, membershipOf, projectNamed, replicaOf, tallyOf, type Project } from '../../../world/projects.ts';
import { statesText } from '../../graph/labels.ts';
import { useWorld } from '../../stores/stores.tsx';
import styles from '../Inspector.module.css';
import { Raw } from '../parts/Raw.tsx';
import { Heading, Rows, Section } from '../parts/Section.tsx';
import { Actions, Entries, type Entry } from '../parts/parts.tsx';

/** A compose project: its services with what they publish, its networks, and where it comes from. */
export function ProjectView({ machine, name }: { readonly machine: string; readonly name: string }) {
  const { t } = useTranslation();
  const world = useWorld();
  const project = projectNamed(world, machine, name);
  if (project === undefined) return null;
  const { containers, services, networks, source } = project;
  const loose = containers.filter((container) => membershipOf(container)?.service === undefined);
  const list = [...services.flatMap((service) => service.containers), ...loose];

  return (
    <>
      <Heading title={name} aside={t('inspector.project')} />
      <div className={styles['scroll']}>
        <Section title={t('inspector.project')} aside={containers.length > 0 && statesText(t, tallyOf(project))}>
          <Rows
            rows={[
              { name: t('inspector.services'), value: t('graph.services', { count: services.length }) },
              { name: t('inspector.containers'), value: t('graph.containers', { count: containers.length }) },
              ...(source === undefined
                ? []
                : [
                    { name: t('field.folder'), value: source.folder },
                    { name: t('field.files'), value: [...source.files, ...source.envFiles].join(' ') },
                  ]),
            ]}
          />
        </Section>
        <Section title={t('inspector.services')} aside={services.length}>
          {list.length === 0 ? (
            <p className={styles['note']}>{t('inspector.noContainers')}</p>
          ) : (
            <Entries entries={list.map((container) => entryOf(project, container, t))} />
          )}
        </Section>
        {networks.length > 0 && (
          <Section title={t('inspector.networks')} aside={networks.length}>
            <Entries
              entries={networks.map(({ id, name: network, pools }) => ({
                key: id,
                name: network,
                network: id,
                value: pools.map(({ subnet }) => formatPrefix(subnet)).join(' '),
                open: { kind: 'network', machine, id },
              }))}
            />
          </Section>
        )}
        <Raw place={machine} about={name} lines={[`docker ps -a --filter label=com.docker.compose.project=${name}`]} />
        <Actions selection={{ kind: 'project', machine, name }} />
      </div>
    </>
  );
}

/** A container by its service and number, how it is, and what it publishes, or where it is reached. */
function entryOf(project: Project, container: Container, t: TFunction): Entry {
  const { id, name, state, ports, endpoints } = container;
  const service = membershipOf(container)?.service;
  const replica = replicaOf(project, container);
  const health = healthOf(container);
  const published = ports.map(({ hostPort, containerPort, protocol }) =>
    protocol === 'tcp' ? `${hostPort}→${containerPort}` : `${hostPort}→${containerPort}/${protocol}`,
  );
  const reached = Object.values(endpoints).flatMap(({ ipv4 }) => ipv4 ?? []);
  return {
    key: id,
    name: [service ?? name, replica].filter((each) => each !== undefined).join(' '),
    note: health === undefined ? t(`state.short.${state.status}`) : t(`graph.${health}`),
    value: [...new Set(published.length > 0 ? published : reached)].join(' '),
    open: { kind: 'container', machine: project.machine, id },
  };
}

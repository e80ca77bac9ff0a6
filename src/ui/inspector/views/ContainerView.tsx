import { useTranslation } from 'react-i18next';
import type { Container } from '../../../engine/container/container.ts';
import type { PortMapping } from '../../../engine/network/endpoint.ts';
import { useWorld } from '../../stores/stores.tsx';
import { healthOf } from '../../../world/projects.ts';
import { placeOf } from '../../../world/spots.ts';
import { exposedPorts } from '../../world/targets.ts';
import styles from '../Inspector.module.css';
import { Raw } from '../parts/Raw.tsx';
import { Heading, Rows, Section, type Row } from '../parts/Section.tsx';
import { Actions, NetworkDot } from '../parts/parts.tsx';
import { HostFiles } from './HostFiles.tsx';
import { Membership } from './Membership.tsx';
import { PlaceSections } from './PlaceSections.tsx';
import { RoutesSection } from './Routes.tsx';
import { Sandbox } from './Sandbox.tsx';
import { own } from '../../../kernel/own.ts';

export function ContainerView({ machine, id }: { readonly machine: string; readonly id: string }) {
  const { t } = useTranslation();
  const world = useWorld();
  const container = own(world.machines, machine)?.engine?.containers[id];
  if (container === undefined) return null;
  const namespace = world.kernel.namespaces[container.sandbox?.namespace ?? ''];
  const health = healthOf(container);
  const endpoints = Object.entries(container.endpoints);
  const exposed = exposedPorts(world, machine, container).map((port) => `${port}/tcp`);

  return (
    <>
      <Heading title={container.name} aside={<State container={container} />} />
      <div className={styles['scroll']}>
        <Section title={t('inspector.container')}>
          <Rows
            rows={[
              { name: t('field.image'), value: container.image },
              { name: t('field.command'), value: container.command.join(' ') },
              { name: t('field.id'), value: container.id.slice(0, 12) },
              ...(health === undefined ? [] : [{ name: t('field.health'), value: t(`graph.${health}`) }]),
              ...(exposed.length > 0 ? [{ name: t('field.exposes'), value: exposed.join(' ') }] : []),
            ]}
          />
        </Section>
        <Membership machine={machine} container={container} />
        {endpoints.length === 0 && <Networks container={container} />}
        {endpoints.map(([name, endpoint]) => (
          <Section
            key={endpoint.id}
            title={endpoint.interface}
            aside={
              <span className={styles['itemName']}>
                <NetworkDot id={endpoint.network} />
                {name}
              </span>
            }
          >
            <Rows
              rows={[
                ...optional(t('field.address'), endpoint.ipv4 && `${endpoint.ipv4}/${endpoint.ipv4Length ?? 32}`),
                ...optional(t('field.address6'), endpoint.ipv6 && `${endpoint.ipv6}/${endpoint.ipv6Length ?? 128}`),
                ...optional(t('field.gateway'), endpoint.gateway4),
                { name: 'MAC', value: endpoint.mac },
                ...optional(t('field.hostInterface'), endpoint.hostInterface),
                ...optional(t('field.names'), endpoint.dnsNames.join(' ')),
              ]}
            />
          </Section>
        ))}
        {container.ports.length > 0 && (
          <Section title={t('inspector.published')}>
            <Rows rows={portRows(container.ports)} />
          </Section>
        )}
        {container.sandbox && <Sandbox machine={machine} container={container} />}
        {namespace && <RoutesSection namespace={namespace} />}
        <HostFiles container={container} />
        {container.sandbox && <PlaceSections place={placeOf(machine, container)} />}
        <Raw
          place={machine}
          about={container.name}
          lines={[`docker inspect ${container.name}`, `docker logs ${container.name}`]}
        />
        <Actions selection={{ kind: 'container', machine, id }} />
      </div>
    </>
  );
}

const optional = (name: string, value: string | undefined): readonly Row[] =>
  value === undefined || value === '' ? [] : [{ name, value }];

const portRows = (ports: readonly PortMapping[]): readonly Row[] =>
  ports.map(({ protocol, hostIp, hostPort, containerPort }) => ({
    name: `${containerPort}/${protocol}`,
    value: hostIp.includes(':') ? `[${hostIp}]:${hostPort}` : `${hostIp}:${hostPort}`,
  }));

function State({ container }: { readonly container: Container }) {
  const { t } = useTranslation();
  const { status, exitCode } = container.state;
  return (
    <span className={styles['state']} data-state={status}>
      {status === 'exited' ? t('state.exited', { code: exitCode }) : t(`state.${status}`)}
    </span>
  );
}

/** What a container that has no interface of its own is joined to. */
function Networks({ container }: { readonly container: Container }) {
  const { t } = useTranslation();
  const names = Object.keys(container.networks);
  return (
    <Section title={t('inspector.networks')}>
      <p className={styles['note']}>{names.length > 0 ? names.join(', ') : container.hostConfig.NetworkMode}</p>
    </Section>
  );
}

import { useTranslation } from 'react-i18next';
import type { Container } from '../../../engine/container/container.ts';
import type { Endpoint } from '../../../engine/network/endpoint.ts';
import { isUserDefined, type Network } from '../../../engine/network/network.ts';
import { knownNetworks } from '../../../engine/swarm/known.ts';
import { formatPrefix } from '../../../ip/address.ts';
import { projectOf } from '../../../world/projects.ts';
import { useWorld } from '../../stores/stores.tsx';
import styles from '../Inspector.module.css';
import { Raw } from '../parts/Raw.tsx';
import { Heading, Rows, Section } from '../parts/Section.tsx';
import { Actions, Entries, NetworkDot } from '../parts/parts.tsx';
import { BridgeSections } from './DeviceView.tsx';
import { own } from '../../../kernel/own.ts';

export function NetworkView({ machine, id }: { readonly machine: string; readonly id: string }) {
  const { t } = useTranslation();
  const { machines } = useWorld();
  const engine = own(machines, machine)?.engine;
  const network = engine && knownNetworks(engine)[id];
  if (engine === undefined || network === undefined) return null;
  const bridge = network.bridge ?? network.options['com.docker.network.bridge.name'];
  // An overlay network is the same on all hosts.
  const members = Object.values(machines).flatMap(({ name: host, engine: one }) =>
    Object.values(one?.containers ?? {}).flatMap((container) =>
      Object.values(container.endpoints)
        .filter((endpoint) => endpoint.network === id)
        .map((endpoint) => ({ host, container, endpoint })),
    ),
  );
  const project = projectOf(network.labels);
  const talk = network.bridgeConfig?.icc ?? true;

  return (
    <>
      <Heading
        title={
          <span className={styles['itemName']}>
            <NetworkDot id={id} />
            {network.name}
          </span>
        }
        aside={network.driver}
      />
      <div className={styles['scroll']}>
        <Section title={t('inspector.network')}>
          <Rows
            rows={[
              ...network.pools.flatMap(({ subnet, gateway }) => [
                { name: t('field.subnet'), value: formatPrefix(subnet) },
                ...(gateway === undefined ? [] : [{ name: t('field.gateway'), value: gateway }]),
              ]),
              ...(bridge === undefined ? [] : [{ name: t('field.bridge'), value: bridge }]),
              { name: t('field.id'), value: id.slice(0, 12) },
              {
                name: t('field.outside'),
                value: t(`inspector.${outsideBy(network)}`, { device: network.options['parent'] ?? '' }),
              },
              ...Object.entries(network.options).map(([option, value]) => ({
                name: option.replace(/^com\.docker\.network\.((bridge|driver)\.)?/, ''),
                value,
              })),
              ...(talk ? [] : [{ name: t('field.talk'), value: t('inspector.noTalk') }]),
            ]}
          />
        </Section>
        {project !== undefined && (
          <Section title={t('inspector.project')}>
            <Entries
              entries={[{ key: project, name: project, value: '', open: { kind: 'project', machine, name: project } }]}
            />
          </Section>
        )}
        <Section title={t('inspector.containers')} aside={members.length}>
          {members.length === 0 ? (
            <p className={styles['note']}>{t('inspector.noContainers')}</p>
          ) : (
            <Entries
              entries={members.map(({ host, container, endpoint }) => ({
                key: endpoint.id,
                name: container.name,
                value: endpoint.ipv4 ?? endpoint.ipv6 ?? '',
                note: [...(host === machine ? [] : [host]), ...otherNames(container, endpoint)].join(', '),
                open: { kind: 'container', machine: host, id: container.id },
              }))}
            />
          )}
        </Section>
        <Names network={network} containers={engine.containers} />
        {bridge !== undefined && <BridgeSections machine={machine} name={bridge} />}
        <Raw place={machine} about={network.name} lines={[`docker network inspect ${network.name}`]} />
        <Actions selection={{ kind: 'network', machine, id }} />
      </div>
    </>
  );
}

/** How a network's members reach what is not on it. */
function outsideBy({ driver, internal, bridgeConfig }: Network) {
  if (internal) return 'internal';
  switch (driver) {
    case 'bridge':
      return bridgeConfig?.masquerade === false ? 'routed' : 'masqueraded';
    case 'macvlan':
    case 'ipvlan':
      return 'onWire';
    case 'overlay':
      return 'byGateway';
    case 'host':
      return 'hostStack';
    case 'null':
      return 'none';
  }
}

/** Names by which others find it, besides its own and its id. */
const otherNames = ({ id, name }: Container, { dnsNames }: Endpoint): readonly string[] =>
  dnsNames.filter((each) => each !== name && each !== id.slice(0, 12));

/** What the embedded DNS servers of this network's members answer, and that they answer nobody else. */
function Names({
  network,
  containers,
}: {
  readonly network: Network;
  readonly containers: Readonly<Record<string, Container>>;
}) {
  const { t } = useTranslation();
  const addressOf = (endpoint: string): string => {
    const owner = containers[network.endpoints[endpoint] ?? ''];
    return Object.values(owner?.endpoints ?? {}).find(({ id }) => id === endpoint)?.ipv4 ?? '';
  };
  const names = Object.entries(network.names);
  return (
    <Section title={t('inspector.dns')}>
      <p className={styles['note']}>{isUserDefined(network) ? t('inspector.dnsMembers') : t('inspector.dnsNone')}</p>
      {isUserDefined(network) && (
        <Rows
          rows={names.map(([name, endpoints]) => ({
            name: name.replace(/\.$/, ''),
            value: endpoints.map(addressOf).join(' '),
          }))}
        />
      )}
    </Section>
  );
}

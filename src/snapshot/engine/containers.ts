/** Containers as `docker inspect` prints them, of engines since 20.10: reduced to what is about networking. */
import type { AttachmentFacts, ContainerFacts, PublicationFacts } from '../snapshot.ts';
import type { Discard } from '../draft.ts';
import { at, entriesOf, integerAt, isFields, known, listOf, namedOf, wordAt, wordOf, wordsOf, yes } from '../fields.ts';
import { imageOf } from './images.ts';
import { COMPOSE, isNetworkOption, isOwnLabel } from './options.ts';
import { taskOf } from './swarm.ts';

export const isContainer = (value: unknown): boolean =>
  wordAt(value, 'Id') !== undefined && isFields(at(value, 'State')) && isFields(at(value, 'NetworkSettings'));

/** Undefined where it has no id or no name. */
export function readContainer(value: unknown, discard: Discard): ContainerFacts | undefined {
  const [id, name] = [wordAt(value, 'Id'), wordAt(value, 'Name')?.replace(/^\//, '')];
  if (id === undefined || name === undefined || name === '') return undefined;
  countDiscarded(value, discard);
  const [config, host] = [at(value, 'Config'), at(value, 'HostConfig')];
  const labels = at(config, 'Labels');
  return known({
    id,
    name,
    image: imageOf(at(config, 'Image'), discard),
    created: wordAt(value, 'Created'),
    status: wordAt(value, 'State', 'Status') ?? (at(value, 'State', 'Running') === true ? 'running' : 'exited'),
    hostname: wordAt(config, 'Hostname'),
    domainname: wordAt(config, 'Domainname'),
    exposed: namesOf(at(config, 'ExposedPorts'), isPort),
    mode: wordAt(host, 'NetworkMode'),
    bindings: publicationsOf(at(host, 'PortBindings')),
    ports: publicationsOf(at(value, 'NetworkSettings', 'Ports')),
    publishAll: yes(at(host, 'PublishAllPorts')),
    extraHosts: wordsOf(at(host, 'ExtraHosts')),
    dns: wordsOf(at(host, 'Dns')),
    dnsSearch: wordsOf(at(host, 'DnsSearch')),
    dnsOptions: wordsOf(at(host, 'DnsOptions')),
    links: wordsOf(at(host, 'Links')),
    capAdd: wordsOf(at(host, 'CapAdd')),
    capDrop: wordsOf(at(host, 'CapDrop')),
    privileged: yes(at(host, 'Privileged')),
    sysctls: namedOf(
      at(host, 'Sysctls'),
      (each) => each.startsWith('net.'),
      () => discard('settings'),
    ),
    restart: wordAt(host, 'RestartPolicy', 'Name'),
    attachments: attachmentsOf(at(value, 'NetworkSettings', 'Networks'), discard),
    project: wordAt(labels, COMPOSE.project),
    service: wordAt(labels, COMPOSE.service),
    dependsOn: dependenciesOf(wordAt(labels, COMPOSE.dependsOn)),
    task: taskOf(labels),
  });
}

const isPort = (text: string): boolean => /^\d{1,5}(-\d{1,5})?\/[a-z]+$/.test(text);

function namesOf(value: unknown, fits: (name: string) => boolean): string[] | undefined {
  const names = entriesOf(value).flatMap(([name]) => (fits(name) ? [name] : []));
  return names.length > 0 ? names : undefined;
}

function publicationsOf(value: unknown): PublicationFacts[] | undefined {
  const found = entriesOf(value).flatMap(([port, bindings]) =>
    isPort(port)
      ? listOf(bindings).map((each) =>
          known({ port, hostIp: wordAt(each, 'HostIp'), hostPort: wordAt(each, 'HostPort') }),
        )
      : [],
  );
  return found.length > 0 ? found : undefined;
}

/** Of a container that runs, those that stand: a network to which it could not be connected is still written there. */
function attachmentsOf(value: unknown, discard: Discard): AttachmentFacts[] {
  const all = entriesOf(value).flatMap(([network, each]) => attachmentOf(network, each, discard) ?? []);
  const standing = all.filter(({ endpointId }) => endpointId !== undefined);
  return standing.length > 0 ? standing : all;
}

function attachmentOf(network: string, value: unknown, discard: Discard): AttachmentFacts | undefined {
  const name = wordOf(network);
  if (name === undefined || !isFields(value)) return undefined;
  const fixed = known({
    ipv4: wordAt(value, 'IPAMConfig', 'IPv4Address'),
    ipv6: wordAt(value, 'IPAMConfig', 'IPv6Address'),
  });
  const ipv6 = wordAt(value, 'GlobalIPv6Address');
  const ipv4 = wordAt(value, 'IPAddress');
  return known({
    network: name,
    networkId: wordAt(value, 'NetworkID'),
    endpointId: wordAt(value, 'EndpointID'),
    ipv4,
    ipv4Length: ipv4 === undefined ? undefined : integerAt(value, 'IPPrefixLen'),
    ipv6,
    ipv6Length: ipv6 === undefined ? undefined : integerAt(value, 'GlobalIPv6PrefixLen'),
    gateway: wordAt(value, 'Gateway'),
    gateway6: wordAt(value, 'IPv6Gateway'),
    mac: wordAt(value, 'MacAddress'),
    aliases: wordsOf(at(value, 'Aliases')),
    links: wordsOf(at(value, 'Links')),
    dnsNames: wordsOf(at(value, 'DNSNames')),
    fixed: Object.keys(fixed).length > 0 ? fixed : undefined,
    gatewayPriority: integerAt(value, 'GwPriority') || undefined,
    options: namedOf(at(value, 'DriverOpts'), isNetworkOption, () => discard('options')),
  });
}

/** `db:service_healthy:true,cache:service_started:false` */
function dependenciesOf(text: string | undefined): string[] | undefined {
  const names = (text ?? '').split(',').flatMap((each) => wordOf(each.split(':')[0]?.trim()) ?? []);
  return names.length > 0 ? names : undefined;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

function countDiscarded(value: unknown, discard: Discard): void {
  const some = (...ways: readonly (readonly string[])[]): boolean => ways.some((way) => !isEmpty(at(value, ...way)));
  if (some(['Config', 'Env'])) discard('environment');
  if (some(['Config', 'Cmd'], ['Config', 'Entrypoint'], ['Args'], ['Path'])) discard('commands');
  if (entriesOf(at(value, 'Config', 'Labels')).some(([name]) => !isOwnLabel(name))) discard('labels');
  if (some(['Mounts'], ['HostConfig', 'Binds'], ['HostConfig', 'Mounts'], ['Config', 'Volumes'])) discard('mounts');
  if (some(['State', 'Health'], ['Config', 'Healthcheck'])) discard('health');
}

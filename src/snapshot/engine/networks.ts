/** Networks as `docker network inspect` prints them, of engines since 20.10. */
import type { AttachmentFacts, ContainerFacts, EndFacts, NetworkFacts, SubnetFacts } from '../snapshot.ts';
import type { Discard } from '../draft.ts';
import { at, entriesOf, isFields, known, listOf, namedOf, wordAt, wordOf, yes } from '../fields.ts';
import { COMPOSE, isNetworkOption, isOwnLabel } from './options.ts';

export const isNetwork = (value: unknown): boolean =>
  wordAt(value, 'Id') !== undefined && wordAt(value, 'Driver') !== undefined && isFields(at(value, 'IPAM'));

export function readNetwork(value: unknown, discard: Discard): NetworkFacts | undefined {
  const [id, name, driver] = [wordAt(value, 'Id'), wordAt(value, 'Name'), wordAt(value, 'Driver')];
  if (id === undefined || name === undefined || driver === undefined) return undefined;
  const labels = at(value, 'Labels');
  if (entriesOf(labels).some(([label]) => !isOwnLabel(label))) discard('labels');
  const truth = (field: string): boolean | undefined => {
    const found = at(value, field);
    return typeof found === 'boolean' ? found : undefined;
  };
  return known({
    id,
    name,
    created: wordAt(value, 'Created'),
    scope: wordAt(value, 'Scope'),
    driver,
    ipv4: truth('EnableIPv4'),
    ipv6: truth('EnableIPv6'),
    internal: yes(at(value, 'Internal')),
    attachable: yes(at(value, 'Attachable')),
    ingress: yes(at(value, 'Ingress')),
    configOnly: yes(at(value, 'ConfigOnly')),
    subnets: listOf(at(value, 'IPAM', 'Config')).flatMap((each) => subnetOf(each) ?? []),
    options: namedOf(at(value, 'Options'), isNetworkOption, () => discard('options')),
    ends: listOrNone(endsOn(value)),
    peers: listOrNone(listOf(at(value, 'Peers')).flatMap((each) => wordAt(each, 'IP') ?? [])),
    project: wordAt(labels, COMPOSE.project),
    network: wordAt(labels, COMPOSE.network),
  });
}

const listOrNone = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** What a network lists that is no attachment of a container: it is the swarm's own, or a container's way out of the host. */
const isOwnEnd = (id: string, name: string): boolean => !/^[0-9a-f]{12,64}$/.test(id) || name.startsWith('gateway_');

function endsOn(value: unknown): EndFacts[] {
  return entriesOf(at(value, 'Containers')).flatMap(([id, each]) => {
    const [holder, name] = [wordOf(id), wordAt(each, 'Name')];
    if (holder === undefined || name === undefined || !isOwnEnd(holder, name)) return [];
    const [ipv4] = addressOf(wordAt(each, 'IPv4Address'));
    return [known({ holder, id: wordAt(each, 'EndpointID'), ipv4, mac: wordAt(each, 'MacAddress') })];
  });
}

function subnetOf(value: unknown): SubnetFacts | undefined {
  const subnet = wordAt(value, 'Subnet');
  if (subnet === undefined) return undefined;
  return known({
    subnet,
    range: wordAt(value, 'IPRange'),
    // Engines once wrote an IPv6 gateway with the length of its prefix.
    gateway: wordAt(value, 'Gateway')?.replace(/\/\d+$/, ''),
    auxiliary: namedOf(at(value, 'AuxiliaryAddresses'), () => true),
  });
}

/** The containers that a network lists, each on it alone. */
export function containersOn(value: unknown, network: NetworkFacts): ContainerFacts[] {
  return entriesOf(at(value, 'Containers')).flatMap(([id, each]) => {
    const name = wordAt(each, 'Name');
    if (wordOf(id) === undefined || name === undefined || isOwnEnd(id, name)) return [];
    const [ipv4, ipv4Length] = addressOf(wordAt(each, 'IPv4Address'));
    const [ipv6, ipv6Length] = addressOf(wordAt(each, 'IPv6Address'));
    const attachment: AttachmentFacts = known({
      network: network.name,
      networkId: network.id,
      endpointId: wordAt(each, 'EndpointID'),
      ipv4,
      ipv4Length,
      ipv6,
      ipv6Length,
      mac: wordAt(each, 'MacAddress'),
    });
    return [{ id, name, image: 'unknown', status: 'running', attachments: [attachment] }];
  });
}

function addressOf(text: string | undefined): [address: string | undefined, length: number | undefined] {
  const [, address, length] = /^([\d.:a-fA-F]+)\/(\d{1,3})$/.exec(text ?? '') ?? [];
  return address === undefined ? [undefined, undefined] : [address, Number(length)];
}

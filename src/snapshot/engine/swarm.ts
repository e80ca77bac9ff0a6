/** What is said of a swarm: `docker info`, `docker service inspect`, and the labels by which it knows its containers. */
import type { MemberFacts, ServiceFacts, ServicePortFacts, TaskFacts } from '../snapshot.ts';
import type { Discard } from '../draft.ts';
import { at, entriesOf, integerAt, isFields, known, listOf, wordAt, wordOf, wordsOf, yes } from '../fields.ts';
import { imageOf } from './images.ts';
import { isOwnLabel, TASK } from './options.ts';

/** `docker info`: its part `Swarm`, of an engine that is in one. */
export function memberOf(swarm: unknown): MemberFacts | undefined {
  const node = wordAt(swarm, 'NodeID');
  if (node === undefined || wordAt(swarm, 'LocalNodeState') !== 'active') return undefined;
  const managers = listOf(at(swarm, 'RemoteManagers')).flatMap((each) => wordAt(each, 'NodeID') ?? []);
  return known({
    node,
    address: wordAt(swarm, 'NodeAddr'),
    manager: yes(at(swarm, 'ControlAvailable')),
    managers: managers.length > 0 ? managers : undefined,
    cluster: wordAt(swarm, 'Cluster', 'ID'),
    dataPort: portAt(swarm, 'Cluster', 'DataPathPort'),
  });
}

/** The place in a swarm that a container's labels tell of. */
export function taskOf(labels: unknown): TaskFacts | undefined {
  const [id, service] = [wordAt(labels, TASK.id), wordAt(labels, TASK.service)];
  const name = wordAt(labels, TASK.name);
  return id === undefined || service === undefined || name === undefined ? undefined : { id, service, name };
}

export const isService = (value: unknown): boolean =>
  wordAt(value, 'ID') !== undefined && isFields(at(value, 'Spec', 'TaskTemplate'));

/** Undefined where it has no id or no name. */
export function readService(value: unknown, discard: Discard): ServiceFacts | undefined {
  const [id, name] = [wordAt(value, 'ID'), wordAt(value, 'Spec', 'Name')];
  if (id === undefined || name === undefined) return undefined;
  const template = at(value, 'Spec', 'TaskTemplate');
  const mode = at(value, 'Spec', 'Mode');
  countDiscarded(value, discard);
  return known({
    id,
    name,
    image: imageOf(wordAt(template, 'ContainerSpec', 'Image')?.replace(/@sha256:.*$/, ''), discard),
    mode: isFields(at(mode, 'Global')) ? 'global' : 'replicated',
    replicas: integerAt(mode, 'Replicated', 'Replicas'),
    endpointMode: wordAt(value, 'Endpoint', 'Spec', 'Mode') ?? wordAt(value, 'Spec', 'EndpointSpec', 'Mode'),
    ports: listOrNone(listOf(at(value, 'Endpoint', 'Ports')).flatMap((each) => servicePortOf(each) ?? [])),
    networks: listOrNone(listOf(at(template, 'Networks')).flatMap((each) => networkOf(each) ?? [])),
    vips: vipsOf(at(value, 'Endpoint', 'VirtualIPs')),
  });
}

const listOrNone = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

function portAt(value: unknown, ...names: readonly string[]): number | undefined {
  const port = integerAt(value, ...names);
  return port !== undefined && port > 0 && port < 65_536 ? port : undefined;
}

function servicePortOf(value: unknown): ServicePortFacts | undefined {
  const [protocol, target] = [wordAt(value, 'Protocol'), portAt(value, 'TargetPort')];
  if (protocol === undefined || target === undefined) return undefined;
  return known({
    protocol,
    target,
    published: portAt(value, 'PublishedPort'),
    mode: wordAt(value, 'PublishMode'),
  });
}

function networkOf(value: unknown): { id: string; aliases?: string[] } | undefined {
  const id = wordAt(value, 'Target');
  return id === undefined ? undefined : known({ id, aliases: wordsOf(at(value, 'Aliases')) });
}

/** `[{ NetworkID, Addr: 10.0.1.2/24 }]` */
function vipsOf(value: unknown): Record<string, string> | undefined {
  const found = listOf(value).flatMap((each): [string, string][] => {
    const [network, address] = [wordAt(each, 'NetworkID'), wordAt(each, 'Addr')?.replace(/\/\d+$/, '')];
    return network === undefined || wordOf(address) === undefined ? [] : [[network, address ?? '']];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function countDiscarded(value: unknown, discard: Discard): void {
  const container = at(value, 'Spec', 'TaskTemplate', 'ContainerSpec');
  if (listOf(at(container, 'Env')).length > 0) discard('environment');
  if (listOf(at(container, 'Args')).length + listOf(at(container, 'Command')).length > 0) discard('commands');
  if (listOf(at(container, 'Mounts')).length > 0) discard('mounts');
  if (entriesOf(at(value, 'Spec', 'Labels')).some(([name]) => !isOwnLabel(name))) discard('labels');
}

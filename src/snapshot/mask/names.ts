/** Names of hosts, containers, networks and projects replaced by plain ones, the same everywhere. */
import { at, isFields, parsedJson, wordsOf } from '../fields.ts';
import type {
  AttachmentFacts,
  ContainerFacts,
  EndFacts,
  HostFacts,
  NetworkFacts,
  ServiceFacts,
  Snapshot,
} from '../snapshot.ts';

/** Names that everybody has. */
const COMMON = new Set([
  ...['bridge', 'host', 'none', 'default', 'ingress', 'docker_gwbridge', 'localhost', 'broadcasthost', 'tasks'],
  ...['ip6-localhost', 'ip6-loopback', 'ip6-localnet', 'ip6-mcastprefix', 'ip6-allnodes', 'ip6-allrouters'],
  ...['host.docker.internal', 'gateway.docker.internal', 'host-gateway', 'local', ''],
]);
/** An id, or its beginning as docker shows it. */
const ID = /^[0-9a-f]{12}(?:[0-9a-f]{52})?$/;

type Rename = (name: string) => string;

/** What names became, and how many of each kind there are. */
interface Names {
  readonly names: Map<string, string>;
  readonly counts: Map<string, number>;
}

export const noNames = (): Names => ({ names: new Map(), counts: new Map() });

/** @param names what names of other snapshots became, and those of this one will have become */
export function renamed(snapshot: Snapshot, { names, counts }: Names): Snapshot {
  const as =
    (kind: string): Rename =>
    (name) => {
      if (COMMON.has(name) || ID.test(name)) return name;
      const known = names.get(name);
      if (known !== undefined) return known;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      names.set(name, `${kind}${count}`);
      return `${kind}${count}`;
    };
  for (const { name, containers = [], networks = [] } of snapshot.hosts) {
    as('host')(name);
    for (const each of containers) as('c')(each.name);
    for (const each of networks) as('net')(each.name);
  }
  return { ...snapshot, hosts: snapshot.hosts.map((host) => hostAs(host, as)) };
}

function hostAs(host: HostFacts, as: (kind: string) => Rename): HostFacts {
  return {
    ...host,
    name: as('host')(host.name),
    ...(host.networks && { networks: host.networks.map((each) => networkAs(each, as)) }),
    ...(host.containers && { containers: host.containers.map((each) => containerAs(each, as)) }),
    ...(host.services && { services: host.services.map((each) => serviceAs(each, as)) }),
    ...(host.resolv && { resolv: host.resolv.map((line) => resolvAs(line, as('domain'))) }),
    ...(host.engine?.daemon !== undefined && {
      engine: { ...host.engine, daemon: daemonAs(host.engine.daemon, as('domain')) },
    }),
  };
}

const networkAs = (network: NetworkFacts, as: (kind: string) => Rename): NetworkFacts => ({
  ...network,
  name: as('net')(network.name),
  ...(network.ends && { ends: network.ends.map((each) => endAs(each, as)) }),
  ...(network.project !== undefined && { project: as('project')(network.project) }),
  ...(network.network !== undefined && { network: as('name')(network.network) }),
});

/** A load balancer is called by its network. */
const endAs = (end: EndFacts, as: (kind: string) => Rename): EndFacts =>
  end.holder.startsWith('lb-') ? { ...end, holder: `lb-${as('net')(end.holder.slice(3))}` } : end;

const imageAs = (image: string): string => image.replace(/^[^/]*[.:][^/]*\//, '');

const serviceAs = (service: ServiceFacts, as: (kind: string) => Rename): ServiceFacts => ({
  ...service,
  name: as('name')(service.name),
  ...(service.image !== undefined && { image: imageAs(service.image) }),
  ...(service.networks && {
    networks: service.networks.map(({ id, aliases }) => ({ id, ...(aliases && { aliases: aliases.map(as('name')) }) })),
  }),
});

function containerAs(container: ContainerFacts, as: (kind: string) => Rename): ContainerFacts {
  const name = as('name');
  const { hostname, domainname, mode, links, extraHosts, dnsSearch, project, service, dependsOn, task } = container;
  return {
    ...container,
    name: as('c')(container.name),
    image: imageAs(container.image),
    ...(hostname !== undefined && { hostname: name(hostname) }),
    ...(domainname !== undefined && { domainname: as('domain')(domainname) }),
    ...(mode !== undefined && { mode: modeAs(mode, as) }),
    ...(links && { links: links.map((each) => each.replaceAll(/[^/:]+/g, name)) }),
    ...(extraHosts && { extraHosts: extraHosts.map((each) => each.replace(/^[^:=]+/, name)) }),
    ...(dnsSearch && { dnsSearch: dnsSearch.map(as('domain')) }),
    attachments: container.attachments.map((each) => attachmentAs(each, as)),
    ...(project !== undefined && { project: as('project')(project) }),
    ...(service !== undefined && { service: name(service) }),
    ...(dependsOn && { dependsOn: dependsOn.map(name) }),
    ...(task && { task: { ...task, name: task.name.replace(/^[^.]+/, name) } }),
    ...(container.resolv && { resolv: container.resolv.map((line) => resolvAs(line, as('domain'))) }),
    ...(container.hosts && {
      hosts: container.hosts.map((line) => line.replaceAll(/ (\S+)/g, (_, each: string) => ` ${name(each)}`)),
    }),
  };
}

const modeAs = (mode: string, as: (kind: string) => Rename): string =>
  mode.startsWith('container:') ? `container:${as('c')(mode.slice(10))}` : as('net')(mode);

function attachmentAs(attachment: AttachmentFacts, as: (kind: string) => Rename): AttachmentFacts {
  const { aliases, dnsNames, links } = attachment;
  const name = as('name');
  return {
    ...attachment,
    network: as('net')(attachment.network),
    ...(aliases && { aliases: aliases.map(name) }),
    ...(dnsNames && { dnsNames: dnsNames.map(name) }),
    ...(links && { links: links.map((each) => each.replaceAll(/[^/:]+/g, name)) }),
  };
}

const resolvAs = (line: string, rename: Rename): string =>
  /^(search|domain) /.test(line) ? line.replaceAll(/ (\S+)/g, (_, each: string) => ` ${rename(each)}`) : line;

/** The domains that daemon.json searches. */
function daemonAs(text: string, rename: Rename): string {
  const said = parsedJson(text);
  const domains = wordsOf(at(said, 'dns-search'));
  if (!domains || !isFields(said)) return text;
  return JSON.stringify({ ...said, 'dns-search': domains.map(rename) });
}

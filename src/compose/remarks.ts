/** What a person would be told first of a project that works, and how it is mended. */
import { own } from '../kernel/own.ts';
import type { Warning } from './problem.ts';
import { replicasOf, type Port, type Project, type Service } from './project.ts';
import type { Spot, Tree, TreePath } from './tree.ts';

export const remarkKinds = [
  'database-open',
  'localhost',
  'no-shared-network',
  'port-twice',
  'host-ports',
  'replicas-port',
  'host-docker-internal',
  'no-condition',
  'obsolete',
  'docker-sock',
  'unused-network',
] as const;
export type RemarkKind = (typeof remarkKinds)[number];

export interface Remark {
  readonly kind: RemarkKind;
  /** Where it is in the project. */
  readonly path: TreePath;
  /** Where in the text, where only a warning of the reading tells it. */
  readonly spot?: Spot | undefined;
  /** What its sentences name. */
  readonly values: Readonly<Record<string, string>>;
  /** The value that the place is to have; absent where it is to be taken away. */
  readonly fix: { readonly path: TreePath; readonly value?: Tree };
}

/** At most so many remarks are made of a project. */
const MOST = 100;

/** All that is remarked of a project that was read with its unused networks. */
export function remarksOf(project: Project, warnings: readonly Warning[] = []): readonly Remark[] {
  const services = Object.values(project.services);
  const remarks = services.flatMap((service) => ofService(service, project));
  return [...remarks, ...portsTwice(services), ...unusedNetworks(project), ...obsoleteKeys(warnings)].slice(0, MOST);
}

const ofService = (service: Service, project: Project): readonly Remark[] => [
  ...openDatabase(service),
  ...localhost(service, project),
  ...noSharedNetwork(service, project),
  ...hostPorts(service),
  ...replicas(service),
  ...hostDockerInternal(service),
  ...noCondition(service),
  ...links(service),
  ...dockerSock(service),
];

const at = (service: Service, ...rest: TreePath): TreePath => ['services', service.name, ...rest];

/** Ports that only the services beside it are meant to use, by what usually listens there. */
const DATABASES: Readonly<Record<number, string>> = {
  1433: 'SQL Server',
  2379: 'etcd',
  3306: 'MySQL',
  5432: 'PostgreSQL',
  5984: 'CouchDB',
  6379: 'Redis',
  7687: 'Neo4j',
  8086: 'InfluxDB',
  9042: 'Cassandra',
  9200: 'Elasticsearch',
  11211: 'memcached',
  26257: 'CockroachDB',
  27017: 'MongoDB',
};

const openDatabase = (service: Service): readonly Remark[] =>
  portsOf(service).flatMap((port, i) => {
    const database = DATABASES[port.target];
    if (database === undefined || port.published === undefined || !isAnywhere(port)) return [];
    return [
      {
        kind: 'database-open',
        path: at(service, 'ports', i),
        values: { service: service.name, port: port.published, database },
        fix: { path: at(service, 'ports', i), value: `127.0.0.1:${port.published}:${port.target}` },
      },
    ];
  });

const portsOf = (service: Service): readonly Port[] => service.ports ?? [];
const isAnywhere = ({ host_ip }: Port): boolean => host_ip === undefined || ['', '0.0.0.0', '::'].includes(host_ip);

/** Texts of a service that name others: its variables and its command, each with its place. */
function textsOf(
  service: Service,
): readonly { readonly path: TreePath; readonly key: string; readonly text: string }[] {
  const variables = Object.entries(service.environment ?? {}).map(([key, value]) => ({
    path: at(service, 'environment', key),
    key,
    text: value ?? '',
  }));
  const words = (service.command ?? []).map((text, i) => ({ path: at(service, 'command', i), key: '', text }));
  return [...variables, ...words];
}

const LOCALHOST = /\b(?:localhost|127\.0\.0\.1):(\d{1,5})\b/;

const localhost = (service: Service, { services }: Project): readonly Remark[] =>
  textsOf(service).flatMap(({ path, key, text }) => {
    const port = Number(LOCALHOST.exec(text)?.[1] ?? 0);
    if (port === 0 || service.network_mode === 'host' || serves(service, port)) return [];
    const other = Object.values(services).find((each) => each.name !== service.name && serves(each, port));
    if (!other || sharesNamespace(service, other)) return [];
    return [
      {
        kind: 'localhost',
        path,
        values: { service: service.name, name: key === '' ? 'command' : key, other: other.name, port: String(port) },
        fix: { path, value: text.replace(LOCALHOST, `${other.name}:${targetFor(other, port)}`) },
      },
    ];
  });

const serves = (service: Service, port: number): boolean =>
  portsOf(service).some(({ target, published }) => target === port || published === String(port)) ||
  (service.expose ?? []).some((each) => Number.parseInt(each, 10) === port);

const targetFor = (service: Service, port: number): number =>
  portsOf(service).find(({ published }) => published === String(port))?.target ?? port;

const sharesNamespace = (a: Service, b: Service): boolean =>
  a.network_mode === `service:${b.name}` || b.network_mode === `service:${a.name}`;

/** The networks that a service is on, by itself or in another one’s namespace. */
function networksOf(service: Service, { services }: Project, depth = 0): readonly string[] | undefined {
  const mode = service.network_mode ?? '';
  const owner = mode.startsWith('service:') ? own(services, mode.slice('service:'.length)) : undefined;
  if (owner && depth < 8) return networksOf(owner, { services } as Project, depth + 1);
  return mode === '' ? Object.keys(service.networks ?? {}) : undefined;
}

const noSharedNetwork = (service: Service, project: Project): readonly Remark[] => {
  const mine = networksOf(service, project);
  if (!mine) return [];
  const named = new Map<string, Remark>();
  for (const { path, key, text } of textsOf(service))
    for (const other of Object.values(project.services)) {
      if (other.name === service.name || named.has(other.name) || !names(text, key, other.name)) continue;
      const theirs = networksOf(other, project);
      if (!theirs || theirs.some((network) => mine.includes(network))) continue;
      const network = theirs[0] ?? 'default';
      named.set(other.name, {
        kind: 'no-shared-network',
        path,
        values: { service: service.name, other: other.name, network },
        fix: { path: at(service, 'networks', network), value: null },
      });
    }
  return [...named.values()];
};

/** Whether a text has a name where an address would stand. */
function names(text: string, key: string, name: string): boolean {
  const found = text.indexOf(name);
  if (found < 0) return false;
  const [before, after] = [text[found - 1] ?? '', text.slice(found + name.length)];
  if (text === name) return /host|server|addr|url|upstream|backend/i.test(key);
  const begins = before === '' || /[\s/@=,;"'(]/.test(before);
  return begins && (/^:\d/.test(after) || (/^(?:[/,\s"')]|$)/.test(after) && /[/@]/.test(before)));
}

function portsTwice(services: readonly Service[]): readonly Remark[] {
  const taken = new Map<string, { readonly port: Port; readonly service: string }[]>();
  const used = new Set(services.flatMap((service) => portsOf(service).map(({ published }) => published)));
  const remarks: Remark[] = [];
  for (const service of services)
    for (const [i, port] of portsOf(service).entries()) {
      if (!/^\d+$/.test(port.published ?? '')) continue;
      const key = `${port.published}/${port.protocol}`;
      const same = taken.get(key) ?? [];
      const other = same.find((each) => collide(each.port, port));
      taken.set(key, [...same, { port, service: service.name }]);
      if (!other) continue;
      const free = nextFree(Number(port.published), used);
      remarks.push({
        kind: 'port-twice',
        path: at(service, 'ports', i),
        values: { service: service.name, other: other.service, port: port.published ?? '', free: String(free) },
        fix: { path: at(service, 'ports', i), value: `${free}:${port.target}` },
      });
    }
  return remarks;
}

/** Of two that are published under one number. */
const collide = (a: Port, b: Port): boolean => isAnywhere(a) || isAnywhere(b) || a.host_ip === b.host_ip;

function nextFree(port: number, used: ReadonlySet<string | undefined>): number {
  let free = port + 1;
  while (used.has(String(free))) free += 1;
  return free > 65_535 ? 8080 : free;
}

const hostPorts = (service: Service): readonly Remark[] =>
  service.network_mode === 'host' && portsOf(service).length > 0
    ? [
        {
          kind: 'host-ports',
          path: at(service, 'ports'),
          values: { service: service.name },
          fix: { path: at(service, 'ports') },
        },
      ]
    : [];

const replicas = (service: Service): readonly Remark[] => {
  const count = replicasOf(service);
  const i = portsOf(service).findIndex(({ published }) => /^\d+$/.test(published ?? ''));
  const port = portsOf(service)[i];
  if (count < 2 || port?.published === undefined) return [];
  const range = `${port.published}-${Number(port.published) + count - 1}`;
  return [
    {
      kind: 'replicas-port',
      path: at(service, 'ports', i),
      values: { service: service.name, port: port.published, replicas: String(count), range },
      fix: { path: at(service, 'ports', i), value: `${range}:${port.target}` },
    },
  ];
};

const GATEWAY = 'host.docker.internal';

const hostDockerInternal = (service: Service): readonly Remark[] => {
  const text = textsOf(service).find((each) => each.text.includes(GATEWAY));
  if (!text || (service.extra_hosts ?? []).some((line) => line.startsWith(GATEWAY))) return [];
  return [
    {
      kind: 'host-docker-internal',
      path: text.path,
      values: { service: service.name },
      fix: { path: at(service, 'extra_hosts'), value: [...(service.extra_hosts ?? []), `${GATEWAY}:host-gateway`] },
    },
  ];
};

/** Where compose itself made a dependency (of links and modes), it restarts along. */
const noCondition = (service: Service): readonly Remark[] => {
  const others = Object.entries(service.depends_on ?? {})
    .filter(([, { condition, restart }]) => condition === 'service_started' && !restart)
    .map(([name]) => name);
  if (others.length === 0) return [];
  const value = Object.fromEntries(others.map((name) => [name, { condition: 'service_healthy' }]));
  return [
    {
      kind: 'no-condition',
      path: at(service, 'depends_on'),
      values: { service: service.name, others: others.slice(0, 5).join(', ') },
      fix: { path: at(service, 'depends_on'), value },
    },
  ];
};

const links = (service: Service): readonly Remark[] =>
  (service.links ?? []).length > 0
    ? [
        {
          kind: 'obsolete',
          path: at(service, 'links'),
          values: { key: 'links' },
          fix: { path: at(service, 'links') },
        },
      ]
    : [];

const obsoleteKeys = (warnings: readonly Warning[]): readonly Remark[] =>
  warnings.flatMap(({ text, spot }) => {
    const key = /the attribute `([a-z_]+)` is obsolete/.exec(text)?.[1];
    return key === undefined ? [] : [{ kind: 'obsolete', path: [key], spot, values: { key }, fix: { path: [key] } }];
  });

const dockerSock = (service: Service): readonly Remark[] => {
  const i = (service.volumes ?? []).findIndex(({ source }) => /\/docker\.sock$/.test(source ?? ''));
  if (i < 0) return [];
  return [
    {
      kind: 'docker-sock',
      path: at(service, 'volumes', i),
      values: { service: service.name },
      fix: { path: at(service, 'volumes', i) },
    },
  ];
};

const unusedNetworks = ({ services, disabled, networks }: Project): readonly Remark[] => {
  const all = [...Object.values(services), ...Object.values(disabled)];
  const used = new Set(all.flatMap((service) => Object.keys(service.networks ?? {})));
  return Object.keys(networks)
    .filter((name) => name !== 'default' && !used.has(name))
    .map((name) => ({
      kind: 'unused-network',
      path: ['networks', name],
      values: { network: name },
      fix: { path: ['networks', name] },
    }));
};

import { own } from '../kernel/own.ts';
import { goText } from './go.ts';
import { cleanPath } from './paths.ts';
import { isList, isRecord, type Tree, type TreeRecord } from './tree.ts';

type Variables = Readonly<Record<string, string>>;

const mapped = (tree: TreeRecord, change: (value: Tree, key: string) => Tree): TreeRecord =>
  Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, change(value, key)]));

/** Changes the records under a key of the top level. */
function within(tree: TreeRecord, key: string, change: (value: Tree, name: string) => Tree): TreeRecord {
  const at = own(tree, key);
  return isRecord(at) ? { ...tree, [key]: mapped(at, change) } : tree;
}

/** Variables that are passed through by their name alone, where the shell has them (compose-go loader/environment.go). */
export function resolveEnvironment(tree: TreeRecord, variables: Variables): TreeRecord {
  const passed = (entry: Tree): Tree => {
    const found = typeof entry === 'string' ? own(variables, entry) : undefined;
    return found === undefined ? entry : `${goText(entry)}=${found}`;
  };
  const service = (value: Tree): Tree => {
    const list = isRecord(value) ? own(value, 'environment') : undefined;
    return isRecord(value) && isList(list)
      ? { ...value, environment: list.filter((entry: Tree) => typeof entry === 'string').map(passed) }
      : value;
  };
  const content =
    (key: string) =>
    (value: Tree): Tree => {
      const name = isRecord(value) ? own(value, 'environment') : undefined;
      const found = typeof name === 'string' ? own(variables, name) : undefined;
      return isRecord(value) && found !== undefined ? { ...value, [key]: found } : value;
    };
  return within(
    within(within(tree, 'services', service), 'secrets', content(SECRET_VALUE)),
    'configs',
    content('content'),
  );
}

/** Where a secret's value stands between reading and building: no key of a file can be this one. */
export const SECRET_VALUE = 'x-#value';

/**
 * Fills in what compose takes for granted: names, the default network, what depends on what (compose-go loader/normalize.go).
 */
export function normalize(tree: TreeRecord, name: string, variables: Variables): TreeRecord {
  const named: TreeRecord = { ...withDefaultNetwork(tree), name };
  const services = within(named, 'services', (service) =>
    isRecord(service) ? normalService(service, variables) : service,
  );
  return ['networks', 'volumes', 'configs', 'secrets'].reduce(
    (whole, kind) => within(whole, kind, (resource, key) => withName(isRecord(resource) ? resource : {}, name, key)),
    services,
  );
}

const withName = (resource: TreeRecord, project: string, key: string): TreeRecord => {
  if ((own(resource, 'name') ?? null) !== null) return resource;
  return { ...resource, name: own(resource, 'external') === true ? key : `${project}_${key}` };
};

function withDefaultNetwork(tree: TreeRecord): TreeRecord {
  const joined = within(tree, 'services', (service) => {
    if (!isRecord(service) || own(service, 'provider') !== undefined || own(service, 'network_mode') !== undefined)
      return service;
    const networks = own(service, 'networks');
    const some = isRecord(networks) && Object.keys(networks).length > 0;
    return some ? service : { ...service, networks: { default: null } };
  });
  const services = own(joined, 'services');
  const used = isRecord(services) && Object.values(services).some(onDefault);
  const networks = own(tree, 'networks');
  if (!used || (isRecord(networks) && Object.hasOwn(networks, 'default'))) return joined;
  return { ...joined, networks: { ...(isRecord(networks) ? networks : {}), default: null } };
}

function onDefault(service: Tree): boolean {
  if (!isRecord(service) || own(service, 'provider') !== undefined || own(service, 'network_mode') !== undefined)
    return false;
  const networks = own(service, 'networks');
  return isRecord(networks) && Object.hasOwn(networks, 'default');
}

function normalService(service: TreeRecord, variables: Variables): TreeRecord {
  const build = own(service, 'build');
  const environment = own(service, 'environment');
  const volumes = own(service, 'volumes');
  const dependencies = dependenciesOf(service);
  return {
    ...service,
    ...(own(service, 'pull_policy') === 'if_not_present' && { pull_policy: 'missing' }),
    ...(isRecord(build) && { build: normalBuild(build, variables) }),
    ...(environment !== undefined && { environment: resolved(environment, variables, true) }),
    ...(isList(volumes) && { volumes: volumes.map(withCleanTarget) }),
    ...(Object.keys(dependencies).length > 0 && { depends_on: dependencies }),
  };
}

function normalBuild(build: TreeRecord, variables: Variables): TreeRecord {
  const args = own(build, 'args');
  const ownFile = (own(build, 'dockerfile') ?? own(build, 'dockerfile_inline') ?? null) !== null;
  return {
    ...build,
    context: build['context'] ?? '.',
    ...(!ownFile && { dockerfile: 'Dockerfile' }),
    ...(args !== undefined && { args: resolved(args, variables, false) }),
  };
}

const withCleanTarget = (mount: Tree): Tree => {
  const target = isRecord(mount) ? own(mount, 'target') : undefined;
  return isRecord(mount) && typeof target === 'string' ? { ...mount, target: cleanPath(target) } : mount;
};

/** Gives what has no value that of the variable; without one it stays or goes. */
function resolved(values: Tree, variables: Variables, keep: boolean): Tree {
  if (isList(values))
    return values.flatMap((entry: Tree) => {
      if (typeof entry !== 'string' || entry.includes('=')) return [entry];
      const found = own(variables, entry);
      if (found !== undefined) return [`${entry}=${found}`];
      return keep ? [entry] : [];
    });
  if (!isRecord(values)) return values;
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, Tree][] => {
      if (value !== null) return [[key, value]];
      const found = own(variables, key);
      return found !== undefined || keep ? [[key, found ?? null]] : [];
    }),
  );
}

const NAMESPACES = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'] as const;
const texts = (value: Tree | undefined): string[] =>
  isList(value) ? value.filter((entry: Tree): entry is string => typeof entry === 'string') : [];

/** What a service depends on, also by what it shares with another. */
function dependenciesOf(service: TreeRecord): TreeRecord {
  const said = own(service, 'depends_on');
  const linked = texts(own(service, 'links')).map((link) => {
    const parts = link.split(':');
    return parts.length === 2 ? (parts[0] ?? link) : link;
  });
  const shared = NAMESPACES.flatMap((key) => {
    const mode = own(service, key);
    return typeof mode === 'string' && mode.startsWith('service:') ? [mode.slice('service:'.length)] : [];
  });
  const mounted = texts(own(service, 'volumes_from'))
    .filter((from) => !from.startsWith('container:'))
    .map((from) => from.split(':', 1)[0] ?? from);
  const started = (restart: boolean): Tree => ({ condition: 'service_started', restart, required: true });
  const implied = [
    ...[...linked, ...shared].map((name): [string, Tree] => [name, started(true)]),
    ...mounted.map((name): [string, Tree] => [name, started(false)]),
  ].reverse();
  return { ...Object.fromEntries(implied), ...(isRecord(said) ? said : {}) };
}

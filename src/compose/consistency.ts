import { own } from '../kernel/own.ts';
import { buildSecrets } from './profiles.ts';
import { ComposeError } from './problem.ts';
import { replicasOf, type Project, type Service } from './project.ts';
import { byBytes } from '../engine/by-bytes.ts';
import { inOrder } from './order.ts';
import { isList, isRecord, type Tree, type TreeRecord } from './tree.ts';

const refuse = (text: string): never => {
  throw new ComposeError({ text });
};
const invalid = (text: string): never => refuse(`${text}: invalid compose project`);

type Check = (service: Service, project: Project) => void;

/**
 * The project, if its services are complete and refer to what there is (compose-go loader/validate.go). Compose takes services in
 * any order: here by name.
 * @throws ComposeError
 */
export function consistent(project: Project): Project {
  for (const [, service] of inOrder(project.services)) for (const check of CHECKS) check(service, project);
  for (const [name, secret] of inOrder(project.secrets))
    if (!secret.external && !secret.file && !secret.environment)
      invalid(`secret "${name}" must declare either \`file\` or \`environment\``);
  checkCycle(project);
  return { ...project, services: Object.fromEntries(Object.entries(project.services).map(withOneScale)) };
}

/** What says how many twice, says the same. */
const withOneScale = ([name, service]: [string, Service]): [string, Service] =>
  service.scale === undefined || !service.deploy
    ? [name, service]
    : [name, { ...service, deploy: { ...service.deploy, replicas: service.scale } }];

const record = (value: Tree | undefined): TreeRecord => (isRecord(value) ? value : {});

const origin: Check = ({ name, build, image, provider }) => {
  if (!build && !image && !provider) invalid(`service "${name}" has neither an image nor a build context specified`);
};

const building: Check = ({ name, build, platform }, project) => {
  if (!build) return;
  if (own(build, 'dockerfile_inline') && own(build, 'dockerfile'))
    invalid(`service "${name}" declares mutualy exclusive dockerfile and dockerfile_inline`);
  for (const [context, source] of inOrder(record(own(build, 'additional_contexts')))) {
    if (typeof source !== 'string' || !source.startsWith('service:')) continue;
    const target = source.slice('service:'.length);
    const service = own(project.services, target);
    if (!service) refuse(`service "${name}" declares unknown service "${target}" as additional contexts ${context}`);
    if (!service?.build)
      refuse(`service "${name}" declares non-buildable service "${target}" as additional contexts ${context}`);
  }
  const platforms = own(build, 'platforms');
  if (isList(platforms) && platforms.length > 0 && typeof platform === 'string' && !platforms.includes(platform))
    invalid(`service.build.platforms MUST include service.platform "${platform}"`);
};

const networks: Check = ({ name, network_mode, networks: joined = {} }, project) => {
  if (network_mode && Object.keys(joined).length > 0)
    invalid(`service ${name} declares mutually exclusive \`network_mode\` and \`networks\``);
  for (const [network] of inOrder(joined))
    if (!own(project.networks, network)) invalid(`service "${name}" refers to undefined network ${network}`);
};

const health: Check = ({ healthcheck }) => {
  const [first] = healthcheck?.test ?? [];
  if (first !== undefined && !['CMD', 'CMD-SHELL', 'NONE'].includes(first))
    refuse('healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE"');
};

const dependencies: Check = ({ name, depends_on = {}, network_mode = '' }, project) => {
  for (const [other, { required }] of inOrder(depends_on))
    if (!own(project.services, other) && (required || !own(project.disabled, other)))
      invalid(`service "${name}" depends on undefined service "${other}"`);
  const shared = network_mode.startsWith('service:') ? network_mode.slice('service:'.length) : undefined;
  if (shared !== undefined && !own(project.services, shared))
    refuse(`service "${shared}" not found for network_mode 'service:${shared}'`);
};

const references: Check = (service, project) => {
  const { name, volumes = [], configs = [], secrets = [] } = service;
  const missing = (
    what: string,
    known: Readonly<Record<string, unknown>>,
    sources: readonly (string | undefined)[],
  ) => {
    for (const source of sources)
      if (!Object.hasOwn(known, source ?? '')) invalid(`service "${name}" refers to undefined ${what} ${source ?? ''}`);
  };
  const named = volumes.filter(({ type, source }) => type === 'volume' && source);
  missing(
    'volume',
    project.volumes,
    named.map(({ source }) => source),
  );
  missing('build secret', project.secrets, buildSecrets(service));
  missing(
    'config',
    project.configs,
    configs.map(({ source }) => source),
  );
  missing('model', project.models, Object.keys(service.models ?? {}).sort(byBytes));
  missing(
    'secret',
    project.secrets,
    secrets.map(({ source }) => source),
  );
};

const scaling: Check = ({ name, scale, deploy }) => {
  const replicas = deploy?.replicas;
  if (scale !== undefined && replicas !== undefined && scale !== replicas)
    invalid(`services.${name}: can't set distinct values on 'scale' and 'deploy.replicas'`);
  if ((scale ?? 0) < 0) refuse(`services.${name}.scale: must be greater than or equal to 0`);
  if ((replicas ?? 0) < 0) refuse(`services.${name}.deploy.replicas: must be greater than or equal to 0`);
};

/** The limits of a service and those of its `deploy`, which say the same. */
const LIMITS = [
  ['cpus', 'limits', 'cpus'],
  ['mem_limit', 'limits', 'memory'],
  ['mem_reservation', 'reservations', 'memory'],
  ['pids_limit', 'limits', 'pids'],
] as const;

const limits: Check = (service) => {
  const resources = record(own(service.deploy ?? {}, 'resources'));
  for (const [key, part, limit] of LIMITS) {
    const said = service[key];
    const other = own(resources, part);
    if (said !== undefined && isRecord(other) && own(other, limit) !== said)
      invalid(
        `services.${service.name}: can't set distinct values on '${key}' and 'deploy.resources.${part}.${limit}'`,
      );
  }
};

const naming: Check = (service) => {
  if (!service.container_name || replicasOf(service) <= 1) return;
  const key = service.scale === undefined ? 'deploy.replicas' : 'scale';
  invalid(`services.${key}: can't set container_name and ${service.name} as container name must be unique`);
};

const watching: Check = ({ name, develop }) => {
  const watch = own(record(develop as Tree | undefined), 'watch');
  if (!isList(watch)) return;
  const aimless = watch.some(
    (trigger: Tree) =>
      isRecord(trigger) &&
      !own(trigger, 'target') &&
      trigger['action'] !== 'rebuild' &&
      trigger['action'] !== 'restart',
  );
  if (aimless) invalid(`services.${name}.develop.watch: target is required for non-rebuild actions`);
};

const mounts: Check = ({ name, tmpfs, volumes = [] }) => {
  const temporary = (tmpfs ?? []) as readonly string[];
  const taken = new Map<string, string>();
  const take = (target: string, place: string): void => {
    const other = taken.get(target);
    if (other !== undefined) refuse(`${place}: target ${target} already mounted as ${other}`);
    taken.set(target, place);
  };
  temporary.forEach((mount, at) => take(mount.split(':', 1)[0] ?? '', `services.${name}.tmpfs[${at}]`));
  volumes.forEach(({ target }, at) => take(target, `services.${name}.volumes[${at}]`));
};

/** In compose's order: the first that finds something ends the reading. */
const CHECKS: readonly Check[] = [
  origin,
  building,
  networks,
  health,
  dependencies,
  references,
  scaling,
  limits,
  naming,
  watching,
  mounts,
];

interface Step {
  readonly name: string;
  /** What it depends on and was not followed yet. */
  readonly left: string[];
}

function checkCycle({ services }: Project): void {
  const done = new Set<string>();
  const stepTo = (name: string): Step => ({
    name,
    left: Object.keys(own(services, name)?.depends_on ?? {}).sort((a, b) => byBytes(b, a)),
  });
  for (const [first] of inOrder(services)) {
    const way = done.has(first) ? [] : [stepTo(first)];
    for (let at = way.at(-1); at; at = way.at(-1)) {
      const next = at.left.pop();
      if (next === undefined) done.add(way.pop()?.name ?? '');
      else if (!done.has(next)) {
        const begins = way.findIndex(({ name }) => name === next);
        if (begins >= 0)
          refuse(`dependency cycle detected: ${[...way.slice(begins).map(({ name }) => name), next].join(' -> ')}`);
        way.push(stepTo(next));
      }
    }
  }
}

/**
 * Two services cannot be given one container name.
 * @throws ComposeError
 */
export function checkContainerNames({ services }: Project): void {
  const taken = new Set<string>();
  for (const [name, { container_name }] of inOrder(services)) {
    if (!container_name) continue;
    if (taken.has(container_name))
      refuse(`services.${name}: container name "${container_name}" is already in use by service {}"`);
    taken.add(container_name);
  }
}

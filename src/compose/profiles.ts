import { own } from '../kernel/own.ts';
import { isMatch } from './pattern.ts';
import { ComposeError } from './problem.ts';
import type { Dependency, Project, Service } from './project.ts';

type Services = Readonly<Record<string, Service>>;

const allOf = (project: Project): Services => ({ ...project.disabled, ...project.services });

const picked = <T>(
  record: Readonly<Record<string, T>>,
  keeps: (name: string, value: T) => boolean,
): Record<string, T> => Object.fromEntries(Object.entries(record).filter(([name, value]) => keeps(name, value)));

const isOn = ({ profiles = [] }: Service, wanted: readonly string[]): boolean =>
  profiles.length === 0 || wanted.includes('*') || profiles.some((profile) => wanted.includes(profile));

/** Services are on that have no profile, or one of these (compose-go types.Project.WithProfiles). */
export function withProfiles(project: Project, profiles: readonly string[]): Project {
  const all = allOf(project);
  return {
    ...project,
    profiles,
    services: picked(all, (_, service) => isOn(service, profiles)),
    disabled: picked(all, (_, service) => !isOn(service, profiles)),
  };
}

/** Naming a service turns on the profiles that it has. */
export function withServicesEnabled(project: Project, names: readonly string[]): Project {
  if (names.length === 0) return project;
  const implied = names.flatMap((name) => own(project.disabled, name)?.profiles ?? []);
  return withProfiles(project, [...project.profiles, ...implied]);
}

/** The services of a name, or of a pattern. */
function servicesOf(pattern: string, services: Services): readonly string[] {
  if (!/[*?[\\]/.test(pattern)) return Object.hasOwn(services, pattern) ? [pattern] : [];
  return Object.keys(services).filter((name) => isMatch(pattern, name));
}

/**
 * The services that are named, and what they depend on.
 * @throws ComposeError
 */
export function namesWithDependencies(project: Project, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const asked = names.map((name): readonly [string, boolean] => [name, true]).reverse();
  for (let next = asked.pop(); next; next = asked.pop()) {
    const [name, required] = next;
    const matching = servicesOf(name, project.services);
    if (matching.length === 0 && required) throw new ComposeError({ text: `no such service: ${name}` });
    for (const service of matching.filter((each) => !found.has(each))) {
      found.add(service);
      const needs: Readonly<Record<string, Dependency>> = own(project.services, service)?.depends_on ?? {};
      asked.push(...Object.entries(needs).map(([other, need]): readonly [string, boolean] => [other, need.required]));
    }
  }
  return found;
}

/**
 * The services that are named and what they depend on are on, all others off (compose-go types.Project.WithSelectedServices).
 * @throws ComposeError
 */
export function withSelectedServices(project: Project, names: readonly string[]): Project {
  if (names.length === 0) return project;
  const wanted = namesWithDependencies(project, names);
  const alone = (service: Service): Service =>
    service.depends_on ? { ...service, depends_on: picked(service.depends_on, (name) => wanted.has(name)) } : service;
  const services = Object.entries(project.services);
  return {
    ...project,
    services: Object.fromEntries(
      services.filter(([name]) => wanted.has(name)).map(([name, service]) => [name, alone(service)]),
    ),
    disabled: { ...project.disabled, ...Object.fromEntries(services.filter(([name]) => !wanted.has(name))) },
  };
}

/** Networks, volumes, secrets, configs and models that no service uses are left out. */
export function withoutUnused(project: Project): Project {
  const services = Object.values(project.services);
  const used = (ofService: (service: Service) => readonly string[]): ((name: string) => boolean) => {
    const names = new Set(services.flatMap(ofService));
    return (name) => names.has(name);
  };
  const sources = (references: readonly { readonly source?: string }[] | undefined): string[] =>
    (references ?? []).flatMap(({ source }) => (source === undefined ? [] : [source]));
  return {
    ...project,
    networks: picked(
      project.networks,
      used((service) => Object.keys(service.networks ?? {})),
    ),
    volumes: picked(
      project.volumes,
      used((service) => sources(service.volumes?.filter(({ type }) => type === 'volume'))),
    ),
    secrets: picked(
      project.secrets,
      used((service) => [...sources(service.secrets), ...buildSecrets(service)]),
    ),
    configs: picked(
      project.configs,
      used((service) => sources(service.configs)),
    ),
    models: picked(
      project.models,
      used((service) => Object.keys(service.models ?? {})),
    ),
  };
}

/** The secrets that the build of a service is given. */
export const buildSecrets = ({ build }: Service): string[] => {
  const secrets = build?.['secrets'];
  return Array.isArray(secrets)
    ? (secrets as readonly { readonly source?: string }[]).flatMap(({ source }) =>
        source === undefined ? [] : [source],
      )
    : [];
};

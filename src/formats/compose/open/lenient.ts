/** What of a project can be opened although it is not consistent, as `config --no-consistency --no-env-resolution` reads it. */
import { own } from '../../../kernel/own.ts';
import type { Project, Service, ServiceNetwork } from '../../../compose/project.ts';

/** Something that was left out, or put there so that the rest holds. */
export interface LeftOut {
  readonly kind: 'env-file' | 'service' | 'dependency' | 'network' | 'volume' | 'secret' | 'mode';
  readonly service: string;
  readonly name: string;
}

/** A project that holds, and what became of the rest. */
export function mended(project: Project): { readonly project: Project; readonly leftOut: readonly LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const gone = (kind: LeftOut['kind'], service: string, name = ''): void => void leftOut.push({ kind, service, name });
  const kept = Object.entries(project.services).filter(([name, { image, build }]) => {
    if (image || build) return true;
    gone('service', name);
    return false;
  });
  const there = new Set(kept.map(([name]) => name));
  const services = kept.map(([name, service]): [string, Service] => {
    const { env_file: files, ...rest } = service;
    if (files !== undefined) gone('env-file', name, namesOf(files).join(', '));
    const depends = only(
      rest.depends_on,
      (other) => there.has(other),
      (other) => gone('dependency', name, other),
    );
    const networks = only<ServiceNetwork | null>(
      rest.networks,
      (network) => own(project.networks, network) !== undefined,
      (network) => gone('network', name, network),
    );
    const volumes = rest.volumes?.filter(({ type, source = '' }) => {
      const isThere = type !== 'volume' || source === '' || own(project.volumes, source) !== undefined;
      if (!isThere) gone('volume', name, source);
      return isThere;
    });
    const owner = /^service:(.*)$/.exec(rest.network_mode ?? '')?.[1];
    const lost = owner !== undefined && !there.has(owner);
    if (lost) gone('mode', name, owner);
    const { network_mode: mode, depends_on: _, networks: __, volumes: ___, secrets, configs, ...others } = rest;
    return [
      name,
      {
        ...others,
        ...(mode !== undefined && !lost && { network_mode: mode }),
        ...(depends && { depends_on: depends }),
        ...(networks && { networks: Object.keys(networks).length > 0 ? networks : { default: null } }),
        ...(volumes && { volumes }),
        ...(secrets && { secrets: secrets.filter(({ source }) => own(project.secrets, source) !== undefined) }),
        ...(configs && { configs: configs.filter(({ source }) => own(project.configs, source) !== undefined) }),
      },
    ];
  });
  const networks = own(project.networks, 'default')
    ? project.networks
    : { ...project.networks, default: { name: `${project.name}_default` } };
  return { project: { ...project, services: Object.fromEntries(services), networks }, leftOut };
}

function only<T>(
  record: Readonly<Record<string, T>> | undefined,
  isThere: (name: string) => boolean,
  gone: (name: string) => void,
): Readonly<Record<string, T>> | undefined {
  if (!record) return undefined;
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => {
      if (isThere(name)) return true;
      gone(name);
      return false;
    }),
  );
}

const namesOf = (files: unknown): readonly string[] =>
  (Array.isArray(files) ? files : [files]).flatMap((file: unknown) => {
    if (typeof file === 'string') return [file];
    const path = typeof file === 'object' && file !== null && 'path' in file ? file.path : undefined;
    return typeof path === 'string' ? [path] : [];
  });

/**
 * The files of variables and labels that services name (compose-go types/project.go, docker/cli kvfile).
 */
import { own } from '../kernel/own.ts';
import { inFile, readVariables } from './dotenv.ts';
import type { Variables } from './dotenv.ts';
import type { Files } from './find.ts';
import { goQuoted } from './go.ts';
import type { Lookup, Remark } from './interpolate/template.ts';
import { ComposeError } from './problem.ts';
import type { Project, Service } from './project.ts';

interface EnvFile {
  readonly path: string;
  readonly required?: boolean;
  readonly format?: string;
}

const eachService = (project: Project, change: (service: Service) => Service): Project => ({
  ...project,
  services: Object.fromEntries(Object.entries(project.services).map(([name, service]) => [name, change(service)])),
});

const without = (service: Service, key: string): Service =>
  Object.fromEntries(Object.entries(service).filter(([name]) => name !== key)) as unknown as Service;

/**
 * What services are told by `env_file` becomes part of their environment.
 * @throws ComposeError
 */
export function withEnvFiles(project: Project, files: Files, remark: Remark): Project {
  return eachService(project, (service) => {
    const given = Object.entries(service.environment ?? {}).map(([name, value]): [string, string | null] => [
      name,
      value ?? own(project.environment, name) ?? null,
    ]);
    const said = Object.fromEntries(given);
    const variables: Variables = new Map(given.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
    const lookup: Lookup = (name) => own(project.environment, name) ?? own(said, name) ?? undefined;
    for (const file of (service['env_file'] ?? []) as readonly EnvFile[])
      readFile(file, files, variables, lookup, remark);
    const environment = { ...Object.fromEntries(variables), ...said };
    const rest = without(service, 'env_file');
    return Object.keys(environment).length > 0 ? { ...rest, environment } : rest;
  });
}

/**
 * What services are told by `label_file` becomes part of their labels.
 * @throws ComposeError
 */
export function withLabelFiles(project: Project, files: Files, remark: Remark): Project {
  return eachService(project, (service) => {
    const paths = (service['label_file'] ?? []) as readonly string[];
    if (paths.length === 0) return service;
    const labels: Variables = new Map();
    for (const path of paths) {
      if (files.read(path) === undefined && !files.isFolder(path)) throw notFound('label', path);
      readFile({ path }, files, labels, (name) => labels.get(name), remark);
    }
    return { ...without(service, 'label_file'), labels: { ...Object.fromEntries(labels), ...service.labels } };
  });
}

const notFound = (kind: string, path: string): ComposeError =>
  new ComposeError({
    text: `${kind} file ${path} not found: stat ${path}: no such file or directory`,
    missing: { kind: 'env-file', name: path },
  });

function readFile(
  { path, required = true, format = '' }: EnvFile,
  files: Files,
  into: Variables,
  lookup: Lookup,
  remark: Remark,
): void {
  const text = files.read(path);
  if (text === undefined) {
    if (files.isFolder(path)) throw new ComposeError({ text: `failed to read ${path}: read ${path}: is a directory` });
    if (required) throw notFound('env', path);
  } else if (format === 'raw') readRaw(text, path, into, lookup);
  else if (format !== '') throw new ComposeError({ text: `unsupported env_file format ${goQuoted(format)}` });
  else
    inFile(path, () => {
      readVariables(text, into, lookup, remark);
    });
}

/** As `docker run --env-file` reads it: a line is what it is. */
function readRaw(text: string, path: string, into: Variables, lookup: Lookup): void {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  lines.forEach((raw, place) => {
    const line = raw.replace(/\r$/, '').replace(/^\s+/, '');
    if (line === '' || line.startsWith('#')) return;
    const at = line.indexOf('=');
    const name = at < 0 ? line : line.slice(0, at);
    const fault = (what: string): ComposeError =>
      new ComposeError({
        text: `failed to parse env_file ${path}: ${what}`,
        spot: { file: path, line: place + 1, column: 1 },
      });
    if (name === '') throw fault(`no variable name on line '${line}'`);
    if (/\s/.test(name)) throw fault(`variable '${name}' contains whitespaces`);
    const value = at < 0 ? lookup(name) : line.slice(at + 1);
    if (value !== undefined) into.set(name, value);
  });
}

import { own } from '../kernel/own.ts';
import type { Found } from './find.ts';
import { SECRET_VALUE } from './normalize.ts';
import { ComposeError, type Warning } from './problem.ts';
import type { FileObject, Project, ProjectNetwork, ProjectVolume, Service } from './project.ts';
import { project as shape, type resources } from './shape/project.ts';
import { EXTENSIONS, read, withExtensionsAside } from './shape/read.ts';
import { isRecord, type Tree, type TreeRecord } from './tree.ts';

/**
 * A project from its merged, normal tree: texts become numbers, sizes and durations (compose-go loader.ModelToProject). All of its
 * services are on.
 * @throws ComposeError
 */
export function buildProject(
  tree: TreeRecord,
  found: Found,
  name: string,
  warn: (warning: Warning) => void = () => undefined,
): Project {
  const faults: string[] = [];
  const aside = withExtensionsAside(withSecretValues(withoutName(tree)));
  const built = read(aside, shape, '', { faults, warn: (text) => warn({ text }) });
  if (faults.length > 0)
    throw new ComposeError({ text: `decoding failed due to the following error(s):\n\n${faults.join('\n')}` });
  const part = (key: string): TreeRecord => {
    const at = isRecord(built) ? own(built, key) : undefined;
    return isRecord(at) ? at : {};
  };
  const extensions = own(aside, EXTENSIONS);
  const resource = <T>(kind: keyof typeof resources): Readonly<Record<string, T>> =>
    eachOf(part(kind), (value) => (isRecord(value) ? value : {}) as T);
  return {
    name,
    folder: found.folder,
    files: found.files,
    envFiles: found.envFiles,
    environment: found.environment,
    profiles: found.profiles,
    services: eachOf(part('services'), asService),
    disabled: {},
    networks: resource<ProjectNetwork>('networks'),
    volumes: resource<ProjectVolume>('volumes'),
    secrets: resource<FileObject>('secrets'),
    configs: resource<FileObject>('configs'),
    models: resource<TreeRecord>('models'),
    extensions: isRecord(extensions) ? extensions : {},
  };
}

const eachOf = <T>(record: TreeRecord, change: (value: Tree, key: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

const asService = (value: Tree, name: string): Service => ({
  command: null,
  entrypoint: null,
  ...(isRecord(value) ? value : {}),
  name,
});

/** The name is the caller's, who knows what else may name the project. */
const withoutName = (tree: TreeRecord): TreeRecord =>
  Object.fromEntries(Object.entries(tree).filter(([key]) => key !== 'name'));

/** The value of a variable that a secret names. */
function withSecretValues(tree: TreeRecord): TreeRecord {
  const secrets = own(tree, 'secrets');
  if (!isRecord(secrets)) return tree;
  const withValue = (secret: Tree): Tree => {
    const value = isRecord(secret) ? own(secret, SECRET_VALUE) : undefined;
    if (!isRecord(secret) || value === undefined) return secret;
    return { ...Object.fromEntries(Object.entries(secret).filter(([key]) => key !== SECRET_VALUE)), content: value };
  };
  return { ...tree, secrets: eachOf(secrets, withValue) };
}

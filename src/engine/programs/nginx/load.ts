/** What nginx does as it starts, or is told to read its configuration again. */
import type { Loaded, Process } from '../../../kernel/process/process.ts';
import { globFiles, type ServerFiles } from '../../files/server-files.ts';
import { checking, type Names, type Resolve } from './checks.ts';
import { ConfigError } from './error.ts';
import { buildConfig, checkVariables, type Config } from './model.ts';
import { parseConfig, type ConfigFiles } from './parse.ts';
import { isBuiltIn } from './variables.ts';

export const CONFIG = '/etc/nginx/nginx.conf';

/** A configuration that has been read, with the files that it is made of and the addresses of its names. */
export interface Reading {
  readonly config: Config;
  readonly files: Record<string, string>;
  readonly names: Names;
  readonly warnings: readonly string[];
}

/** Reads and checks a configuration. Throws ConfigError. */
export function readConfig(files: ServerFiles, resolve: Resolve, path = CONFIG): Reading {
  const texts: Record<string, string> = {};
  const names: Names = {};
  const warnings: string[] = [];
  const source: ConfigFiles = {
    read: (file) => {
      const text = files.read(file);
      if (text !== undefined) texts[file] = text;
      return text;
    },
    glob: (pattern) => globFiles(files, pattern).filter((file) => files.read(file) !== undefined),
  };
  const directives = parseConfig(
    source,
    path,
    checking(resolve, names, (text) => warnings.push(text)),
  );
  const config = buildConfig(directives);
  if (!directives.some(({ name }) => name === 'events')) throw new ConfigError('no "events" section in configuration');
  checkVariables(config, isBuiltIn);
  return { config, files: texts, names, warnings };
}

/** The same from what a process keeps of it: its files as they were then. */
function restored({ files, names }: Loaded, path: string): Pick<Reading, 'config' | 'names'> {
  const source: ConfigFiles = {
    read: (file) => files[file],
    glob: (pattern) => globFiles(listed(files), pattern),
  };
  return { config: buildConfig(parseConfig(source, path, () => undefined)), names };
}

/** Files by their paths alone. */
const listed = (files: Readonly<Record<string, string>>): ServerFiles => ({
  read: (path) => files[path],
  isDirectory: () => false,
  names: (folder) =>
    Object.keys(files)
      .filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
      .map((path) => path.slice(folder.length + 1))
      .sort(),
  leadsTo: (path) => path,
  place: () => undefined,
});

const known = new WeakMap<Loaded, Pick<Reading, 'config' | 'names'>>();
let usual: Pick<Reading, 'config' | 'names'> | undefined;

/** The configuration that a process obeys; the image's own where it has read no other. */
export function configOf({ loaded, command }: Process, image: ServerFiles): Pick<Reading, 'config' | 'names'> {
  if (!loaded) return (usual ??= readConfig(image, () => []));
  const before = known.get(loaded);
  if (before) return before;
  const read = restored(loaded, configPath(command));
  known.set(loaded, read);
  return read;
}

/** `-c FILE` of a command line. */
export function configPath(command: readonly string[]): string {
  const at = command.indexOf('-c');
  return at < 0 ? CONFIG : (command[at + 1] ?? CONFIG);
}

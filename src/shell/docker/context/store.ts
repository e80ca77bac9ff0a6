/** Contexts as the client keeps them: folders below ~/.docker (docker/cli cli/context/store). */
import { own } from '../../../kernel/own.ts';
import { childOf } from '../../files/path.ts';
import { find, listDirectory, makeDirectory, readText, remove, treeAt, writeText } from '../../files/tree.ts';
import type { Tree } from '../../files/entry.ts';
import type { Call } from '../../tool/call.ts';
import { CliError } from '../cli/command.ts';
import { sha256 } from './sha256.ts';

export const DEFAULT = 'default';
export const SOCKET = 'unix:///var/run/docker.sock';

export interface StoredContext {
  readonly name: string;
  readonly description: string;
  readonly host: string;
}

const settingsFolder = ({ env }: Call): string => `${own(env, 'HOME') ?? '/root'}/.docker`;
const metaFolder = (call: Call): string => `${settingsFolder(call)}/contexts/meta`;
export const metaPath = (call: Call, name: string): string => `${metaFolder(call)}/${sha256(name)}`;
export const tlsPath = (call: Call, name: string): string => `${settingsFolder(call)}/contexts/tls/${sha256(name)}`;

const treeOf = (call: Call): Tree => treeAt(call.world(), call.place, call.namespace);

const missing = (call: Call, name: string): CliError =>
  new CliError(
    `context ${JSON.stringify(name)}: context not found: open ${metaPath(call, name)}/meta.json: no such file or directory`,
  );

/** The one that DOCKER_HOST, or the client's own settings, stand for. */
const standard = (call: Call): StoredContext => ({
  name: DEFAULT,
  description: 'Current DOCKER_HOST based configuration',
  host: givenHost(call) ?? SOCKET,
});

/** What DOCKER_HOST names, unless that is the socket of the machine's own engine, where the lab keeps it. */
export function givenHost({ env }: Call): string | undefined {
  const host = own(env, 'DOCKER_HOST') ?? '';
  return host === '' || host.startsWith('unix:///run/sock/') ? undefined : host;
}

interface Meta {
  readonly Name: string;
  readonly Metadata?: { readonly Description?: string };
  readonly Endpoints?: { readonly docker?: { readonly Host?: string } };
}

function stored(call: Call, folder: string): StoredContext | undefined {
  const path = childOf(childOf(metaFolder(call), folder), 'meta.json');
  if (find(treeOf(call), path)?.kind !== 'file') return undefined;
  try {
    const { Name, Metadata, Endpoints } = JSON.parse(readText(treeOf(call), path)) as Meta;
    return { name: Name, description: Metadata?.Description ?? '', host: Endpoints?.docker?.Host ?? SOCKET };
  } catch {
    return undefined;
  }
}

/** All contexts, by name. */
export function contexts(call: Call): StoredContext[] {
  const folder = metaFolder(call);
  const names = find(treeOf(call), folder)?.kind === 'directory' ? listDirectory(treeOf(call), folder) : [];
  const all = names.flatMap((name) => stored(call, name) ?? []);
  return [standard(call), ...all].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Throws CliError where there is none of that name. */
export function contextNamed(call: Call, name: string): StoredContext {
  const found = contexts(call).find((each) => each.name === name);
  if (!found) throw missing(call, name);
  return found;
}

const configPath = (call: Call): string => `${settingsFolder(call)}/config.json`;

function config(call: Call): Record<string, unknown> {
  const path = configPath(call);
  try {
    return find(treeOf(call), path) ? (JSON.parse(readText(treeOf(call), path)) as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The name of the context in use. */
export function currentContext(call: Call): string {
  if (givenHost(call)) return DEFAULT;
  const asked = own(call.env, 'DOCKER_CONTEXT') || config(call)['currentContext'];
  return typeof asked === 'string' && asked !== '' ? asked : DEFAULT;
}

function write(call: Call, path: string, text: string): void {
  call.update((world) => {
    const tree = treeAt(world, call.place, call.namespace);
    const parts = path.split('/').slice(1, -1);
    parts.forEach((_, i) => {
      const folder = `/${parts.slice(0, i + 1).join('/')}`;
      if (!find(tree, folder)) makeDirectory(tree, folder);
    });
    writeText(tree, path, text);
  });
}

export function useContext(call: Call, name: string): void {
  const { currentContext: _, ...rest } = config(call);
  const next = name === DEFAULT ? rest : { ...rest, currentContext: name };
  write(call, configPath(call), JSON.stringify(next, null, '\t'));
}

export function keepContext(call: Call, { name, description, host }: StoredContext): void {
  const meta = {
    Name: name,
    Metadata: description === '' ? {} : { Description: description },
    Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
  };
  write(call, `${metaPath(call, name)}/meta.json`, JSON.stringify(meta));
}

export const forgetContext = (call: Call, name: string): void =>
  call.update((world) => remove(treeAt(world, call.place, call.namespace), metaPath(call, name), { recursive: true }));

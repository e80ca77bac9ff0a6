import type { Engine } from '../../engine/engine.ts';
import {
  entryNamed,
  isAbsent,
  isGroup,
  isPlugin,
  nameOf,
  type ArgumentKind,
  type Command,
} from '../docker/cli/command.ts';
import { rootEntries } from '../docker/tree.ts';
import { quoted } from '../words.ts';
import type { Options } from './follow.ts';

/** Where docker runs: its engine, and the networks that may be named there. */
export interface DockerHost {
  readonly engine: Engine;
  readonly networks: readonly string[];
  /** The services of a compose project. */
  readonly services?: readonly string[] | undefined;
}

/** Completes a command line in a container, or in one to be. */
export type Inside = (container: string | undefined, words: readonly string[]) => Options;

type Completed = Pick<Command, 'flags' | 'completes' | 'stopsAtArgument'>;

const none: Options = { prefix: '', options: [] };

/** What may stand after `docker` and some words; `inside` completes a command line in a container, or in one to be. */
export function dockerOptions(host: DockerHost, args: readonly string[], word: string, inside: Inside): Options {
  const [first, second] = args;
  if (first === undefined) return { prefix: '', options: present(rootEntries) };
  const entry = entryNamed(rootEntries, 'docker', first);
  if (entry === undefined || isAbsent(entry) || isPlugin(entry)) return none;
  if (!isGroup(entry)) return commandOptions(host, entry, args.slice(1), word, inside);
  if (second === undefined) return { prefix: '', options: present(entry.commands) };
  const command = entryNamed(entry.commands, `docker ${first}`, second);
  if (command === undefined || isAbsent(command)) return none;
  return commandOptions(host, command, args.slice(2), word, inside);
}

/** The names of the commands that the lab has. */
const present = (entries: typeof rootEntries): readonly string[] =>
  entries.filter((entry) => !isAbsent(entry)).map(nameOf);

/** What may stand after a command's name and some words. */
export function commandOptions(
  host: DockerHost,
  command: Completed,
  args: readonly string[],
  word: string,
  inside: Inside,
): Options {
  const { positional, awaiting } = readArguments(command, args);
  const kinds = command.completes ?? [];
  const commandAt = kinds.indexOf('command');
  if (commandAt >= 0 && positional.length >= commandAt) {
    const named = kinds[commandAt - 1] === 'running container' ? positional[commandAt - 1] : undefined;
    return inside(named, positional.slice(commandAt));
  }
  const assigned = /^--([\w-]+)=/.exec(word);
  if (assigned !== null) return { prefix: assigned[0], options: valuesOf(host, command, assigned[1] ?? '') };
  if (awaiting !== undefined) return { prefix: '', options: valuesOf(host, command, awaiting) };
  if (word.startsWith('-'))
    return { prefix: '', options: command.flags.filter(({ hidden }) => !hidden).map(({ name }) => `--${name}`) };
  return { prefix: '', options: namesOf(host, kinds[positional.length] ?? kinds.at(-1)) };
}

/** The arguments before the cursor that are no flags, and which flag awaits its value there. */
export function readArguments(
  { flags, stopsAtArgument = false }: Completed,
  args: readonly string[],
): { readonly positional: readonly string[]; readonly awaiting?: string | undefined } {
  const positional: string[] = [];
  let awaiting: string | undefined;
  for (const arg of args) {
    if (awaiting !== undefined) awaiting = undefined;
    else if (!arg.startsWith('-') || (stopsAtArgument && positional.length > 0)) positional.push(arg);
    else if (!arg.includes('=')) {
      const flag = flags.find(({ name, short }) => arg === `--${name}` || arg === `-${short}`);
      awaiting = flag === undefined || flag.type === 'bool' ? undefined : flag.name;
    }
  }
  return { positional, awaiting };
}

/** What a flag may be given, as far as the lab knows it. */
function valuesOf(host: DockerHost, { flags }: Completed, name: string): readonly string[] {
  if (flags.find((flag) => flag.name === name)?.type === 'network') return namesOf(host, 'network');
  return name === 'link' ? namesOf(host, 'container') : [];
}

function namesOf(
  { engine, networks: named, services = [] }: DockerHost,
  kind: ArgumentKind | undefined,
): readonly string[] {
  const all = Object.values(engine.containers);
  const containers = all.map(({ name }) => quoted(name));
  const networks = named.map(quoted);
  switch (kind) {
    case 'container':
      return containers;
    case 'running container':
      return all.filter(({ state }) => state.status === 'running').map(({ name }) => quoted(name));
    case 'network':
      return networks;
    case 'image':
      return Object.values(engine.images).map(({ name }) => name.replace(/:latest$/, ''));
    case 'object':
      return [...containers, ...networks];
    case 'volume':
      return Object.keys(engine.volumes);
    case 'service':
      return services;
    case 'command':
    case 'none':
    case undefined:
      return [];
  }
}

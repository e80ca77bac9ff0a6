import type { Engine } from '../../engine/engine.ts';
import { entryNamed, isAbsent, isGroup, nameOf, type ArgumentKind, type Command } from '../../shell/docker/command.ts';
import { rootEntries } from '../../shell/docker/tree.ts';
import { isCommandAt, registry } from '../../shell/tools.ts';
import { quoted } from '../../shell/words.ts';
import type { Place, World } from '../../world/world.ts';
import { addressesOf } from '../lab/targets.ts';
import { containersOf, machinesOf } from '../lab/spots.ts';

/** What a word may be completed to. */
export interface Completion {
  /** Where the word begins in the line. */
  readonly from: number;
  /** In order, without doubles; those that begin with what is typed. */
  readonly candidates: readonly string[];
}

/** What may stand at the cursor, which is at the end of `typed`. */
export function complete(world: World, place: Place, typed: string): Completion {
  const from = typed.search(/[^\s|;&()]*$/);
  const word = typed.slice(from);
  const command =
    typed
      .slice(0, from)
      .split(/[|;&(]/)
      .at(-1) ?? '';
  const words = command.split(/\s+/).filter((part) => part !== '');
  const { prefix, options } = optionsFor(world, place, words, word);
  const candidates = [...new Set(options)]
    .filter((option) => (prefix + option).startsWith(word))
    .map((option) => prefix + option);
  return { from, candidates: candidates.sort() };
}

/** What the candidates have in common, to be put in the place of the word. A single one is done, and a blank follows. */
export function commonPart({ candidates }: Completion): string | undefined {
  const [first, ...others] = candidates;
  if (first === undefined) return undefined;
  if (others.length === 0) return /[=/:]$/.test(first) ? first : `${first} `;
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) length += 1;
  return first.slice(0, length);
}

interface Options {
  /** What stands before the part that is completed, as `--network=` or `http://`. */
  readonly prefix: string;
  readonly options: readonly string[];
}

function optionsFor(world: World, place: Place, words: readonly string[], word: string): Options {
  const [command, ...args] = words;
  if (command === undefined) return { prefix: '', options: commandsAt(world, place) };
  if (command === 'docker') return dockerOptions(world, place, args, word);
  const scheme = /^https?:\/\//.exec(word)?.[0] ?? '';
  return word.startsWith('-') ? { prefix: '', options: [] } : { prefix: scheme, options: endsOf(world) };
}

/** Commands of the shell and of the page itself. */
const builtins = ['cd', 'clear', 'exit', 'export', 'help', 'pwd'];
/** Common commands of the bash library. */
const usual = ['awk', 'cut', 'grep', 'head', 'jq', 'sed', 'sort', 'tail', 'tee', 'tr', 'uniq', 'wc'];

/** The names of the commands that a place has. */
export const commandsAt = (world: World, place: Place): readonly string[] => [
  ...[...Object.keys(registry), ...usual].filter((name) => isCommandAt(world, place, name)),
  ...builtins,
];

const endsOf = (world: World): readonly string[] => [
  ...machinesOf(world).flatMap(({ name }) => addressesOf(world, name)),
  ...containersOf(world).flatMap(([, { name, endpoints }]) => [
    name,
    ...Object.values(endpoints).flatMap(({ ipv4 }) => ipv4 ?? []),
  ]),
];

const none: Options = { prefix: '', options: [] };

function dockerOptions(world: World, place: Place, args: readonly string[], word: string): Options {
  const engine = world.machines[place]?.engine;
  if (engine === undefined) return none;
  const [first, second] = args;
  if (first === undefined) return { prefix: '', options: present(rootEntries) };
  const entry = entryNamed(rootEntries, 'docker', first);
  if (entry === undefined || isAbsent(entry)) return none;
  if (!isGroup(entry)) return commandOptions(engine, entry, args.slice(1), word);
  if (second === undefined) return { prefix: '', options: present(entry.commands) };
  const command = entryNamed(entry.commands, `docker ${first}`, second);
  return command === undefined || isAbsent(command) ? none : commandOptions(engine, command, args.slice(2), word);
}

/** The names of the commands that the lab has. */
const present = (entries: typeof rootEntries): readonly string[] =>
  entries.filter((entry) => !isAbsent(entry)).map(nameOf);

function commandOptions(engine: Engine, command: Command, args: readonly string[], word: string): Options {
  const assigned = /^--([\w-]+)=/.exec(word);
  if (assigned !== null) return { prefix: assigned[0], options: valuesOf(engine, command, assigned[1] ?? '') };
  const { positional, awaiting } = readArguments(command, args);
  if (awaiting !== undefined) return { prefix: '', options: valuesOf(engine, command, awaiting) };
  if (word.startsWith('-'))
    return { prefix: '', options: command.flags.filter(({ hidden }) => !hidden).map(({ name }) => `--${name}`) };
  const kinds = command.completes ?? [];
  return { prefix: '', options: namesOf(engine, kinds[positional] ?? kinds.at(-1)) };
}

/** How many arguments stand before the cursor that are no flags, and which flag awaits its value there. */
function readArguments(
  { flags }: Command,
  args: readonly string[],
): { readonly positional: number; readonly awaiting?: string } {
  let positional = 0;
  let awaiting: string | undefined;
  for (const arg of args) {
    if (awaiting !== undefined) awaiting = undefined;
    else if (!arg.startsWith('-')) positional += 1;
    else if (!arg.includes('=')) {
      const flag = flags.find(({ name, short }) => arg === `--${name}` || arg === `-${short}`);
      awaiting = flag === undefined || flag.type === 'bool' ? undefined : flag.name;
    }
  }
  return { positional, ...(awaiting !== undefined && { awaiting }) };
}

/** What a flag may be given, as far as the lab knows it. */
function valuesOf(engine: Engine, { flags }: Command, name: string): readonly string[] {
  if (flags.find((flag) => flag.name === name)?.type === 'network') return namesOf(engine, 'network');
  return name === 'link' ? namesOf(engine, 'container') : [];
}

function namesOf(engine: Engine, kind: ArgumentKind | undefined): readonly string[] {
  const all = Object.values(engine.containers);
  const containers = all.map(({ name }) => quoted(name));
  const networks = Object.values(engine.networks).map(({ name }) => quoted(name));
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
    case 'command':
    case 'none':
    case undefined:
      return [];
  }
}

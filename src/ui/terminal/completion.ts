import { mayHave, registry } from '../../shell/tools.ts';
import { quoted } from '../../shell/words.ts';
import type { Place, World } from '../../world/world.ts';
import { addressesOf } from '../lab/targets.ts';
import { containersOf, machinesOf } from '../lab/spots.ts';
import { dockerCommands, type Kind } from './docker-words.table.ts';

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

/** Commands of the shell itself that a person completes. */
const builtins = ['cd', 'clear', 'echo', 'exit', 'grep', 'head', 'pwd', 'sort', 'tail', 'wc'];

const commandsAt = (world: World, place: Place): readonly string[] => [
  ...Object.keys(registry).filter((name) => mayHave(world, place, name)),
  ...builtins,
];

const endsOf = (world: World): readonly string[] => [
  ...machinesOf(world).flatMap(({ name }) => addressesOf(world, name)),
  ...containersOf(world).flatMap(([, { name, endpoints }]) => [
    name,
    ...Object.values(endpoints).flatMap(({ ipv4 }) => ipv4 ?? []),
  ]),
];

function dockerOptions(world: World, place: Place, args: readonly string[], word: string): Options {
  const none: Options = { prefix: '', options: [] };
  let table = dockerCommands;
  let depth = 0;
  for (const arg of args) {
    const entry = table[arg];
    if (entry === undefined) return none;
    depth += 1;
    if (entry.commands === undefined) {
      const assigned = /^(--[a-z-]+=)/.exec(word)?.[1];
      const flag = assigned?.slice(0, -1) ?? args.at(-1);
      const wanted = depth < args.length || assigned !== undefined ? entry.flags?.[flag ?? ''] : undefined;
      if (wanted !== undefined) return { prefix: assigned ?? '', options: namesOf(world, place, wanted) };
      if (word.startsWith('-')) return { prefix: '', options: Object.keys(entry.flags ?? {}) };
      return { prefix: '', options: namesOf(world, place, entry.takes) };
    }
    table = entry.commands;
  }
  return { prefix: '', options: Object.keys(table) };
}

function namesOf(world: World, place: Place, kind: Kind | undefined): readonly string[] {
  const engine = world.machines[place.split('/')[0] ?? '']?.engine;
  if (engine === undefined) return [];
  const containers = () => Object.values(engine.containers).map(({ name }) => quoted(name));
  const networks = () => Object.values(engine.networks).map(({ name }) => quoted(name));
  const images = () => Object.values(engine.images).map(({ name }) => name.replace(/:latest$/, ''));
  switch (kind) {
    case 'container':
      return containers();
    case 'network':
      return networks();
    case 'image':
      return images();
    case 'network container':
      return [...networks(), ...containers()];
    case undefined:
      return [];
  }
}

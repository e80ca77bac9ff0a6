import { builtinGrammars } from '../builtins.ts';
import type { Grammar, Kind } from '../tool/grammar.ts';
import { programNamed } from '../tools.ts';
import { hostNames } from '../../world/hosts.ts';
import { LAN, type Place, type World } from '../../world/world.ts';
import type { Completion } from './candidates.ts';
import type { composeOptions } from './compose.ts';
import { dockerOptions, type Inside } from './docker.ts';
import { assignedTo, expected, follow, type Options, type Position } from './follow.ts';
import {
  addresses,
  chains,
  commandsAt,
  ends,
  interfaces,
  namespaces,
  networksAt,
  paths,
  servers,
  settings,
  targets,
} from './values.ts';
import { own } from '../../kernel/own.ts';

/** What completes the words after `docker compose`. */
type Compose = typeof composeOptions;

/** What may stand at the cursor; compose is loaded where its name is typed. */
export async function completeLoading(world: World, place: Place, typed: string): Promise<Completion> {
  const compose = /\bdocker(?:\s+|-)compose\s/.test(typed);
  return complete(world, place, typed, compose ? (await import('./compose.ts')).composeOptions : undefined);
}

/** What may stand at the cursor, which is at the end of `typed`. */
export function complete(world: World, place: Place, typed: string, compose?: Compose): Completion {
  const from = typed.search(/[^\s|;&()<>]*$/);
  const word = typed.slice(from);
  const command =
    typed
      .slice(0, from)
      .split(/[|;&(]/)
      .at(-1) ?? '';
  const isRedirected = /[<>]\s*$/.test(command);
  const words = command.split(/\s+/).filter((part) => part !== '');
  const { prefix, options } = isRedirected
    ? { prefix: '', options: paths(world, place, word) }
    : lineOptions(world, place, words, word, compose);
  const candidates = [...new Set(options)]
    .filter((option) => (prefix + option).startsWith(word))
    .map((option) => prefix + option);
  return withoutFolder({ from, candidates: candidates.sort() }, word);
}

/** Names alone behind the folder that was typed, as shells list them. */
function withoutFolder({ from, candidates }: Completion, word: string): Completion {
  const { length } = word.slice(0, word.lastIndexOf('/') + 1);
  if (word.includes('://')) return { from, candidates };
  return { from: from + length, candidates: candidates.map((candidate) => candidate.slice(length)) };
}

/** What may stand after the words of one command. */
function lineOptions(world: World, place: Place, words: readonly string[], word: string, compose?: Compose): Options {
  const [command, ...args] = words;
  if (place === LAN) return { prefix: '', options: lanOptions(world, words) };
  if (command === undefined)
    return { prefix: '', options: word.includes('/') ? paths(world, place, word) : commandsAt(world, place) };
  const engine = own(world.machines, place)?.engine;
  if (engine !== undefined && (command === 'docker' || command === 'docker-compose')) {
    const host = { engine, networks: networksAt(world, place) };
    const inside: Inside = (container, inner) =>
      lineOptions(world, container === undefined ? place : `${place}/${container}`, inner, word);
    const composed = command === 'docker-compose' ? args : args[0] === 'compose' ? args.slice(1) : undefined;
    if (compose && composed) return compose(world, place, host, composed, word, inside);
    if (command === 'docker') return dockerOptions(host, args, word, inside);
  }
  return toolOptions(world, place, command, grammarOf(command), args, word);
}

/** A command that is not known may take files. */
const grammarOf = (command: string): Grammar =>
  programNamed(command)?.grammar ??
  (Object.hasOwn(builtinGrammars, command) ? builtinGrammars[command] : undefined) ?? { operands: ['file'] };

/** What may be typed at the LAN: `add host NAME`, `add client`, `add image NAME`, `use images docker-hub`. */
function lanOptions(world: World, [command, kind, ...more]: readonly string[]): readonly string[] {
  if (command === undefined) return ['add', 'clear', 'exit', 'help', 'use'];
  if (command === 'use') return kind === undefined ? ['images'] : more.length === 0 ? ['docker-hub'] : [];
  if (command === 'add' && kind === 'image') return imageOptions(world, more);
  if (command !== 'add' || more.length > 0) return [];
  if (kind === undefined) return ['client', 'host', 'image'];
  return kind === 'host' ? hostNames.filter((name) => own(world.machines, name)?.engine === undefined) : [];
}

function imageOptions({ machines }: World, words: readonly string[]): readonly string[] {
  const engines = Object.values(machines).filter(({ engine }) => engine !== undefined);
  switch (words.at(-1)) {
    case '--like':
      return [...new Set(engines.flatMap(({ engine }) => Object.keys(engine?.images ?? {})))];
    case '--on':
      return engines.map(({ name }) => name);
    case '--port':
    case '--job':
      return [];
    default:
      return ['--job', '--like', '--on', '--once', '--port'];
  }
}

function toolOptions(
  world: World,
  place: Place,
  command: string,
  grammar: Grammar,
  args: readonly string[],
  word: string,
): Options {
  const inner = innerLine(grammar, args);
  if (inner !== undefined) return lineOptions(world, place, inner, word);
  const assigned = /^--[\w-]+=/.exec(word)?.[0] ?? '';
  const position = follow(grammar, args);
  const rest = word.slice(assigned.length);
  const scheme = /^https?:\/\//.exec(rest)?.[0] ?? '';
  const values = assigned === '' ? expected(position, rest) : [assignedTo(position, assigned.slice(0, -1)) ?? []];
  const at: Where = { world, place, command, given: position.given, word: rest };
  const options = values.flatMap((value) => (typeof value === 'string' ? optionsOf(value, at) : value));
  return { prefix: assigned + scheme, options };
}

/** The words of a command line that stands within another, as in `timeout 5 curl`. */
function innerLine(grammar: Grammar, args: readonly string[]): readonly string[] | undefined {
  for (let length = 0; length <= args.length; length += 1) {
    const { grammar: at, operands, awaited } = follow(grammar, args.slice(0, length));
    const isNext = awaited === undefined && at.operands?.[operands.length] === 'command';
    if (isNext && args[length]?.startsWith('-') !== true) return args.slice(length);
  }
  return undefined;
}

interface Where {
  readonly world: World;
  readonly place: Place;
  readonly command: string;
  readonly given: Position['given'];
  readonly word: string;
}

function optionsOf(kind: Kind, { world, place, command, given, word }: Where): readonly string[] {
  const family = command.startsWith('ip6') ? 'ip6' : 'ip';
  const table = given['-t'] ?? given['--table'] ?? 'filter';
  switch (kind) {
    case 'address':
      return addresses(world);
    case 'bridge':
      return interfaces(world, place, 'bridge');
    case 'chain':
      return chains(world, place, family, table);
    case 'command':
      return commandsAt(world, place);
    case 'end':
      return ends(world);
    case 'file':
      return paths(world, place, word);
    case 'folder':
      return paths(world, place, word, true);
    case 'interface':
      return interfaces(world, place);
    case 'number':
    case 'text':
      return [];
    case 'namespace':
      return namespaces(world, place);
    case 'server':
      return [...servers(world, place).map((server) => `@${server}`), ...ends(world), ...DIG_WORDS];
    case 'sysctl':
      return settings(world, place, word);
    case 'target':
      return targets(world, place, family, table);
    case 'url':
      return ends(world);
  }
}

/** What dig takes besides names and servers. */
const DIG_WORDS = ['+noall', '+answer', '+short', '+tcp', 'A', 'AAAA', 'MX', 'NS', 'PTR', 'TXT'];

import type { Grammar, Option, Value } from '../tool/grammar.ts';
import { own } from '../../kernel/own.ts';

/** What may stand at the cursor. */
export interface Options {
  /** What stands before the part that is completed, as `--network=` or `http://`. */
  readonly prefix: string;
  readonly options: readonly string[];
}

/** Where in a grammar the next word stands. */
export interface Position {
  readonly grammar: Grammar;
  /** What the option or word before announced; undefined where the next word is free. */
  readonly awaited: Value | undefined;
  /** The operands so far. */
  readonly operands: readonly string[];
  /** All values of options so far, by option as typed. */
  readonly given: Readonly<Record<string, string>>;
}

/** Follows the words behind a command's name. */
export function follow(grammar: Grammar, words: readonly string[]): Position {
  let at = grammar;
  let announced: string | undefined;
  let awaited: Value | undefined;
  let operands: string[] = [];
  const given: Record<string, string> = {};
  for (const word of words) {
    if (announced !== undefined && awaited !== undefined) {
      given[announced] = word;
      awaited = undefined;
      continue;
    }
    announced = word;
    awaited = announcedBy(at, word);
    if (awaited !== undefined || word.startsWith('-')) continue;
    const next = operands.length === 0 ? wordMeant(at, word) : undefined;
    if (next === undefined) operands = [...operands, word];
    else at = next;
  }
  return { grammar: at, awaited, operands, given };
}

const optionNamed = ({ options = [] }: Grammar, word: string): Option | undefined =>
  options.find(({ names }) => names.includes(word));

/** What must stand behind a word. */
function announcedBy(grammar: Grammar, word: string): Value | undefined {
  const { named = {} } = grammar;
  if (Object.hasOwn(named, word)) return named[word];
  const option = optionNamed(grammar, word);
  return option?.optional === true ? undefined : option?.value;
}

/** What may stand behind `--NAME=`. */
export const assignedTo = ({ grammar }: Position, word: string): Value | undefined => optionNamed(grammar, word)?.value;

function wordMeant({ words = {} }: Grammar, typed: string): Grammar | undefined {
  const name = Object.hasOwn(words, typed) ? typed : Object.keys(words).find((word) => word.startsWith(typed));
  return name === undefined ? undefined : own(words, name);
}

/** The options that are offered. */
export const offered = ({ options = [], usual }: Grammar): readonly string[] =>
  usual === undefined ? options.flatMap(({ names }) => names) : usual.split(' ');

/** What the next word may be. */
export function expected({ grammar, awaited, operands }: Position, word: string): readonly Value[] {
  if (awaited !== undefined) return [awaited];
  if (word.startsWith('-')) return [offered(grammar)];
  const { words = {}, named = {}, operands: kinds = [] } = grammar;
  return [
    ...(operands.length === 0 ? [Object.keys(words)] : []),
    Object.keys(named),
    kinds[Math.min(operands.length, kinds.length - 1)] ?? [],
  ];
}

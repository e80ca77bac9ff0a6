import { quote } from '../template/quote.ts';
import { FlagValueError } from './flag.ts';
import type { Flag, FlagValues } from './flag.ts';
import { readValue } from './value.ts';

/** A command line that pflag refuses, in its words. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

const refuse = (problem: string): never => {
  throw new FlagError(problem);
};

/**
 * Reads flags and arguments as pflag does. Where flags may not stand between arguments (`interspersed` false),
 * reading stops at the first argument. Throws FlagError.
 */
export function parseFlags<Name extends string>(
  flags: readonly Flag<Name>[],
  words: readonly string[],
  interspersed = true,
): FlagValues<Name> {
  const given: Record<string, string[]> = {};
  const notices: string[] = [];
  const rest: string[] = [];
  let next = 0;

  const set = (flag: Flag, text: string) => {
    try {
      (given[flag.aliasOf ?? flag.name] ??= []).push(...valuesOf(flag, text));
    } catch (error) {
      if (!(error instanceof FlagValueError)) throw error;
      const name = flag.short ? `-${flag.short}, --${flag.name}` : `--${flag.name}`;
      refuse(`invalid argument ${quote(text)} for ${quote(name)} flag: ${error.message}`);
    }
    if (flag.deprecated) notices.push(`Flag --${flag.name} has been deprecated, ${flag.deprecated}`);
  };
  const following = (missing: string): string => words[next++] ?? refuse(`flag needs an argument: ${missing}`);

  const long = (word: string) => {
    const [name = '', ...value] = word.slice(2).split('=');
    if (name === '' || name.startsWith('-')) refuse(`bad flag syntax: ${word}`);
    const flag = flags.find((each) => each.name === name) ?? refuse(`unknown flag: --${name}`);
    if (value.length > 0) set(flag, value.join('='));
    else set(flag, flag.type === 'bool' ? 'true' : following(word));
  };

  const short = (letters: string) => {
    const letter = letters.charAt(0);
    const flag =
      flags.find((each) => each.short === letter) ?? refuse(`unknown shorthand flag: '${letter}' in -${letters}`);
    if (letters.length > 2 && letters.charAt(1) === '=') set(flag, letters.slice(2));
    else if (flag.type === 'bool') {
      set(flag, 'true');
      if (letters.length > 1) short(letters.slice(1));
    } else set(flag, letters.length > 1 ? letters.slice(1) : following(`'${letter}' in -${letters}`));
  };

  while (next < words.length) {
    const word = words[next++] ?? '';
    if (word === '--') {
      rest.push(...words.slice(next));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
      if (interspersed) continue;
      rest.push(...words.slice(next));
      break;
    }
    if (word.startsWith('--')) long(word);
    else short(word.slice(1));
  }
  const values: FlagValues = { given, notices, arguments: rest };
  return values;
}

/** A `strings` flag takes several values in one, as a line of CSV; all others one. */
const valuesOf = (flag: Flag, text: string): string[] =>
  flag.type === 'strings' ? (text === '' ? [] : text.split(',')) : [readValue(flag, text)];

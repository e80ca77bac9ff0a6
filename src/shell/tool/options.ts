import type { Call } from './call.ts';
import type { Grammar, Option } from './grammar.ts';
import type { Tool } from './tool.ts';
import { usageError } from './tool-error.ts';

/** An option that was given. */
export interface Given {
  /** The letter, or the long name of one that has no letter. */
  readonly name: string;
  /** Empty where it takes none. */
  readonly value: string;
}

/** The words behind a tool's name, read. Options are asked for by their letter, or by their long name where they have none. */
export interface Parsed {
  readonly options: readonly Given[];
  readonly operands: readonly string[];
  /** glibc's complaint about the first bad option, without the program's name; parsing ends there. */
  readonly error: string | undefined;
  /** Whether one of these was given. */
  readonly has: (...names: readonly string[]) => boolean;
  /** The value of the last one given of these. */
  readonly value: (...names: readonly string[]) => string | undefined;
  /** Every value that one was given. */
  readonly all: (name: string) => readonly string[];
}

/** What was read, ready to be asked. */
export const parsed = (options: readonly Given[], operands: readonly string[], error?: string): Parsed => ({
  options,
  operands,
  error,
  has: (...names) => options.some(({ name }) => names.includes(name)),
  value: (...names) => options.findLast(({ name }) => names.includes(name))?.value,
  all: (wanted) => options.flatMap(({ name, value }) => (name === wanted ? [value] : [])),
});

/** Reads options and operands as getopt_long(3) does: options may follow operands, `--` ends them, long names may be shortened. */
export function getopt(args: readonly string[], { options: known = [], optionsFirst = false }: Grammar): Parsed {
  const options: Given[] = [];
  const operands: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === '--') return parsed(options, [...operands, ...args.slice(i + 1)]);
    if (arg.startsWith('-') && arg.length > 1) {
      const found = arg.startsWith('--') ? longOption(arg, args[i + 1], known) : letters(arg, args[i + 1], known);
      options.push(...found.given);
      if (found.error !== undefined) return parsed(options, operands, found.error);
      i += found.taken;
    } else {
      if (optionsFirst) return parsed(options, args.slice(i));
      operands.push(arg);
    }
  }
  return parsed(options, operands);
}

/** What one word came to, and how many further words it took. */
interface Read {
  readonly given: readonly Given[];
  readonly taken: number;
  readonly error?: string | undefined;
}

const nameOf = ({ names: [first = ''] }: Option): string => first.replace(/^--?/, '');

function letters(cluster: string, next: string | undefined, known: readonly Option[]): Read {
  const given: Given[] = [];
  for (let at = 1; at < cluster.length; at += 1) {
    const letter = cluster.charAt(at);
    const option = known.find(({ names }) => names.includes(`-${letter}`));
    if (!option) return { given, taken: 0, error: `invalid option -- '${letter}'` };
    const name = nameOf(option);
    if (option.value === undefined) {
      given.push({ name, value: '' });
      continue;
    }
    const rest = cluster.slice(at + 1);
    if (rest !== '' || option.optional) return { given: [...given, { name, value: rest }], taken: 0 };
    if (next === undefined) return { given, taken: 0, error: `option requires an argument -- '${letter}'` };
    return { given: [...given, { name, value: next }], taken: 1 };
  }
  return { given, taken: 0 };
}

function longOption(word: string, next: string | undefined, known: readonly Option[]): Read {
  const [typed = ''] = word.split('=', 1);
  const attached = typed === word ? undefined : word.slice(typed.length + 1);
  const wrong = (error: string): Read => ({ given: [], taken: 0, error });
  const found = longNamed(typed, known);
  if (typeof found === 'string') return wrong(found);
  const { option, long } = found;
  const name = nameOf(option);
  if (option.value === undefined && attached !== undefined) return wrong(`option '${long}' doesn't allow an argument`);
  if (option.value === undefined || option.optional || attached !== undefined)
    return { given: [{ name, value: attached ?? '' }], taken: 0 };
  if (next === undefined) return wrong(`option '${long}' requires an argument`);
  return { given: [{ name, value: next }], taken: 1 };
}

/** The option that a long name, or its beginning, means; a text is what is wrong with it. */
function longNamed(typed: string, known: readonly Option[]): { option: Option; long: string } | string {
  const all = known.flatMap((option) =>
    option.names.filter((long) => long.startsWith('--')).map((long) => ({ option, long })),
  );
  const exact = all.find(({ long }) => long === typed);
  if (exact) return exact;
  const matches = all.filter(({ long }) => long.startsWith(typed));
  const [first] = matches;
  if (!first) return `unrecognized option '${typed}'`;
  if (matches.every(({ option }) => option === first.option)) return first;
  const possibilities = matches.map(({ long }) => ` '${long}'`).join('');
  return `option '${typed}' is ambiguous; possibilities:${possibilities}`;
}

/** Reads a call's options as GNU's tools do; a bad one ends the tool. */
export function readOptions(call: Call, { name, grammar }: Pick<Tool, 'name' | 'grammar'>, exit = 1): Parsed {
  const read = getopt(call.argv.slice(1), grammar);
  if (read.error !== undefined) throw usageError(name, read.error, exit);
  return read;
}

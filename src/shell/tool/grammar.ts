/** What a word of a command line stands for: completion offers what a place has of that kind. */
export type Kind =
  | 'address'
  | 'bridge'
  | 'chain'
  | 'command'
  | 'end'
  | 'file'
  | 'folder'
  | 'interface'
  | 'namespace'
  | 'number'
  | 'server'
  | 'sysctl'
  | 'target'
  | 'text'
  | 'url';

/** A kind, or the words themselves. */
export type Value = Kind | readonly string[];

/** One option of a tool. */
export interface Option {
  /** As they are typed, the letter first: `-n`, `--numeric`. */
  readonly names: readonly string[];
  /** What its argument is; absent where it takes none. */
  readonly value?: Value | undefined;
  /** The argument may be left out; it stands in the option's own word. */
  readonly optional: boolean;
}

/** What may follow a tool's name. */
export interface Grammar {
  readonly options?: readonly Option[] | undefined;
  /** Options end at the first operand. */
  readonly optionsFirst?: boolean | undefined;
  /** What completion offers of the options, where it is not all; several letters may stand together (`-lntp`). */
  readonly usual?: string | undefined;
  /** Words that lead on, as in `ip addr`: the first of these that begins so is meant. */
  readonly words?: Readonly<Record<string, Grammar>> | undefined;
  /** Words that announce the next, as in `dev eth0`. */
  readonly named?: Readonly<Record<string, Value>> | undefined;
  /** What the operands are; the last holds for all that follow. */
  readonly operands?: readonly Value[] | undefined;
}

/** What an option takes: a value, nothing, or a value that may be left out. */
type Argument = Value | 'none' | { readonly optional: Value };

/**
 * Options as a man page lists them. The keys hold options with blanks between them, and the spellings of one with commas:
 * `{ '-a,--all -n,--numeric': 'none', '-I,--interface': 'interface' }`.
 */
export const options = (table: Readonly<Record<string, Argument>>): readonly Option[] =>
  Object.entries(table).flatMap(([listed, argument]) =>
    listed.split(' ').map((names) => ({ names: names.split(','), ...reading(argument) })),
  );

function reading(argument: Argument): Omit<Option, 'names'> {
  if (typeof argument === 'object' && 'optional' in argument) return { value: argument.optional, optional: true };
  return { value: argument === 'none' ? undefined : argument, optional: false };
}

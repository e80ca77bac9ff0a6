/** What a word of a command line may stand for, beyond words that are written out. */
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
  | 'server'
  | 'sysctl'
  | 'target'
  | 'url';

/** A kind, the words themselves, or nothing that could be known. */
export type Value = Kind | readonly string[] | undefined;

/** What may follow a command's name. */
export interface Grammar {
  /** Options; those that take a value, with what it is. */
  readonly options?: readonly string[];
  readonly valued?: Readonly<Record<string, Value>>;
  /** Words that lead on, as in `ip addr`: the first of these that begins so is meant. */
  readonly words?: Readonly<Record<string, Grammar>>;
  /** Words that announce the next, as in `dev eth0`. */
  readonly named?: Readonly<Record<string, Value>>;
  /** What the operands are; the last holds for all that follow. */
  readonly operands?: readonly Value[];
}

/** Where in a grammar the next word stands. */
export interface Standing {
  readonly grammar: Grammar;
  /** The option or word that awaits its value here. */
  readonly awaiting?: string;
  /** The operands so far. */
  readonly operands: readonly string[];
  /** All values of options so far, by option. */
  readonly given: Readonly<Record<string, string>>;
}

/** Follows the words behind a command's name. */
export function follow(grammar: Grammar, words: readonly string[]): Standing {
  let at = grammar;
  let awaiting: string | undefined;
  let operands: string[] = [];
  const given: Record<string, string> = {};
  for (const word of words) {
    if (awaiting !== undefined) {
      given[awaiting] = word;
      awaiting = undefined;
    } else if (takesValue(at, word)) awaiting = word;
    else if (!word.startsWith('-')) {
      const next = operands.length === 0 ? wordMeant(at, word) : undefined;
      if (next === undefined) operands = [...operands, word];
      else at = next;
    }
  }
  return { grammar: at, operands, given, ...(awaiting !== undefined && { awaiting }) };
}

const takesValue = ({ valued = {}, named = {} }: Grammar, word: string): boolean =>
  Object.hasOwn(valued, word) || Object.hasOwn(named, word);

function wordMeant({ words = {} }: Grammar, typed: string): Grammar | undefined {
  const name = Object.hasOwn(words, typed) ? typed : Object.keys(words).find((word) => word.startsWith(typed));
  return name === undefined ? undefined : words[name];
}

/** What the next word may be. */
export function expected({ grammar, awaiting, operands }: Standing, word: string): readonly Value[] {
  const { options = [], valued = {}, words = {}, named = {}, operands: kinds = [] } = grammar;
  if (awaiting !== undefined) return [valued[awaiting] ?? named[awaiting]];
  if (word.startsWith('-')) return [options, Object.keys(valued)];
  return [
    ...(operands.length === 0 ? [Object.keys(words)] : []),
    Object.keys(named),
    kinds[Math.min(operands.length, kinds.length - 1)],
  ];
}

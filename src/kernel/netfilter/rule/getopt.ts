/** An option that a command line may hold, as getopt_long knows it. */
export interface Option {
  readonly long?: string;
  readonly short?: string;
  readonly argument: 'none' | 'required' | 'optional';
}

/** What getopt_long finds next. An option whose argument is missing, or that is not known, says so. */
export type Found<O extends Option> =
  | {
      readonly kind: 'option';
      readonly option: O;
      /** As written: `-p`, `--dport`. */ readonly as: string;
      readonly value?: string;
    }
  | { readonly kind: 'argument'; readonly text: string }
  | { readonly kind: 'missing'; readonly as: string }
  | { readonly kind: 'unknown'; readonly as: string };

/** A place in a command line's words. */
export interface Reader {
  readonly words: readonly string[];
  next: number;
  /** Where in a group of short options (`-nvL`) it is; 0 outside of one. */
  within: number;
}

export const readerOf = (words: readonly string[]): Reader => ({ words, next: 0, within: 0 });

/** The next option or argument, in the order of the words; undefined at their end. */
export function nextFound<O extends Option>(reader: Reader, options: readonly O[]): Found<O> | undefined {
  if (reader.within > 0) return shortOption(reader, options);
  const word = reader.words[reader.next];
  if (word === undefined) return undefined;
  if (word.startsWith('--') && word !== '--') return longOption(reader, options, word);
  if (word.startsWith('-') && word !== '-') {
    reader.within = 1;
    return shortOption(reader, options);
  }
  reader.next++;
  return { kind: 'argument', text: word };
}

function longOption<O extends Option>(reader: Reader, options: readonly O[], word: string): Found<O> {
  reader.next++;
  const equals = word.indexOf('=');
  const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
  const given = equals < 0 ? undefined : word.slice(equals + 1);
  const option = findLong(options, name);
  if (!option || (option.argument === 'none' && given !== undefined)) return { kind: 'unknown', as: word };
  if (given !== undefined) return { kind: 'option', option, as: word, value: given };
  if (option.argument !== 'required') return { kind: 'option', option, as: word };
  const value = reader.words[reader.next];
  if (value === undefined) return { kind: 'missing', as: word };
  reader.next++;
  return { kind: 'option', option, as: word, value };
}

/** The option of that name, or the only one that begins so. */
function findLong<O extends Option>(options: readonly O[], name: string): O | undefined {
  const exact = options.find(({ long }) => long === name);
  if (exact) return exact;
  const [only, ...others] = options.filter(({ long }) => long?.startsWith(name));
  return others.every((other) => other === only) ? only : undefined;
}

function shortOption<O extends Option>(reader: Reader, options: readonly O[]): Found<O> {
  const word = reader.words[reader.next] ?? '';
  const letter = word[reader.within] ?? '';
  const rest = word.slice(reader.within + 1);
  const as = `-${letter}`;
  const option = options.find(({ short }) => short === letter);
  const leaveWord = (): void => {
    reader.next++;
    reader.within = 0;
  };
  if (!option || option.argument === 'none') {
    if (rest === '') leaveWord();
    else reader.within++;
    return option ? { kind: 'option', option, as } : { kind: 'unknown', as };
  }
  leaveWord();
  if (rest !== '') return { kind: 'option', option, as, value: rest };
  if (option.argument === 'optional') return { kind: 'option', option, as };
  const value = reader.words[reader.next];
  if (value === undefined) return { kind: 'missing', as };
  reader.next++;
  return { kind: 'option', option, as, value };
}

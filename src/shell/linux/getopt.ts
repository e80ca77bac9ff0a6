/** What a tool accepts, as getopt_long(3) takes it. */
export interface Syntax {
  /** Letters; `:` after one that takes an argument, `::` where the argument is optional. A leading `+` stops at the first operand. */
  readonly short: string;
  /** Long option -> its letter, or its own name where it has none; a trailing `=` means an argument. */
  readonly long?: Readonly<Record<string, string>>;
}

export interface Option {
  /** The letter, or a long option's own name. */
  readonly name: string;
  readonly value: string;
}

export interface Parsed {
  readonly options: readonly Option[];
  readonly operands: readonly string[];
  /** glibc's complaint about the first bad option, without the program's name; parsing ends there. */
  readonly error?: string;
}

/** Reads options and operands as glibc does: options may follow operands, `--` ends them, long names may be shortened. */
export function getopt(args: readonly string[], syntax: Syntax): Parsed {
  const options: Option[] = [];
  const operands: string[] = [];
  const stops = syntax.short.startsWith('+');
  const short = syntax.short.replace(/^[+-]/, '');
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === '--') return { options, operands: [...operands, ...args.slice(i + 1)] };
    if (arg.startsWith('--')) {
      const found = longOption(arg.slice(2), args[i + 1], syntax.long ?? {});
      if ('error' in found) return { options, operands, error: found.error };
      options.push(found.option);
      i += found.taken;
    } else if (arg.startsWith('-') && arg.length > 1) {
      const found = letters(arg.slice(1), args[i + 1], short);
      options.push(...found.options);
      if (found.error !== undefined) return { options, operands, error: found.error };
      i += found.taken;
    } else {
      if (stops) return { options, operands: args.slice(i) };
      operands.push(arg);
    }
  }
  return { options, operands };
}

function letters(
  cluster: string,
  next: string | undefined,
  short: string,
): { options: Option[]; taken: number; error?: string } {
  const options: Option[] = [];
  for (let i = 0; i < cluster.length; i += 1) {
    const letter = cluster[i] as string;
    const at = letter === ':' ? -1 : short.indexOf(letter);
    if (at < 0) return { options, taken: 0, error: `invalid option -- '${letter}'` };
    if (short[at + 1] !== ':') {
      options.push({ name: letter, value: '' });
      continue;
    }
    const rest = cluster.slice(i + 1);
    if (rest !== '' || short[at + 2] === ':') return { options: [...options, { name: letter, value: rest }], taken: 0 };
    if (next === undefined) return { options, taken: 0, error: `option requires an argument -- '${letter}'` };
    return { options: [...options, { name: letter, value: next }], taken: 1 };
  }
  return { options, taken: 0 };
}

function longOption(
  text: string,
  next: string | undefined,
  long: Readonly<Record<string, string>>,
): { option: Option; taken: number } | { error: string } {
  const equals = text.indexOf('=');
  const given = equals < 0 ? text : text.slice(0, equals);
  const names = Object.keys(long).map((key) => key.replace(/=$/, ''));
  const matches = names.includes(given) ? [given] : names.filter((name) => name.startsWith(given));
  const [name] = matches;
  if (name === undefined) return { error: `unrecognized option '--${given}'` };
  const meanings = new Set(matches.map((match) => long[match] ?? long[`${match}=`]));
  if (meanings.size > 1) {
    const possibilities = matches.map((match) => ` '--${match}'`).join('');
    return { error: `option '--${given}' is ambiguous; possibilities:${possibilities}` };
  }
  const takes = long[`${name}=`] !== undefined;
  const letter = long[name] ?? long[`${name}=`] ?? name;
  if (!takes && equals >= 0) return { error: `option '--${name}' doesn't allow an argument` };
  if (!takes) return { option: { name: letter, value: '' }, taken: 0 };
  if (equals >= 0) return { option: { name: letter, value: text.slice(equals + 1) }, taken: 0 };
  if (next === undefined) return { error: `option '--${name}' requires an argument` };
  return { option: { name: letter, value: next }, taken: 1 };
}

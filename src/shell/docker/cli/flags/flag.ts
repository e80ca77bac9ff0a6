/** A flag of a command, as spf13/pflag holds it. */
export interface Flag<Name extends string = string> {
  readonly name: Name;
  readonly short?: string;
  /** The word that help shows for its value; `bool` takes none. Repeatable are list, strings, map, filter and their like. */
  readonly type: FlagType;
  readonly usage: string;
  /** On where there is no terminal, which the help then says. */
  readonly offAtTerminal?: true;
  /** Engines on another system have it only, which refuse it here. */
  readonly only?: 'windows';
  /** Not in the help text. */
  readonly hidden?: boolean;
  /** Printed where the flag is used: `Flag --time has been deprecated, …`. */
  readonly deprecated?: string;
  /** Another name of this flag, whose value it sets. */
  readonly aliasOf?: string;
  /** Reads one value: what is kept, in the flag's own form. Throws FlagValueError. */
  readonly read?: (text: string) => string;
}

/** The names in a table of flags. */
export type FlagName<Table extends readonly Flag[]> = Table[number]['name'];

export type FlagType =
  | 'bool'
  | 'int'
  | 'uint16'
  | 'scale'
  | 'string'
  | 'stringArray'
  | 'bytes'
  | 'decimal'
  | 'duration'
  | 'list'
  | 'strings'
  | 'map'
  | 'filter'
  | 'network'
  | 'mount'
  | 'ulimit'
  | 'gpu-request'
  | 'command'
  | 'config'
  | 'credential-spec'
  | 'external-ca'
  | 'float'
  | 'ipNetSlice'
  | 'node-addr'
  | 'pem-file'
  | 'port'
  | 'pref'
  | 'secret'
  | 'uint'
  | 'uint32';

/** Why a flag does not take a value, in the words of docker's option types. */
export class FlagValueError extends Error {
  override readonly name = 'FlagValueError';
}

/**
 * What a command line set. `Name` are the flags that may be asked for: values of more flags serve where fewer are read.
 * `in` says so to the compiler, which by the shape alone would also take values of fewer.
 */
export interface FlagValues<in Name extends string = string> {
  /** The texts given to each flag, in order, by the flag's own name. */
  readonly given: { readonly [name in Name]?: readonly string[] };
  /** Notices of deprecated flags, in order. */
  readonly notices: readonly string[];
  readonly arguments: readonly string[];
}

/** All that a flag was given, in order. */
export const flagList = <Name extends string>(values: FlagValues<Name>, name: NoInfer<Name>): readonly string[] =>
  values.given[name] ?? [];

/** Whether a flag was given at all. */
export const isSet = <Name extends string>(values: FlagValues<Name>, name: NoInfer<Name>): boolean =>
  values.given[name] !== undefined;

/** What a flag was given last. */
export const flagText = <Name extends string>(values: FlagValues<Name>, name: NoInfer<Name>, otherwise = ''): string =>
  flagList(values, name).at(-1) ?? otherwise;

/** Whether a flag of no value is on. */
export const flagOn = <Name extends string>(values: FlagValues<Name>, name: NoInfer<Name>): boolean =>
  flagText(values, name) === 'true';

/** What a flag was given last, as a number. */
export const flagNumber = <Name extends string>(values: FlagValues<Name>, name: NoInfer<Name>, otherwise = 0): number =>
  // Not -0: a world is plain JSON, which has none.
  Number(flagList(values, name).at(-1) ?? otherwise) + 0;

/** The same table with what some of its flags accept. */
export const withReaders = <Name extends string>(
  flags: readonly Flag<Name>[],
  readers: { readonly [name in NoInfer<Name>]?: (text: string) => string },
): readonly Flag<Name>[] =>
  flags.map((flag) => {
    const read = readers[flag.name];
    return read ? { ...flag, read } : flag;
  });

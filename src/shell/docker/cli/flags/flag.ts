/** A flag of a command, as spf13/pflag holds it. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** The word that help shows for its value; `bool` takes none. Repeatable are list, strings, map, filter and their like. */
  readonly type: FlagType;
  readonly usage: string;
  /** Not in the help text. */
  readonly hidden?: boolean;
  /** Printed where the flag is used: `Flag --time has been deprecated, …`. */
  readonly deprecated?: string;
  /** Another name of this flag, whose value it sets. */
  readonly aliasOf?: string;
  /** Reads one value: what is kept, in the flag's own form. Throws FlagValueError. */
  readonly read?: (text: string) => string;
}

export type FlagType =
  | 'bool'
  | 'int'
  | 'uint16'
  | 'string'
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

/** What a command line set. */
export interface FlagValues {
  /** The texts given to each flag, in order, by the flag's own name. */
  readonly given: Readonly<Record<string, readonly string[]>>;
  /** Notices of deprecated flags, in order. */
  readonly notices: readonly string[];
  readonly arguments: readonly string[];
}

export const isSet = (values: FlagValues, name: string): boolean => values.given[name] !== undefined;

export const flagText = (values: FlagValues, name: string, otherwise = ''): string =>
  values.given[name]?.at(-1) ?? otherwise;

export const flagOn = (values: FlagValues, name: string): boolean => flagText(values, name) === 'true';

export const flagNumber = (values: FlagValues, name: string, otherwise = 0): number =>
  Number(values.given[name]?.at(-1) ?? otherwise);

export const flagList = (values: FlagValues, name: string): readonly string[] => values.given[name] ?? [];

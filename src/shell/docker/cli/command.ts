import type { Call } from '../../tool/call.ts';
import type { Flag, FlagValues } from './flags/flag.ts';

/** What an argument of a command stands for, so that a terminal can complete it. */
export type ArgumentKind =
  | 'container'
  | 'running container'
  | 'network'
  | 'image'
  | 'volume'
  | 'service'
  | 'object'
  | 'command'
  | 'none';

/** How many arguments a command takes. */
export type Arity =
  | { readonly exactly: number }
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly between: readonly [least: number, most: number] };

/** A command as cobra holds it; `Name` are the names of its flags. */
export interface Command<Name extends string = string> {
  /** Its name and how it is called, such as `rm NETWORK [NETWORK...]`. */
  readonly use: string;
  readonly short: string;
  /** What its own help says in place of `short`. */
  readonly long?: string;
  /** All the ways to call it, where there are several: `docker container ls`, `docker ps`. */
  readonly ways?: readonly string[];
  readonly flags: readonly Flag<Name>[];
  readonly arity: Arity;
  /** Flags end at the first argument (`docker run IMAGE …`). */
  readonly stopsAtArgument?: boolean;
  /** What its arguments are; the last kind holds for all that follow. */
  readonly completes?: readonly ArgumentKind[];
  /** Its client has something to say before it asks the engine, which may be down. */
  readonly clientFirst?: true;
  /** What docker says before it looks at the words; may throw CliError. */
  readonly announces?: (env: Readonly<Record<string, string>>) => string;
  readonly run: (context: Context<Name>) => number | Promise<number>;
}

/** A command whose `run` can ask for the flags of its own table only. */
export const defineCommand = <const Name extends string = never>(command: Command<Name>): Command<Name> => command;

/** A command that docker has and this lab does not. */
export interface Absent {
  readonly use: string;
  readonly short: string;
  readonly absent: true;
}

/** A command that help lists, and the lab does not have. */
export const absent = (use: string, short: string): Absent => ({ use, short, absent: true });

/** `docker network`: commands under a name of their own. */
export interface Group {
  readonly use: string;
  readonly short: string;
  readonly commands: readonly (Command | Absent)[];
}

/** A plugin of the client's, which reads its words itself. */
export interface Plugin {
  readonly use: string;
  readonly short: string;
  readonly plugin: true;
  readonly run: (asked: PluginCall) => number | Promise<number>;
}

/** What a plugin was called with. */
export interface PluginCall extends Asking {
  /** The words after its name. */
  readonly words: readonly string[];
  /** `--help` stood before its name. */
  readonly help: boolean;
}

export type Entry = Command | Absent | Group | Plugin;

/** A command that runs. */
export interface Context<Name extends string = string> {
  readonly call: Call;
  /** `docker network rm`, as messages name it. */
  readonly path: string;
  /** The machine whose engine is asked. */
  readonly machine: string;
  readonly flags: FlagValues<Name>;
  readonly arguments: readonly string[];
}

/** Where a command runs, which is all that speaking to the engine takes. */
export type Asking = Pick<Context, 'call' | 'machine'>;

/** A refusal that is printed on stderr as it is. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exit: number;
  constructor(message: string, exit = 1) {
    super(message);
    this.exit = exit;
  }
}

/** The name by which a command or group is called. */
export const nameOf = (entry: Pick<Entry, 'use'>): string => entry.use.split(' ')[0] ?? '';

/** Entries in the order of their names. */
export const byName = <T extends Entry>(entries: readonly T[]): readonly T[] =>
  [...entries].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

export const isGroup = (entry: Entry): entry is Group => 'commands' in entry;
export const isAbsent = (entry: Entry): entry is Absent => 'absent' in entry;
export const isPlugin = (entry: Entry): entry is Plugin => 'plugin' in entry;

/** The entry that a word names after a path such as `docker network`. */
export const entryNamed = <T extends Entry>(entries: readonly T[], path: string, word: string): T | undefined =>
  entries.find((entry) => nameOf(entry) === word || ('ways' in entry && entry.ways?.includes(`${path} ${word}`)));

/** The line that shows how a command is called, under the name by which it was called. */
export function usePath(path: string, use: string): string {
  const rest = use.split(' ').slice(1);
  return [path, ...rest].join(' ');
}

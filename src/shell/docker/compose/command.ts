/** What a command of compose is, and what it finds around it when it runs. */
import type { Found } from '../../../compose/find.ts';
import type { Switches } from '../../../compose/load.ts';
import type { Project } from '../../../compose/project.ts';
import type { Command, Context } from '../cli/command.ts';
import type { Globals } from './globals.ts';
import type { Progress } from './progress.ts';

/** A command of compose; `Name` are the names of its flags. `--dry-run` is added to them. */
export interface ComposeCommand<Name extends string = string> extends Omit<Command<Name>, 'run' | 'ways' | 'arity'> {
  /** `docker compose ps` where it may be called in several ways. */
  readonly aliases?: readonly string[];
  /** How few arguments it takes. */
  readonly atLeast?: number;
  /** How many at most; without it any number. */
  readonly atMost?: number;
  /** What it checks of its arguments in docker's own way (`cp`, `wait`). */
  readonly arity?: Command['arity'];
  /** A group: commands under its name, of which it is only the help. */
  readonly commands?: readonly ComposeCommand[];
  /** Listed under `Management Commands` of the help. */
  readonly management?: true;
  /** Not in the help. */
  readonly hidden?: true;
  readonly run: (context: ComposeContext<Name>) => number | Promise<number>;
}

/** A command whose `run` can ask for the flags of its own table only. */
export const defineComposeCommand = <const Name extends string = never>(
  command: ComposeCommand<Name>,
): ComposeCommand<Name> => command;

/** A command that runs. */
export interface ComposeContext<Name extends string = string> extends Context<Name> {
  /** What stood before the command's name. */
  readonly globals: Globals;
  /** Where progress is told. */
  readonly progress: Progress;
  /** The files, folder and variables of the project. Throws CliError. */
  readonly found: () => Found;
  /**
   * Reads the project: with the services that are named, and what they depend on, alone where any is named. Prints what compose
   * warns of. Throws CliError.
   */
  readonly project: (services?: readonly string[], switches?: Switches) => Project;
  /** The project's name, from `-p` or the environment without reading its files. Throws CliError. */
  readonly projectName: () => string;
  /** The project where its files are to be read: not where `-p` names it and no file is named. Throws CliError. */
  readonly projectOrName: (services?: readonly string[]) => {
    readonly name: string;
    readonly project: Project | undefined;
  };
  /** `time="…" level=warning msg="…"` */
  readonly warn: (text: string) => void;
}

/** What speaking to an engine takes of a context. */
export type ComposeAsking = Pick<ComposeContext<never>, 'call' | 'machine' | 'globals' | 'progress' | 'warn'>;

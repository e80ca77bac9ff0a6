import type { Call } from './call.ts';
import type { Grammar } from './grammar.ts';

/** What is known of a command that places have. */
export interface Program {
  readonly name: string;
  /** Further names of its file. */
  readonly aliases?: readonly string[] | undefined;
  /** Where its file is, if not in /usr/bin. */
  readonly folder?: '/usr/sbin' | undefined;
  /** Only hosts with an engine have it installed; the images and the other machines share a smaller root. */
  readonly hostsOnly?: boolean | undefined;
  /** Hosts with an engine lack it. */
  readonly notOnHosts?: boolean | undefined;
  /** Only images as on Docker Hub have it. */
  readonly imagesOnly?: boolean | undefined;
  readonly grammar: Grammar;
}

/** A command of ours: a Linux tool, or docker. */
export interface Tool extends Program {
  /** Errors and silence along the way are what it looks for. */
  readonly probes?: boolean | undefined;
  /** Returns its exit code. May throw ToolError. */
  readonly run: (call: Call) => number | Promise<number>;
}

/** Every name that a program is called by. */
export const namesOf = ({ name, aliases = [] }: Program): readonly string[] => [name, ...aliases];

/** Programs by each of their names. */
export const byName = <P extends Program>(programs: readonly P[]): ReadonlyMap<string, P> =>
  new Map(programs.flatMap((program) => namesOf(program).map((name) => [name, program] as const)));

/** Refusals of a command line before the engine is asked. */
import { CliError, usePath } from './command.ts';
import type { Arity, Command, Context } from './command.ts';

const plural = (count: number) => `${count} argument${count === 1 ? '' : 's'}`;

/** What a number of arguments breaks, and the word before the hint, where docker/cli has its own slip for the last kind. */
function broken(arity: Arity, count: number): readonly [problem: string, hint: string] | undefined {
  if ('exactly' in arity) {
    if (count === arity.exactly) return undefined;
    return [arity.exactly === 0 ? 'accepts no arguments' : `requires ${plural(arity.exactly)}`, 'Run'];
  }
  if ('atLeast' in arity)
    return count >= arity.atLeast ? undefined : [`requires at least ${plural(arity.atLeast)}`, 'See'];
  if ('atMost' in arity)
    return count <= arity.atMost ? undefined : [`requires at most ${plural(arity.atMost)}`, 'SRun'];
  const [least, most] = arity.between;
  if (count >= least && count <= most) return undefined;
  return [`requires at least ${least} and at most ${plural(most)}`, 'Run'];
}

/** Checks the number of arguments. Throws CliError. */
export function checkArity(command: Command, path: string, count: number): void {
  const problem = broken(command.arity, count);
  if (!problem) return;
  const [words, hint] = problem;
  throw new CliError(
    `docker: '${path}' ${words}\n\nUsage:  ${usePath(path, command.use)}\n\n${hint} '${path} --help' for more information`,
  );
}

/** A command line that pflag refused. */
export const flagRefusal = (message: string, path: string, usage: string): CliError =>
  new CliError(`${message}\n\nUsage:  ${usage}\n\nRun '${path} --help' for more information`, 125);

/** A refusal of `docker run`, and of the options that it shares with `docker create`: it always names the short form. */
export const runRefusal = (context: Pick<Context, 'path'>, message: string, exit = 125): CliError => {
  const name = context.path.endsWith(' create') ? 'create' : 'run';
  return new CliError(`docker: ${message}\n\nRun 'docker ${name} --help' for more information`, exit);
};

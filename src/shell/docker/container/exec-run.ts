import {
  checkUser,
  containerEnvironment,
  containerForExec,
  EngineError,
  findContainer,
  noteExec,
  noteExecEnd,
} from '../../../engine/api.ts';
import type { Container } from '../../../engine/container/container.ts';
import { executableProblem } from '../../../engine/images/executable.ts';
import { find, treeAt } from '../../files/tree.ts';
import { isRoot } from '../../linux/capability.ts';
import type { Surroundings } from '../../tool/call.ts';
import type { Output } from '../../tool/output.ts';
import { CliError } from '../cli/command.ts';
import type { Asking, Context } from '../cli/command.ts';
import { fileText } from '../cli/files.ts';
import { flagList, flagOn, flagText } from '../cli/flags/flag.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { ask, named, order } from '../engine.ts';
import { checkExecKeys } from './detach-keys.ts';
import { isShell, placeOf, terminal, variables, withStdin } from './process/main-process.ts';
import { own } from '../../../kernel/own.ts';
import type { execFlags } from './exec.ts';

const failed = 'OCI runtime exec failed: exec failed:';
const unstarted = 'unable to start container process:';

/** Why the command cannot be started in the container, with the exit code of that. */
function obstacle(context: Context<'workdir'>, container: Container, command: readonly string[]) {
  const workdir = flagText(context.flags, 'workdir');
  const tree = treeAt(context.call.world(), placeOf(context, container));
  if (workdir !== '' && !workdir.startsWith('/')) return { text: 'Cwd must be an absolute path', exitCode: 128 };
  if (workdir !== '' && find(tree, workdir)?.kind !== 'directory')
    return {
      text: `${unstarted} chdir to cwd ("${workdir}") set in config.json failed: no such file or directory`,
      exitCode: 127,
    };
  const problem = executableProblem(command[0] ?? '', container.files, { hub: container.hub });
  const isFile = command[0]?.startsWith('/') && find(tree, command[0])?.kind === 'file';
  return problem && isFile
    ? { text: `${unstarted} exec: ${JSON.stringify(command[0])}: permission denied`, exitCode: 126 }
    : problem && { ...problem, text: `${unstarted} ${problem.text}` };
}

/** The container's environment with what `-e` and `--env-file` change of it. */
function environment(
  context: Context<'env' | 'tty' | 'user'>,
  container: Container,
  files: readonly string[],
): Record<string, string> {
  const { call, flags } = context;
  const given = [...files, ...flagList(flags, 'env')];
  const env = new Map(
    Object.entries(
      variables(
        ask(context, (host) =>
          containerEnvironment(host, container, {
            tty: flagOn(flags, 'tty'),
            user: flagText(flags, 'user') || container.config.User,
          }),
        ),
      ),
    ),
  );
  for (const item of given) {
    const at = item.indexOf('=');
    const name = at < 0 ? item : item.slice(0, at);
    const value = at < 0 ? own(call.env, name) : item.slice(at + 1);
    if (value !== undefined) env.set(name, value);
  }
  return Object.fromEntries(env);
}

function linesOf({ call }: Asking, path: string): string[] {
  const text = fileText(call, path);
  if (text === undefined) throw new CliError(`open ${path}: no such file or directory`);
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** Runs a command in a running container. Throws CliError or EngineError where it cannot begin. */
export function runExec(context: Context<FlagName<typeof execFlags>>): number | Promise<number> {
  const { call, flags } = context;
  const [name = '', ...command] = context.arguments;
  const { detached, tty, interactive } = {
    detached: flagOn(flags, 'detach'),
    tty: flagOn(flags, 'tty'),
    interactive: flagOn(flags, 'interactive'),
  };
  const files = flagList(flags, 'env-file').flatMap((path) => linesOf(context, path));
  ask(context, (host) => findContainer(host, named('container', name)));
  if (!detached && tty && interactive && !call.tty) throw new CliError('the input device is not a TTY');
  const container = ask(context, (host) => containerForExec(host, name));
  checkExecKeys(flags);
  checkUser(flagText(flags, 'user'));
  const env = environment(context, container, files);
  const problem = obstacle(context, container, command);
  if (problem && detached) throw new EngineError(`${failed} ${problem.text}`, 400);
  const output = outputOf(context, detached, tty);
  const execId = order(context, (host) => noteExec(host, container, command));
  const ended = (exit: number): number => {
    order(context, (host) => noteExecEnd(host, container, execId, exit));
    return exit;
  };
  if (problem) {
    // The runtime's own complaint comes out of the container's standard output.
    output.out(`${failed} ${problem.text}\n`);
    return problem.exitCode;
  }
  const place = placeOf(context, container);
  const stdin = interactive ? call.stdin : '';
  const cwd = flagText(flags, 'workdir') || container.config.WorkingDir || '/';
  const powers = powersOf(context, container);
  const user = flagText(flags, 'user');
  const identity = { ...(powers && { powers }), ...(user !== '' && { user }) };
  if (tty && interactive && isShell(command) && !detached) {
    call.enter(place, { kind: 'exec', command, ...identity, shell: { cwd, env: { ...env, PWD: cwd } } });
    return 0;
  }
  if (detached) {
    call.spawn({
      place,
      words: withStdin(command, stdin),
      work: { kind: 'program', argv: [...withStdin(command, stdin)], stdin, cwd, env },
      as: identity,
      sinks: {},
    });
    return ended(0);
  }
  const around = {
    cwd,
    env,
    output,
    tty,
    background: call.background,
    ...identity,
  };
  const exit = call.run(place, withStdin(command, stdin), stdin, around);
  return typeof exit === 'number' ? ended(exit) : exit.then(ended);
}

/** A user other than root has no capabilities, whatever the container's are. */
function powersOf({ flags }: Context<'privileged' | 'user'>, { config }: Container): Surroundings['powers'] {
  if (!isRoot(flagText(flags, 'user') || config.User)) return 'none';
  return flagOn(flags, 'privileged') ? 'all' : undefined;
}

function outputOf({ call }: Asking, detached: boolean, tty: boolean): Output {
  if (detached) return { out: () => undefined, err: () => undefined };
  return tty ? terminal(call, call.tty) : call;
}

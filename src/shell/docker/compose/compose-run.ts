/** Finds the command of compose that is meant, reads its flags and runs it. */
import { locate } from '../../../world/place.ts';
import type { Call } from '../../tool/call.ts';
import { CliError, nameOf } from '../cli/command.ts';
import type { PluginCall } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import type { Flag, FlagValues } from '../cli/flags/flag.ts';
import { FlagError, parseFlags } from '../cli/flags/parse.ts';
import { checkArity } from '../cli/refuse.ts';
import { EngineError } from '../../../engine/api.ts';
import { daemonError } from '../engine.ts';
import { quote } from '../cli/template/quote.ts';
import type { ComposeCommand } from './command.ts';
import { contextOf, earlyEnvironment } from './context.ts';
import { dryRunFlag, globalFlags } from './flags/global.table.ts';
import { commandHelp, composeHelp } from './help.ts';
import { readGlobals } from './globals.ts';
import type { Globals } from './globals.ts';
import { composeCommands } from './tree.ts';

const PATH = 'docker compose';
const helpNotice = 'Flag shorthand -h has been deprecated, use --help\n';

/** Runs what stands after `docker compose`. Returns the exit code. */
export async function runCompose({ call, words, help }: PluginCall): Promise<number> {
  let json = false;
  try {
    const global = parse(globalFlags, words, false);
    const [word, ...rest] = global.arguments;
    const before = words.slice(0, words.length - global.arguments.length);
    const asked = help || flagOn(global, 'help');
    if (asked && shortHelp(before)) call.out(helpNotice);
    if (word === undefined) {
      call.out(composeHelp(composeCommands));
      return 0;
    }
    const versionAsked = flagOn(global, 'version');
    const known = commandNamed(composeCommands, word);
    const meant = known ?? (versionAsked ? commandNamed(composeCommands, 'version') : undefined);
    if (!meant) {
      call.out(composeHelp(composeCommands));
      throw new CliError(asked ? '' : `unknown docker command: ${quote(`compose ${word}`)}`);
    }
    const { command, parent, words: left } = innermost(meant, known ? rest : []);
    const flags = parse([...command.flags, dryRunFlag], left, !command.stopsAtArgument && !command.commands);
    if (asked || command.commands || flagOn(flags, 'help')) {
      if (shortHelp(left) && !command.flags.some(({ short }) => short === 'h')) call.out(helpNotice);
      call.out(commandHelp(command, parent, call.tty));
      return 0;
    }
    for (const notice of flags.notices) call.err(`${notice}\n`);
    checkCount(command, `${parent} ${nameOf(command)}`, flags.arguments);
    const dryRun = flagOn(global, 'dry-run') || flagOn(flags, 'dry-run');
    const globals = readGlobals(call, global, earlyEnvironment(call, global), dryRun);
    json = globals.mode === 'json';
    return await runCommand(call, command, `${parent} ${nameOf(command)}`, flags, globals);
  } catch (error) {
    const refusal = error instanceof EngineError ? new CliError(daemonError(error)) : error;
    if (!(refusal instanceof CliError)) throw error;
    if (refusal.message !== '')
      call.err(`${json ? JSON.stringify({ error: true, message: refusal.message }) : refusal.message}\n`);
    return refusal.exit;
  }
}

const commandNamed = (commands: readonly ComposeCommand[], word: string): ComposeCommand | undefined =>
  commands.find((each) => nameOf(each) === word || each.aliases?.includes(word));

/** The command that a group's words mean, with what stands before its name and what is left for it. */
function innermost(group: ComposeCommand, words: readonly string[]) {
  let [command, parent, left] = [group, PATH, words];
  for (;;) {
    const at = left.findIndex((word) => !word.startsWith('-'));
    const next = at < 0 ? undefined : commandNamed(command.commands ?? [], left[at] ?? '');
    if (!next) return { command, parent, words: left };
    parent = `${parent} ${nameOf(command)}`;
    command = next;
    left = left.toSpliced(at, 1);
  }
}

async function runCommand(
  call: Call,
  command: ComposeCommand,
  path: string,
  flags: FlagValues,
  globals: Globals,
): Promise<number> {
  const machine = locate(call.world(), call.place)?.machine.name ?? call.place;
  const context = contextOf({ call, path, machine, flags, arguments: flags.arguments }, globals);
  try {
    return await command.run(context);
  } finally {
    context.progress.finish();
  }
}

const shortHelp = (words: readonly string[]): boolean => words.some((word) => /^-[a-zA-Z]*h/.test(word));

/** A refusal of compose's flags is one line, and exits with 1. */
function parse<Name extends string>(
  flags: readonly Flag<Name>[],
  words: readonly string[],
  interspersed: boolean,
): FlagValues<Name | 'help'> {
  const taken = flags.some(({ short }) => short === 'h');
  const help: Flag<'help'> = { name: 'help', type: 'bool', usage: '', hidden: true, ...(!taken && { short: 'h' }) };
  try {
    return parseFlags<Name | 'help'>([...flags, help], words, interspersed);
  } catch (error) {
    if (error instanceof FlagError) throw new CliError(error.message);
    throw error;
  }
}

/** Throws where there are too few arguments or too many (cobra args.go). */
function checkCount(command: ComposeCommand, path: string, { length: count, 0: first }: readonly string[]): void {
  if (command.arity) checkArity({ ...command, arity: command.arity, run: () => 0 }, path, count);
  if (command.atMost === 0 && first !== undefined)
    throw new CliError(`unknown command ${quote(first)} for ${quote(path)}`);
  const { atLeast: least = 0, atMost: most = Infinity } = command;
  if (least > 0 && most < Infinity && (count < least || count > most))
    throw new CliError(`accepts between ${least} and ${most} arg(s), received ${count}`);
  if (count < least) throw new CliError(`requires at least ${least} arg(s), only received ${count}`);
  if (count > most) throw new CliError(`accepts at most ${most} arg(s), received ${count}`);
}

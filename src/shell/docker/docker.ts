/** The docker command: finds the command that is meant, reads its flags and runs it. */
import { EngineError, isDue, settleEngine } from '../../engine/api.ts';
import { clusterIfManager } from '../../engine/swarm/cluster.ts';
import { engineHost } from '../../world/engine-host.ts';
import { locate } from '../../world/place.ts';
import { startUnit, unitOf } from '../../world/units.ts';
import { engineConfig } from '../linux/systemd/config.ts';
import type { Call } from '../tool/call.ts';
import type { Tool } from '../tool/tool.ts';
import { CliError, entryNamed, isAbsent, isGroup, isPlugin, nameOf, usePath } from './cli/command.ts';
import type { Asking, Command, Entry, Plugin } from './cli/command.ts';
import { flagOn, flagText, isSet } from './cli/flags/flag.ts';
import type { Flag, FlagValues } from './cli/flags/flag.ts';
import { globalFlags } from './cli/flags/global.table.ts';
import { FlagError, parseFlags } from './cli/flags/parse.ts';
import { helpText, rootHelp } from './cli/help.ts';
import { checkArity, flagRefusal, runRefusal } from './cli/refuse.ts';
import { probeHealth } from './container/process/health.ts';
import { ask, cannotConnect, daemonError, order } from './engine.ts';
import { versionLine } from './system/version.ts';
import { rootEntries, rootSections } from './tree.ts';

const logLevels = ['', 'trace', 'debug', 'info', 'warn', 'warning', 'error', 'fatal', 'panic'];

const helpNotice = 'Flag shorthand -h has been deprecated, use --help\n';

/** `--help`, and `-h` where a command has no such flag of its own. */
function withHelp<Name extends string>(flags: readonly Flag<Name>[]): readonly Flag<Name | 'help'>[] {
  const taken = flags.some((flag) => flag.short === 'h');
  const help: Flag<'help'> = { name: 'help', type: 'bool', usage: 'Print usage', hidden: true };
  return [...flags.filter((flag) => flag.name !== 'help'), taken ? help : { ...help, short: 'h' }];
}

/** Whether `-h` was how help was asked for, alone or among other letters. */
const shortHelp = (words: readonly string[]): boolean => words.some((word) => /^-[a-zA-Z]*h/.test(word));

export const docker: Tool['run'] = (call) => {
  const refused = (error: unknown): number => {
    if (error instanceof EngineError) return refused(new CliError(daemonError(error)));
    if (!(error instanceof CliError)) throw error;
    call.err(`${error.message}\n`);
    return error.exit;
  };
  try {
    const exit = runDocker(call);
    return typeof exit === 'number' ? exit : exit.catch(refused);
  } catch (error) {
    return refused(error);
  }
};

function parse<Name extends string = never>(
  flags: readonly Flag<Name>[],
  words: readonly string[],
  path: string,
  usage: string,
  interspersed = true,
): FlagValues<Name | 'help'> {
  try {
    return parseFlags(withHelp(flags), words, interspersed);
  } catch (error) {
    if (error instanceof FlagError) throw flagRefusal(error.message, path, usage);
    throw error;
  }
}

/** What stood before the command's name. */
interface Preamble {
  readonly help: boolean;
  /** The engine that is meant, where one is named. */
  readonly host: string | undefined;
}

function runDocker(call: Call): number | Promise<number> {
  const words = call.argv.slice(1);
  const global = parse(globalFlags, words, 'docker', 'docker [OPTIONS] COMMAND [ARG...]', false);
  if (flagOn(global, 'version')) {
    call.out(`${versionLine}\n`);
    return 0;
  }
  const level = flagText(global, 'log-level', 'info');
  if (!logLevels.includes(level.toLowerCase())) throw new CliError(`Unable to parse logging level: ${level}`);
  const [word, ...rest] = global.arguments;
  const asked = flagOn(global, 'help');
  if (asked && shortHelp(words.slice(0, words.length - global.arguments.length))) call.err(helpNotice);
  if (word === undefined) {
    (asked ? call.out : call.err)(rootHelp(rootSections(manages(call))));
    return 0;
  }
  if (word === 'help') return help(call, rest);
  const host = isSet(global, 'host') ? flagText(global, 'host') : call.env['DOCKER_HOST'];
  return runEntry(call, rootEntries, 'docker', word, rest, { help: asked, host });
}

function help(call: Call, words: readonly string[]): number | Promise<number> {
  let entries: readonly Entry[] = rootEntries;
  let entry: Entry | undefined;
  let path = 'docker';
  for (const word of words) {
    entry = entryNamed(entries, path, word);
    if (!entry) throw new CliError(`unknown help topic: ${words.at(-1) ?? ''}`);
    if (isPlugin(entry)) return entry.run({ call, machine: machineOf(call), words: [], help: true });
    path = `${path} ${nameOf(entry)}`;
    entries = isGroup(entry) ? entry.commands : [];
  }
  call.out(entry ? helpText(entry, path) : rootHelp(rootSections(manages(call))));
  return 0;
}

/** Whether a place's engine is a manager of a swarm. */
function manages(call: Call): boolean {
  const machine = locate(call.world(), call.place)?.machine;
  return machine?.engine?.swarm !== undefined && clusterIfManager(engineHost(call.world(), machine.name)) !== undefined;
}

function runEntry(
  call: Call,
  entries: readonly Entry[],
  parent: string,
  word: string,
  words: readonly string[],
  before: Preamble,
): number | Promise<number> {
  const entry = entryNamed(entries, parent, word);
  if (!entry) return unknown(call, parent, word, words, before.help);
  const path = `${parent} ${nameOf(entry)}`;
  if (isGroup(entry)) {
    const flags = parse([], words, path, path, false);
    const asked = before.help || flagOn(flags, 'help');
    const [next, ...rest] = flags.arguments;
    if (next !== undefined) return runEntry(call, entry.commands, path, next, rest, { ...before, help: asked });
    if (asked && shortHelp(words)) call.out(helpNotice);
    (asked ? call.out : call.err)(helpText(entry, path));
    return 0;
  }
  if (isPlugin(entry)) return runPlugin(call, entry, path, words, before);
  if (isAbsent(entry)) throw new CliError(`docker: '${path}' is not part of this lab`);
  return runCommand(call, entry, path, words, before);
}

/** A word that names nothing: flags are refused first, and `--help` shows what there is. */
function unknown(call: Call, parent: string, word: string, words: readonly string[], helpAsked: boolean): number {
  const root = parent === 'docker';
  const flags = parse([], words, parent, root ? 'docker [OPTIONS] COMMAND [ARG...]' : parent);
  if (helpAsked || flagOn(flags, 'help')) {
    const group = root ? undefined : entryNamed(rootEntries, 'docker', parent.slice('docker '.length));
    call.out(group ? helpText(group, parent) : rootHelp(rootSections(false)));
    return 0;
  }
  const usage = root ? '' : `Usage:  ${parent}\n\n`;
  throw new CliError(
    `docker: unknown command: ${parent} ${word}\n\n${usage}Run '${parent} --help' for more information`,
  );
}

function runCommand(
  call: Call,
  command: Command,
  path: string,
  words: readonly string[],
  before: Preamble,
): number | Promise<number> {
  if (command.announces && !before.help && !words.includes('--help')) call.err(command.announces(call.env));
  const flags = parse(command.flags, words, path, usePath(path, command.use), !command.stopsAtArgument);
  if (before.help || flagOn(flags, 'help')) {
    if (shortHelp(words) && !command.flags.some((flag) => flag.short === 'h')) call.out(helpNotice);
    call.out(helpText(command, path));
    return 0;
  }
  for (const notice of flags.notices) call.out(`${notice}\n`);
  checkArity(command, path, flags.arguments.length);
  const context = { call, path, machine: machineOf(call), flags, arguments: flags.arguments };
  checkHost(context, before.host);
  if (!wake(context)) return command.clientFirst ? command.run(context) : unreachable(context);
  checkSupported(command, flags);
  return caughtUp(context, () => command.run(context));
}

/** Throws at flags that engines of another system have (docker/cli cmd/docker: areFlagsSupported). */
function checkSupported({ flags }: Command, given: FlagValues): void {
  const foreign = flags.filter(({ only, name }) => only !== undefined && isSet(given, name));
  if (foreign.length === 0) return;
  const problems = foreign.map(
    ({ name, only }) =>
      `"--${name}" is only supported on a Docker daemon running on ${only}, but the Docker daemon is running on linux`,
  );
  throw new CliError(problems.join('\n'));
}

function runPlugin(
  call: Call,
  plugin: Plugin,
  path: string,
  words: readonly string[],
  { help: asked, host }: Preamble,
): number | Promise<number> {
  const context = { call, path, machine: machineOf(call), words, help: asked };
  checkHost(context, host);
  // A plugin finds out by itself, when it first asks.
  if (!wake(context)) return plugin.run(context);
  return caughtUp(context, () => plugin.run(context));
}

const machineOf = (call: Call): string => locate(call.world(), call.place)?.machine.name ?? call.place;

/** Runs a command once all has happened at the engine that has come due. */
function caughtUp(context: Asking, run: () => number | Promise<number>): number | Promise<number> {
  if (ask(context, isDue)) order(context, settleEngine);
  const probed = probeHealth(context);
  return probed ? probed.then(run) : run();
}

const SOCKET = 'unix:///var/run/docker.sock';

/** Refuses to speak to any other engine than the machine's own, which listens at a socket. */
function checkHost(context: Asking & { readonly path: string }, host: string | undefined): void {
  const own = [undefined, '', SOCKET, 'unix:///run/docker.sock', `unix:///run/sock/${context.machine}.sock`];
  if (!own.includes(host)) unreachable(context, host);
}

/** A knock at the engine's socket starts it where it is down (systemd.socket(5)). Returns whether it runs. */
function wake({ call, machine }: Asking): boolean {
  if (!engineHost(call.world(), machine).engine.down) return true;
  if (unitOf(call.world(), machine, 'docker.socket').state !== 'active') return false;
  const config = engineConfig(call.world(), machine);
  return call.update((world) => startUnit(world, machine, 'docker.service', config));
}

function unreachable(context: Asking & { readonly path: string }, address = SOCKET): never {
  const problem = cannotConnect(address);
  throw context.path.endsWith(' run') ? runRefusal(context, problem) : new CliError(problem);
}

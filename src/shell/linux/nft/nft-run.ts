import type { Namespace } from '../../../kernel/namespace.ts';
import { linkByName } from '../../../kernel/link/lookup.ts';
import { absolute, readText, treeAt } from '../../files/tree.ts';
import { FileError } from '../../files/entry.ts';
import { forgetUnused } from '../../../kernel/netfilter/shared.ts';
import { tablesOf } from '../../../kernel/netfilter/nft/tables.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { namespaceOf, resolverOf } from '../iptables/place.ts';
import { serviceOfPort } from '../names/services.ts';
import { readCommands } from './commands/read.ts';
import type { Command, Show, Work } from './commands/work.ts';
import { HELP, VERSION, LONG_VERSION } from './help.table.ts';
import { jsonOf } from './list/json.ts';
import { listingOf, type ListStyle } from './list/listing.ts';
import { OPTIONS } from './options.ts';
import { KERNEL, NOT_PERMITTED } from './commands/work.ts';
import { Problem, problemText } from './read/problem.ts';
import { Reader } from './read/reader.ts';
import { tokensOf } from './read/token.ts';

/** Characters that one run may be told. */
const MOST_SOURCE = 1_000_000;

export function runNft(call: Call): number {
  const { operands, error, has, value } = getopt(call.argv.slice(1), OPTIONS);
  if (error !== undefined) throw new ToolError(`nft: ${error}\n`, 1);
  if (has('h')) return print(call, HELP);
  if (has('v')) return print(call, VERSION);
  if (has('V')) return print(call, LONG_VERSION);
  const file = value('f');
  if (file === undefined && operands.length === 0) throw new ToolError('nft: no command specified\n', 1);
  const late = file === undefined ? operands.find((word) => /^-[a-z-]/.test(word)) : undefined;
  if (late !== undefined) throw new ToolError(misplaced(call.argv, operands, late), 1);
  const source = file === undefined ? operands.join(' ') : readSource(call, file);
  if (source.length > MOST_SOURCE) throw new ToolError('Error: Could not process rule: Message too long\n', 1);
  const name = file === undefined ? undefined : file === '-' ? '/dev/stdin' : file;
  const told = (problem: Problem): string => problemText(problem, source, name);
  const commands = parse(source, told);
  const style = styleOf(call, has);
  const problems = tryOut(call, commands);
  if (problems.length > 0) spendHandles(call, problems);
  if (problems.length > 0) throw new ToolError(problems.map(told).join('') + hint(problems), 1);
  if (!has('c')) perform(call, commands, style, has('j'));
  return 0;
}

/** What nft supposes where the kernel does not permit something. */
const hint = (problems: readonly Problem[]): string =>
  problems.some(({ message }) => message === `${KERNEL}${NOT_PERMITTED}`)
    ? `Error: ${NOT_PERMITTED} (perhaps you must be root?)\n`
    : '';

/** An option behind the command is refused (main.c). */
function misplaced(argv: readonly string[], operands: readonly string[], late: string): string {
  const line = argv.join(' ');
  const command = line.indexOf(` ${operands[0] ?? ''}`);
  const option = line.indexOf(` ${late}`, command) + 1;
  const marks = `${' '.repeat(command)}^${' '.repeat(option - command - 1)}${'~'.repeat(late.length)}`;
  return `Error: syntax error, options must be specified before commands\n${line} \n${marks}\n`;
}

function print(call: Call, text: string): number {
  call.out(text);
  return 0;
}

function readSource(call: Call, file: string): string {
  if (file === '-') return call.stdin;
  try {
    const tree = treeAt(call.world(), call.place);
    return readText(tree, absolute(call.cwd, file));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ToolError(`internal:0:0-0: Error: Could not open file "${file}": ${error.message}\n\n\n`, 1);
  }
}

function parse(source: string, told: (problem: Problem) => string): Command[] {
  try {
    return readCommands(new Reader(tokensOf(source)));
  } catch (error) {
    if (error instanceof Problem) throw new ToolError(told(error), 1);
    throw error;
  }
}

const styleOf = (call: Call, has: (option: string) => boolean): ListStyle => ({
  numeric: has('n'),
  numericPriority: has('y'),
  stateless: has('s'),
  handles: has('a'),
  terse: has('t'),
  service: has('S') ? (port) => serviceOfPort(call, port, 'tcp')?.name : undefined,
  link: (index) => namespaceOf(call, call.world()).links[index]?.name,
  now: call.world().clock.now,
  isNew: newSince(namespaceOf(call, call.world())),
});

/** Tells which rules have numbers that were not given away yet. */
function newSince(namespace: Namespace): ListStyle['isNew'] {
  const given = new Map(tablesOf(namespace).map(({ table }) => [table.handle, table.handles ?? 0]));
  return ({ table }, rule) => (rule.handle ?? 0) > (given.get(table.handle) ?? 0);
}

function workOf(call: Call, namespace: Namespace, tell: Work['tell']): Work {
  const { addresses, port } = resolverOf(call);
  return {
    namespace,
    now: call.world().clock.now,
    names: { addresses, service: (name) => port(name), link: (name) => linkByName(namespace, name)?.index },
    tell,
  };
}

/** Everything is done or nothing is: on a copy of the tables it is seen what goes wrong. */
function tryOut(call: Call, commands: readonly Command[]): Problem[] {
  const namespace = namespaceOf(call, call.world());
  const changes = commands.some((command) => command.changes);
  const netfilter = changes
    ? (JSON.parse(JSON.stringify(namespace.netfilter)) as Namespace['netfilter'])
    : namespace.netfilter;
  const work = workOf(call, { ...namespace, netfilter }, undefined);
  const problems: Problem[] = [];
  for (const command of commands) {
    try {
      command.run({ ...work, changing: command.changes });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error);
    }
  }
  // What nft itself finds keeps it from asking the kernel.
  const found = problems.filter(({ message }) => !message.startsWith(KERNEL));
  return found.length > 0 ? found : problems;
}

/** The kernel has numbered a rule, and once more as it looked closer, when it finds what its chains come to (NFNL_BATCH_REPLAY). */
function spendHandles(call: Call, problems: readonly Problem[]): void {
  for (const { spent } of problems) {
    if (spent === undefined) continue;
    call.update((world) => {
      const table = tablesOf(namespaceOf(call, world)).find((view) => view.table.handle === spent.table)?.table;
      if (table) table.handles = (table.handles ?? 0) + spent.handles;
    });
  }
}

function perform(call: Call, commands: readonly Command[], style: ListStyle, json: boolean): void {
  const shows: Show[] = [];
  if (!commands.some(({ changes }) => changes)) {
    const work = workOf(call, namespaceOf(call, call.world()), (asked) => shows.push(asked));
    for (const command of commands) command.run(work);
    for (const asked of shows) show(call, asked, style, json);
    return;
  }
  for (const command of commands) {
    const asked: Show[] = [];
    // What is to be listed is as the commands before have left it.
    if (!command.changes) command.run(workOf(call, namespaceOf(call, call.world()), (each) => asked.push(each)));
    else
      call.update((world) => {
        const namespace = namespaceOf(call, world);
        command.run(workOf(call, namespace, (each) => asked.push(each)));
        forgetUnused(namespace);
      });
    for (const each of asked) show(call, each, style, json);
  }
}

function show(call: Call, asked: Show, style: ListStyle, json: boolean): void {
  const namespace = namespaceOf(call, call.world());
  if (json) {
    call.out(`${jsonOf(namespace, asked, style)}\n`);
    return;
  }
  const { text, warned } = listingOf(namespace, asked, style);
  for (const { family, name } of warned)
    call.err(`# Warning: table ${family} ${name} is managed by iptables-nft, do not touch!\n`);
  call.out(text);
}

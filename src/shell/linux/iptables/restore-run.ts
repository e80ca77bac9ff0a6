import { isBuiltIn, TABLES } from '../../../kernel/netfilter/built-in.ts';
import { chainIn, chainsOf, flushChain, newChain, setPolicy, tableOf } from '../../../kernel/netfilter/chains.ts';
import { RuleError } from '../../../kernel/netfilter/rule/rule-error.ts';
import type { Netfilter, TableFamily, TableName } from '../../../kernel/netfilter/table.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { FileError } from '../../files/entry.ts';
import { absolute, readText, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import type { Output } from '../../tool/output.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { getopt, type Parsed } from '../../tool/options.ts';
import type { FamilyRun } from './family-tool.ts';
import { GRAMMAR } from './restore.ts';
import { checkNewName } from './checks.ts';
import { readCommand } from './read-command.ts';
import { perform } from './perform.ts';
import { splitWords } from './split-words.ts';
import { namesOf, namespaceOf, resolverOf } from './place.ts';
import { KernelRefusal, MissingChain, Refusal, refused, VERSION } from './words.ts';

const usage = (
  tool: string,
): string => `Usage: ${tool} [-c] [-v] [-V] [-t] [-h] [-n] [-T table] [-M command] [-4] [-6] [file]
\t   [ --counters ]
\t   [ --verbose ]
\t   [ --version]
\t   [ --test ]
\t   [ --help ]
\t   [ --noflush ]
\t   [ --table=<TABLE> ]
\t   [ --modprobe=<command> ]
\t   [ --ipv4 ]
\t   [ --ipv6 ]
`;

export const runRestore: FamilyRun = (call, name, family) => {
  const given = getopt(call.argv.slice(1), GRAMMAR);
  const { error, operands, has } = given;
  if (error !== undefined) throw new ToolError(`${name}: ${error}\nTry \`${name} -h' for more information.\n`, 1);
  if (has('V')) {
    call.out(`${name} v${VERSION}\n`);
    return 0;
  }
  if (has('h')) throw new ToolError(usage(name), 0);
  // `-w 5`: the seconds are an operand to getopt, but not to the tool.
  const files = has('w') ? operands.filter((word) => !/^\d+$/.test(word)) : operands;
  if (files.length > 1) throw new ToolError('Unknown arguments found on commandline\n', 1);
  const [file] = files;
  const text = file === undefined || file === '-' ? call.stdin : readRules(call, file);
  restoreText(call, settings(name, family, given), text);
  return 0;
};

const settings = (tool: string, family: TableFamily, { has, value }: Parsed): Settings => ({
  tool,
  family,
  counters: has('c'),
  verbose: has('v'),
  test: has('t'),
  flush: !has('n'),
  only: value('T'),
});

function readRules(call: Call, name: string): string {
  try {
    return readText(treeAt(call.world(), call.place, call.namespace), absolute(call.cwd, name));
  } catch (failure) {
    if (!(failure instanceof FileError)) throw failure;
    throw new ToolError(`Can't open ${name}: ${failure.message}\n`, 1);
  }
}

interface Settings {
  readonly tool: string;
  readonly family: TableFamily;
  readonly counters: boolean;
  readonly verbose: boolean;
  readonly test: boolean;
  readonly flush: boolean;
  /** The one table to restore. */
  readonly only: string | undefined;
}

/** A table being restored, on a copy that takes the tables' place at COMMIT. */
interface Section {
  readonly table: TableName;
  readonly copy: Namespace;
  /** Whether its lines are passed over. */
  readonly skipped: boolean;
  /** What the kernel will refuse at COMMIT. */
  readonly refusals: string[];
  missing?: MissingChain;
}

/** Restores all tables of a text, each whole or not at all. */
function restoreText(call: Call, settings: Settings, text: string): void {
  const { tool } = settings;
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  let section: Section | undefined;
  let number = 0;
  try {
    for (const line of lines) {
      number++;
      if (line === '' || line.startsWith('#')) continue;
      if (line === 'COMMIT' && section) {
        commit(call, settings, section);
        section = undefined;
      } else if (line.startsWith('*') && !section) {
        section = begin(call, settings, line, number);
      } else if (!section) {
        throw new ToolError(`${tool}: line ${number} failed\n`, 1);
      } else if (!section.skipped) {
        takeLine(call, settings, section, line, number);
      }
    }
  } catch (error) {
    throw error instanceof RuleError ? refused(tool, error, number) : error;
  }
  if (section) throw new ToolError(`${tool}: COMMIT expected at line ${number + 1}\n`, 1);
}

function begin(call: Call, settings: Settings, line: string, number: number): Section {
  const { tool, family, only, flush, verbose } = settings;
  const name = line.slice(1).split(/[ \t]/)[0] ?? '';
  const table = TABLES.find((each) => each === name);
  if (!table) throw new RuleError(`${tool}: line ${number} table name '${name}' invalid`);
  const namespace = namespaceOf(call, call.world());
  const tables = JSON.parse(JSON.stringify(namespace.netfilter[family])) as Netfilter;
  const copy: Namespace = { ...namespace, netfilter: { ...namespace.netfilter, [family]: tables } };
  const skipped = only !== undefined && only !== table;
  if (flush && !skipped) {
    if (verbose) tellFlush(copy, family, table, call);
    delete tables[table];
  }
  tableOf(copy, family, table);
  return { table, copy, skipped, refusals: [] };
}

function tellFlush(namespace: Namespace, family: TableFamily, table: TableName, output: Output): void {
  const names = chainsOf(namespace, family, table).map(({ name }) => name);
  for (const name of names) output.out(`Flushing chain \`${name}'\n`);
  for (const name of names) if (!isBuiltIn(table, name)) output.out(`Deleting chain \`${name}'\n`);
}

function commit(call: Call, { tool, family, test }: Settings, { skipped, copy, refusals, missing }: Section): void {
  if (skipped || test) return;
  if (missing) throw missing;
  if (refusals.length > 0) {
    throw new Refusal(`${tool} v${VERSION}: \n${refusals.join('')}`, 4);
  }
  call.update((world) => {
    namespaceOf(call, world).netfilter[family] = copy.netfilter[family];
  });
}

function takeLine(call: Call, settings: Settings, section: Section, line: string, number: number): void {
  if (line.startsWith(':')) takeChain(settings, section, line, number);
  else takeRule(call, settings, section, line, number);
}

/** `:CHAIN POLICY [packets:bytes]`. */
function takeChain(settings: Settings, { table, copy }: Section, line: string, number: number): void {
  const { tool, family, counters } = settings;
  const [name = '', policy, counted] = line.slice(1).split(/[ \t]+/);
  checkNewName(name);
  if (policy === undefined || policy === '') throw new RuleError(`${tool}: line ${number} policy invalid`);
  if (isBuiltIn(table, name)) {
    if (policy !== '-' && policy !== 'ACCEPT' && policy !== 'DROP') {
      throw new Refusal(`${tool}: line ${number} failed: Bad policy name.\n`, 1);
    }
    if (policy !== '-') setPolicy(copy, family, table, name, policy);
  } else if (chainIn(copy, family, table, name)) {
    flushChain(copy, family, table, name);
  } else {
    newChain(copy, family, table, name);
  }
  const known = counters ? /^\[(\d+):(\d+)\]$/.exec(counted ?? '') : null;
  const chain = tableOf(copy, family, table).chains[name];
  if (known && chain) chain.counters = { packets: Number(known[1]), bytes: Number(known[2]) };
}

function takeRule(call: Call, settings: Settings, section: Section, line: string, number: number): void {
  const { tool, family, verbose } = settings;
  const { table, copy, refusals } = section;
  const words = [...countersOf(settings, line, number), ...splitWords(line.replace(/^\[[^\]]*\]/, ''))];
  const { warnings, command, error } = readCommand(words, family, resolverOf(call), { restoring: true });
  for (const warning of warnings) call.err(warning);
  if (error) throw error;
  if (!command) return;
  if (command.name === 'version') {
    call.out(`${tool} v${VERSION}\n`);
    return;
  }
  const work = { namespace: copy, family, tool, names: namesOf(call), out: call.out };
  try {
    perform(work, { ...command, table, verbose: command.verbose + (verbose ? 1 : 0) });
  } catch (refusal) {
    if (refusal instanceof MissingChain) section.missing ??= refusal;
    else if (refusal instanceof KernelRefusal) refusals.push(`line ${number}: ${refusal.what}\n`);
    else if (refusal instanceof Refusal) throw new Refusal(`${tool}: line ${number} failed: ${refusal.brief}.\n`, 1);
    else throw refusal;
  }
}

/** The words `-c packets bytes` for the counters before a rule. */
function countersOf({ counters }: Settings, line: string, number: number): string[] {
  if (!line.startsWith('[')) return [];
  const end = line.indexOf(']');
  if (end < 0) throw new RuleError(`Bad line ${number}: need ]`);
  const [packets, bytes] = line.slice(1, end).split(':');
  if (packets === undefined || bytes === undefined) throw new RuleError(`Bad line ${number}: need :`);
  return counters ? ['-c', packets, bytes] : [];
}

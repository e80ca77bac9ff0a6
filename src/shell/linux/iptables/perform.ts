import { TABLES, isBuiltIn } from '../../../kernel/netfilter/built-in.ts';
import {
  appendRule,
  chainIn,
  chainsOf,
  deleteChain,
  deleteRule,
  flushChain,
  hasRule,
  insertRule,
  newChain,
  references,
  renameChain,
  replaceRule,
  setPolicy,
  zeroCounters,
  type ChainResult,
} from '../../../kernel/netfilter/chains.ts';
import { own } from '../../../kernel/own.ts';
import { RuleError } from '../../../kernel/netfilter/rule/rule-error.ts';
import { printRule } from '../../../kernel/netfilter/rule/rule-text.ts';
import type { Chain, Rule, TableFamily, TableName } from '../../../kernel/netfilter/table.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Command } from './command.ts';
import { addedLine, chainHeading, ruleLine, type ListedNames, type ListingStyle } from './listing.ts';
import { brief, KERNEL_ERRORS, KernelRefusal, MissingChain, Refusal, VERSION, type Operation } from './words.ts';

/** Where a command is done: the tables it changes in place, and the tool that speaks. */
export interface Workplace {
  readonly namespace: Namespace;
  readonly family: TableFamily;
  /** Its name in messages. */
  readonly tool: string;
  readonly names: ListedNames;
  out(text: string): void;
}

/**
 * Does what a command line asks for.
 * @throws RuleError, or Refusal, with what has been done so far left in place
 */
export function perform(work: Workplace, command: Command): void {
  const table = tableNamed(work, command.table);
  if (table === 'nat') checkNatDrop(command);
  switch (command.name) {
    case 'append':
    case 'insert':
    case 'replace':
    case 'delete':
    case 'check':
      return performOnRules(work, table, command);
    case 'list':
    case 'list-rules':
      return list(work, table, command);
    case 'flush':
      return forChains(work, table, command, 'Flushing', (chain) =>
        settle(work, 'other', flushChain(work.namespace, work.family, table, chain)),
      );
    case 'zero':
      return zero(work, table, command);
    case 'new-chain':
      return settle(work, 'new-chain', newChain(work.namespace, work.family, table, command.chain ?? ''));
    case 'delete-chain':
      return deleteChains(work, table, command);
    case 'rename-chain': {
      const { chain = '', newName = '' } = command;
      return settle(work, 'rename-chain', renameChain(work.namespace, work.family, table, chain, newName));
    }
    case 'policy':
      return policy(work, table, command);
    case 'version':
    case 'help':
  }
}

function tableNamed({ tool }: Workplace, name: string): TableName {
  const table = TABLES.find((each) => each === name);
  if (table) return table;
  throw new Refusal(
    `${tool} v${VERSION}: table '${name}' does not exist\nPerhaps iptables or your kernel needs to be upgraded.\n`,
    3,
  );
}

function checkNatDrop({ rules, policy: given }: Command): void {
  if (given !== 'DROP' && !rules.some(({ target }) => target?.kind === 'DROP')) return;
  throw new RuleError('\nThe "nat" table is not intended for filtering, the use of DROP is therefore inhibited.\n\n');
}

const refusal = (tool: string, told: string): Refusal => new Refusal(`${tool}: ${told}.\n`, 1, told);

/** Words a refusal that the tool itself found. */
function settle({ tool }: Workplace, operation: Operation, result: ChainResult): void {
  if (result !== 'ok') throw refusal(tool, brief(result, operation));
}

/** Words a refusal of the kernel, where it is one. */
function settleWithKernel(
  work: Workplace,
  operation: Operation,
  result: ChainResult,
  what: string,
  subject: string,
): void {
  const error = result === 'ok' ? undefined : KERNEL_ERRORS[result];
  if (error !== undefined) {
    throw new KernelRefusal(work.tool, `${what} failed (${error}): ${subject}`);
  }
  settle(work, operation, result);
}

const ENTERED = { append: 'RULE_APPEND', insert: 'RULE_INSERT', replace: 'RULE_REPLACE' };

function performOnRules(work: Workplace, table: TableName, command: Command): void {
  const { namespace, family } = work;
  const { name, chain = '', number, rules } = command;
  if (name === 'delete' && number !== undefined) {
    return settle(work, 'delete-number', deleteRule(namespace, family, table, chain, number));
  }
  checkTargets(work, table, rules);
  for (const rule of rules) {
    if (name === 'delete') settle(work, 'delete', deleteRule(namespace, family, table, chain, rule));
    else if (name === 'check') settle(work, 'check', hasRule(namespace, family, table, chain, rule) ? 'ok' : 'no-rule');
    else enterRule(work, table, command, rule);
  }
}

function enterRule(work: Workplace, table: TableName, command: Command, rule: Rule): void {
  const { namespace, family } = work;
  const { chain = '', number = 1 } = command;
  const name = command.name as keyof typeof ENTERED;
  const enter = {
    append: () => appendRule(namespace, family, table, chain, rule),
    insert: () => insertRule(namespace, family, table, chain, number, rule),
    replace: () => replaceRule(namespace, family, table, chain, number, rule),
  }[name];
  settleWithKernel(work, name, enter(), ENTERED[name], `rule in chain ${chain}`);
  if (command.verbose > 0) work.out(addedLine(rule, { ...styleOf(work, command), numeric: true }));
}

/** A target that is no extension must be a chain. */
function checkTargets({ namespace, family }: Workplace, table: TableName, rules: readonly Rule[]): void {
  for (const { target } of rules) {
    if (target?.kind !== 'jump' || chainIn(namespace, family, table, target.chain)) continue;
    throw new MissingChain(target.chain);
  }
}

const styleOf = ({ family, names }: Workplace, command: Command): ListingStyle => ({
  family,
  names,
  numeric: command.numeric,
  verbose: command.verbose > 0,
  exact: command.exact,
  lineNumbers: command.lineNumbers,
});

function list(work: Workplace, table: TableName, command: Command): void {
  const { namespace, family } = work;
  const chains = chainsFor(work, table, command.chain);
  if (command.name === 'list') listChains(work, table, command, chains);
  else listRules(work, command, chains);
  if (command.zero) settle(work, 'other', zeroCounters(namespace, family, table, command.chain));
}

function chainsFor(work: Workplace, table: TableName, name: string | undefined): Chain[] {
  const { namespace, family } = work;
  if (name === undefined) return chainsOf(namespace, family, table);
  const chain = chainIn(namespace, family, table, name);
  if (!chain) settle(work, 'other', 'no-chain');
  return chain ? [chain] : [];
}

function listChains(work: Workplace, table: TableName, command: Command, chains: readonly Chain[]): void {
  const style = styleOf(work, command);
  const all = work.namespace.netfilter[work.family][table]?.chains ?? {};
  const { number } = command;
  // Asking for names sends packets, which count: what is shown is as it was before.
  const shown = style.numeric ? chains : (JSON.parse(JSON.stringify(chains)) as Chain[]);
  const texts = shown.map((chain) => {
    const lines = chain.rules.map((rule, i) => ruleLine(rule, i + 1, style));
    if (number !== undefined) return lines[number - 1] ?? '';
    return `${chainHeading(chain, references(all, chain.name), style)}${lines.join('')}`;
  });
  work.out(texts.join('\n'));
}

function listRules(work: Workplace, { verbose, number }: Command, chains: readonly Chain[]): void {
  const counters = verbose > 0;
  const heads = chains.map(({ name, policy, counters: { packets, bytes } }) => {
    if (policy === undefined) return `-N ${name}\n`;
    return `-P ${name} ${policy}${counters ? ` -c ${packets} ${bytes}` : ''}\n`;
  });
  const rules = chains.flatMap(({ name, rules: all }) =>
    all.filter((_, i) => number === undefined || i + 1 === number).map((rule) => ruleText(name, rule, counters)),
  );
  work.out([...(number === undefined ? heads : []), ...rules].join(''));
}

const ruleText = (chain: string, rule: Rule, counters: boolean): string =>
  `${`-A ${chain} ${printRule(rule, { counters })}`.trimEnd()}\n`;

/** Does something with one chain, or with all of the table, telling of each with -v. */
function forChains(
  work: Workplace,
  table: TableName,
  { chain, verbose }: Command,
  doing: string,
  act: (chain?: string) => void,
): void {
  act(chain);
  if (verbose === 0) return;
  const names = chain === undefined ? chainsOf(work.namespace, work.family, table).map(({ name }) => name) : [chain];
  for (const name of names) work.out(`${doing} chain \`${name}'\n`);
}

function zero(work: Workplace, table: TableName, command: Command): void {
  const { namespace, family } = work;
  const { chain, number } = command;
  if (chain !== undefined && number !== undefined) {
    return settle(work, 'zero-rule', zeroCounters(namespace, family, table, chain, number));
  }
  forChains(work, table, command, 'Zeroing', (name) =>
    settle(work, 'other', zeroCounters(namespace, family, table, name)),
  );
}

function policy(work: Workplace, table: TableName, { chain = '', policy: given = '' }: Command): void {
  if (given !== 'ACCEPT' && given !== 'DROP') throw refusal(work.tool, badPolicy(work.tool));
  settle(work, 'policy', setPolicy(work.namespace, work.family, table, chain, given));
}

const badPolicy = (tool: string): string =>
  tool.endsWith('-restore') ? 'Bad policy name' : "Bad policy name. Run `dmesg' for more information";

/** `-X`: without a name every user chain and every built-in chain that does nothing, or none of them. */
function deleteChains(work: Workplace, table: TableName, { chain, verbose }: Command): void {
  const { namespace, family } = work;
  const told = (name: string): void => {
    if (verbose > 0) work.out(`Deleting chain \`${name}'\n`);
  };
  const remove = (name: string): void => {
    settleWithKernel(work, 'delete-chain', deleteChain(namespace, family, table, name), 'CHAIN_DEL', `chain ${name}`);
    told(name);
  };
  if (chain !== undefined) return remove(chain);
  const chains = namespace.netfilter[family][table]?.chains ?? {};
  const names = chainsOf(namespace, family, table).map(({ name }) => name);
  const user = names.filter((name) => !isBuiltIn(table, name));
  const busy = user.find((name) => own(chains, name)?.rules.length || references(chains, name) > 0);
  if (busy !== undefined) settleWithKernel(work, 'delete-chain', 'in-use', 'CHAIN_DEL', `chain ${busy}`);
  const idle = names.filter((name) => {
    const existing = own(chains, name);
    return isBuiltIn(table, name) && existing?.rules.length === 0 && existing.policy === 'ACCEPT';
  });
  for (const name of idle) delete chains[name];
  user.forEach(remove);
}

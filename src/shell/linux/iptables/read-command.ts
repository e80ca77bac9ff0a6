import { nextFound, readerOf } from '../../../kernel/netfilter/rule/getopt.ts';
import type { Resolver } from '../../../kernel/netfilter/rule/resolver.ts';
import { RuleError } from '../../../kernel/netfilter/rule/rule-error.ts';
import { createDraft, finishRules, optionsOf } from '../../../kernel/netfilter/rule/rule-options.ts';
import { takeFound } from '../../../kernel/netfilter/rule/rule-text.ts';
import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import { NEEDS_RULE, checkChainName, checkOptions, deletesByNumber } from './checks.ts';
import type { Command } from './command.ts';
import { TOOL_OPTIONS, type CommandDraft, type ToolOption } from './tool-options.ts';

/** A command line read to its end: the command, or why there is none, after the warnings. */
export interface Reading {
  readonly warnings: readonly string[];
  readonly command?: Command;
  readonly error?: RuleError;
}

/** Reads the words behind the tool's name. */
export function readCommand(
  words: readonly string[],
  family: TableFamily,
  resolver: Resolver,
  { restoring = false } = {},
): Reading {
  const draft: CommandDraft = {
    rule: createDraft(family, resolver),
    zero: false,
    table: 'filter',
    numeric: false,
    verbose: 0,
    exact: false,
    lineNumbers: false,
    wait: false,
    waitInterval: false,
    otherFamily: false,
    restoring,
  };
  try {
    readWords(draft, words);
    return { warnings: draft.rule.warnings, command: finish(draft) };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { warnings: draft.rule.warnings, error };
  }
}

function readWords(draft: CommandDraft, words: readonly string[]): void {
  const reader = readerOf(words);
  while (draft.immediate === undefined && !draft.otherFamily) {
    const before = { ...reader };
    const found = nextFound(reader, [...TOOL_OPTIONS, ...optionsOf(draft.rule)]);
    if (!found) return;
    if (found.kind === 'option' && TOOL_OPTIONS.includes(found.option as ToolOption)) {
      (found.option as ToolOption).take(draft, found.value, reader);
    } else {
      takeFound(draft.rule, found as Parameters<typeof takeFound>[1], reader, before);
    }
  }
}

function finish(draft: CommandDraft): Command {
  const { rule, table, zero, numeric, verbose, exact, lineNumbers } = draft;
  const common = { table, zero, numeric, verbose, exact, lineNumbers, rules: [] };
  if (draft.immediate) return { ...common, name: draft.immediate };
  // The other family's rules pass this tool by: nothing is said but where to look.
  if (draft.otherFamily) throw new RuleError('', { bare: true });
  if (!draft.command) {
    if (rule.not) throw new RuleError('nothing appropriate following !');
    throw new RuleError('no command specified');
  }
  if (draft.waitInterval && !draft.wait) throw new RuleError('--wait-interval only makes sense with --wait\n');
  const { name } = draft.command;
  const rules = NEEDS_RULE.includes(name) && !deletesByNumber(draft) ? finishRules(rule) : [];
  if (rule.not) throw new RuleError('nothing appropriate following !');
  checkOptions(draft, draft.command);
  checkChainName(draft, name);
  return {
    ...common,
    name,
    // Of several addresses the first replaces the rule.
    rules: name === 'replace' ? rules.slice(0, 1) : rules,
    chain: draft.chain,
    number: draft.number,
    newName: draft.newName,
    policy: draft.policy,
  };
}

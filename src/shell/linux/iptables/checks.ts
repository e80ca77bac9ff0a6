import { targetExtension } from '../../../kernel/netfilter/extensions/targets.ts';
import { RuleError } from '../../../kernel/netfilter/rule/rule-error.ts';
import type { CommandName } from './command.ts';
import type { CommandDraft, CommandOption } from './tool-options.ts';

export const NEEDS_RULE: readonly CommandName[] = ['append', 'check', 'delete', 'insert', 'replace'];

/** Whether a rule is deleted by its number, so that no rule is written out. */
export const deletesByNumber = ({ command, number }: CommandDraft): boolean =>
  command?.name === 'delete' && number !== undefined;

const OF_RULES = ['source', 'destination', 'protocol', 'jump'];
const BEHIND = ['in-interface', 'out-interface'];
/** The options that a command may be refused for, in the order of the refusals. */
const CHECKED = ['numeric', ...OF_RULES, 'exact', ...BEHIND, 'line-numbers', 'set-counters', 'fragments'];
const RULE_WORDS = [...OF_RULES, ...BEHIND, 'fragments'];

function allowed(name: CommandName, byNumber: boolean): readonly string[] {
  if (name === 'list') return ['numeric', 'exact', 'line-numbers'];
  if (name === 'policy') return ['set-counters'];
  if (name === 'append' || name === 'insert' || name === 'replace') return [...RULE_WORDS, 'set-counters'];
  if ((name === 'delete' && !byNumber) || name === 'check') return RULE_WORDS;
  return [];
}

/** Refuses options that the command has no use for. */
export function checkOptions(draft: CommandDraft, { name }: CommandOption): void {
  const may = allowed(name, deletesByNumber(draft));
  const { seen } = draft.rule;
  const illegal = CHECKED.find(
    (option) => seen.has(option === 'jump' && seen.has('goto') ? 'goto' : option) && !may.includes(option),
  );
  if (illegal !== undefined) throw new RuleError(`Illegal option \`--${illegal}' with this command`);
}

const LONGEST_NAME = 28;

/** Refuses chains that the command cannot be about. */
export function checkChainName({ chain, newName, rule }: CommandDraft, name: CommandName): void {
  if (name === 'new-chain' && chain !== undefined) checkNewName(chain);
  if (newName !== undefined) checkNewName(newName);
  if (chain === undefined) return;
  if (chain.length > LONGEST_NAME) throw tooLong(chain);
  if (!NEEDS_RULE.includes(name)) return;
  if (rule.out && (chain === 'PREROUTING' || chain === 'INPUT')) {
    throw new RuleError(`Can't use --out-interface with ${chain}`);
  }
  if (rule.in && (chain === 'POSTROUTING' || chain === 'OUTPUT')) {
    throw new RuleError(`Can't use --in-interface with ${chain}`);
  }
}

const tooLong = (name: string): RuleError =>
  new RuleError(`chain name \`${name}' too long (must be under ${LONGEST_NAME + 1} chars)`);

/** Refuses what is no name for a new chain. */
export function checkNewName(chain: string): void {
  if (chain.startsWith('-') || chain.startsWith('!')) {
    throw new RuleError(`chain name not allowed to start with \`${chain[0] ?? ''}'`);
  }
  if (chain.length > LONGEST_NAME) throw tooLong(chain);
  if (targetExtension(chain)) throw new RuleError('chain name may not clash with target name');
  if (/\s/.test(chain)) throw new RuleError(`Invalid chain name \`${chain}'`);
}

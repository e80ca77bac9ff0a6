import type { ChainProblem } from '../../../kernel/netfilter/chains.ts';
import { RuleError } from '../../../kernel/netfilter/rule/rule-error.ts';
import { ToolError } from '../../tool/tool-error.ts';

export const VERSION = '1.8.13 (nf_tables)';
export const LEGACY_VERSION = '1.8.13 (legacy)';

/** A refusal that the tool words after it looked at the tables; iptables-restore tells it in its own way. */
export class Refusal extends ToolError {
  /** The problem alone, as iptables-restore tells it. */
  readonly brief: string;

  /** @param message the whole text, its newline included */
  constructor(message: string, exit: number, brief = '') {
    super(message, exit);
    this.brief = brief;
  }
}

/** A jump to a chain that is not there: iptables-restore notes it at COMMIT only. */
export class MissingChain extends RuleError {
  constructor(chain: string) {
    super(`Chain '${chain}' does not exist`);
  }
}

/** A refusal of the kernel: with exit code 4. */
export class KernelRefusal extends Refusal {
  /** What failed and why, as iptables-restore tells it. */
  readonly what: string;

  constructor(tool: string, what: string) {
    super(`${tool} v${VERSION}:  ${what}\n`, 4);
    this.what = what;
  }
}

/** What an operation was about to do: names the refusals that sound alike. */
export type Operation =
  | 'append'
  | 'insert'
  | 'replace'
  | 'delete'
  | 'delete-number'
  | 'check'
  | 'new-chain'
  | 'delete-chain'
  | 'rename-chain'
  | 'policy'
  | 'zero-rule'
  | 'other';

const NO_CHAIN = 'No chain/target/match by that name';
const NO_RULE = 'Bad rule (does a matching rule exist in that chain?)';
const TOO_BIG: Partial<Record<Operation, string>> = {
  insert: 'Index of insertion too big',
  replace: 'Index of replacement too big',
  'delete-number': 'Index of deletion too big',
  'zero-rule': NO_RULE,
};

/** nft_strerror of iptables/nft.c: the words for what the tool itself found wrong. */
export function brief(problem: ChainProblem, operation: Operation): string {
  switch (problem) {
    case 'no-chain':
      if (operation === 'policy') return 'Bad built-in chain name';
      return operation === 'check' || operation === 'delete' ? NO_RULE : NO_CHAIN;
    case 'no-rule':
      return NO_RULE;
    case 'bad-index':
      return TOO_BIG[operation] ?? NO_CHAIN;
    case 'chain-exists':
      return operation === 'rename-chain' ? 'File exists' : 'Chain already exists';
    case 'not-built-in':
      return 'Bad built-in chain name';
    case 'not-empty':
      return 'Directory not empty';
    case 'in-use':
    case 'no-target':
    case 'built-in-target':
    case 'loop':
    case 'invalid':
      return NO_CHAIN;
  }
}

/** The kernel's error of a refused transaction, in the words of strerror. */
export const KERNEL_ERRORS: Partial<Record<ChainProblem, string>> = {
  'in-use': 'Device or resource busy',
  loop: 'Too many links',
  invalid: 'Invalid argument',
  'no-target': 'No such file or directory',
  'built-in-target': 'Operation not supported',
};

/** How the tool ends over a bad command line, with the hint that follows exit code 2. */
export function refused(tool: string, error: RuleError, line?: number): ToolError {
  const told = error.bare ? error.message : `${tool} v${VERSION}: ${error.message}`;
  const where = line === undefined ? '' : `Error occurred at line: ${line}\n`;
  const hint = `Try \`${tool} -h' or '${tool} --help' for more information.\n`;
  return new ToolError(`${told === '' ? '' : `${told}\n`}${where}${hint}`, error.exit);
}

import type { Rule } from '../../../kernel/netfilter/table.ts';

/** What a command line asks for. */
export interface Command {
  readonly name: CommandName;
  /** `-Z` besides `-L` or `-S`. */
  readonly zero: boolean;
  readonly table: string;
  readonly chain?: string | undefined;
  /** The rule's number where one is given. */
  readonly number?: number | undefined;
  readonly newName?: string | undefined;
  readonly policy?: string | undefined;
  readonly rules: readonly Rule[];
  readonly numeric: boolean;
  readonly verbose: number;
  readonly exact: boolean;
  readonly lineNumbers: boolean;
}

export type CommandName =
  | 'append'
  | 'check'
  | 'delete'
  | 'insert'
  | 'replace'
  | 'list'
  | 'list-rules'
  | 'flush'
  | 'zero'
  | 'new-chain'
  | 'delete-chain'
  | 'rename-chain'
  | 'policy'
  | 'version'
  | 'help';

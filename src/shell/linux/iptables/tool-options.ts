import type { Option, Reader } from '../../../kernel/netfilter/rule/getopt.ts';
import { RuleError } from '../../../kernel/netfilter/rule/rule-error.ts';
import type { RuleDraft } from '../../../kernel/netfilter/rule/rule-options.ts';
import type { CommandName } from './command.ts';

/** A command line as far as it is read. */
export interface CommandDraft {
  rule: RuleDraft;
  command?: CommandOption;
  zero: boolean;
  table: string;
  chain?: string;
  number?: number;
  newName?: string;
  policy?: string;
  numeric: boolean;
  verbose: number;
  exact: boolean;
  lineNumbers: boolean;
  wait: boolean;
  waitInterval: boolean;
  /** Said while the words are read. */
  immediate?: 'version' | 'help';
  /** -4 or -6 of the other family: nothing is done, in silence. */
  otherFamily: boolean;
  /** Whether iptables-restore reads a line: its section names the table. */
  restoring: boolean;
}

/** An option of the tool itself, beside those of rules. */
export interface ToolOption extends Option {
  readonly long: string;
  take(draft: CommandDraft, value: string | undefined, reader: Reader): void;
}

export interface CommandOption {
  readonly name: CommandName;
  readonly letter: string;
  readonly words: readonly string[];
  readonly argument: 'required' | 'optional';
  /** What may follow the chain: a rule's number, which may be missing, must be there, or is 1 where missing. */
  readonly number?: 'may' | 'must' | 'one';
}

const COMMANDS: readonly CommandOption[] = [
  { name: 'append', letter: 'A', words: ['append'], argument: 'required' },
  { name: 'check', letter: 'C', words: ['check'], argument: 'required' },
  { name: 'delete', letter: 'D', words: ['delete'], argument: 'required', number: 'may' },
  { name: 'insert', letter: 'I', words: ['insert'], argument: 'required', number: 'one' },
  { name: 'replace', letter: 'R', words: ['replace'], argument: 'required', number: 'must' },
  { name: 'list', letter: 'L', words: ['list'], argument: 'optional', number: 'may' },
  { name: 'list-rules', letter: 'S', words: ['list-rules'], argument: 'optional', number: 'may' },
  { name: 'flush', letter: 'F', words: ['flush'], argument: 'optional' },
  { name: 'zero', letter: 'Z', words: ['zero'], argument: 'optional', number: 'may' },
  { name: 'new-chain', letter: 'N', words: ['new-chain'], argument: 'required' },
  { name: 'delete-chain', letter: 'X', words: ['delete-chain'], argument: 'optional' },
  { name: 'rename-chain', letter: 'E', words: ['rename-chain'], argument: 'required' },
  { name: 'policy', letter: 'P', words: ['policy'], argument: 'required' },
];

/** The next word, where it is no option (xs_has_arg). */
function takeWord(reader: Reader): string | undefined {
  const word = reader.words[reader.next];
  if (word === undefined || word.startsWith('-') || word.startsWith('!')) return undefined;
  reader.next++;
  return word;
}

function parseNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number < 1) throw new RuleError(`Invalid rule number \`${text}'`);
  return number;
}

function takeCommand(draft: CommandDraft, option: CommandOption, value: string | undefined, reader: Reader): void {
  const { rule } = draft;
  if (rule.not) throw new RuleError("unexpected '!' flag");
  beginCommand(draft, option);
  const chain = value ?? (option.argument === 'optional' ? takeWord(reader) : undefined);
  if (chain !== undefined) draft.chain = chain;
  takeBehindChain(draft, option, chain, reader);
}

/** Notes the command; -Z may stand beside -L and -S, no other beside another. */
function beginCommand(draft: CommandDraft, option: CommandOption): void {
  const { command } = draft;
  if (!command) {
    draft.command = option;
    return;
  }
  const lists = (name: CommandName): boolean => name === 'list' || name === 'list-rules';
  if (option.name === 'zero' && lists(command.name)) {
    draft.zero = true;
  } else if (command.name === 'zero' && lists(option.name)) {
    draft.zero = true;
    draft.command = option;
  } else {
    throw new RuleError(`Cannot use -${option.letter} with -${draft.zero ? 'Z' : command.letter}`);
  }
}

function takeBehindChain(draft: CommandDraft, option: CommandOption, chain: string | undefined, reader: Reader): void {
  if (option.name === 'rename-chain') {
    const name = takeWord(reader);
    if (name === undefined) throw new RuleError('-E requires old-chain-name and new-chain-name');
    draft.newName = name;
  } else if (option.name === 'policy') {
    const policy = takeWord(reader);
    if (policy === undefined) throw new RuleError('-P requires a chain and a policy');
    draft.policy = policy;
  } else if (option.number && chain !== undefined) {
    const number = takeWord(reader);
    if (number !== undefined) draft.number = parseNumber(number);
    else if (option.number === 'must') throw new RuleError('-R requires a rule number');
    else if (option.number === 'one') draft.number = 1;
  }
}

/** Counts an option of the tool among those given, so that it can be refused where the command has no use for it. */
function note(draft: CommandDraft, option: string): void {
  if (draft.rule.not) throw new RuleError(`cannot have ! before --${option}`);
  if (draft.rule.seen.has(option)) throw new RuleError(`multiple --${option} options not allowed`);
  draft.rule.seen.add(option);
}

const flag = (long: string, short: string | undefined, take: (draft: CommandDraft) => void): ToolOption => ({
  long,
  ...(short === undefined ? {} : { short }),
  argument: 'none',
  take,
});

export const TOOL_OPTIONS: readonly ToolOption[] = [
  ...COMMANDS.flatMap((command) =>
    command.words.map((long): ToolOption => ({
      long,
      short: command.letter,
      argument: command.argument,
      take: (draft, value, reader) => takeCommand(draft, command, value, reader),
    })),
  ),
  {
    long: 'table',
    short: 't',
    argument: 'required',
    take(draft, value = '') {
      if (draft.rule.not) throw new RuleError('unexpected ! flag before --table');
      if (draft.restoring) throw new RuleError('The -t option cannot be used in iptables-restore.\n');
      draft.table = value;
    },
  },
  flag('numeric', 'n', (draft) => {
    note(draft, 'numeric');
    draft.numeric = true;
  }),
  flag('verbose', 'v', (draft) => {
    draft.rule.seen.add('verbose');
    draft.verbose++;
  }),
  flag('exact', 'x', (draft) => {
    note(draft, 'exact');
    draft.exact = true;
  }),
  flag('line-numbers', undefined, (draft) => {
    note(draft, 'line-numbers');
    draft.lineNumbers = true;
  }),
  {
    long: 'wait',
    short: 'w',
    argument: 'optional',
    take(draft, value, reader) {
      draft.wait = true;
      const seconds = value ?? takeWord(reader);
      if (seconds !== undefined && !/^\d+$/.test(seconds)) throw new RuleError('wait seconds not numeric');
    },
  },
  {
    long: 'wait-interval',
    short: 'W',
    argument: 'required',
    take(draft, value = '') {
      draft.rule.warnings.push('Ignoring deprecated --wait-interval option.\n');
      if (!/^\d+$/.test(value)) throw new RuleError('wait interval not numeric');
      draft.waitInterval = true;
    },
  },
  { long: 'modprobe', short: 'M', argument: 'required', take: () => undefined },
  flag('version', 'V', (draft) => {
    draft.immediate = 'version';
  }),
  {
    long: 'help',
    short: 'h',
    argument: 'optional',
    take(draft) {
      draft.immediate = 'help';
    },
  },
  flag('ipv4', '4', (draft) => {
    draft.otherFamily ||= draft.rule.family !== 'ip';
  }),
  flag('ipv6', '6', (draft) => {
    draft.otherFamily ||= draft.rule.family !== 'ip6';
  }),
];

import { nextFound, readerOf, type Option, type Reader } from '../../../kernel/netfilter/rule/getopt.ts';
import { RuleError } from '../../../kernel/netfilter/rule/rule-error.ts';
import { createDraft, finishRules, optionsOf, type RuleDraft } from '../../../kernel/netfilter/rule/rule-options.ts';
import { takeFound } from '../../../kernel/netfilter/rule/rule-text.ts';
import { targetExtension } from '../../../kernel/netfilter/extensions/targets.ts';
import type { Resolver } from '../../../kernel/netfilter/rule/resolver.ts';
import type { Rule, TableFamily } from '../../../kernel/netfilter/table.ts';

/** What a command line asks for. */
export interface Command {
  readonly name: CommandName;
  /** `-Z` besides `-L` or `-S`. */
  readonly zero: boolean;
  readonly table: string;
  readonly chain?: string;
  /** The rule's number where one is given. */
  readonly number?: number;
  readonly newName?: string;
  readonly policy?: string;
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

interface CommandDraft {
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

interface ToolOption extends Option {
  readonly long: string;
  take(draft: CommandDraft, value: string | undefined, reader: Reader): void;
}

interface CommandOption {
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

const TOOL_OPTIONS: readonly ToolOption[] = [
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
    ...(draft.chain === undefined ? {} : { chain: draft.chain }),
    ...(draft.number === undefined ? {} : { number: draft.number }),
    ...(draft.newName === undefined ? {} : { newName: draft.newName }),
    ...(draft.policy === undefined ? {} : { policy: draft.policy }),
  };
}

const NEEDS_RULE: readonly CommandName[] = ['append', 'check', 'delete', 'insert', 'replace'];

const deletesByNumber = ({ command, number }: CommandDraft): boolean =>
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

function checkOptions(draft: CommandDraft, { name }: CommandOption): void {
  const may = allowed(name, deletesByNumber(draft));
  const { seen } = draft.rule;
  const illegal = CHECKED.find(
    (option) => seen.has(option === 'jump' && seen.has('goto') ? 'goto' : option) && !may.includes(option),
  );
  if (illegal !== undefined) throw new RuleError(`Illegal option \`--${illegal}' with this command`);
}

const LONGEST_NAME = 28;

function checkChainName({ chain, newName, rule }: CommandDraft, name: CommandName): void {
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

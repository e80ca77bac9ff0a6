import type { Prefix } from '../../../ip/address.ts';
import { parseAddresses } from './addresses.ts';
import type { ExtensionOption, Given, MatchExtension, TargetExtension } from '../extensions/extension.ts';
import { matchExtension, type KnownMatch } from '../extensions/matches.ts';
import { targetExtension, type KnownTarget } from '../extensions/targets.ts';
import type { Option, Reader } from './getopt.ts';
import { parseProtocol, protocolName } from './protocols.ts';
import type { Resolver } from './resolver.ts';
import { RuleError } from './rule-error.ts';
import type { Match, Negatable, Rule, TableFamily, Target } from '../table.ts';

/** A rule while its words are read. */
export interface RuleDraft {
  readonly family: TableFamily;
  readonly resolver: Resolver;
  /** Whether a `!` waits for its option. */
  not: boolean;
  /** Options of the rule itself that were given. */
  readonly seen: Set<string>;
  source?: Negatable<string>;
  destination?: Negatable<string>;
  in?: Negatable<string>;
  out?: Negatable<string>;
  protocol?: Negatable<string>;
  fragment?: { not: boolean };
  readonly matches: Loaded<KnownMatch, MatchExtension<KnownMatch>>[];
  target?: Loaded<KnownTarget, TargetExtension<KnownTarget>>;
  /** A chain to jump or go to. */
  chain?: { name: string; goto: boolean };
  counters: { packets: number; bytes: number };
  /** Whether the protocol's own match was loaded for an option of it. */
  protocolLoaded: boolean;
  /** Said while the words are read. */
  readonly warnings: string[];
}

interface Loaded<T, E> {
  readonly extension: E;
  readonly value: T;
  readonly given: Set<string>;
}

/** An option of the rule itself, or of an extension that is loaded. */
export interface RuleOption extends Option {
  take(draft: RuleDraft, value: string, reader: Reader): void;
}

export const createDraft = (family: TableFamily, resolver: Resolver): RuleDraft => ({
  family,
  resolver,
  not: false,
  seen: new Set(),
  matches: [],
  counters: { packets: 0, bytes: 0 },
  protocolLoaded: false,
  warnings: [],
});

/** Takes the `!` that waits, for an option that may have one. */
function takeNot(draft: RuleDraft): boolean {
  const { not } = draft;
  draft.not = false;
  return not;
}

function refuseNot(draft: RuleDraft, option: string): void {
  if (draft.not) throw new RuleError(`cannot have ! before --${option}`);
}

function once(draft: RuleDraft, option: string): void {
  if (draft.seen.has(option)) throw new RuleError(`multiple --${option} options not allowed`);
  draft.seen.add(option);
}

function parseDevice(draft: RuleDraft, name: string): string {
  if (name === '') throw new RuleError('Empty interface is likely to be undesired');
  if (name.length >= 16) throw new RuleError(`interface name \`${name}' must be shorter than 16 characters`);
  if (/[\s/]/.test(name)) {
    const told = `weird character in interface \`${name}' ('/' and ' ' are not allowed by the kernel)`;
    draft.warnings.push(`Warning: ${told}.\n`);
  }
  return name;
}

function takeProtocol(draft: RuleDraft, text: string): void {
  const not = takeNot(draft);
  const number = parseProtocol(text);
  if (number === 0 && not) throw new RuleError('rule would never match protocol');
  if (number !== 0) draft.protocol = { not, value: protocolName(number) };
}

function checkTargetName(name: string): void {
  if (name === '') throw new RuleError('Invalid target name (too short)');
  if (name.length > 28) throw new RuleError(`Invalid target name \`${name}' (28 chars max)`);
  if (/\s/.test(name)) throw new RuleError(`Invalid target name \`${name}'`);
}

function takeJump(draft: RuleDraft, name: string): void {
  checkTargetName(name);
  const extension = targetExtension(name);
  if (extension) draft.target = { extension, value: extension.create(draft.family), given: new Set() };
  else draft.chain = { name, goto: false };
}

/** Loads a match for `-m`, or the one that belongs to the protocol. */
function load(draft: RuleDraft, name: string): boolean {
  const extension = matchExtension(name, draft.family);
  if (extension) draft.matches.push({ extension, value: extension.create(draft.family), given: new Set() });
  return extension !== undefined;
}

/** Loads the match that belongs to the rule's protocol, once, for an option that nothing else knows. */
export function loadProtocol(draft: RuleDraft): boolean {
  const { protocol } = draft;
  if (!protocol || draft.protocolLoaded) return false;
  draft.protocolLoaded = true;
  return load(draft, protocol.value === 'ipv6-icmp' ? 'icmp6' : protocol.value);
}

function takeCounters(draft: RuleDraft, packets: string, reader: Reader): void {
  const bytes = reader.words[reader.next];
  if (bytes === undefined || bytes.startsWith('-') || bytes.startsWith('!')) {
    throw new RuleError('--set-counters requires packet and byte counter');
  }
  reader.next++;
  if (!/^\d+$/.test(packets)) throw new RuleError('--set-counters packet counter not numeric');
  if (!/^\d+$/.test(bytes)) throw new RuleError('--set-counters byte counter not numeric');
  draft.counters = { packets: Number(packets), bytes: Number(bytes) };
}

interface RuleOptionInput {
  readonly names: readonly string[];
  readonly short?: string;
  readonly argument?: 'none';
  readonly negatable?: boolean;
  /** Whether it may be given again. */
  readonly repeatable?: boolean;
  take(draft: RuleDraft, value: string, reader: Reader): void;
}

function ruleOptions(input: RuleOptionInput): RuleOption[] {
  const [name = ''] = input.names;
  return input.names.map((long, i) => ({
    long,
    ...(input.short !== undefined && i === 0 ? { short: input.short } : {}),
    argument: input.argument ?? 'required',
    take(draft, value, reader) {
      if (!input.repeatable) once(draft, name);
      if (!input.negatable) refuseNot(draft, name);
      input.take(draft, value, reader);
    },
  }));
}

/** The options of a rule itself. */
const RULE_OPTIONS: readonly RuleOption[] = [
  ruleOptions({
    names: ['source', 'src'],
    short: 's',
    negatable: true,
    take(draft, value) {
      draft.source = { not: takeNot(draft), value };
    },
  }),
  ruleOptions({
    names: ['destination', 'dst'],
    short: 'd',
    negatable: true,
    take(draft, value) {
      draft.destination = { not: takeNot(draft), value };
    },
  }),
  ruleOptions({ names: ['protocol', 'proto'], short: 'p', negatable: true, take: takeProtocol }),
  ruleOptions({ names: ['jump'], short: 'j', take: takeJump }),
  ruleOptions({
    names: ['goto'],
    short: 'g',
    take(draft, name) {
      checkTargetName(name);
      draft.chain = { name, goto: true };
    },
  }),
  ruleOptions({
    names: ['in-interface'],
    short: 'i',
    negatable: true,
    take(draft, name) {
      draft.in = { not: takeNot(draft), value: parseDevice(draft, name) };
    },
  }),
  ruleOptions({
    names: ['out-interface'],
    short: 'o',
    negatable: true,
    take(draft, name) {
      draft.out = { not: takeNot(draft), value: parseDevice(draft, name) };
    },
  }),
  ruleOptions({
    names: ['fragments'],
    short: 'f',
    argument: 'none',
    negatable: true,
    take(draft) {
      if (draft.family === 'ip6') throw new RuleError("`-f' is not supported in IPv6, use -m frag instead");
      draft.fragment = { not: takeNot(draft) };
    },
  }),
  ruleOptions({
    names: ['match'],
    short: 'm',
    repeatable: true,
    negatable: true,
    take(draft, name) {
      if (draft.not) throw new RuleError('unexpected ! flag before --match');
      if (!load(draft, name)) throw new RuleError(`Couldn't load match \`${name}':No such file or directory\n`);
    },
  }),
  ruleOptions({ names: ['set-counters'], short: 'c', take: takeCounters }),
].flat();

/** Everything the rule's words may hold at this point: an extension loaded later is asked first. */
export function optionsOf({ matches, target }: RuleDraft): readonly RuleOption[] {
  if (matches.length === 0 && !target) return RULE_OPTIONS;
  const options = [...RULE_OPTIONS];
  for (let i = matches.length - 1; i >= 0; i--) options.push(...matchOptions(matches[i]?.extension));
  if (target) options.push(...targetOptions(target.extension));
  return options;
}

/** The options of each extension that was ever loaded. */
const known = new Map<object, readonly RuleOption[]>();

function matchOptions(extension: MatchExtension<KnownMatch> | undefined): readonly RuleOption[] {
  return extension ? extensionOptions(extension, ({ matches }) => lastOf(matches, extension)) : [];
}

const targetOptions = (extension: TargetExtension<KnownTarget>): readonly RuleOption[] =>
  extensionOptions(extension, ({ target }) => target);

/** The match that was loaded last of those of one extension. */
function lastOf(
  matches: RuleDraft['matches'],
  extension: MatchExtension<KnownMatch>,
): RuleDraft['matches'][number] | undefined {
  for (let i = matches.length - 1; i >= 0; i--) if (matches[i]?.extension === extension) return matches[i];
  return undefined;
}

type LoadedIn<T> = (draft: RuleDraft) => { value: T; given: Set<string> } | undefined;

function extensionOptions<T extends { kind: string }>(
  extension: { options: readonly ExtensionOption<T>[] },
  loadedIn: LoadedIn<T>,
): readonly RuleOption[] {
  let options = known.get(extension);
  if (!options) known.set(extension, (options = extension.options.flatMap((option) => optionsFor(option, loadedIn))));
  return options;
}

function optionsFor<T extends { kind: string }>(option: ExtensionOption<T>, loadedIn: LoadedIn<T>): RuleOption[] {
  const [name = ''] = option.names;
  return option.names.map((long) => ({
    long,
    argument: option.words === 0 ? 'none' : 'required',
    take(draft, word, reader) {
      const loaded = loadedIn(draft);
      if (!loaded) return;
      checkUse(loaded.value.kind, option, name, loaded.given, draft);
      loaded.given.add(name);
      option.take(loaded.value, givenOption(draft, word, option.words === 2 ? secondWord(name, reader) : ''));
    },
  }));
}

function checkUse<T>(
  extension: string,
  option: ExtensionOption<T>,
  name: string,
  given: ReadonlySet<string>,
  draft: RuleDraft,
): void {
  if (given.has(name) && !option.repeatable) {
    throw new RuleError(`${extension}: option "--${name}" can only be used once.\n`);
  }
  const other = option.excludes?.find((each) => given.has(each));
  if (other !== undefined) {
    throw new RuleError(`${extension}: option "--${name}" cannot be used together with "--${other}".\n`);
  }
  if (draft.not && !option.negatable) {
    throw new RuleError(`${extension}: option "--${name}" cannot be inverted.\n`);
  }
}

function secondWord(option: string, reader: Reader): string {
  const word = reader.words[reader.next];
  if (word === undefined || word.startsWith('-') || word.startsWith('!')) {
    throw new RuleError(`--${option} requires two args.`);
  }
  reader.next++;
  return word;
}

const givenOption = (draft: RuleDraft, value: string, second: string): Given => ({
  value,
  second,
  not: takeNot(draft),
  protocol: draft.protocol?.value,
  protocolNegated: draft.protocol?.not ?? false,
  family: draft.family,
  resolver: draft.resolver,
});

/** Whether the words named several sources or destinations: each pair makes a rule of its own. */
export function finishRules(draft: RuleDraft): Rule[] {
  const { protocol } = draft;
  const rest = { protocol: protocol?.value };
  for (const { extension, value, given } of draft.matches) extension.check?.(value, { given, ...rest });
  if (draft.target) draft.target.extension.check?.(draft.target.value, { given: draft.target.given, ...rest });
  const sources = addresses(draft, draft.source);
  const destinations = addresses(draft, draft.destination);
  if ((draft.source?.not && sources.length > 1) || (draft.destination?.not && destinations.length > 1)) {
    throw new RuleError('! not allowed with multiple source or destination IP addresses');
  }
  return sources.flatMap((source) => destinations.map((destination) => ruleOf(draft, source, destination)));
}

function addresses(draft: RuleDraft, given: Negatable<string> | undefined): (Negatable<Prefix> | undefined)[] {
  if (!given) return [undefined];
  const { not } = given;
  return parseAddresses(given.value, draft.family, draft.resolver).map((value) =>
    value.length === 0 && !not ? undefined : { not, value },
  );
}

function ruleOf(
  draft: RuleDraft,
  source: Negatable<Prefix> | undefined,
  destination: Negatable<Prefix> | undefined,
): Rule {
  const target = targetOf(draft);
  const rule: Rule = { matches: mergedMatches(draft), counters: { ...draft.counters } };
  if (source) rule.source = source;
  if (destination) rule.destination = destination;
  if (draft.in && !isEveryDevice(draft.in)) rule.in = { ...draft.in };
  if (draft.out && !isEveryDevice(draft.out)) rule.out = { ...draft.out };
  if (draft.protocol) rule.protocol = { ...draft.protocol };
  if (draft.fragment) rule.fragment = { ...draft.fragment };
  if (target) rule.target = target;
  return rule;
}

/** nf_tables knows one set of ports: what a second `-m tcp` asks for is added to the first. */
function mergedMatches({ matches }: RuleDraft): Match[] {
  const merged: Match[] = [];
  for (const { value, given } of matches) {
    const ofPorts = (value.kind === 'tcp' || value.kind === 'udp') && given.size > 0;
    const first = ofPorts ? merged.find(({ kind }) => kind === value.kind) : undefined;
    if (first) Object.assign(first, value);
    else merged.push({ ...value });
  }
  return merged;
}

const isEveryDevice = ({ not, value }: Negatable<string>): boolean => !not && value === '+';

function targetOf({ target, chain }: RuleDraft): Target | undefined {
  if (target) return { ...target.value };
  return chain ? { kind: 'jump', chain: chain.name, goto: chain.goto } : undefined;
}

import type { Decision, RuleDecision } from '../hop.ts';
import type { HookVerdict } from './hook.ts';
import { alterSets } from './ipset/packets.ts';
import { count } from './memory.ts';
import { matchesExtension } from './extensions/matches.ts';
import { inPrefix, isDevice, setConnection, type Passage } from './passage.ts';
import { isBuiltIn } from './built-in.ts';
import { own } from '../own.ts';
import { ruleOfVerdict, runStatements } from './nft/run.ts';
import { beginTrace, noteTrace, verdictOf } from './tracing.ts';
import { rulesFor } from './rule-index.ts';
import { isOpaque, isWithoutVerdict } from './opaque.ts';
import type { Chain, ConnectionMark, Opaque, RejectWith, Rule, Table, TableId, TableName, Target } from './table.ts';

/** What a table did with a packet. A translation is left to the nat hook, which knows the connection. */
export type TableVerdict =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'reject'; readonly with: RejectWith }
  | { readonly kind: 'translate'; readonly target: NatTarget; readonly by: Decision | undefined }
  /** A rule has a part that is not known here, so that nobody can tell. */
  | { readonly kind: 'unknown'; readonly by: RuleDecision };

export type NatTarget = Extract<Target, { kind: 'DNAT' | 'SNAT' | 'MASQUERADE' | 'REDIRECT' }>;

const ACCEPT: TableVerdict = { kind: 'accept' };
const DROP: TableVerdict = { kind: 'drop' };

/** What one rule or the end of a chain leads to: a verdict, the next rule, or back to the calling chain. */
type Step = TableVerdict | 'next' | 'return';

/** Sends a packet through the built-in chain that a table has at the passage's hook. */
export function evaluate(passage: Passage, name: TableName, table: Table): TableVerdict {
  const { hook } = passage.context;
  const chain = table.chains[hook];
  return chain && !table.dormant && isBuiltIn(name, hook) ? evaluateBase(passage, name, table, chain) : ACCEPT;
}

/** Sends a packet through a chain that the kernel calls, to its policy if nothing else decides. */
export function evaluateBase(passage: Passage, id: TableId, table: Table, chain: Chain): TableVerdict {
  const { hook, tell, memory, family } = passage.context;
  passage.untold = true;
  const decided = evaluateChain(passage, id, table, chain);
  if (decided !== 'return') return decided;
  noteTrace(passage, id, chain.name, undefined, chain.policy ?? 'ACCEPT');
  count(memory, family, id, chain, undefined, passage.length);
  const policy = chain.policy ?? 'ACCEPT';
  if (chain.rules.length > 0 || policy === 'DROP') {
    const verdict = policy === 'DROP' ? 'dropped by policy' : 'on';
    tell?.({ kind: 'policy', hook, table: id, chain: chain.name, policy }, verdict, passage.packet);
  }
  return policy === 'DROP' ? DROP : ACCEPT;
}

function evaluateChain(passage: Passage, id: TableId, table: Table, chain: Chain): TableVerdict | 'return' {
  const { rules } = chain;
  const some = rulesFor(rules, passage.packet.destination);
  const count = some ? some.length : rules.length;
  for (let place = 0; place < count; place++) {
    const index = some ? (some[place] ?? 0) : place;
    const rule = rules[index];
    if (!rule) continue;
    const step = rule.nft
      ? applyNft(passage, id, table, chain, rule, index)
      : tryRule(passage, id, table, chain, rule, index);
    if (step !== 'next') return step;
  }
  return 'return';
}

function tryRule(passage: Passage, id: TableId, table: Table, chain: Chain, rule: Rule, index: number): Step {
  if (!matchesRule(rule, passage)) return 'next';
  if (isOpaque(rule)) return tryOpaque(passage, id, table, chain, rule, index);
  return applyRule(passage, id, table, chain, rule, index);
}

/** All that is known of the rule holds. What it would decide cannot be told, unless it decides nothing: then it is passed over. */
function tryOpaque(passage: Passage, id: TableId, table: Table, chain: Chain, rule: Rule, index: number): Step {
  const { target } = rule;
  if (isWithoutVerdict(target)) return 'next';
  if (target?.kind === 'jump' && decidesNothing(passage, id, table, target)) return 'next';
  return untold(passage, id, chain, rule, index);
}

/** Nobody can tell what the rule does with the packet. */
function untold(passage: Passage, id: TableId, chain: Chain, rule: Rule, index: number): TableVerdict {
  const { hook } = passage.context;
  const by: RuleDecision = { kind: 'rule', hook, table: id, chain: chain.name, number: index + 1, rule };
  say(passage, by, 'unknown');
  return { kind: 'unknown', by };
}

/** Whether a packet would come back from a chain as it went there. */
function decidesNothing(passage: Passage, id: TableId, table: Table, { chain, goto }: Jump): boolean {
  const trial: Passage = { ...passage, context: { ...passage.context, tell: undefined } };
  const step = goTo(trial, id, table, chain, goto);
  return step === 'next' && trial.packet === passage.packet && trial.connection === passage.connection;
}

/** Runs a rule that nft made, which counts where it says so only. */
function applyNft(passage: Passage, id: TableId, table: Table, chain: Chain, rule: Rule, index: number): Step {
  const { hook, tell } = passage.context;
  const outcome = runStatements(rule.nft?.statements ?? [], passage, { id, table, chain, rule, index });
  if (outcome.kind === 'failed') return 'next';
  if (outcome.kind === 'unknown') return untold(passage, id, chain, rule, index);
  const told = outcome.kind === 'verdict' ? ruleOfVerdict(rule, outcome.verdict) : rule;
  const by: Decision | undefined = tell && {
    kind: 'rule',
    hook,
    table: id,
    chain: chain.name,
    number: index + 1,
    rule: told,
  };
  if (passage.traced) noteTrace(passage, id, chain.name, rule, verdictOf(told));
  if (outcome.kind === 'translate') return { kind: 'translate', target: outcome.target, by };
  if (outcome.kind === 'reject') {
    say(passage, by, 'dropped by rule');
    return { kind: 'reject', with: outcome.with };
  }
  if (outcome.kind === 'next') {
    say(passage, by, 'on');
    return 'next';
  }
  const { verdict } = outcome;
  say(passage, by, verdict.kind === 'drop' ? 'dropped by rule' : 'on');
  switch (verdict.kind) {
    case 'continue':
      return 'next';
    case 'accept':
      return ACCEPT;
    case 'drop':
      return DROP;
    case 'return':
      return 'return';
    default:
      return goTo(passage, id, table, verdict.chain, verdict.kind === 'goto');
  }
}

function goTo(passage: Passage, id: TableId, table: Table, chain: string, goto: boolean): Step {
  const called = own(table.chains, chain);
  const decided = called ? evaluateChain(passage, id, table, called) : 'return';
  if (decided !== 'return') return decided;
  // After a goto, the end of the chain goes back past the chain that went there.
  return goto ? 'return' : 'next';
}

function matchesRule(rule: Rule, passage: Passage): boolean {
  const { packet, context } = passage;
  if (rule.destination && inPrefix(rule.destination.value, packet.destination) === rule.destination.not) return false;
  if (rule.source && inPrefix(rule.source.value, packet.source) === rule.source.not) return false;
  if (rule.in && isDevice(rule.in.value, context.in) === rule.in.not) return false;
  if (rule.out && isDevice(rule.out.value, context.out) === rule.out.not) return false;
  if (rule.protocol && (rule.protocol.value === passage.protocol) === rule.protocol.not) return false;
  // No packet here is a fragment.
  if (rule.fragment && !rule.fragment.not) return false;
  for (const match of rule.matches) if (!matchesExtension(match, rule, passage)) return false;
  return true;
}

function applyRule(passage: Passage, name: TableId, table: Table, chain: Chain, rule: Rule, index: number): Step {
  const { memory, family, hook, tell } = passage.context;
  count(memory, family, name, chain, index, passage.length);
  const by: Decision | undefined = tell && {
    kind: 'rule',
    hook,
    table: name,
    chain: chain.name,
    number: index + 1,
    rule,
  };
  const { target } = rule;
  if (target?.kind === 'TRACE') beginTrace(passage);
  if (passage.traced) noteTrace(passage, name, chain.name, rule, verdictOf(rule));
  if (!target) {
    say(passage, by, 'on');
    return 'next';
  }
  switch (target.kind) {
    case 'ACCEPT':
      say(passage, by, 'on');
      return ACCEPT;
    case 'DROP':
      say(passage, by, 'dropped by rule');
      return DROP;
    case 'RETURN':
      say(passage, by, 'on');
      return 'return';
    case 'REJECT':
      say(passage, by, 'dropped by rule');
      return { kind: 'reject', with: target.with };
    case 'DNAT':
    case 'SNAT':
    case 'MASQUERADE':
    case 'REDIRECT':
      return { kind: 'translate', target, by };
    case 'opaque':
      return 'next';
    case 'jump': {
      say(passage, by, 'on');
      return goTo(passage, name, table, target.chain, target.goto);
    }
    default:
      alter(passage, target);
      say(passage, by, 'on');
      return 'next';
  }
}

function say({ context, packet }: Passage, by: Decision | undefined, verdict: HookVerdict): void {
  if (by) context.tell?.(by, verdict, packet);
}

type Jump = Extract<Target, { kind: 'jump' }>;
type Deciding = NatTarget | Jump | Opaque | Extract<Target, { kind: 'ACCEPT' | 'DROP' | 'RETURN' | 'REJECT' }>;

/** Targets that change the packet or its connection and let it go on. */
function alter(passage: Passage, target: Exclude<Target, Deciding>): void {
  const mark = passage.packet.mark ?? 0;
  switch (target.kind) {
    case 'MARK':
      passage.packet = { ...passage.packet, mark: ((mark & ~target.mask) ^ target.value) >>> 0 };
      return;
    case 'CONNMARK':
      alterConnectionMark(passage, target.mark, mark);
      return;
    case 'NOTRACK':
    case 'CT':
      passage.connection ??= { state: 'UNTRACKED', direction: 'original' };
      return;
    case 'SET':
      alterSets(passage, target);
      return;
    case 'LOG':
    case 'NFLOG':
    case 'TRACE':
    case 'TCPMSS':
      return;
  }
}

/** xt_connmark. */
function alterConnectionMark(passage: Passage, change: ConnectionMark, mark: number): void {
  const connection = passage.connection?.connection;
  if (!connection) return;
  switch (change.action) {
    case 'set':
      setConnection(passage, { ...connection, mark: ((connection.mark & ~change.mask) ^ change.value) >>> 0 });
      return;
    case 'save': {
      const kept = connection.mark & ~change.connectionMask;
      setConnection(passage, { ...connection, mark: (kept ^ (mark & change.packetMask)) >>> 0 });
      return;
    }
    case 'restore': {
      const kept = mark & ~change.packetMask;
      const restored = (kept ^ (connection.mark & change.connectionMask)) >>> 0;
      passage.packet = { ...passage.packet, mark: restored };
      return;
    }
  }
}

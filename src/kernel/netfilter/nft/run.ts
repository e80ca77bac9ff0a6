import { own } from '../../own.ts';
import { mayDecide } from '../opaque.ts';
import { count, type FilterMemory } from '../memory.ts';
import { setConnection, type Passage } from '../passage.ts';
import type { Bucket, Chain, NatRange, PortRange, RejectWith, Rule, Table, TableId } from '../table.ts';
import { combine, decodeIp, isZero, lastOf, numberOf, type Data } from './datatypes.ts';
import { covers, elementFor, holdsData, type Place } from './lookup.ts';
import { load } from './load.ts';
import type {
  Among,
  Constant,
  Element,
  Expression,
  Limit,
  NamedSet,
  RejectKind,
  Statement,
  Translation,
  Verdict,
} from './ruleset.ts';
import { beginTrace } from '../tracing.ts';
import type { NatTarget } from '../evaluate.ts';

/** What the statements of a rule come to. `failed` is a condition that does not hold. */
export type Outcome =
  | { readonly kind: 'failed' }
  | { readonly kind: 'next' }
  /** What is not known here may decide. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'reject'; readonly with: RejectWith }
  | { readonly kind: 'translate'; readonly target: NatTarget };

const FAILED: Outcome = { kind: 'failed' };
const NEXT: Outcome = { kind: 'next' };

/** A rule of a chain, and the table it is in. */
export interface RulePlace {
  readonly id: TableId;
  readonly table: Table;
  readonly chain: Chain;
  readonly rule: Rule;
  readonly index: number;
}

/** Does what the statements of a rule say, one after the other (nft_do_chain). */
export function runStatements(statements: readonly Statement[], passage: Passage, at: RulePlace): Outcome {
  const place = placeOf(passage, at);
  for (const statement of statements) {
    const outcome = runStatement(statement, passage, at, place);
    if (outcome !== NEXT) return outcome;
  }
  return NEXT;
}

function placeOf({ context: { memory, now } }: Passage, { rule, table }: RulePlace): Place {
  return {
    table,
    turn(modulus) {
      const { tokens } = memory.buckets.get(rule) ?? rule.bucket ?? { tokens: 0 };
      memory.buckets.set(rule, { tokens: tokens + 1, updated: now });
      return tokens % modulus;
    },
    elementsOf: (set) => memory.elements?.get(set) ?? set.elements,
  };
}

function runStatement(statement: Statement, passage: Passage, at: RulePlace, place: Place): Outcome {
  switch (statement.kind) {
    case 'match':
      return matches(statement, passage, place) ? NEXT : FAILED;
    case 'verdict':
      return decide(statement.verdict);
    case 'vmap': {
      const key = load(statement.key, passage, place);
      const to = key && elementFor(statement.among, key, passage, place)?.to;
      return to && 'verdict' in to ? decide(to.verdict) : FAILED;
    }
    case 'counter':
      count(passage.context.memory, passage.context.family, at.id, at.chain, at.index, passage.length);
      return NEXT;
    case 'named-counter':
      return countNamed(statement.name, passage, at);
    case 'limit':
    case 'quota':
      return withinRule(statement, passage, at) ? NEXT : FAILED;
    case 'reject':
      return reject(statement.with, passage);
    case 'snat':
    case 'dnat':
    case 'masquerade':
    case 'redirect':
      return translate(statement, passage, place);
    case 'set':
      return setField(statement, passage, place);
    case 'notrack':
      passage.connection ??= { state: 'UNTRACKED', direction: 'original' };
      return NEXT;
    case 'update':
      return update(statement, passage, at, place);
    case 'opaque':
      return mayDecide(statement.text) ? { kind: 'unknown' } : NEXT;
    case 'log':
    case 'xt':
    case 'helper':
      return NEXT;
  }
}

function decide(verdict: Verdict): Outcome {
  return verdict.kind === 'continue' ? NEXT : { kind: 'verdict', verdict };
}

type Match = Extract<Statement, { kind: 'match' }>;

function matches({ left, relation, right }: Match, passage: Passage, place: Place): boolean {
  const value = load(left, passage, place);
  if (!value) return false;
  switch (relation) {
    case '==':
      return equals(value, right, passage, place);
    case '!=':
      return !equals(value, right, passage, place);
    case 'in':
      return !isZero(combine('&', value[0] ?? '0', bitsOf(right)));
    case '!':
      return isZero(combine('&', value[0] ?? '0', bitsOf(right)));
    default:
      return compares(value[0] ?? '', relation, right);
  }
}

function compares(value: Data, relation: '<' | '>' | '<=' | '>=', right: Constant | Among): boolean {
  const other = right.kind === 'value' ? right.data : '';
  if (relation === '<') return value < other;
  if (relation === '>') return value > other;
  return relation === '<=' ? value <= other : value >= other;
}

/** The bits of a constant together. */
export function bitsOf(right: Constant | Among): Data {
  if (right.kind === 'value') return right.data;
  return right.kind === 'flags' ? right.data.reduce((all, each) => combine('|', all, each)) : '0';
}

function equals(value: readonly Data[], right: Constant | Among, passage: Passage, place: Place): boolean {
  const [first = ''] = value;
  switch (right.kind) {
    case 'value':
      return holdsData(right.data, undefined, first);
    case 'values':
      return right.data.every((data, i) => holdsData(data, undefined, value[i] ?? ''));
    case 'prefix':
      return holdsData(right.data, lastOf(right.data, right.length), first);
    case 'range':
      return holdsData(right.from, right.to, first);
    case 'flags':
      return first === bitsOf(right);
    default:
      return elementFor(right, value, passage, place) !== undefined;
  }
}

function countNamed(name: string, { context, length }: Passage, { id, table }: RulePlace): Outcome {
  const counter = own(table.counters, name);
  if (!counter) return NEXT;
  const counts = (context.memory.namedCounts ??= new Map());
  const known = counts.get(counter) ?? { family: context.family, table: id, name, packets: 0, bytes: 0 };
  counts.set(counter, { ...known, packets: known.packets + 1, bytes: known.bytes + length });
  return NEXT;
}

const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };

/** Whether a packet is within a limit or a quota, which its rule keeps. */
function withinRule(
  statement: Limit | Extract<Statement, { kind: 'quota' }>,
  { context: { memory, now }, length }: Passage,
  { rule }: RulePlace,
): boolean {
  const known = memory.buckets.get(rule) ?? rule.bucket;
  if (statement.kind === 'quota') {
    const used = (known?.tokens ?? 0) + length;
    memory.buckets.set(rule, { tokens: used, updated: now });
    return used >= statement.bytes === statement.over;
  }
  const { bucket, passes } = takeToken(statement, known, now, length);
  memory.buckets.set(rule, bucket);
  return passes;
}

/** Takes from a bucket that fills with time (nft_limit.c); `over` holds where there is not enough. */
function takeToken(
  { rate, unit, burst, bytes, over }: Limit,
  known: Bucket | undefined,
  now: number,
  length: number,
): { bucket: Bucket; passes: boolean } {
  const most = bytes ? rate + burst : burst;
  const cost = bytes ? length : 1;
  const { tokens: left, updated } = known ?? { tokens: most, updated: now };
  const tokens = Math.min(most, left + ((now - updated) * rate) / (SECONDS[unit] * 1000));
  const enough = tokens >= cost;
  return { bucket: { tokens: enough ? tokens - cost : tokens, updated: now }, passes: enough !== over };
}

/** NFT_REJECT_ICMPX_*: what each is in either family. */
const ICMPX: readonly (readonly [RejectWith, RejectWith])[] = [
  ['icmp-net-unreachable', 'icmp6-no-route'],
  ['icmp-port-unreachable', 'icmp6-port-unreachable'],
  ['icmp-host-unreachable', 'icmp6-addr-unreachable'],
  ['icmp-admin-prohibited', 'icmp6-adm-prohibited'],
];
const ICMP: Readonly<Record<number, RejectWith>> = {
  0: 'icmp-net-unreachable',
  1: 'icmp-host-unreachable',
  2: 'icmp-proto-unreachable',
  3: 'icmp-port-unreachable',
  9: 'icmp-net-prohibited',
  10: 'icmp-host-prohibited',
  13: 'icmp-admin-prohibited',
};
const ICMPV6: Readonly<Record<number, RejectWith>> = {
  0: 'icmp6-no-route',
  1: 'icmp6-adm-prohibited',
  3: 'icmp6-addr-unreachable',
  4: 'icmp6-port-unreachable',
};

/** An error of one family alone is for its packets only. */
function reject({ kind, code }: RejectKind, { packet }: Passage): Outcome {
  const v6 = packet.source.includes(':');
  if (kind === 'tcp reset') return packet.transport.kind === 'tcp' ? { kind: 'reject', with: 'tcp-reset' } : FAILED;
  if (kind === 'icmpx') {
    const both = ICMPX[code];
    return both ? { kind: 'reject', with: both[v6 ? 1 : 0] } : FAILED;
  }
  const told = v6 === (kind === 'icmpv6') ? (v6 ? ICMPV6 : ICMP)[code] : undefined;
  return told ? { kind: 'reject', with: told } : FAILED;
}

function translate(statement: Translation, passage: Passage, place: Place): Outcome {
  const { kind, family, address, ports, flags } = statement;
  if (family && (family === 'ip6') !== passage.packet.source.includes(':')) return FAILED;
  const choice = {
    ...(flags.includes('random') ? { random: true as const } : {}),
    ...(flags.includes('fully-random') ? { randomFully: true as const } : {}),
    ...(flags.includes('persistent') ? { persistent: true as const } : {}),
  };
  const span = ports && spanOf(ports, passage, place);
  const toPorts: PortRange | undefined = span && { from: numberOf(span.from), to: numberOf(span.to) };
  if (kind === 'masquerade' || kind === 'redirect') {
    const target = kind === 'masquerade' ? 'MASQUERADE' : 'REDIRECT';
    return { kind: 'translate', target: { kind: target, ...(toPorts ? { ports: toPorts } : {}), ...choice } };
  }
  const to: NatRange = toPorts ? { port: toPorts.from, portTo: toPorts.to } : {};
  if (address) {
    const where = spanOf(address, passage, place);
    if (!where) return FAILED;
    to.address = decodeIp(where.from);
    if (where.to !== where.from) to.addressTo = decodeIp(where.to);
    if (where.port !== undefined) to.port = numberOf(where.port);
  }
  return { kind: 'translate', target: { kind: kind === 'dnat' ? 'DNAT' : 'SNAT', to, ...choice } };
}

/** The values from which a translation chooses, and the port that a map gives besides. */
function spanOf(
  expression: Expression,
  passage: Passage,
  place: Place,
): { from: Data; to: Data; port?: Data | undefined } | undefined {
  if (expression.kind === 'range') return { from: expression.from, to: expression.to };
  if (expression.kind === 'prefix') return { from: expression.data, to: lastOf(expression.data, expression.length) };
  const [from, port] = load(expression, passage, place) ?? [];
  return from === undefined ? undefined : { from, to: from, port };
}

function setField({ field, value }: Extract<Statement, { kind: 'set' }>, passage: Passage, place: Place): Outcome {
  const [data] = load(value, passage, place) ?? [];
  if (data === undefined) return FAILED;
  if (field.kind === 'meta' && field.key === 'nftrace' && !isZero(data)) beginTrace(passage);
  if (field.kind === 'meta' && field.key === 'mark') passage.packet = { ...passage.packet, mark: numberOf(data) >>> 0 };
  const known = passage.connection?.connection;
  if (field.kind === 'ct' && field.key === 'mark' && known)
    setConnection(passage, { ...known, mark: numberOf(data) >>> 0 });
  return NEXT;
}

/** Sets an element of a set from a packet (nft_dynset.c). A set that is full takes no more, and the rule ends. */
function update(
  statement: Extract<Statement, { kind: 'update' }>,
  passage: Passage,
  at: RulePlace,
  place: Place,
): Outcome {
  const set = own(at.table.sets, statement.set);
  const key = load(statement.key, passage, place);
  if (!set || !key) return FAILED;
  const { memory, now } = passage.context;
  const living = place.elementsOf(set).filter(({ expires = Infinity }) => expires > now);
  const known = living.find((element) => covers(element, key));
  if (statement.operation === 'delete') {
    keepElements(
      memory,
      at,
      set,
      living.filter((element) => element !== known),
      passage,
    );
    return NEXT;
  }
  if (!known && living.length >= (set.size ?? MOST)) return FAILED;
  const made = known ?? { key: key.map((from) => ({ from })) };
  const lasts = statement.timeout ?? set.timeout;
  const timed: Element =
    lasts !== undefined && (!known || statement.operation === 'update')
      ? { ...made, ...(statement.timeout === undefined ? {} : { timeout: statement.timeout }), expires: now + lasts }
      : made;
  const { element, passes } = meet([...(set.statements ?? []), ...statement.statements], timed, passage);
  keepElements(
    memory,
    at,
    set,
    known ? living.map((each) => (each === known ? element : each)) : [...living, element],
    passage,
  );
  return passes ? NEXT : FAILED;
}

/** Elements that a set may hold where none says how many. */
const MOST = 65_535;

/** Does an element's own statements: what it counts, and whether its limit lets the packet pass. */
function meet(
  statements: readonly Statement[],
  element: Element,
  { context: { now }, length }: Passage,
): { element: Element; passes: boolean } {
  let met = element;
  for (const statement of statements) {
    if (statement.kind === 'counter') {
      const { packets, bytes } = met.counters ?? { packets: 0, bytes: 0 };
      met = { ...met, counters: { packets: packets + 1, bytes: bytes + length } };
    }
    if (statement.kind !== 'limit') continue;
    const { bucket, passes } = takeToken(statement, met.bucket, now, length);
    met = { ...met, bucket };
    if (!passes) return { element: met, passes };
  }
  return { element: met, passes: true };
}

function keepElements(
  memory: FilterMemory,
  { id }: RulePlace,
  set: NamedSet,
  elements: readonly Element[],
  { context: { family } }: Passage,
): void {
  (memory.elements ??= new Map()).set(set, elements);
  (memory.changedSets ??= new Map()).set(set, { family, table: id, name: set.name });
}

/** How a decision of a map is told: as the rule that it makes of its own. */
export const ruleOfVerdict = (rule: Rule, verdict: Verdict): Rule =>
  rule.target ? rule : { ...rule, target: targetOf(verdict) };

const PLAIN = { accept: 'ACCEPT', drop: 'DROP', return: 'RETURN', continue: 'RETURN' } as const;

/** A verdict in the words of iptables' targets. */
export const targetOf = (verdict: Verdict): NonNullable<Rule['target']> =>
  'chain' in verdict
    ? { kind: 'jump', chain: verdict.chain, goto: verdict.kind === 'goto' }
    : { kind: PLAIN[verdict.kind] };

import type { Expression, Statement } from '../../../../kernel/netfilter/nft/ruleset.ts';
import { nameOf, numberOf } from '../../../../kernel/netfilter/nft/datatypes.ts';
import { Problem } from './problem.ts';
import type { ReadStatement } from './map.ts';
import type { Span } from './token.ts';

/** The network protocol that statements have fixed so far. */
export function networkOf(before: readonly ReadStatement[]): 'ip' | 'ip6' | undefined {
  for (const { statement } of before) {
    if (statement.kind !== 'match') continue;
    const found = networksIn(statement.left)[0] ?? namedNetwork(statement);
    if (found) return found;
  }
  return undefined;
}

const networksIn = (expression: Expression): ('ip' | 'ip6')[] =>
  payloadsIn(expression).flatMap(({ protocol }) => (protocol === 'ip' || protocol === 'ip6' ? [protocol] : []));

function namedNetwork({ left, relation, right }: Extract<Statement, { kind: 'match' }>): 'ip' | 'ip6' | undefined {
  if (left.kind !== 'meta' || relation !== '==' || right.kind !== 'value') return undefined;
  if (left.key === 'nfproto') return numberOf(right.data) === 10 ? 'ip6' : 'ip';
  return left.key === 'protocol' ? (right.data === '86dd' ? 'ip6' : 'ip') : undefined;
}

/** The transport protocol that statements have fixed so far, and which did; `th` where several are possible. */
export function transportOf(before: readonly ReadStatement[]): { name: string; span: Span } | undefined {
  for (const { statement, span } of before) {
    if (statement.kind !== 'match' && statement.kind !== 'vmap') continue;
    const left = statement.kind === 'match' ? statement.left : statement.key;
    const [payload] = payloadsIn(left).filter(({ protocol }) => TRANSPORTS.includes(protocol));
    if (payload) {
      const to = span.from + payload.protocol.length + 1 + payload.field.length;
      return { name: payload.protocol, span: { from: span.from, to } };
    }
    const named = statement.kind === 'match' && asksProtocol(left) ? statement.right : undefined;
    if (named?.kind === 'value') return { name: nameOf('inet_proto', numberOf(named.data)) ?? '', span };
    if (named) return { name: 'th', span };
  }
  return undefined;
}

const TRANSPORTS = ['tcp', 'udp', 'icmp', 'icmpv6', 'th'];

export const asksProtocol = (left: Expression): boolean =>
  (left.kind === 'meta' && left.key === 'l4proto') ||
  (left.kind === 'payload' && (left.field === 'protocol' || left.field === 'nexthdr'));

type Payload = Extract<Expression, { kind: 'payload' }>;

function payloadsIn(expression: Expression): Payload[] {
  switch (expression.kind) {
    case 'payload':
      return [expression];
    case 'binary':
      return payloadsIn(expression.left);
    case 'concat':
      return expression.parts.flatMap(payloadsIn);
    case 'map':
      return payloadsIn(expression.key);
    default:
      return [];
  }
}

/** @throws Problem where two statements cannot hold of one packet, or one stands behind what ends the rule */
export function checkTogether(statements: readonly ReadStatement[]): void {
  let transport: string | undefined;
  let network: string | undefined;
  let end: ReadStatement | undefined;
  for (const read of statements) {
    const { statement, span } = read;
    if (end) throw new Problem('Statement after terminal statement has no effect', span, end.span);
    if (endsRule(statement)) end = read;
    if (statement.kind !== 'match' && statement.kind !== 'vmap') continue;
    for (const { protocol, field } of payloadsIn(statement.kind === 'match' ? statement.left : statement.key)) {
      const at = { from: span.from, to: span.from + protocol.length + 1 + field.length };
      if (protocol === 'ip' || protocol === 'ip6') {
        if (network !== undefined && network !== protocol)
          throw new Problem(`conflicting network layer protocols specified: ${network} vs. ${protocol}`, at);
        network = protocol;
      } else if (TRANSPORTS.includes(protocol) && protocol !== 'th') {
        if (transport !== undefined && transport !== protocol)
          throw new Problem(`conflicting transport layer protocols specified: ${transport} vs. ${protocol}`, at);
        transport = protocol;
      }
    }
  }
}

function endsRule(statement: Statement): boolean {
  if (statement.kind === 'verdict') return statement.verdict.kind !== 'continue';
  return ['reject', 'snat', 'dnat', 'masquerade', 'redirect'].includes(statement.kind);
}

/** Statements as the kernel gives them back: without what the next one takes for granted, neighbouring fields in order. */
export function normalize(statements: readonly Statement[]): Statement[] {
  const kept = statements.filter((statement, i) => !isImplied(statement, statements[i + 1]));
  return kept.reduce<Statement[]>((sorted, statement) => {
    const last = sorted.at(-1);
    return last && swapped(last, statement) ? [...sorted.slice(0, -1), statement, last] : [...sorted, statement];
  }, []);
}

function isImplied(statement: Statement, next: Statement | undefined): boolean {
  if (statement.kind !== 'match' || statement.relation !== '==' || statement.right.kind !== 'value' || !next)
    return false;
  if (next.kind === 'reject' && statement.left.kind === 'meta' && statement.left.key === 'nfproto')
    return next.with.kind === (namedNetwork(statement) === 'ip6' ? 'icmpv6' : 'icmp');
  const left = next.kind === 'match' ? next.left : next.kind === 'vmap' ? next.key : undefined;
  const [payload] = left ? payloadsIn(left) : [];
  if (!payload || statement.left.kind !== 'meta') return false;
  if (statement.left.key === 'l4proto')
    return nameOf('inet_proto', numberOf(statement.right.data)) === payload.protocol;
  const network = statement.left.key === 'nfproto' ? namedNetwork(statement) : undefined;
  return network !== undefined && network === payload.protocol;
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['saddr', 'daddr'],
  ['sport', 'dport'],
];

/** Whether two neighbouring fields of one header stand the wrong way round: the kernel is asked for both at once (payload_try_merge). */
function swapped(first: Statement, second: Statement): boolean {
  if (first.kind !== 'match' || second.kind !== 'match') return false;
  if (first.left.kind !== 'payload' || second.left.kind !== 'payload') return false;
  if (first.relation !== '==' || second.relation !== '==') return false;
  if (first.right.kind !== 'value' || second.right.kind !== 'value') return false;
  const [one, other] = [first.left, second.left];
  return one.protocol === other.protocol && PAIRS.some(([a, b]) => one.field === b && other.field === a);
}

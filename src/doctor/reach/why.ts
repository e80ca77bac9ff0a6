import type { Diagnosis, Kind } from '../../diagnosis/diagnosis.ts';
import { ownerOf } from '../../diagnosis/lookup.ts';
import type { Decision, Hop } from '../../kernel/hop.ts';
import { printRule } from '../../kernel/netfilter/rule/rule-text.ts';
import type { Outcome } from '../../kernel/stimulus.ts';
import { containersOf } from '../../world/spots.ts';
import type { World } from '../../world/world.ts';
import { namesOf } from './sources.ts';
import type { Target } from './targets.ts';

/** What is said where traffic arrives, and where it ends without a diagnosis. Each has its sentence: `doctor.reach.KIND`. */
export type WayKind =
  | 'itself'
  | 'same-network'
  | 'from-host'
  | 'published-rule'
  | 'published-proxy'
  | 'way-out'
  | 'let-through'
  | 'routed'
  | 'another'
  | 'rule-unknown'
  | 'heard'
  | 'no-listener'
  | 'ended'
  | 'not-sent';

/** A rule that decided, as iptables or nft print it, and where it stands. */
export interface RuleAt {
  readonly place: string;
  readonly table: string;
  readonly chain: string;
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** What decided how traffic ended, as data; a kind of `src/diagnosis` or one of its own. */
export interface Why {
  readonly kind: Kind | WayKind;
  readonly values: Readonly<Record<string, string | number>>;
  readonly rule?: RuleAt;
}

/** The rule of a decision at a hop. */
export function ruleAt(world: World, { namespace, decision }: Pick<Hop, 'namespace' | 'decision'>): RuleAt | undefined {
  return decision.kind === 'rule' ? ruleOf(world, namespace, decision) : undefined;
}

const ruleOf = (world: World, namespace: string, decision: Decision & { kind: 'rule' }): RuleAt => ({
  place: nameAt(world, { namespace }),
  table: decision.table,
  chain: decision.chain,
  number: decision.number,
  text: `-A ${decision.chain} ${printRule(decision.rule)}`,
});

/** Why traffic did not arrive: its diagnosis, or where it ended. */
export function failureOf(
  world: World,
  diagnosis: Diagnosis | undefined,
  hops: readonly Hop[],
  outcome: Outcome | undefined,
  { protocol, port }: Pick<Target, 'protocol' | 'port'>,
): Why {
  if (outcome?.status === 'unknown') {
    const hop = hops.findLast(({ decision }) => decision.kind === 'rule' && decision.rule === outcome.rule.rule);
    const rule = ruleOf(world, hop?.namespace ?? '', outcome.rule);
    return { kind: 'rule-unknown', values: { ...rule }, rule };
  }
  const heard = hops.findLast(({ stage, verdict }) => stage === 'socket' && verdict.kind === 'delivered');
  if (protocol === 'udp' && outcome?.status === 'timeout' && heard?.decision.kind === 'socket')
    return {
      kind: 'heard',
      values: { place: nameAt(world, heard), port, program: heard.decision.program ?? '' },
    };
  if (diagnosis) {
    const hop = diagnosis.hop === undefined ? undefined : hops[diagnosis.hop];
    const rule = hop && ruleAt(world, hop);
    return { kind: diagnosis.kind, values: diagnosis.values, ...(rule && { rule }) };
  }
  const dropped = hops.findLast(({ verdict }) => verdict.kind === 'dropped');
  const rule = dropped && ruleAt(world, dropped);
  if (!dropped) return { kind: 'not-sent', values: {} };
  const transport = dropped.frame.payload.kind === 'ip' ? dropped.frame.payload.transport : undefined;
  if (dropped.verdict.kind === 'dropped' && dropped.verdict.reason === 'no-socket' && transport?.kind === 'udp')
    return { kind: 'no-listener', values: { place: nameAt(world, dropped), port: transport.destinationPort } };
  return { kind: 'ended', values: { place: nameAt(world, dropped) }, ...(rule && { rule }) };
}

/** Whose namespace a hop is in: a container that lives in one that others left, where there is one. */
export function nameAt(world: World, { namespace }: Pick<Hop, 'namespace'>): string {
  const owner = ownerOf(world, namespace);
  const names = namesOf(world);
  if (owner) return owner.container ? names.container(owner.machine.name, owner.container.name) : owner.name;
  const [machine, left] = containersOf(world).find(([, { sandbox }]) => sandbox?.namespace === namespace) ?? [];
  return machine === undefined || !left ? namespace : names.container(machine, left.name);
}

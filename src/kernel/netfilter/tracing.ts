import type { Mac } from '../../ip/address.ts';
import type { Effect } from '../effect.ts';
import type { Namespace } from '../namespace.ts';
import type { Packet } from '../packet/frame.ts';
import type { Passage } from './passage.ts';
import { printRule } from './rule/rule-text.ts';
import type { Rule, TableFamily, TableId } from './table.ts';

/** A packet whose way through the rules is told (nf_trace); it travels with the packet through one namespace. */
export interface Traced {
  readonly id: number;
  /** The device it came in by, and the source of the frame it came in. */
  readonly in?: string | undefined;
  readonly source?: Mac | undefined;
}

/** One rule, or the policy of a chain, that a traced packet met (nf_tables_trace.c). */
export interface TraceEvent {
  readonly traced: Traced;
  readonly family: TableFamily;
  readonly out: string | undefined;
  readonly packet: Packet;
  readonly length: number;
  /** The first of its base chain, with which the packet is told. */
  readonly first: boolean;
  readonly table: TableId;
  readonly chain: string;
  /** Absent where the policy decided. */
  readonly rule: { readonly handle: number; readonly text: string | undefined } | undefined;
  readonly verdict: string;
}

/** What was told since somebody listens: how much in all, and the last of it. */
export interface TraceLog {
  count: number;
  events: TraceEvent[];
}

/** Events that are kept for who listens. */
const MOST = 400;

/** Marks a packet: from here on its way is told. */
export function beginTrace(passage: Passage): void {
  const { memory, now, sourceMac } = passage.context;
  const count = (memory.namespace.netfilter.traced?.count ?? 0) + (memory.traces?.length ?? 0);
  const id = (Math.imul(Math.floor(now) ^ (count + 1), 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  passage.traced ??= { id, in: passage.context.in, source: passage.context.in === undefined ? undefined : sourceMac };
}

/** Tells what a rule or a policy did with a traced packet, where somebody listens. */
export function noteTrace(
  passage: Passage,
  table: TableId,
  chain: string,
  rule: Rule | undefined,
  verdict: string,
): void {
  const { traced, context, packet, length } = passage;
  if (!traced || !context.memory.namespace.netfilter.traced) return;
  const events = (context.memory.traces ??= []);
  events.push({
    traced,
    family: context.family,
    out: context.out,
    packet,
    length,
    first: passage.untold,
    table,
    chain,
    rule: rule && { handle: rule.handle ?? 0, text: rule.nft ? undefined : printRule(rule) },
    verdict,
  });
  passage.untold = false;
}

/** The verdict of a rule as it is told: what is translated goes on, and what is refused is dropped. */
export function verdictOf({ target }: Rule): string {
  switch (target?.kind) {
    case 'ACCEPT':
    case 'DROP':
    case 'RETURN':
      return target.kind;
    case 'jump':
      return `${target.goto ? 'GOTO' : 'JUMP'}:${target.chain}`;
    case 'REJECT':
      return 'DROP';
    case 'DNAT':
    case 'SNAT':
    case 'MASQUERADE':
    case 'REDIRECT':
      return 'ACCEPT';
    default:
      return 'CONTINUE';
  }
}

/** Keeps what was told for who listens. */
export function keepTraces({ netfilter }: Namespace, { events }: Extract<Effect, { kind: 'traced' }>): void {
  const log = netfilter.traced;
  if (!log) return;
  log.count += events.length;
  log.events = [...log.events, ...events].slice(-MOST);
}

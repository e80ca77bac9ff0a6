import type { Hop, HopStage } from '../../kernel/hop.ts';
import { stepAt, type Grain, type Step } from '../../story/steps.ts';

export type Protocol = 'ARP' | 'DNS' | 'TCP' | 'UDP' | 'ICMP';

/** What of a story is listed: everything of a kind where nothing of that kind is chosen. */
export interface EventFilter {
  readonly protocols: ReadonlySet<Protocol>;
  readonly stages: ReadonlySet<HopStage>;
  readonly flows: ReadonlySet<number>;
}

export const everything: EventFilter = { protocols: new Set(), stages: new Set(), flows: new Set() };

export function protocolOfHop({ frame: { payload } }: Hop): Protocol {
  if (payload.kind === 'arp') return 'ARP';
  const { transport } = payload;
  if (transport.kind === 'udp') return transport.data.kind === 'dns' ? 'DNS' : 'UDP';
  return transport.kind === 'tcp' ? 'TCP' : 'ICMP';
}

const chosen = <T>(set: ReadonlySet<T>, value: T): boolean => set.size === 0 || set.has(value);

/** The indices of the hops that a filter lets through. */
export function listed(hops: readonly Hop[], { protocols, stages, flows }: EventFilter): readonly number[] {
  const indices: number[] = [];
  for (const [index, hop] of hops.entries())
    if (chosen(protocols, protocolOfHop(hop)) && chosen(stages, hop.stage) && chosen(flows, hop.flow))
      indices.push(index);
  return indices;
}

/** What there is to choose from, each in the order of its first hop. */
export function choices(hops: readonly Hop[]): {
  readonly protocols: readonly Protocol[];
  readonly stages: readonly HopStage[];
  readonly flows: readonly number[];
} {
  return {
    protocols: [...new Set(hops.map(protocolOfHop))],
    stages: [...new Set(hops.map(({ stage }) => stage))],
    flows: [...new Set(hops.map(({ flow }) => flow))].sort((a, b) => a - b),
  };
}

/** A set with a value in it or taken out of it. */
export function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** A row of the list: a step, which opens to its hops, or a hop, of such a step or by itself. Both by their index. */
export type ListRow =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'hop'; readonly hop: number; readonly inner: boolean };

/** The rows for some hops: the steps that they belong to, with theirs where one is open; where every hop is told, a hop by itself. */
export function rowsOf(
  indices: readonly number[],
  steps: readonly Step[],
  grain: Grain,
  open: ReadonlySet<number>,
): readonly ListRow[] {
  const rows: ListRow[] = [];
  let last: number | undefined;
  for (const hop of indices) {
    const step = stepAt(steps, hop);
    const { from, to } = steps[step] ?? { from: hop, to: hop + 1 };
    const inner = grain !== 'hops' || to - from > 1;
    if (inner && step !== last) rows.push({ kind: 'step', step });
    if (!inner || open.has(step)) rows.push({ kind: 'hop', hop, inner });
    last = step;
  }
  return rows;
}

/** Where in the list the hop that is shown stands; at the row of its step, where that is what was chosen. */
export function chosenRow(rows: readonly ListRow[], steps: readonly Step[], hop: number, choseStep: boolean): number {
  const step = stepAt(steps, hop);
  if (choseStep && steps[step]?.hop === hop) {
    const at = rows.findIndex((row) => row.kind === 'step' && row.step === step);
    if (at >= 0) return at;
  }
  return rowOf(
    rows.map((row) => (row.kind === 'hop' ? row.hop : (steps[row.step]?.from ?? 0))),
    hop,
  );
}

/** Where in the list the hop stands, or the last one before it that is listed; -1 where there is none. */
export function rowOf(indices: readonly number[], hop: number): number {
  let row = -1;
  for (const [at, index] of indices.entries()) if (index <= hop) row = at;
  return row;
}

/** `12.345 ms` since the command's traffic began. */
export const timeText = (microseconds: number): string => `${(microseconds / 1000).toFixed(3)}`;

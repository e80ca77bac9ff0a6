import { KernelError } from '../errno.ts';
import type { Kernel } from '../kernel.ts';
import type { Counters, LinkRef } from './link.ts';
import { linkAt } from './lookup.ts';

/** How packets wait for a link to send them, as somebody told it to (net/sched). Rates in bits a second, sizes in octets, times in µs. */
export type Queueing =
  | { kind: 'tbf'; rate: number; burst: number; latency?: number; limit?: number }
  | { kind: 'htb'; byDefault: number; r2q: number; classes: HtbClass[] }
  | { kind: 'pfifo' | 'bfifo'; limit: number }
  | { kind: 'pfifo_fast' | 'noqueue' | 'ingress' | 'clsact' };

export interface HtbClass {
  /** `1:10` */
  id: string;
  parent: string;
  rate: number;
  ceil: number;
  burst: number;
  ceilBurst: number;
  prio: number;
}

export interface Qdisc {
  /** The part of its handle before the colon. */
  handle: number;
  /** The class that it stands in; absent at the root. */
  parent?: string;
  queueing: Queueing;
  /** What the link had sent when it came. */
  start: Counters;
}

export type Change = 'add' | 'replace' | 'change';

/** The handle of what stands where packets come in. */
export const INGRESS = 0xffff;
/** The first handle that the kernel gives by itself. */
const FIRST = 0x8001;

const refuse = (text: string): KernelError => new KernelError('EINVAL', text);

export const isIngress = ({ handle }: Qdisc): boolean => handle === INGRESS;

const samePlace = (a: Qdisc, parent: string | undefined, ingress: boolean): boolean =>
  isIngress(a) === ingress && a.parent === parent;

/** Adds, replaces or changes a queueing discipline of a link (sch_api.c: tc_modify_qdisc). Throws EINVAL. */
export function setQdisc(
  kernel: Kernel,
  ref: LinkRef,
  how: Change,
  { handle, parent, queueing }: { handle?: number | undefined; parent?: string | undefined; queueing: Queueing },
): void {
  const link = linkAt(kernel, ref);
  const ingress = queueing.kind === 'ingress' || queueing.kind === 'clsact';
  const all = link.qdiscs ?? [];
  const known = all.find((each) => samePlace(each, parent, ingress));
  if (parent !== undefined && !classesOf(all).some(({ id }) => id === parent))
    throw refuse('Failed to find specified qdisc');
  if (how === 'add' && known && known.queueing.kind !== 'noqueue') throw refuse('Exclusivity flag on, cannot modify');
  if (how === 'change' && !known) throw refuse('Qdisc not found. To create specify NLM_F_CREATE flag');
  if (known?.queueing.kind === queueing.kind && (handle === undefined || handle === known.handle)) {
    known.queueing = keptClasses(known.queueing, queueing);
    return;
  }
  if (how === 'change') throw refuse('Invalid qdisc name: must match existing qdisc');
  const given = ingress ? INGRESS : (handle ?? nextHandle(kernel));
  const made = { handle: given, ...(parent !== undefined && { parent }), queueing, start: { ...link.sent } };
  link.qdiscs = [...all.filter((each) => each !== known), made].sort((a, b) => rank(a) - rank(b));
}

const rank = (qdisc: Qdisc): number => (isIngress(qdisc) ? 2 : qdisc.parent === undefined ? 0 : 1);

const keptClasses = (before: Queueing, after: Queueing): Queueing =>
  before.kind === 'htb' && after.kind === 'htb' ? { ...after, classes: before.classes } : after;

function nextHandle(kernel: Kernel): number {
  const next = kernel.nextQdisc ?? FIRST;
  kernel.nextQdisc = next + 1;
  return next;
}

/** Removes one, and what stands in it: the kernel's own is there again. Throws EINVAL where none was set. */
export function removeQdisc(kernel: Kernel, ref: LinkRef, parent: string | undefined, ingress: boolean): void {
  const link = linkAt(kernel, ref);
  const known = link.qdiscs?.find((each) => samePlace(each, parent, ingress));
  if (!known) throw refuse(ingress ? 'Invalid handle' : 'Cannot delete qdisc with handle of zero');
  const left = (link.qdiscs ?? []).filter(
    (each) => each !== known && (ingress || parent !== undefined || each.parent === undefined),
  );
  if (left.length > 0) link.qdiscs = left;
  else delete link.qdiscs;
}

/** The classes of a link. */
export const classesOf = (qdiscs: readonly Qdisc[]): readonly HtbClass[] =>
  qdiscs.flatMap(({ queueing }) => (queueing.kind === 'htb' ? queueing.classes : []));

/** Adds, replaces or changes a class. Throws EINVAL, EEXIST, ENOENT. */
export function setClass(kernel: Kernel, ref: LinkRef, how: Change, made: HtbClass): void {
  const found = linkAt(kernel, ref).qdiscs?.find(({ handle }) => made.id.startsWith(`${handle.toString(16)}:`));
  if (found?.queueing.kind !== 'htb') throw refuse('Failed to find specified qdisc');
  const { queueing } = found;
  const known = queueing.classes.some(({ id }) => id === made.id);
  if (how === 'add' && known) throw new KernelError('EEXIST');
  if (how === 'change' && !known) throw new KernelError('ENOENT');
  queueing.classes = [...queueing.classes.filter(({ id }) => id !== made.id), made].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}

/** Removes a class. Throws ENOENT. */
export function removeClass(kernel: Kernel, ref: LinkRef, id: string): void {
  for (const { queueing } of linkAt(kernel, ref).qdiscs ?? []) {
    if (queueing.kind !== 'htb' || !queueing.classes.some((each) => each.id === id)) continue;
    queueing.classes = queueing.classes.filter((each) => each.id !== id);
    return;
  }
  throw new KernelError('ENOENT');
}

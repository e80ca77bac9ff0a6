import { KernelError } from '../errno.ts';
import type { Kernel } from '../kernel.ts';
import type { Counters, Link, LinkRef } from './link.ts';
import type { Filter } from './filter.ts';
import { linkAt } from './lookup.ts';
import { hasModule, type KernelModule } from '../modules.ts';

/** How packets wait for a link to send them, as somebody told it to (net/sched). Rates in bits a second, sizes in octets, times in µs. */
export type Queueing =
  | { kind: 'tbf'; rate: number; burst: number; latency?: number; limit?: number }
  | { kind: 'htb'; byDefault: number; r2q: number; classes: HtbClass[] }
  | { kind: 'pfifo' | 'bfifo'; limit: number }
  | Netem
  | { kind: 'prio'; bands: number; map: number[] }
  | { kind: 'sfq'; limit: number; quantum: number; divisor: number; perturb: number }
  | FqCodel
  | { kind: 'pfifo_fast' | 'noqueue' | 'ingress' | 'clsact' };

/** Delays and loses packets (net/sched/sch_netem.c). Shares are from 0 to 1. */
export interface Netem {
  kind: 'netem';
  /** Packets. */
  limit: number;
  delay: number;
  jitter: number;
  delayCorrelation?: number;
  loss: number;
  lossCorrelation?: number;
  rate?: number;
  seed: number;
}

export interface FqCodel {
  kind: 'fq_codel';
  limit: number;
  flows: number;
  quantum: number;
  target: number;
  interval: number;
  memory: number;
  ecn: boolean;
  batch: number;
}

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
  /** Packets that it lost. */
  dropped?: number;
  /** How packets come to its classes, in their order. */
  filters?: Filter[];
}

/** The disciplines that some kernels are built without. */
const MODULES: Partial<Record<Queueing['kind'], KernelModule>> = {
  netem: 'sch_netem',
  prio: 'sch_prio',
  sfq: 'sch_sfq',
  fq_codel: 'sch_fq_codel',
};

/** The band of a prio that takes packets of the usual service, from 1. */
export const bandOf = ({ map }: Extract<Queueing, { kind: 'prio' }>): number => (map[0] ?? 0) + 1;

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
  const module = MODULES[queueing.kind];
  if (module !== undefined && !hasModule(kernel, module)) throw refuse('Specified qdisc kind is unknown');
  if (parent !== undefined && !hasClass(all, parent)) throw refuse('Failed to find specified qdisc');
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

/** Counts packets that were lost in a link's queue, at its root. */
export function countLost({ qdiscs = [] }: Pick<Link, 'qdiscs'>, packets: number): void {
  const root = qdiscs.find((each) => each.parent === undefined && !isIngress(each));
  if (root) root.dropped = (root.dropped ?? 0) + packets;
}

/** What packets of a link wait in, by its name. */
export const queueingName = ({ qdiscs = [] }: Pick<Link, 'qdiscs'>): string =>
  [...new Set(qdiscs.filter((each) => !isIngress(each)).map(({ queueing }) => queueing.kind))].join(' ');

/** The classes that a prio has by itself, `1:1` and on. */
export const bandsOf = ({ handle, queueing }: Qdisc): string[] =>
  queueing.kind === 'prio' ? Array.from({ length: queueing.bands }, (_, i) => `${handle.toString(16)}:${i + 1}`) : [];

const hasClass = (all: readonly Qdisc[], parent: string): boolean =>
  classesOf(all).some(({ id }) => id === parent) || all.some((each) => bandsOf(each).includes(parent));

/** The classes of a link. */
export const classesOf = (qdiscs: readonly Qdisc[]): readonly HtbClass[] =>
  qdiscs.flatMap(({ queueing }) => (queueing.kind === 'htb' ? queueing.classes : []));

const idOf = ({ id }: HtbClass): number => {
  const [major = '0', minor = '0'] = id.split(':');
  return parseInt(major, 16) * 0x10000 + parseInt(minor, 16);
};

/** The bucket of a class (sch_generic.h: qdisc_class_hash). */
function bucketOf(id: number, size: number): number {
  const folded = id ^ (id >>> 8);
  return ((folded ^ (folded >>> 4)) >>> 0) % size;
}

/** Classes in the order in which the kernel lists them: by the buckets of its table, which grows, the newest of each first (qdisc_class_hash_grow). */
export function listedClasses(classes: readonly HtbClass[]): HtbClass[] {
  let buckets: HtbClass[][] = Array.from({ length: 4 }, () => []);
  const put = (into: HtbClass[][], each: HtbClass): void => void into[bucketOf(idOf(each), into.length)]?.unshift(each);
  for (const [i, each] of classes.entries()) {
    put(buckets, each);
    if ((i + 1) * 4 <= buckets.length * 3) continue;
    const larger: HtbClass[][] = Array.from({ length: buckets.length * 2 }, () => []);
    for (const held of buckets.flat()) put(larger, held);
    buckets = larger;
  }
  return buckets.flat();
}

/** Adds, replaces or changes a class. Throws EINVAL, EEXIST, ENOENT. */
export function setClass(kernel: Kernel, ref: LinkRef, how: Change, made: HtbClass): void {
  const found = linkAt(kernel, ref).qdiscs?.find(({ handle }) => made.id.startsWith(`${handle.toString(16)}:`));
  if (found?.queueing.kind !== 'htb') throw refuse('Failed to find specified qdisc');
  const { queueing } = found;
  const known = queueing.classes.some(({ id }) => id === made.id);
  if (how === 'add' && known) throw new KernelError('EEXIST');
  if (how === 'change' && !known) throw new KernelError('ENOENT');
  queueing.classes = known
    ? queueing.classes.map((each) => (each.id === made.id ? made : each))
    : [...queueing.classes, made];
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

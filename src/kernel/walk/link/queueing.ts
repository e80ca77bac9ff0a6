import { takes } from '../../link/filter.ts';
import { bandOf, isIngress, type HtbClass, type Qdisc, type Queueing } from '../../link/qdisc.ts';
import type { Device } from '../memory.ts';
import type { Skb } from '../skb.ts';
import type { Walk } from '../walk.ts';
import { ETHERNET_HEADER, sizeOf } from './device.ts';

/** What a queueing discipline, or a class, keeps in mind from one packet to the next. */
export interface Line {
  /** When (µs) what it took is through. */
  free: number;
  /** When it sent last, as packets do not overtake each other. */
  last: number;
  /** Packets taken so far. */
  taken: number;
  /** The last numbers drawn for delay and loss, from 0 to 1. */
  delay: number;
  loss: number;
}

/** What the disciplines of a device keep in mind in one walk, by handle or class, and how many packets they lost. */
export interface Lines {
  readonly by: Map<string, Line>;
  lost: number;
}

function lineOf(device: Device, name: string): Line {
  const lines: Lines = (device.queue ??= { by: new Map<string, Line>(), lost: 0 });
  let line = lines.by.get(name);
  if (!line) lines.by.set(name, (line = { free: 0, last: 0, taken: 0, delay: 0, loss: 0 }));
  return line;
}

/** A number from 0 to 1 that follows from a seed and two others (murmur3's last steps). */
function drawn(seed: number, one: number, two: number): number {
  let hash = Math.imul(seed ^ Math.imul(one, 0x9e3779b1), 0x01000193) ^ Math.imul(two, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A drawn number that is alike the last one, by so much (sch_netem.c: get_crandom). */
const alike = (fresh: number, last: number, correlation: number): number =>
  fresh * (1 - correlation) + last * correlation;

const LOSS = 1;
const JITTER = 2;

const bitsOf = (skb: Skb): number => (sizeOf(skb) + ETHERNET_HEADER) * 8;

/** When a packet goes that a discipline takes at a time (µs); undefined where it is lost. */
function throughNetem(walk: Walk, device: Device, skb: Skb, qdisc: Qdisc, at: number): number | undefined {
  const { queueing: netem, handle } = qdisc;
  if (netem.kind !== 'netem') return at;
  const line = lineOf(device, String(handle));
  const seed = (walk.seed ^ handle ^ device.link.sent.packets ^ Math.floor(walk.clock)) >>> 0;
  line.taken += 1;
  if (netem.loss > 0) {
    line.loss = alike(drawn(seed, line.taken, LOSS), line.loss, netem.lossCorrelation ?? 0);
    if (line.loss < netem.loss) return undefined;
  }
  let delay = netem.delay;
  if (netem.jitter > 0) {
    line.delay = alike(drawn(seed, line.taken, JITTER), line.delay, netem.delayCorrelation ?? 0);
    delay = Math.max(0, delay + (2 * line.delay - 1) * netem.jitter);
  }
  if (netem.rate) {
    line.free = Math.max(at + delay, line.free) + (bitsOf(skb) / netem.rate) * 1e6;
    return line.free;
  }
  // What is kept in order stays in order; the real one lets packets overtake each other.
  line.last = Math.max(at + delay, line.last);
  return line.last;
}

interface Rate {
  /** Bits a second. */
  readonly rate: number;
  /** Octets. */
  readonly burst: number;
  /** The most (µs) that a packet waits; a longer queue loses it. */
  readonly most: number;
}

/** A bucket of tokens, full when the walk begins. */
function throughBucket(
  device: Device,
  skb: Skb,
  name: string,
  { rate, burst, most }: Rate,
  at: number,
): number | undefined {
  const line = lineOf(device, name);
  const takes = (bitsOf(skb) / rate) * 1e6;
  const credit = Math.max((burst * 8e6) / rate, takes);
  const goes = Math.max(at, line.free + takes - credit);
  if (goes - at > most) return undefined;
  line.free = Math.max(line.free, goes) + takes;
  return goes;
}

/** What a class may borrow at most: what those above it may. */
function ceilOf(classes: readonly HtbClass[], { ceil, parent }: HtbClass): number {
  const above = classes.find(({ id }) => id === parent);
  return above ? Math.min(ceil, ceilOf(classes, above)) : ceil;
}

/** Packets that wait for a class (net/sched/sch_htb.c: direct_qlen). */
const QUEUE = 1000;

/** The class that a packet comes to. */
function classOf({ queueing, handle, filters = [] }: Qdisc, skb: Skb): string | undefined {
  const flow = filters.find((filter) => filter.flow !== undefined && takes(filter, skb.frame))?.flow;
  if (flow !== undefined) return flow;
  if (queueing.kind === 'prio') return `${handle.toString(16)}:${bandOf(queueing)}`;
  return queueing.kind === 'htb' ? `${handle.toString(16)}:${queueing.byDefault.toString(16)}` : undefined;
}

function through(walk: Walk, device: Device, skb: Skb, qdisc: Qdisc, at: number): number | undefined {
  const { queueing } = qdisc;
  if (queueing.kind === 'netem') return throughNetem(walk, device, skb, qdisc, at);
  if (queueing.kind === 'tbf') return throughBucket(device, skb, String(qdisc.handle), bucketOf(queueing), at);
  const id = classOf(qdisc, skb);
  if (id === undefined) return at;
  const leaf = device.link.qdiscs?.find(({ parent }) => parent === id);
  const then = leaf ? through(walk, device, skb, leaf, at) : at;
  if (queueing.kind !== 'htb' || then === undefined) return then;
  const found = queueing.classes.find((each) => each.id === id);
  if (!found) return then;
  const rate = ceilOf(queueing.classes, found);
  const most = ((QUEUE * device.link.mtu * 8) / rate) * 1e6;
  return throughBucket(device, skb, id, { rate, burst: found.ceilBurst, most }, then);
}

function bucketOf({ rate, burst, latency, limit }: Extract<Queueing, { kind: 'tbf' }>): Rate {
  return { rate, burst, most: latency ?? (Math.max(0, (limit ?? 0) - burst) * 8e6) / rate };
}

/** How long (µs) the queueing discipline of a device keeps a frame before it is sent; undefined where it loses it. */
export function waitOf(walk: Walk, device: Device, skb: Skb): number | undefined {
  const root = device.link.qdiscs?.find((each) => each.parent === undefined && !isIngress(each));
  if (!root) return 0;
  const at = through(walk, device, skb, root, walk.now);
  if (at === undefined) (device.queue ??= { by: new Map<string, Line>(), lost: 0 }).lost += 1;
  return at === undefined ? undefined : at - walk.now;
}

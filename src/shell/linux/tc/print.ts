/** How tc prints queueing disciplines, classes and filters, as text and as JSON. */
import type { Filter, Key } from '../../../kernel/link/filter.ts';
import type { Link } from '../../../kernel/link/link.ts';
import {
  bandsOf,
  isIngress,
  listedClasses,
  type HtbClass,
  type Qdisc,
  type Queueing,
} from '../../../kernel/link/qdisc.ts';
import type { Json } from '../json-writer.ts';
import { classifierText } from './classifiers.ts';
import { QUEUE } from './disciplines.ts';
import { rateText, shortFloat, sizeText, timeText } from './quantities.ts';

/** What was printed of something: its text, and the same as JSON. */
export interface Printed {
  readonly text: string;
  readonly json: { readonly [key: string]: Json | undefined };
}

/** JSON tells rates in octets a second, whatever the text says. */
const perSecond = (bits: number): number => Math.floor(bits / 8);
const second = (micros: number): Json => ({ raw: shortFloat(micros / 1e6) });
const percent = (share: number): string => `${shortFloat(share * 100)}%`;
const alike = (share: number | undefined): string => (share ? ` ${percent(share)}` : '');
const float = (share: number): Json => ({ raw: shortFloat(share) });

function netem({
  limit,
  delay,
  jitter,
  delayCorrelation,
  loss,
  lossCorrelation,
  rate,
  seed,
}: Extract<Queueing, { kind: 'netem' }>): Printed {
  const late =
    delay > 0 ? ` delay ${timeText(delay)}${jitter > 0 ? `  ${timeText(jitter)}${alike(delayCorrelation)}` : ''}` : '';
  const lost = loss > 0 ? ` loss ${percent(loss)}${alike(lossCorrelation)}` : '';
  const slow = rate ? ` rate ${rateText(rate)}` : '';
  return {
    text: `limit ${limit}${late}${lost}${slow} seed ${seed}`,
    json: {
      limit,
      delay:
        delay > 0
          ? { delay: second(delay), jitter: second(jitter), correlation: float(delayCorrelation ?? 0) }
          : undefined,
      'loss-random': loss > 0 ? { loss: float(loss), correlation: float(lossCorrelation ?? 0) } : undefined,
      rate: rate ? { rate: perSecond(rate), packetoverhead: 0, cellsize: 0, celloverhead: 0 } : undefined,
      seed,
      ecn: false,
      gap: 0,
    },
  };
}

const FAST_MAP = [1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1];

/** As `tc qdisc show` prints it behind its place. */
function queueingPrinted(queueing: Queueing, details: boolean): Printed {
  switch (queueing.kind) {
    case 'tbf': {
      const { rate, burst, latency, limit } = queueing;
      const last = latency === undefined ? `limit ${sizeText(limit ?? 0)}` : `lat ${timeText(latency)}`;
      const cell = details ? '/1 mpu 0b' : '';
      return {
        text: `rate ${rateText(rate)} burst ${sizeText(burst)}${cell} ${last} ${details ? 'linklayer ethernet ' : ''}`,
        json: { rate: perSecond(rate), burst, ...(latency === undefined ? { limit: limit ?? 0 } : { lat: latency }) },
      };
    }
    case 'htb': {
      const { r2q, byDefault } = queueing;
      const unclassified = byDefault === 0 ? '0' : `0x${byDefault.toString(16)}`;
      return {
        text: `r2q ${r2q} default ${unclassified} direct_packets_stat 0 ${details ? 'ver 3.17 ' : ''}direct_qlen ${QUEUE}`,
        json: { r2q, default: unclassified, direct_packets_stat: 0, direct_qlen: QUEUE },
      };
    }
    case 'pfifo':
      return { text: `limit ${queueing.limit}p`, json: { limit: queueing.limit } };
    case 'bfifo':
      return { text: `limit ${queueing.limit}b`, json: { limit: queueing.limit } };
    case 'netem':
      return netem(queueing);
    case 'prio':
      return bandsPrinted(queueing.bands, queueing.map);
    case 'pfifo_fast':
      return bandsPrinted(3, FAST_MAP);
    case 'sfq': {
      const { limit, quantum, divisor, perturb } = queueing;
      return {
        text: `limit ${limit}p quantum ${sizeText(quantum)} depth 127 ${details ? 'flows 128 ' : ''}divisor ${divisor} ${perturb ? `perturb ${perturb}sec ` : ''}`,
        json: { limit, quantum, depth: 127, divisor, perturb: perturb || undefined },
      };
    }
    case 'fq_codel': {
      const { limit, flows, quantum, target, interval, memory, ecn, batch } = queueing;
      return {
        text: `limit ${limit}p flows ${flows} quantum ${quantum} target ${timeText(target)} interval ${timeText(interval)} memory_limit ${sizeText(memory)} ${ecn ? 'ecn ' : ''}drop_batch ${batch} `,
        json: {
          limit,
          flows,
          quantum,
          target,
          interval,
          memory_limit: memory,
          ecn: ecn || undefined,
          drop_batch: batch,
        },
      };
    }
    case 'ingress':
      return { text: '---------------- ', json: {} };
    default:
      return { text: '', json: {} };
  }
}

const bandsPrinted = (bands: number, map: readonly number[]): Printed => ({
  text: `bands ${bands} priomap ${map.join(' ')}`,
  json: { bands, priomap: map },
});

interface Sent {
  readonly packets: number;
  readonly bytes: number;
  readonly dropped: number;
}

/** What stands below a row with -s. */
export function statistics({ packets, bytes, dropped }: Sent): Printed {
  return {
    text: ` Sent ${bytes} bytes ${packets} pkt (dropped ${dropped}, overlimits 0 requeues 0) \n backlog 0b 0p requeues 0\n`,
    json: { bytes, packets, drops: dropped, overlimits: 0, requeues: 0, backlog: 0, qlen: 0 },
  };
}

export const NOTHING: Sent = { packets: 0, bytes: 0, dropped: 0 };

/** Queues for sending: as many as the machine has processors, of devices that have several. */
const queues = ({ kind }: Link): number => (kind === 'veth' ? 2 : 1);

export interface Showing {
  /** Whether rows tell their device. */
  readonly named: boolean;
  readonly stats: boolean;
  readonly details: boolean;
}

/** The queueing disciplines of a link. */
export function qdiscsPrinted(link: Link, { named, stats, details }: Showing): Printed[] {
  const dev = named ? { text: `dev ${link.name} `, json: { dev: link.name } } : { text: '', json: {} };
  const row = (kind: string, handle: string, place: Printed, options: Printed, sent: Sent): Printed => {
    const counted = stats ? statistics(sent) : { text: '', json: {} };
    return {
      text: `qdisc ${kind} ${handle} ${dev.text}${place.text}${options.text}\n${counted.text}`,
      json: { kind, handle, ...dev.json, ...place.json, options: options.json, ...counted.json },
    };
  };
  const atRoot = (refcnt: number): Printed => ({ text: `root refcnt ${refcnt} `, json: { root: true, refcnt } });
  const all = link.qdiscs ?? [];
  const isRoot = (each: Qdisc): boolean => each.parent === undefined && !isIngress(each);
  const own =
    link.qdisc === 'noop' || all.some(isRoot) ? [] : [row('noqueue', '0:', atRoot(2), { text: '', json: {} }, NOTHING)];
  const rows = all.map((each) => {
    const { handle, parent = isIngress(each) ? 'ffff:fff1' : undefined, queueing, start, dropped = 0 } = each;
    const place = parent === undefined ? atRoot(queues(link) + 1) : { text: `parent ${parent} `, json: { parent } };
    const counts = isRoot(each) && queueing.kind !== 'noqueue';
    const packets = link.sent.packets - start.packets;
    const sent = counts ? { packets, bytes: link.sent.bytes - start.bytes, dropped } : NOTHING;
    return row(queueing.kind, `${handle.toString(16)}:`, place, queueingPrinted(queueing, details), sent);
  });
  return [...own, ...rows];
}

/** The bands of a prio. */
function bandsShown(qdisc: Qdisc, all: readonly Qdisc[]): Printed[] {
  const parent = `${qdisc.handle.toString(16)}:`;
  return bandsOf(qdisc).map((handle) => {
    const leaf = all.find((each) => each.parent === handle)?.handle.toString(16);
    return {
      text: `class prio ${handle} parent ${parent} ${leaf === undefined ? '' : `leaf ${leaf}: `}\n`,
      json: { class: 'prio', handle, parent, leaf: leaf === undefined ? undefined : `0x${leaf}` },
    };
  });
}

function classPrinted(each: HtbClass, classes: readonly HtbClass[], all: readonly Qdisc[]): Printed {
  const { id, parent, prio, rate, ceil, burst, ceilBurst } = each;
  const inner = classes.some((other) => other.parent === id);
  const atRoot = parent.endsWith(':');
  const leaf = all.find((other) => other.parent === id)?.handle.toString(16);
  const leading = `${leaf === undefined ? '' : `leaf ${leaf}: `}${inner ? '' : `prio ${prio} `}`;
  return {
    text: `class htb ${id} ${atRoot ? 'root ' : `parent ${parent} `}${leading}rate ${rateText(rate)} ceil ${rateText(ceil)} burst ${sizeText(burst)} cburst ${sizeText(ceilBurst)}\n`,
    json: {
      class: 'htb',
      handle: id,
      ...(atRoot ? { root: true } : { parent }),
      leaf: leaf === undefined ? undefined : `0x${leaf}`,
      prio: inner ? undefined : prio,
      rate: perSecond(rate),
      ceil: perSecond(ceil),
      burst,
      cburst: ceilBurst,
    },
  };
}

/** The classes of a link. */
export function classesPrinted({ qdiscs = [] }: Link, stats: boolean): Printed[] {
  const classes = qdiscs.flatMap(({ queueing }) => (queueing.kind === 'htb' ? listedClasses(queueing.classes) : []));
  const rows = [
    ...classes.map((each) => classPrinted(each, classes, qdiscs)),
    ...qdiscs.flatMap((each) => bandsShown(each, qdiscs)),
  ];
  if (!stats) return rows;
  const counted = statistics(NOTHING);
  return rows.map(({ text, json }) => ({ text: `${text}${counted.text}`, json: { ...json, stats: counted.json } }));
}

const hex = (value: number): string => value.toString(16);
const word = (value: number): string => hex(value).padStart(8, '0');

const keyText = ({ value, mask, offset }: Key): string => `\n  match ${word(value)}/${word(mask)} at ${offset}`;
const keyJson = ({ value, mask, offset }: Key): Json => ({
  value: hex(value),
  mask: hex(mask),
  offmask: '',
  off: offset,
});

/** The filters of a discipline: of each preference its chain, its table, and what is in that. `parent` is told unless it was asked for. */
export function filtersPrinted({ filters = [] }: Qdisc, parent: string | undefined): Printed[] {
  return filters.flatMap((filter, at) => {
    const { preference: pref, protocol, keys, flow, table, node, classifier } = filter;
    const kind = classifier?.kind ?? 'u32';
    const head: Printed = {
      text: `filter ${parent === undefined ? '' : `parent ${parent} `}protocol ${protocol} pref ${pref} ${kind} chain 0 `,
      json: { parent, protocol, pref, kind, chain: 0 },
    };
    const bare = { text: `${head.text}\n`, json: head.json };
    if (classifier) {
      const row = {
        text: `${head.text}${classifierText(classifier, flow, protocol)}`,
        json: { ...head.json, options: { classid: flow } },
      };
      return isFirst(filters, at) ? [bare, row] : [row];
    }
    const fh = `${hex(table)}:`;
    const tableRow = {
      text: `${head.text}fh ${fh} ht divisor 1 \n`,
      json: { ...head.json, options: { fh, ht_divisor: 1 } },
    };
    const own = `${hex(table)}::${hex(node)}`;
    const row = {
      text: `${head.text}fh ${own} order ${node} key ht ${hex(table)} bkt 0 ${flow === undefined ? 'terminal flowid ' : `flowid ${flow} `}not_in_hw ${keys.map(keyText).join('')}\n`,
      json: {
        ...head.json,
        options: {
          fh: own,
          order: node,
          key_ht: hex(table),
          bkt: '0',
          flowid: flow,
          not_in_hw: true,
          match: keys[0] && keyJson(keys[0]),
        },
      },
    };
    return isFirst(filters, at) ? [bare, tableRow, row] : [row];
  });
}

const isFirst = (filters: readonly Filter[], at: number): boolean =>
  filters[at - 1]?.preference !== filters[at]?.preference;

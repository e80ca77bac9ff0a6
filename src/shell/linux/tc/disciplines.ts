/** How tc reads what a queueing discipline is told. */
import type { FqCodel, HtbClass, Queueing } from '../../../kernel/link/qdisc.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { HELP } from './help.table.ts';
import { readNetem } from './netem.ts';
import { readRate, readSize, readTime } from './quantities.ts';

/** Packets that a queue of a virtual device holds. */
export const QUEUE = 1000;
/** What a class may send at once unless it is told: the largest packet (tc/q_htb.c). */
const BURST = 1600;
const HEADER = 14;

const incomplete = (): ToolError => new ToolError('Command line is not complete. Try option "help"\n', 255);

/** Names of settings, and their values, read from words that come in pairs; some words stand alone. */
function pairs(
  words: readonly string[],
  known: readonly string[],
  help: string,
  alone: readonly string[] = [],
): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === 'help') throw new ToolError(help, 1);
    if (alone.includes(word)) {
      found.set(word, '');
      continue;
    }
    if (!known.includes(word)) throw new ToolError(`What is "${word}"?\n${help}`, 1);
    at += 1;
    const value = words[at];
    if (value === undefined) throw incomplete();
    found.set(word, value);
  }
  return found;
}

function quantity(
  found: ReadonlyMap<string, string>,
  names: readonly string[],
  read: (text: string) => number | undefined,
  complaint: (name: string, text: string) => string = illegal,
): number | undefined {
  for (const name of names) {
    const text = found.get(name);
    if (text === undefined) continue;
    const value = read(text);
    if (value === undefined) throw new ToolError(complaint(name, text), 1);
    return value;
  }
  return undefined;
}

const ofTbf = (name: string, text: string): string => `tbf: illegal value for "${name}": "${text}"\n`;
const illegal = (name: string): string => `Illegal "${name}"\n`;
const count = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);

function readTbf(words: readonly string[]): Queueing {
  const found = pairs(words, ['rate', 'burst', 'buffer', 'maxburst', 'latency', 'limit'], HELP.tbf);
  const rate = quantity(found, ['rate'], readRate, ofTbf);
  const burst = quantity(found, ['burst', 'buffer', 'maxburst'], readSize, ofTbf);
  const latency = quantity(found, ['latency'], readTime, ofTbf);
  const limit = quantity(found, ['limit'], readSize, ofTbf);
  const missing = [
    ...(rate ? [] : ['tbf: the "rate" parameter is mandatory.\n']),
    ...(burst ? [] : ['tbf: the "burst" parameter is mandatory.\n']),
    ...(latency === undefined && limit === undefined ? ['tbf: either "limit" or "latency" is required.\n'] : []),
  ];
  if (!rate || !burst || missing.length > 0) throw new ToolError(`${missing.join('')}${HELP.tbf}`, 1);
  return { kind: 'tbf', rate, burst, ...(latency === undefined ? limit !== undefined && { limit } : { latency }) };
}

function readHtb(words: readonly string[]): Queueing {
  const found = pairs(words, ['default', 'r2q', 'direct_qlen'], HELP.htb);
  const hex = quantity(found, ['default'], (text) => (/^[\da-f]+$/i.test(text) ? parseInt(text, 16) : undefined));
  return { kind: 'htb', byDefault: hex ?? 0, r2q: quantity(found, ['r2q'], count) ?? 10, classes: [] };
}

const FIFO = 'Usage: ... [p|b]fifo [ limit NUMBER ]\n';

function readFifo(kind: 'pfifo' | 'bfifo', words: readonly string[], mtu: number): Queueing {
  const limit = quantity(pairs(words, ['limit'], FIFO), ['limit'], readSize);
  return { kind, limit: limit ?? (kind === 'pfifo' ? QUEUE : QUEUE * (mtu + HEADER)) };
}

function readFqCodel(words: readonly string[], mtu: number): FqCodel {
  const known = ['limit', 'flows', 'quantum', 'drop_batch', 'target', 'interval', 'memory_limit'];
  const found = pairs(words, known, HELP.fq_codel, ['ecn', 'noecn']);
  const number = (name: string, usual: number): number => quantity(found, [name], count) || usual;
  const time = (name: string, usual: number): number => quantity(found, [name], readTime) || usual;
  return {
    kind: 'fq_codel',
    limit: number('limit', 10240),
    flows: number('flows', 1024),
    quantum: number('quantum', mtu + HEADER),
    target: time('target', 5000),
    interval: time('interval', 100_000),
    memory: quantity(found, ['memory_limit'], readSize) ?? 32 * 1024 ** 2,
    ecn: !found.has('noecn'),
    batch: number('drop_batch', 64),
  };
}

/** The bands by which the kernel sends what has no other priority (sch_prio.c: prio2band). */
const PRIORITIES = [1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1];
const MOST_BANDS = 16;

function readPrio(words: readonly string[]): Queueing {
  const at = words.indexOf('priomap');
  const found = pairs(at < 0 ? words : words.slice(0, at), ['bands'], HELP.prio);
  const bands = quantity(found, ['bands'], count) ?? 3;
  const map = [...PRIORITIES];
  for (const [i, text] of (at < 0 ? [] : words.slice(at + 1)).entries()) {
    const band = count(text);
    if (band === undefined) throw new ToolError('Illegal "priomap" element\n', 1);
    if (band >= bands) throw new ToolError('"priomap" element is out of bands\n', 1);
    if (i >= map.length) throw new ToolError('"priomap" index > TC_PRIO_MAX=15\n', 1);
    map[i] = band;
  }
  if (bands < 2 || bands > MOST_BANDS || map.some((band) => band >= bands))
    throw new ToolError('RTNETLINK answers: Invalid argument\n', 2);
  return { kind: 'prio', bands, map };
}

function readSfq(words: readonly string[], mtu: number): Queueing {
  const found = pairs(words, ['limit', 'perturb', 'quantum', 'divisor'], HELP.sfq);
  return {
    kind: 'sfq',
    limit: quantity(found, ['limit'], count) ?? 127,
    quantum: quantity(found, ['quantum'], readSize) ?? mtu + HEADER,
    divisor: quantity(found, ['divisor'], count) ?? 1024,
    perturb: quantity(found, ['perturb'], count) ?? 0,
  };
}

/** What was read of a discipline, and what of it is beyond the model. */
export interface Read {
  readonly queueing?: Queueing;
  readonly beyond?: readonly string[];
}

/** What words tell of a discipline; nothing of one that the kernel does not know. `seed` is for what is by chance. */
export function readQueueing(kind: string, words: readonly string[], mtu: number, seed: number): Read {
  switch (kind) {
    case 'tbf':
      return { queueing: readTbf(words) };
    case 'htb':
      return { queueing: readHtb(words) };
    case 'pfifo':
    case 'bfifo':
      return { queueing: readFifo(kind, words, mtu) };
    case 'netem':
      return readNetem(words, seed);
    case 'fq_codel':
      return { queueing: readFqCodel(words, mtu) };
    case 'prio':
      return { queueing: readPrio(words) };
    case 'sfq':
      return { queueing: readSfq(words, mtu) };
    case 'pfifo_fast':
    case 'noqueue':
    case 'ingress':
    case 'clsact':
      return { queueing: { kind } };
    default: {
      const [option] = words;
      if (option !== undefined)
        throw new ToolError(`Unknown qdisc "${kind}", hence option "${option}" is unparsable\n`, 1);
      return {};
    }
  }
}

/** A class of htb, as its words tell. */
export function readClass(id: string, parent: string, words: readonly string[]): HtbClass {
  const found = pairs(words, ['rate', 'ceil', 'burst', 'cburst', 'prio', 'quantum', 'mtu'], HELP.htb);
  const rate = quantity(found, ['rate'], readRate);
  if (!rate) throw new ToolError('"rate" is required.\n', 1);
  const ceil = quantity(found, ['ceil'], readRate) ?? rate;
  const burst = quantity(found, ['burst'], readSize) ?? BURST;
  const ceilBurst = quantity(found, ['cburst'], readSize) ?? BURST;
  return { id, parent, rate, ceil, burst, ceilBurst, prio: quantity(found, ['prio'], count) ?? 0 };
}

/** How tc reads what a queueing discipline is told, and prints it. */
import type { HtbClass, Queueing } from '../../../kernel/link/qdisc.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { HELP } from './help.table.ts';
import { rateText, readRate, readSize, readTime, sizeText, timeText } from './quantities.ts';

/** Packets that a queue of a virtual device holds. */
const QUEUE = 1000;
/** What a class may send at once unless it is told: the largest packet (tc/q_htb.c). */
const BURST = 1600;

/** Names of settings, and their values, read from words that come in pairs. */
function pairs(words: readonly string[], known: readonly string[], help: string): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < words.length; at += 2) {
    const word = words[at] ?? '';
    if (word === 'help') throw new ToolError(help, 1);
    if (!known.includes(word)) throw new ToolError(`What is "${word}"?\n${help}`, 1);
    const value = words[at + 1];
    if (value === undefined) throw new ToolError('Command line is not complete. Try option "help"\n', 255);
    found.set(word, value);
  }
  return found;
}

function quantity(
  found: ReadonlyMap<string, string>,
  names: readonly string[],
  read: (text: string) => number | undefined,
  complaint: (name: string, text: string) => string,
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
  const hex = quantity(
    found,
    ['default'],
    (text) => (/^[\da-f]+$/i.test(text) ? parseInt(text, 16) : undefined),
    illegal,
  );
  const r2q = quantity(found, ['r2q'], (text) => (/^\d+$/.test(text) ? Number(text) : undefined), illegal);
  return { kind: 'htb', byDefault: hex ?? 0, r2q: r2q ?? 10, classes: [] };
}

const FIFO = 'Usage: ... [p|b]fifo [ limit NUMBER ]\n';

function readFifo(kind: 'pfifo' | 'bfifo', words: readonly string[], mtu: number): Queueing {
  const limit = quantity(pairs(words, ['limit'], FIFO), ['limit'], readSize, illegal);
  return { kind, limit: limit ?? (kind === 'pfifo' ? QUEUE : QUEUE * (mtu + 14)) };
}

/** What netem is told is looked at before the kernel is asked for it. */
function readNetem(words: readonly string[]): void {
  const at = words.findIndex((word) => word === 'delay' || word === 'latency');
  if (words.includes('help')) throw new ToolError(HELP.netem, 1);
  if (at >= 0 && readTime(words[at + 1] ?? '') === undefined) throw new ToolError(illegal('latency'), 1);
}

/** What words tell of a discipline; undefined for one that the kernel does not know. */
export function readQueueing(kind: string, words: readonly string[], mtu: number): Queueing | undefined {
  switch (kind) {
    case 'tbf':
      return readTbf(words);
    case 'htb':
      return readHtb(words);
    case 'pfifo':
    case 'bfifo':
      return readFifo(kind, words, mtu);
    case 'netem':
      readNetem(words);
      return undefined;
    case 'pfifo_fast':
    case 'noqueue':
    case 'ingress':
    case 'clsact':
      return { kind };
    default:
      return undefined;
  }
}

/** A class of htb, as its words tell. */
export function readClass(id: string, parent: string, words: readonly string[]): HtbClass {
  const found = pairs(words, ['rate', 'ceil', 'burst', 'cburst', 'prio', 'quantum', 'mtu'], HELP.htb);
  const rate = quantity(found, ['rate'], readRate, illegal);
  if (!rate) throw new ToolError('"rate" is required.\n', 1);
  const ceil = quantity(found, ['ceil'], readRate, illegal) ?? rate;
  const burst = quantity(found, ['burst'], readSize, illegal) ?? BURST;
  const ceilBurst = quantity(found, ['cburst'], readSize, illegal) ?? BURST;
  const prio = quantity(found, ['prio'], (text) => (/^\d+$/.test(text) ? Number(text) : undefined), illegal) ?? 0;
  return { id, parent, rate, ceil, burst, ceilBurst, prio };
}

/** As `tc qdisc show` prints it behind its place. */
export function queueingText(queueing: Queueing): string {
  switch (queueing.kind) {
    case 'tbf': {
      const { rate, burst, latency, limit } = queueing;
      const last = latency === undefined ? `limit ${sizeText(limit ?? 0)}` : `lat ${timeText(latency)}`;
      return `rate ${rateText(rate)} burst ${sizeText(burst)} ${last} `;
    }
    case 'htb': {
      const { r2q, byDefault } = queueing;
      const unclassified = byDefault === 0 ? '0' : `0x${byDefault.toString(16)}`;
      return `r2q ${r2q} default ${unclassified} direct_packets_stat 0 direct_qlen ${QUEUE}`;
    }
    case 'pfifo':
      return `limit ${queueing.limit}p`;
    case 'bfifo':
      return `limit ${queueing.limit}b`;
    case 'pfifo_fast':
      return 'bands 3 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 1';
    case 'ingress':
      return '---------------- ';
    default:
      return '';
  }
}

export const classText = ({ rate, ceil, burst, ceilBurst }: HtbClass): string =>
  `rate ${rateText(rate)} ceil ${rateText(ceil)} burst ${sizeText(burst)} cburst ${sizeText(ceilBurst)}`;

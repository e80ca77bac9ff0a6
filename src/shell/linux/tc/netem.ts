import type { Netem } from '../../../kernel/link/qdisc.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { HELP } from './help.table.ts';
import { readPercent, readRate, readSize, readTime } from './quantities.ts';

const LIMIT = 1000;

const illegal = (what: string): ToolError => new ToolError(`Illegal "${what}"\n`, 1);
const failed = (why: string): ToolError => new ToolError(`${why}\n${HELP.netem}`, 1);
const DISTRIBUTIONS = ['experimental', 'normal', 'pareto', 'paretonormal', 'uniform'];

/** What is told of a netem, as far as it is modelled; what else was asked for is named. */
interface Told extends Omit<Netem, 'kind' | 'seed'> {
  seed?: number;
  distribution?: string;
  reorder?: number;
  gap?: number;
  ecn?: true;
  others: Set<string>;
}

/** Words of netem, from which each setting takes its own. */
class NetemWords {
  readonly #words: readonly string[];
  #at = 0;
  constructor(words: readonly string[]) {
    this.#words = words;
  }
  get done(): boolean {
    return this.#at >= this.#words.length;
  }
  next(): string {
    const word = this.#words[this.#at];
    if (word === undefined) throw new ToolError('Command line is not complete. Try option "help"\n', 255);
    this.#at += 1;
    return word;
  }
  take(read: (text: string) => number | undefined, what: string): number {
    const value = read(this.next());
    if (value === undefined) throw illegal(what);
    return value;
  }
  /** What may follow: only a number does. */
  maybe(read: (text: string) => number | undefined, what: string): number | undefined {
    return /^\d/.test(this.#words[this.#at] ?? '') ? this.take(read, what) : undefined;
  }
}

const number = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : undefined);
const LARGEST_SEED = Number.MAX_SAFE_INTEGER;

function loss(told: Told, words: NetemWords): void {
  if (told.loss > 0 || told.others.has('loss')) throw illegal('duplicate loss argument\n');
  const model = words.next();
  if (model === 'random' || /^\d/.test(model)) {
    const share = readPercent(model === 'random' ? words.next() : model);
    if (share === undefined) throw illegal('loss percent');
    const correlation = words.maybe(readPercent, 'loss correlation');
    Object.assign(told, { loss: share }, correlation !== undefined && { lossCorrelation: correlation });
    return;
  }
  const names = { state: ['p13', 'p31', 'p32', 'p23', 'p14'], gemodel: ['p', 'r', 'h', 'k'] };
  if (model !== 'state' && model !== 'gemodel') throw new ToolError(`Unknown loss parameter: ${model}\n`, 1);
  const [first = '', ...rest] = names[model].map((name) =>
    model === 'state' ? `loss ${name}` : `loss gemodel ${name}`,
  );
  words.take(readPercent, first);
  for (const name of rest) if (words.maybe(readPercent, name) === undefined) break;
  told.others.add(`loss ${model}`);
}

function delay(told: Told, words: NetemWords): void {
  told.delay = words.take(readTime, 'latency');
  const jitter = words.maybe(readTime, 'latency');
  if (jitter === undefined) return;
  told.jitter = jitter;
  const correlation = words.maybe(readPercent, 'latency');
  if (correlation !== undefined) told.delayCorrelation = correlation;
}

function distribution(told: Told, words: NetemWords): void {
  const name = words.next();
  if (!DISTRIBUTIONS.includes(name))
    throw new ToolError(
      `No distribution data for ${name} (/usr/lib/x86_64-linux-gnu/tc//${name}.dist: No such file or directory)\n`,
      1,
    );
  told.distribution = name;
}

function share(what: string): (told: Told, words: NetemWords) => void {
  return (told, words) => {
    const value = words.take(readPercent, what);
    words.maybe(readPercent, what);
    if (what === 'reorder') told.reorder = value;
    else told.others.add(what);
  };
}

/** How each setting takes its words; a word may be abbreviated, and the first that it begins is meant. */
const SETTINGS: readonly (readonly [string, (told: Told, words: NetemWords) => void])[] = [
  ['limit', (told, words) => void (told.limit = words.take(readSize, 'limit'))],
  ['latency', delay],
  ['delay', delay],
  ['loss', loss],
  ['drop', loss],
  ['seed', (told, words) => void (told.seed = Math.min(words.take(number, 'seed'), LARGEST_SEED))],
  ['ecn', (told) => void (told.ecn = true)],
  ['reorder', share('reorder')],
  ['corrupt', share('corrupt')],
  ['gap', (told, words) => void (told.gap = words.take(number, 'gap'))],
  ['duplicate', share('duplicate')],
  ['distribution', distribution],
  [
    'rate',
    (told, words) => {
      told.rate = words.take(readRate, 'rate');
      for (let i = 0; i < 3; i += 1) if (words.maybe(number, 'rate') === undefined) break;
    },
  ],
  [
    'slot',
    (told, words) => {
      words.next();
      told.others.add('slot');
    },
  ],
];

/** What was read, and which settings are beyond the model. */
export interface ReadNetem {
  readonly queueing: Netem;
  readonly beyond: readonly string[];
}

/** What words tell of a netem (iproute2: tc/q_netem.c). */
export function readNetem(given: readonly string[], seed: number): ReadNetem {
  const told: Told = { limit: LIMIT, delay: 0, jitter: 0, loss: 0, others: new Set() };
  const words = new NetemWords(given);
  while (!words.done) {
    const word = words.next();
    const setting = SETTINGS.find(([name]) => name.startsWith(word));
    if (!setting) throw word === 'help' ? new ToolError(HELP.netem, 1) : failed(`What is "${word}"?`);
    setting[1](told, words);
  }
  if (told.reorder && told.delay === 0) throw failed('reordering not possible without specifying some delay');
  if (told.gap && !told.reorder) throw failed('gap specified without reorder probability');
  if (told.ecn && told.loss === 0 && ![...told.others].some((each) => each.startsWith('loss')))
    throw failed('ecn requested without loss model');
  if (told.distribution !== undefined && (told.delay === 0 || told.jitter === 0))
    throw failed('distribution specified but no latency and jitter values');
  return made(told, seed);
}

function made(told: Told, seed: number): ReadNetem {
  const { limit, delay: late, jitter, delayCorrelation, loss: lost, lossCorrelation, rate, others } = told;
  if (told.reorder !== undefined) others.add('reorder');
  if (told.ecn) others.add('ecn');
  if (told.distribution !== undefined && told.distribution !== 'uniform')
    others.add(`distribution ${told.distribution}`);
  const queueing: Netem = {
    kind: 'netem',
    limit,
    delay: late,
    jitter,
    ...(delayCorrelation !== undefined && { delayCorrelation }),
    loss: lost,
    ...(lossCorrelation !== undefined && { lossCorrelation }),
    ...(rate && { rate }),
    seed: told.seed ?? seed,
  };
  return { queueing, beyond: [...others] };
}

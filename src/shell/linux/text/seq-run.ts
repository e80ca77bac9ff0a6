import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError, usageError } from '../../tool/tool-error.ts';
import { TooMuch } from '../../work.ts';
import { quote } from './input.ts';
import { seq } from './seq.ts';

/** More numbers than these no line may print, nor hand on. */
const AT_MOST = 1_000_000;

const decimals = (text: string): number => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;

export const runSeq: Tool['run'] = (call) => {
  // A negative number is an operand.
  const argv = call.argv.flatMap((word) => (/^-[\d.]/.test(word) ? [`\u0000${word}`] : [word]));
  const { operands, has, value } = readOptions({ ...call, argv }, seq);
  const numbers = operands.map((word) => word.replace('\u0000', ''));
  const bad = numbers.find((word) => !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(word));
  const complaint =
    numbers.length === 0
      ? 'missing operand'
      : numbers.length > 3
        ? `extra operand ${quote(call, numbers[3] ?? '')}`
        : bad === undefined
          ? undefined
          : `invalid floating point argument: ${quote(call, bad)}`;
  if (complaint !== undefined) throw usageError('seq', complaint);
  const [from, step, to] =
    numbers.length === 1 ? ['1', '1', numbers[0]] : numbers.length === 2 ? [numbers[0], '1', numbers[1]] : numbers;
  const places = Math.max(decimals(from ?? ''), decimals(step ?? ''));
  const [low, by, high] = [from, step, to].map(Number) as [number, number, number];
  if (by === 0) throw usageError('seq', `invalid Zero increment value: ${quote(call, step ?? '')}`);
  const words: string[] = [];
  for (let i = 0; ; i += 1) {
    const n = low + i * by;
    if (by > 0 ? n > high + 1e-9 : n < high - 1e-9) break;
    if (i >= AT_MOST) throw new TooMuch('output');
    words.push(fixed(n, places));
  }
  const format = value('f');
  const width = has('w') ? words.reduce((most, { length }) => Math.max(most, length), 0) : 0;
  const shown = words.map((word) => (format === undefined ? padded(word, width) : formatted(format, Number(word))));
  if (shown.length > 0) call.out(`${shown.join(value('s') ?? '\n')}\n`);
  return 0;
};

const padded = (word: string, width: number): string =>
  word.startsWith('-') ? `-${word.slice(1).padStart(width - 1, '0')}` : word.padStart(width, '0');

/** No terminal is so wide. */
const WIDEST = 1e6;
/** A number with so many digits behind the point; JavaScript writes no more than a hundred. */
const fixed = (n: number, places: number): string => n.toFixed(Math.min(places, 100));

const formatted = (format: string, n: number): string =>
  format.replace(
    /%(0?)(\d*)(?:\.(\d+))?([gfe])/,
    (_, zero: string, width: string, places: string | undefined, kind: string) => {
      const text = kind === 'g' ? String(n) : fixed(n, places === undefined ? 6 : Number(places));
      if (Number(width) > WIDEST) throw new ToolError('seq: memory exhausted\n', 1);
      return text.padStart(Number(width || 0), zero === '' ? ' ' : '0');
    },
  );

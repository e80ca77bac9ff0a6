import type { Call, Tool } from '../../tool.ts';
import { decode, encode } from '../../bash/utf8.ts';
import { badUsage, inputs, parse, quote } from './input.ts';

const LONG = { 'lines=': 'n', 'bytes=': 'c', quiet: 'q', silent: 'q', verbose: 'v', follow: 'f', 'follow=': 'f' };
const FACTORS: Readonly<Record<string, number>> = { '': 1, b: 512, K: 1024, k: 1024, M: 1024 ** 2, G: 1024 ** 3 };

interface Wanted {
  readonly unit: 'lines' | 'bytes';
  /** '-': all but the last (head); '+': from there on (tail). */
  readonly sign: '' | '-' | '+';
  readonly count: number;
}

/** As the first argument `-5` is `-n 5`, and tail's `+5` is `-n +5`. */
function modern(name: string, args: readonly string[]): readonly string[] {
  const [, count] = (name === 'tail' ? /^-?((?<=-)\d+|(?<!-)\+\d+)$/ : /^-(\d+)$/).exec(args[0] ?? '') ?? [];
  return count === undefined ? args : ['-n', count, ...args.slice(1)];
}

function wanted(call: Call, name: string, letter: string, value: string): Wanted | undefined {
  const [, sign = '', digits = '', suffix = ''] = /^([-+]?)(\d+)([a-zA-Z]?)B?$/.exec(value) ?? [];
  const factor = FACTORS[suffix];
  const unit = letter === 'c' ? 'bytes' : 'lines';
  if (digits === '' || factor === undefined) {
    call.err(`${name}: invalid number of ${unit}: ${quote(call, value)}\n`);
    return undefined;
  }
  return { unit, sign: sign as Wanted['sign'], count: Number(digits) * factor };
}

/** Lines with their ends. */
const withEnds = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

type Part = (wanted: Wanted, items: readonly string[]) => readonly string[];

const first: Part = ({ sign, count }, items) =>
  items.slice(0, sign === '-' ? Math.max(0, items.length - count) : count);
const last: Part = ({ sign, count }, items) =>
  sign === '+' ? items.slice(Math.max(0, count - 1)) : count === 0 ? [] : items.slice(-count);

function take(part: Part, asked: Wanted, text: string): string {
  if (asked.unit === 'lines') return part(asked, withEnds(text)).join('');
  return decode(part(asked, [...encode(text)]).join(''));
}

const tool =
  (name: 'head' | 'tail', part: Part): Tool =>
  (call) => {
    const parsed = parse(
      { ...call, argv: [name, ...modern(name, call.argv.slice(1))] },
      { short: 'n:c:qvzfFs:', long: LONG },
    );
    if (badUsage(call, name, parsed) !== undefined) return 1;
    let asked: Wanted = { unit: 'lines', sign: '', count: 10 };
    for (const { name: letter, value } of parsed.options) {
      if (letter !== 'n' && letter !== 'c') continue;
      const found = wanted(call, name, letter, value);
      if (!found) return 1;
      asked = found;
    }
    const has = (letter: string): boolean => parsed.options.some((o) => o.name === letter);
    let exit = 0;
    const files = inputs(call, parsed.operands, (file, reason) => {
      const words = reason === 'Is a directory' ? `error reading '${file}'` : `cannot open '${file}' for reading`;
      call.err(`${name}: ${words}: ${reason}\n`);
      exit = 1;
    });
    const titled = (parsed.operands.length > 1 || has('v')) && !has('q');
    files.forEach((file, i) => {
      if (titled) call.out(`${i > 0 ? '\n' : ''}==> ${file.name} <==\n`);
      call.out(take(part, asked, file.text));
    });
    return exit;
  };

/** coreutils head */
export const head = tool('head', first);
/** coreutils tail; with -f it shows what there is. */
export const tail = tool('tail', last);

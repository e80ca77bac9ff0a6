import { binary, decoded, utf8 } from '../../../wire/utf8.ts';
import type { Call } from '../../tool/call.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { inputs, quote } from './input.ts';
import { head, tail } from './head-tail.ts';

const FACTORS: Readonly<Record<string, number>> = { '': 1, b: 512, K: 1024, k: 1024, M: 1024 ** 2, G: 1024 ** 3 };

interface Wanted {
  readonly unit: 'lines' | 'bytes';
  /** '-': all but the last (head); '+': from there on (tail). */
  readonly sign: '' | '-' | '+';
  readonly count: number;
}

const TEN_LINES: Wanted = { unit: 'lines', sign: '', count: 10 };

/** As the first argument `-5` is `-n 5`, and tail's `+5` is `-n +5`. */
function modern(name: string, args: readonly string[]): readonly string[] {
  const [, count] = (name === 'tail' ? /^-?((?<=-)\d+|(?<!-)\+\d+)$/ : /^-(\d+)$/).exec(args[0] ?? '') ?? [];
  return count === undefined ? args : ['-n', count, ...args.slice(1)];
}

function wanted(call: Call, name: string, letter: string, value: string): Wanted {
  const [, sign = '', digits = '', suffix = ''] = /^([-+]?)(\d+)([a-zA-Z]?)B?$/.exec(value) ?? [];
  const factor = FACTORS[suffix];
  const unit = letter === 'c' ? 'bytes' : 'lines';
  if (digits === '' || factor === undefined)
    throw new ToolError(`${name}: invalid number of ${unit}: ${quote(call, value)}\n`, 1);
  return { unit, sign: sign as Wanted['sign'], count: Number(digits) * factor };
}

/** Lines with their ends. */
const withEnds = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

type Part = <T>(wanted: Wanted, items: readonly T[]) => readonly T[];

const first: Part = ({ sign, count }, items) =>
  items.slice(0, sign === '-' ? Math.max(0, items.length - count) : count);
const last: Part = ({ sign, count }, items) =>
  sign === '+' ? items.slice(Math.max(0, count - 1)) : count === 0 ? [] : items.slice(-count);

function take(part: Part, asked: Wanted, text: string): string {
  if (asked.unit === 'lines') return part(asked, withEnds(text)).join('');
  return decoded(binary(part(asked, utf8(text))));
}

const taking =
  (name: 'head' | 'tail', part: Part): Tool['run'] =>
  (call) => {
    const argv = [name, ...modern(name, call.argv.slice(1))];
    const { options: given, operands, has } = readOptions({ ...call, argv }, name === 'head' ? head : tail);
    const asked = given
      .filter((option) => option.name === 'n' || option.name === 'c')
      .map((option) => wanted(call, name, option.name, option.value));
    let exit = 0;
    const files = inputs(call, operands, (file, reason) => {
      const words = reason === 'Is a directory' ? `error reading '${file}'` : `cannot open '${file}' for reading`;
      call.err(`${name}: ${words}: ${reason}\n`);
      exit = 1;
    });
    const titled = (operands.length > 1 || has('v')) && !has('q');
    files.forEach((file, i) => {
      if (titled) call.out(`${i > 0 ? '\n' : ''}==> ${file.name} <==\n`);
      call.out(take(part, asked.at(-1) ?? TEN_LINES, file.text));
    });
    return exit;
  };

export const runHead = taking('head', first);
export const runTail = taking('tail', last);

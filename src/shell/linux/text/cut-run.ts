import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { usageError } from '../../tool/tool-error.ts';
import { inputs, joined, linesOf } from './input.ts';
import { cut } from './cut.ts';

type Range = readonly [from: number, to: number];

function ranges(list: string): Range[] | undefined {
  const found = list.split(',').map((part): Range | undefined => {
    const [, from = '', dash, to = ''] = /^(\d*)(-?)(\d*)$/.exec(part) ?? [];
    if ((from === '' && to === '') || (dash === '' && from === '')) return undefined;
    const low = from === '' ? 1 : Number(from);
    const high = dash === '' ? low : to === '' ? Infinity : Number(to);
    return low < 1 || high < low ? undefined : [low, high];
  });
  return found.includes(undefined) ? undefined : found.flatMap((range) => (range ? [range] : []));
}

export const runCut: Tool['run'] = (call) => {
  const { operands, has, value } = readOptions(call, cut);
  const list = value('f') ?? value('c') ?? value('b');
  if (list === undefined) throw usageError('cut', 'you must specify a list of bytes, characters, or fields');
  const wanted = ranges(list);
  if (!wanted) throw usageError('cut', `invalid ${has('f') ? 'field' : 'byte or character'} range`);
  const delimiter = value('d') ?? '\t';
  if (delimiter.length > 1) throw usageError('cut', 'the delimiter must be a single character');
  const inside = (n: number): boolean => wanted.some(([from, to]) => n >= from && n <= to) !== has('complement');
  let exit = 0;
  const files = inputs(call, operands, (name, reason) => {
    call.err(`cut: ${name}: ${reason}\n`);
    exit = 1;
  });
  const pick = (line: string): string[] => {
    if (!has('f')) return [[...line].filter((_, i) => inside(i + 1)).join('')];
    if (!line.includes(delimiter)) return has('s') ? [] : [line];
    const fields = line.split(delimiter).filter((_, i) => inside(i + 1));
    return [fields.join(value('output-delimiter') ?? delimiter)];
  };
  call.out(joined(files.flatMap(({ text }) => linesOf(text)).flatMap(pick)));
  return exit;
};

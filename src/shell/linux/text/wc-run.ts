import { utf8 } from '../../../wire/utf8.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { inputs } from './input.ts';
import { wc } from './wc.ts';

/** Counts of a pipe, whose size is not known, take this many columns. */
const PIPE_WIDTH = 7;

type Counts = Readonly<Record<'l' | 'w' | 'm' | 'c' | 'L', number>>;
const ORDER = ['l', 'w', 'm', 'c', 'L'] as const;

const countsOf = (text: string): Counts => ({
  l: text.split('\n').length - 1,
  w: text.split(/\s+/).filter((word) => word !== '').length,
  m: [...text].length,
  c: utf8(text).length,
  L: text.split('\n').reduce((most, line) => Math.max(most, [...line].length), 0),
});

export const runWc: Tool['run'] = (call) => {
  const { operands, has } = readOptions(call, wc);
  const given = ORDER.filter((letter) => has(letter));
  const shown = given.length > 0 ? given : (['l', 'w', 'c'] as const);
  let exit = 0;
  const files = inputs(call, operands, (name, reason) => {
    call.err(`wc: ${name}: ${reason}\n`);
    exit = 1;
  });
  const rows = files.map(({ name, text }) => ({ name, counts: countsOf(text) }));
  const fromPipe = operands.length === 0 || operands.includes('-');
  const bytes = rows.reduce((sum, { counts }) => sum + counts.c, 0);
  const single = shown.length === 1 && operands.length <= 1;
  const width = single ? 1 : fromPipe ? PIPE_WIDTH : String(bytes).length;
  const print = (counts: Counts, name: string): void =>
    call.out(
      `${shown.map((letter) => String(counts[letter]).padStart(width)).join(' ')}${name === '' ? '' : ` ${name}`}\n`,
    );
  for (const { name, counts } of rows)
    print(counts, operands.length === 0 ? '' : name === 'standard input' ? '-' : name);
  if (operands.length > 1)
    print(
      rows.reduce<Counts>(
        (sum, { counts }) => ({
          l: sum.l + counts.l,
          w: sum.w + counts.w,
          m: sum.m + counts.m,
          c: sum.c + counts.c,
          L: Math.max(sum.L, counts.L),
        }),
        { l: 0, w: 0, m: 0, c: 0, L: 0 },
      ),
      'total',
    );
  return exit;
};

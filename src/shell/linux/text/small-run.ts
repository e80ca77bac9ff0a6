import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { inputs, joined, linesOf } from './input.ts';
import { tac, paste } from './small.ts';

export const runTac: Tool['run'] = (call) => {
  const { operands } = readOptions(call, tac);
  let exit = 0;
  const files = inputs(call, operands, (name, reason) => {
    call.err(`tac: failed to open '${name}' for reading: ${reason}\n`);
    exit = 1;
  });
  for (const { text } of files) call.out(joined(linesOf(text).reverse()));
  return exit;
};

export const runPaste: Tool['run'] = (call) => {
  const given = readOptions(call, paste);
  const serial = given.has('s');
  const delimiters = (given.value('d') ?? '\t').replaceAll('\\n', '\n').replaceAll('\\t', '\t');
  const between = (i: number): string => (delimiters === '' ? '' : (delimiters[i % delimiters.length] ?? ''));
  let exit = 0;
  const operands = given.operands.length === 0 ? ['-'] : given.operands;
  // Every `-` takes the next line of the same input.
  const dashes = operands.filter((name) => name === '-').length;
  const rest = linesOf(call.stdin);
  let dash = 0;
  const columns = operands.map((name) => {
    if (name === '-') {
      const at = dash;
      dash += 1;
      return serial ? (at === 0 ? rest : []) : rest.filter((_, i) => i % dashes === at);
    }
    const [file] = inputs(call, [name], (missing, reason) => {
      call.err(`paste: ${missing}: ${reason}\n`);
      exit = 1;
    });
    return linesOf(file?.text ?? '');
  });
  if (exit !== 0) return exit;
  const join = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell : between(i - 1) + cell)).join('');
  if (serial) call.out(joined(columns.map(join)));
  else {
    const height = Math.max(...columns.map(({ length }) => length));
    call.out(joined(Array.from({ length: height }, (_, row) => join(columns.map((column) => column[row] ?? '')))));
  }
  return 0;
};

const YES_LINES = 1024;

export const runYes: Tool['run'] = (call) => {
  const line = call.argv.length > 1 ? call.argv.slice(1).join(' ') : 'y';
  call.out(`${line}\n`.repeat(YES_LINES));
  return 0;
};

import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { inputs, joined, linesOf } from './input.ts';
import { uniq } from './uniq.ts';

const COUNTED: Readonly<Record<string, string>> = { f: 'fields to skip', s: 'bytes to skip', w: 'bytes to compare' };

/** What follows so many fields, each with the blanks before it. */
function withoutFields(line: string, count: number): string {
  const fields = /\s*\S+/gy;
  let at = 0;
  for (let i = 0; i < count && fields.test(line); i += 1) at = fields.lastIndex;
  return line.slice(at);
}

export const runUniq: Tool['run'] = (call) => {
  const { operands, has, value } = readOptions(call, uniq);
  const number = (letter: string): number => {
    const text = value(letter);
    if (text !== undefined && !/^\d+$/.test(text))
      throw new ToolError(`uniq: ${text}: invalid number of ${COUNTED[letter]}\n`, 1);
    return Number(text ?? (letter === 'w' ? Infinity : 0));
  };
  const key = (line: string): string => {
    const fields = withoutFields(line, number('f'));
    const part = (number('f') > 0 ? fields : line).slice(number('s')).slice(0, number('w'));
    return has('i') ? part.toLowerCase() : part;
  };
  let exit = 0;
  const [file] = inputs(call, operands.slice(0, 1), (name, reason) => {
    call.err(`uniq: ${name}: ${reason}\n`);
    exit = 1;
  });
  const groups: string[][] = [];
  for (const line of linesOf(file?.text ?? '')) {
    const group = groups.at(-1);
    if (group && key(group[0] ?? '') === key(line)) group.push(line);
    else groups.push([line]);
  }
  const kept = groups.filter(({ length }) => (!has('d') || length > 1) && (!has('u') || length === 1));
  call.out(
    has('D')
      ? joined(groups.filter(({ length }) => length > 1).flat())
      : joined(kept.map((group) => `${has('c') ? `${String(group.length).padStart(7)} ` : ''}${group[0] ?? ''}`)),
  );
  return exit;
};

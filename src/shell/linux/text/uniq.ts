import type { Tool } from '../../tool.ts';
import { badUsage, inputs, joined, linesOf, parse } from './input.ts';

const LONG = {
  count: 'c',
  repeated: 'd',
  'ignore-case': 'i',
  unique: 'u',
  'skip-fields=': 'f',
  'skip-chars=': 's',
  'check-chars=': 'w',
};

/** coreutils uniq */
export const uniq: Tool = (call) => {
  const parsed = parse(call, { short: 'cdDiuf:s:w:z', long: LONG });
  if (badUsage(call, 'uniq', parsed) !== undefined) return 1;
  const has = (letter: string): boolean => parsed.options.some(({ name }) => name === letter);
  const number = (letter: string): number =>
    Number(parsed.options.findLast(({ name }) => name === letter)?.value ?? (letter === 'w' ? Infinity : 0));
  const key = (line: string): string => {
    const fields = line.replace(new RegExp(`^(?:\\s*\\S+){0,${number('f')}}`), '');
    const part = (number('f') > 0 ? fields : line).slice(number('s')).slice(0, number('w'));
    return has('i') ? part.toLowerCase() : part;
  };
  let exit = 0;
  const [file] = inputs(call, parsed.operands.slice(0, 1), (name, reason) => {
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

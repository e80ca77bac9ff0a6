import type { Call } from '../../tool/call.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { usageError } from '../../tool/tool-error.ts';
import { quote } from './input.ts';
import { own } from '../../../kernel/own.ts';
import { tr } from './tr.ts';

const CLASSES: Readonly<Record<string, string>> = {
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  alpha: 'A-Za-z',
  alnum: '0-9A-Za-z',
  space: '\\t\\n\\v\\f\\r ',
  blank: '\\t ',
  punct: '!-/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\000-\\037\\177',
  print: ' -~',
  graph: '!-~',
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' };

/** The characters of a SET as tr reads it: escapes, ranges, classes, repeats. */
function setOf(text: string): string[] {
  const expanded = text.replace(/\[:(\w+):\]/g, (whole, name: string) => own(CLASSES, name) ?? whole);
  const units: { c: string; plain: boolean }[] = [];
  for (let i = 0; i < expanded.length; i += 1) {
    const c = expanded[i] as string;
    const octal = c === '\\' ? /^[0-7]{1,3}/.exec(expanded.slice(i + 1))?.[0] : undefined;
    if (octal !== undefined) {
      units.push({ c: String.fromCharCode(parseInt(octal, 8)), plain: false });
      i += octal.length;
    } else if (c === '\\' && i + 1 < expanded.length) {
      const next = expanded[i + 1] as string;
      units.push({ c: ESCAPES[next] ?? next, plain: false });
      i += 1;
    } else units.push({ c, plain: true });
  }
  const result: string[] = [];
  for (let i = 0; i < units.length; i += 1) {
    const [from, dash, to] = units.slice(i, i + 3);
    if (from && dash?.c === '-' && dash.plain && to) {
      for (let code = from.c.charCodeAt(0); code <= to.c.charCodeAt(0); code += 1)
        result.push(String.fromCharCode(code));
      i += 2;
    } else if (from) result.push(from.c);
  }
  return result;
}

export const runTr: Tool['run'] = (call) => {
  const { operands, has } = readOptions(call, tr);
  const [one, two, extra] = operands;
  const complaint = complaintAbout(call, operands, has('d'), has('s'));
  if (complaint !== undefined || one === undefined) throw usageError('tr', complaint ?? 'missing operand');
  if (extra !== undefined) return 1;
  const first = setOf(one);
  const inFirst = (c: string): boolean => first.includes(c) !== has('c', 'C');
  const second = two === undefined ? [] : setOf(two);
  let text = call.stdin;
  if (has('d')) text = [...text].filter((c) => !inFirst(c)).join('');
  else if (two !== undefined) {
    const last = second.at(-1) ?? '';
    text = [...text]
      .map((c) => (inFirst(c) ? (has('c', 'C') ? last : (second[first.lastIndexOf(c)] ?? last)) : c))
      .join('');
  }
  if (has('s')) {
    const squeezed = two === undefined ? inFirst : (c: string): boolean => second.includes(c);
    text = [...text].filter((c, i, all) => i === 0 || all[i - 1] !== c || !squeezed(c)).join('');
  }
  call.out(text);
  return 0;
};

function complaintAbout(
  call: Call,
  operands: readonly string[],
  deletes: boolean,
  squeezes: boolean,
): string | undefined {
  if (operands.length === 0) return 'missing operand';
  if (operands.length === 1 && !deletes && !squeezes)
    return `missing operand after ${quote(call, operands[0] ?? '')}\nTwo strings must be given when translating.`;
  if (operands.length > 2) return `extra operand ${quote(call, operands[2] ?? '')}`;
  return undefined;
}

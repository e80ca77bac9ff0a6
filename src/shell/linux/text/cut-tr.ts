import type { Call, Tool } from '../../tool.ts';
import { badUsage, hint, inputs, joined, linesOf, parse, quote } from './input.ts';

const LONG = {
  'bytes=': 'b',
  'characters=': 'c',
  'delimiter=': 'd',
  'fields=': 'f',
  'only-delimited': 's',
  'output-delimiter=': 'output',
  complement: 'complement',
};

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

/** coreutils cut */
export const cut: Tool = (call) => {
  const parsed = parse(call, { short: 'b:c:d:f:nsz', long: LONG });
  if (badUsage(call, 'cut', parsed) !== undefined) return 1;
  const value = (name: string): string | undefined => parsed.options.findLast((o) => o.name === name)?.value;
  const has = (name: string): boolean => parsed.options.some((o) => o.name === name);
  const fail = (message: string): number => {
    call.err(`cut: ${message}\n${hint('cut')}`);
    return 1;
  };
  const list = value('f') ?? value('c') ?? value('b');
  if (list === undefined) return fail('you must specify a list of bytes, characters, or fields');
  const wanted = ranges(list);
  if (!wanted) return fail(`invalid ${has('f') ? 'field' : 'byte or character'} range`);
  const delimiter = value('d') ?? '\t';
  if (delimiter.length > 1) return fail('the delimiter must be a single character');
  const inside = (n: number): boolean => wanted.some(([from, to]) => n >= from && n <= to) !== has('complement');
  let exit = 0;
  const files = inputs(call, parsed.operands, (name, reason) => {
    call.err(`cut: ${name}: ${reason}\n`);
    exit = 1;
  });
  const pick = (line: string): string[] => {
    if (!has('f')) return [[...line].filter((_, i) => inside(i + 1)).join('')];
    if (!line.includes(delimiter)) return has('s') ? [] : [line];
    const fields = line.split(delimiter).filter((_, i) => inside(i + 1));
    return [fields.join(value('output') ?? delimiter)];
  };
  call.out(joined(files.flatMap(({ text }) => linesOf(text)).flatMap(pick)));
  return exit;
};

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
  const expanded = text.replace(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole);
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

/** coreutils tr */
export const tr: Tool = (call) => {
  const parsed = parse(call, {
    short: '+cCdst',
    long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' },
  });
  if (badUsage(call, 'tr', parsed) !== undefined) return 1;
  const has = (...letters: string[]): boolean => parsed.options.some(({ name }) => letters.includes(name));
  const [one, two, extra] = parsed.operands;
  const complaint = trComplaint(call, parsed.operands, has('d'), has('s'));
  if (complaint !== undefined || one === undefined) {
    call.err(`tr: ${complaint ?? 'missing operand'}\n${hint('tr')}`);
    return 1;
  }
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

function trComplaint(call: Call, operands: readonly string[], deletes: boolean, squeezes: boolean): string | undefined {
  if (operands.length === 0) return 'missing operand';
  if (operands.length === 1 && !deletes && !squeezes)
    return `missing operand after ${quote(call, operands[0] ?? '')}\nTwo strings must be given when translating.`;
  if (operands.length > 2) return `extra operand ${quote(call, operands[2] ?? '')}`;
  return undefined;
}

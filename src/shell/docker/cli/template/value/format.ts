/** Prints values as Go's package fmt does. */
import { utf8 } from '../../../../../wire/utf8.ts';
import { quote } from '../quote.ts';
import { concrete, fieldValue, sortedKeys, typeName } from './type.ts';
import type { Value } from './type.ts';
import { own } from '../../../../../kernel/own.ts';

/** A memory address where Go would print one: nobody can know it, so it only looks like one. */
const address = '0xc000123456';

/** A value as `%v` prints it; pointers to compounds are followed only at the outside. */
export function plain(value: Value | undefined, verb = 'v', nested = false): string {
  const held = concrete(value);
  if (!held) return '<nil>';
  const { type, data } = held;
  switch (type.kind) {
    case 'string':
      return verb === 'q' ? quote(String(data)) : String(data);
    case 'pointer':
      if (data === null) return '<nil>';
      if (type.to.kind === 'struct' && type.to.print) return type.to.print(data);
      if (nested || !['struct', 'map', 'slice'].includes(type.to.kind)) return address;
      return `&${plain({ type: type.to, data }, verb, true)}`;
    case 'slice': {
      const items = (data ?? []) as unknown[];
      return `[${items.map((item) => plain({ type: type.element, data: item }, verb, true)).join(' ')}]`;
    }
    case 'map': {
      const entries = (data ?? {}) as Record<string, unknown>;
      const pairs = sortedKeys(data).map(
        (key) =>
          `${plain({ type: type.key, data: key }, verb, true)}:${plain({ type: type.element, data: entries[key] }, verb, true)}`,
      );
      return `map[${pairs.join(' ')}]`;
    }
    case 'struct': {
      if (type.print) return type.print(data);
      const fields = type.fields.map((field) => {
        const printed = plain(fieldValue(data, field), verb, true);
        return verb === '+v' ? `${field.name}:${printed}` : printed;
      });
      return `{${fields.join(' ')}}`;
    }
    default:
      return String(data);
  }
}

/** fmt.Sprint: spaces only between operands of which neither is a string. */
export function sprint(values: readonly (Value | undefined)[]): string {
  let result = '';
  values.forEach((value, i) => {
    const held = concrete(value);
    const before = i > 0 ? concrete(values[i - 1]) : undefined;
    const isString = (each: Value | undefined) => each?.type.kind === 'string';
    if (i > 0 && !isString(held) && !isString(before)) result += ' ';
    result += plain(held);
  });
  return result;
}

/** fmt.Sprintln, with its newline. */
export const sprintln = (values: readonly (Value | undefined)[]): string =>
  `${values.map((value) => plain(value)).join(' ')}\n`;

interface Verb {
  readonly letter: string;
  readonly minus: boolean;
  readonly plus: boolean;
  readonly sharp: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  readonly width?: number | undefined;
  readonly precision?: number | undefined;
}

/** Go takes no greater width or precision (fmt/print.go: tooLarge). */
const LARGEST = 1e6;

/** fmt.Sprintf. */
export function sprintf(format: string, values: readonly (Value | undefined)[]): string {
  let next = 0;
  let result = '';
  let rest = format;
  const size = (text: string | undefined, least: number, problem: string): number | undefined => {
    if (text !== '*') return text === undefined ? undefined : Number(text);
    const held = concrete(values[next++]);
    const given = held?.type.kind === 'int' ? Number(held.data) : NaN;
    if (given >= least && given <= LARGEST) return given;
    result += `%!(${problem})`;
    return undefined;
  };
  for (;;) {
    const at = rest.indexOf('%');
    result += at < 0 ? rest : rest.slice(0, at);
    if (at < 0) break;
    const match = /^%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?([^]?)/u.exec(rest.slice(at)) as RegExpExecArray;
    rest = rest.slice(at + match[0].length);
    const flags = match[1] ?? '';
    const width = size(match[2], -LARGEST, 'BADWIDTH');
    const precision = size(match[3], 0, 'BADPREC');
    // Go reads nothing behind a number that is too large.
    const lost = Math.max(width ?? 0, precision ?? 0) > LARGEST;
    if (lost) rest = '';
    const letter = lost ? '' : (match[4] ?? '');
    if (letter === '') result += '%!(NOVERB)';
    else if (letter === '%') result += '%';
    else if (next >= values.length) result += `%!${letter}(MISSING)`;
    else {
      const minus = flags.includes('-') || (width ?? 0) < 0;
      result += one(concrete(values[next++]), {
        letter,
        minus,
        plus: flags.includes('+'),
        sharp: flags.includes('#'),
        space: flags.includes(' '),
        zero: flags.includes('0') && !minus,
        width: width === undefined ? undefined : Math.abs(width),
        precision,
      });
    }
  }
  if (next < values.length) {
    const extra = values.slice(next).map((value) => {
      const held = concrete(value);
      return held ? `${typeName(held.type)}=${plain(held)}` : '<nil>';
    });
    result += `%!(EXTRA ${extra.join(', ')})`;
  }
  return result;
}

function one(value: Value | undefined, verb: Verb): string {
  if (verb.letter === 'T') return padded(value ? typeName(value.type) : '<nil>', verb);
  if (!value) return verb.letter === 'v' ? padded('<nil>', verb) : `%!${verb.letter}(<nil>)`;
  const printed = byKind(value, verb);
  return printed ?? `%!${verb.letter}(${typeName(value.type)}=${plain(value)})`;
}

function byKind(value: Value, verb: Verb): string | undefined {
  const { letter } = verb;
  switch (value.type.kind) {
    case 'string':
      return ofString(String(value.data), verb);
    case 'bool':
      return letter === 'v' || letter === 't' ? padded(String(value.data), verb) : undefined;
    case 'int':
      return ofInteger(Number(value.data), verb);
    case 'float':
      return ofFloat(Number(value.data), verb);
    case 'slice':
      return `[${((value.data ?? []) as unknown[])
        .map((item) =>
          one(concrete({ type: value.type.kind === 'slice' ? value.type.element : value.type, data: item }), verb),
        )
        .join(' ')}]`;
    default:
      if (letter === 'v') return padded(plain(value, verb.plus ? '+v' : 'v'), verb);
      return letter === 's' || letter === 'q' ? padded(plain(value, letter), verb) : undefined;
  }
}

function ofString(text: string, verb: Verb): string | undefined {
  const cut = verb.precision === undefined ? text : [...text].slice(0, verb.precision).join('');
  const octets = () =>
    utf8(cut)
      .map((octet) => octet.toString(16).padStart(2, '0'))
      .join('');
  switch (verb.letter) {
    case 'v':
      return padded(verb.sharp ? quote(cut) : cut, verb);
    case 's':
      return padded(cut, verb);
    case 'q':
      return padded(verb.sharp && !cut.includes('`') ? `\`${cut}\`` : quote(cut), verb);
    case 'x':
      return padded(octets(), verb);
    case 'X':
      return padded(octets().toUpperCase(), verb);
    default:
      return undefined;
  }
}

const bases: Record<string, number> = { v: 10, d: 10, b: 2, o: 8, x: 16, X: 16 };
const prefixes: Record<string, string> = { b: '0b', o: '0', x: '0x', X: '0X' };

/** What is no character is the one that stands for such (fmt/format.go: fmtC). */
const characterOf = (point: number): string =>
  point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';

function ofInteger(size: number, verb: Verb): string | undefined {
  if (verb.letter === 'c') return padded(characterOf(size), verb);
  if (verb.letter === 'U')
    return padded(`U+${BigInt.asUintN(64, BigInt(size)).toString(16).toUpperCase().padStart(4, '0')}`, verb);
  if (verb.letter === 'q') return padded(`'${characterOf(size)}'`, verb);
  const base = own(bases, verb.letter);
  if (base === undefined) return undefined;
  const digits = Math.abs(size)
    .toString(base)
    .padStart(verb.precision ?? 1, '0');
  const prefix = verb.sharp ? (prefixes[verb.letter] ?? '') : '';
  return signed(size < 0, prefix + (verb.letter === 'X' ? digits.toUpperCase() : digits), verb);
}

function ofFloat(size: number, verb: Verb): string | undefined {
  const exponent = (text: string) => text.replace(/e([+-])(\d)$/, 'e$10$2');
  // JavaScript writes at most a hundred digits; those of a double that follow are zeros, but for very small ones.
  const digits = Math.min(verb.precision ?? 6, 100);
  const zeros = '0'.repeat(Math.max((verb.precision ?? 0) - 100, 0));
  switch (verb.letter) {
    case 'f':
    case 'F':
      return signed(size < 0, Math.abs(size).toFixed(digits) + zeros, verb);
    case 'e':
      return signed(size < 0, exponent(Math.abs(size).toExponential(digits).replace('e', `${zeros}e`)), verb);
    case 'v':
    case 'g': {
      const exact = verb.precision === undefined ? Math.abs(size) : Number(Math.abs(size).toPrecision(digits || 1));
      const large = exact !== 0 && (exact < 1e-4 || exact >= 1e21);
      return signed(size < 0, large ? exponent(exact.toExponential()) : String(exact), verb);
    }
    default:
      return undefined;
  }
}

/** A number with its sign; zeros fill between sign and digits. */
function signed(negative: boolean, digits: string, verb: Verb): string {
  const sign = negative ? '-' : verb.plus ? '+' : verb.space ? ' ' : '';
  if (verb.zero && verb.width !== undefined) return sign + digits.padStart(verb.width - sign.length, '0');
  return padded(sign + digits, verb);
}

function padded(text: string, verb: Verb): string {
  const missing = (verb.width ?? 0) - [...text].length;
  if (missing <= 0) return text;
  return verb.minus ? text + ' '.repeat(missing) : (verb.zero ? '0' : ' ').repeat(missing) + text;
}

import { utf8, utf8Text } from '../../../../wire/utf8.ts';
import { TemplateError } from './error.ts';
import { plain, sprint, sprintf, sprintln } from './value/format.ts';
import { toJson } from './value/json.ts';
import {
  any,
  concrete,
  indirect,
  int,
  number,
  slice,
  string,
  text,
  truth,
  typeName,
  value,
  zero,
} from './value/type.ts';
import type { Type, Value } from './value/type.ts';
import { own } from '../../../../kernel/own.ts';

/** A function that templates may call. An argument is undefined where it is an untyped nil. */
export interface TemplateFunction {
  /** A parameter of no type takes anything as it is. */
  readonly parameters: readonly (Type | undefined)[];
  /** Further arguments of this kind may follow. */
  readonly variadic?: Type | 'value';
  readonly call: (args: readonly (Value | undefined)[]) => Value | undefined;
}

const refuse = (problem: string): never => {
  throw new TemplateError(problem);
};

/** Whether a value counts as true in `if`, `and`, `or`, `not`. */
export function isTrue(start: Value | undefined): boolean {
  const held = concrete(start);
  if (!held) return false;
  const { type, data } = held;
  switch (type.kind) {
    case 'string':
    case 'slice':
      return ((data as string | unknown[] | null)?.length ?? 0) > 0;
    case 'map':
      return data !== null && Object.keys(data as object).length > 0;
    case 'pointer':
      return data !== null;
    case 'struct':
      return true;
    default:
      return Boolean(data);
  }
}

const nilName = (held: Value | undefined) => held ?? refuse('index of untyped nil');

/** A position within a length, or right behind it, as both `index` and `slice` check it first. */
function positionIn(index: Value | undefined, length: number): number {
  const held = concrete(index);
  if (!held) return refuse('cannot index slice/array with nil');
  if (held.type.kind !== 'int') return refuse(`cannot index slice/array with type ${typeName(held.type)}`);
  const position = Number(held.data);
  return position < 0 || position > length ? refuse(`index out of range: ${position}`) : position;
}

function elementAt<T>(items: readonly T[], index: Value | undefined, kind: 'slice' | 'string'): T {
  const position = positionIn(index, items.length);
  return position < items.length ? (items[position] as T) : refuse(`reflect: ${kind} index out of range`);
}

function indexInto(item: Value, key: Value | undefined): Value {
  const { value: held, nil } = indirect(item);
  if (nil) return refuse('index of nil pointer');
  const { type, data } = held;
  if (type.kind === 'slice') {
    return value(type.element, elementAt((data ?? []) as unknown[], key, 'slice'));
  }
  if (type.kind === 'string') {
    return value({ kind: 'int', name: 'uint8' }, elementAt(utf8(String(data)), key, 'string'));
  }
  if (type.kind === 'map') {
    const name = concrete(key);
    if (!name) return refuse(`value is nil; should be of type ${type.key.name}`);
    if (typeName(name.type) !== type.key.name)
      return refuse(`value has type ${typeName(name.type)}; should be ${type.key.name}`);
    return value(type.element, own((data ?? {}) as Record<string, unknown>, String(name.data)) ?? zero(type.element));
  }
  return refuse(`can't index item of type ${typeName(type)}`);
}

function sliceOf(item: Value | undefined, bounds: readonly (Value | undefined)[]): Value {
  const start = concrete(item) ?? refuse('slice of untyped nil');
  const { value: held } = indirect(start);
  if (bounds.length > 3) return refuse(`too many slice indexes: ${bounds.length}`);
  const { type, data } = held;
  if (type.kind !== 'string' && type.kind !== 'slice') return refuse(`can't slice item of type ${typeName(type)}`);
  if (type.kind === 'string' && bounds.length === 3) return refuse('cannot 3-index slice a string');
  const whole = type.kind === 'string' ? utf8(String(data)) : ((data ?? []) as unknown[]);
  const [from = 0, to = whole.length] = bounds.map((bound) => positionIn(bound, whole.length));
  if (from > to) return refuse(`invalid slice index: ${from} > ${to}`);
  const part = whole.slice(from, to);
  return value(type, type.kind === 'string' ? utf8Text(part as number[]) : part);
}

function lengthOf(item: Value | undefined): Value {
  const { value: held, nil } = indirect(item ?? refuse('reflect: call of reflect.Value.Type on zero Value'));
  if (nil) return refuse('len of nil pointer');
  switch (held.type.kind) {
    case 'string':
      return number(utf8(String(held.data)).length);
    case 'slice':
      return number(((held.data ?? []) as unknown[]).length);
    case 'map':
      return number(Object.keys(held.data ?? {}).length);
    default:
      return refuse(`len of type ${typeName(held.type)}`);
  }
}

const isBasic = (type: Type) => ['string', 'bool', 'int', 'float'].includes(type.kind);
const mismatch = (a: Value | undefined, b: Value | undefined): never =>
  refuse(`incompatible types for comparison: ${a ? typeName(a.type) : 'nil'} and ${b ? typeName(b.type) : 'nil'}`);

function comparable(held: Value | undefined): Value | undefined {
  if (held && (held.type.kind === 'slice' || held.type.kind === 'map'))
    return refuse(`non-comparable type ${plain(held)}: ${typeName(held.type)}`);
  return held;
}

function equal(first: Value | undefined, second: Value | undefined): boolean {
  const a = comparable(concrete(first));
  const b = comparable(concrete(second));
  if (!a || !b) {
    const other = a ?? b;
    return !other || (other.type.kind === 'pointer' && other.data === null);
  }
  if (isBasic(a.type) && isBasic(b.type)) {
    if (a.type.kind !== b.type.kind) return mismatch(a, b);
    return a.data === b.data;
  }
  if (typeName(a.type) !== typeName(b.type)) return mismatch(a, b);
  return JSON.stringify(a.data) === JSON.stringify(b.data);
}

function less(first: Value | undefined, second: Value | undefined): boolean {
  const a = concrete(first);
  const b = concrete(second);
  if (!a || !isBasic(a.type) || !b || !isBasic(b.type)) return refuse('invalid type for comparison');
  if (a.type.kind !== b.type.kind) return mismatch(a, b);
  if (a.type.kind === 'bool') return refuse('invalid type for comparison');
  return (a.data as string | number) < (b.data as string | number);
}

const htmlEscapes: Record<string, string> = { '"': '&#34;', "'": '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const scriptEscapes: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};
const unicodeEscape = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

const anything = { parameters: [], variadic: any } as const;
const ofText = (change: (given: string) => string): TemplateFunction => ({
  parameters: [string],
  call: ([given]) => text(change(String(given?.data))),
});
const compare = (test: (a: Value | undefined, b: Value | undefined) => boolean): TemplateFunction => ({
  parameters: [undefined, undefined],
  call: ([a, b]) => truth(test(a, b)),
});
const argumentsText = (args: readonly (Value | undefined)[]) =>
  args.length === 1 && args[0]?.type.kind === 'string' ? String(args[0].data) : sprint(args);

/** `and` and `or` stop at the first argument that decides; the evaluator calls them with what it had to evaluate. */
const last: TemplateFunction = { parameters: [undefined], variadic: 'value', call: (args) => args.at(-1) };

/** text/template's own functions (text/template/funcs.go) and docker's (cli/templates). */
export const functions: Readonly<Record<string, TemplateFunction>> = {
  and: last,
  or: last,
  not: { parameters: [undefined], call: ([given]) => truth(!isTrue(given)) },
  call: {
    parameters: [undefined],
    variadic: 'value',
    call: ([given]) => {
      const held = concrete(given);
      return held ? refuse(`non-function of type ${typeName(held.type)}`) : refuse('call of nil');
    },
  },
  index: {
    parameters: [undefined],
    variadic: 'value',
    call: ([item, ...keys]) => keys.reduce<Value>(indexInto, nilName(concrete(item))),
  },
  slice: { parameters: [undefined], variadic: 'value', call: ([item, ...bounds]) => sliceOf(item, bounds) },
  len: { parameters: [undefined], call: ([item]) => lengthOf(item) },
  eq: {
    parameters: [undefined],
    variadic: 'value',
    call: ([first, ...others]) =>
      others.length === 0
        ? refuse('missing argument for comparison')
        : truth(others.some((other) => equal(first, other))),
  },
  ne: compare((a, b) => !equal(a, b)),
  lt: compare(less),
  le: compare((a, b) => less(a, b) || equal(a, b)),
  gt: compare((a, b) => !less(a, b) && !equal(a, b)),
  ge: compare((a, b) => !less(a, b)),
  print: { ...anything, call: (args) => text(sprint(args)) },
  println: { ...anything, call: (args) => text(sprintln(args)) },
  printf: {
    parameters: [string],
    variadic: any,
    call: ([format, ...args]) => text(sprintf(String(format?.data), args)),
  },
  html: {
    ...anything,
    call: (args) => text(argumentsText(args).replace(/["'&<>]/g, (each) => htmlEscapes[each] ?? each)),
  },
  js: {
    ...anything,
    call: (args) =>
      text(argumentsText(args).replace(/[\\'"<>&=\p{Cc}]/gu, (each) => scriptEscapes[each] ?? unicodeEscape(each))),
  },
  urlquery: {
    ...anything,
    call: (args) =>
      text(
        encodeURIComponent(argumentsText(args))
          .replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
          .replaceAll('%20', '+'),
      ),
  },
  json: { parameters: [any], call: ([given]) => text(toJson(concrete(given))) },
  split: {
    parameters: [string, string],
    call: ([given, separator]) => value(slice(string), String(given?.data).split(String(separator?.data))),
  },
  join: {
    parameters: [slice(string), string],
    call: ([items, separator]) => text(((items?.data ?? []) as string[]).join(String(separator?.data))),
  },
  title: ofText((given) =>
    given.replace(/(^|[^\p{L}\p{Nd}_])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  ),
  lower: ofText((given) => given.toLowerCase()),
  upper: ofText((given) => given.toUpperCase()),
  pad: {
    parameters: [string, int, int],
    call: ([given, before, after]) => {
      const held = String(given?.data);
      return text(held === '' ? '' : ' '.repeat(Number(before?.data)) + held + ' '.repeat(Number(after?.data)));
    },
  },
  truncate: {
    parameters: [string, int],
    call: ([given, size]) => {
      const length = Number(size?.data);
      if (length < 0) return refuse(`runtime error: slice bounds out of range [:${length}]`);
      return text(utf8Text(utf8(String(given?.data)).slice(0, length)));
    },
  },
};

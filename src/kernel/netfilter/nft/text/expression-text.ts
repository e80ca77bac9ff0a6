import { typeOfField } from '../load.ts';
import type { Among, Constant, Element, Expression, Field, Inline, NamedSet, Verdict } from '../ruleset.ts';
import type { DataType } from '../datatypes.ts';
import type { TextStyle } from './style.ts';
import { durationText, partText, valueText } from './value-text.ts';

/** What is read of a packet, in nft's words. */
export function fieldText(field: Field): string {
  switch (field.kind) {
    case 'payload':
      return `${field.protocol} ${field.field}`;
    case 'meta':
      return ['iif', 'oif', 'iifname', 'oifname'].includes(field.key) ? field.key : `meta ${field.key}`;
    case 'ct':
      return ['ct', field.direction, field.family, field.key].filter((word) => word !== undefined).join(' ');
    case 'fib':
      return `fib ${field.flags.join(' . ')} ${field.result}`;
    case 'numgen': {
      const offset = field.offset === 0 ? '' : ` offset ${field.offset}`;
      return `numgen ${field.mode} mod ${field.modulus}${offset}`;
    }
  }
}

export function expressionText(expression: Expression, style: TextStyle): string {
  switch (expression.kind) {
    case 'binary': {
      const right = valueText(expression.type, expression.right, style);
      const shown = right.includes(' ') ? `(${right})` : right;
      return `${expressionText(expression.left, style)} ${expression.operator} ${shown}`;
    }
    case 'concat':
      return expression.parts.map((part) => expressionText(part, style)).join(' . ');
    case 'map':
      return `${expressionText(expression.key, style)} map ${amongText(expression.among, style)}`;
    case 'value':
    case 'values':
    case 'prefix':
    case 'range':
    case 'flags':
      return constantText(expression, style);
    default:
      return fieldText(expression);
  }
}

export function constantText(constant: Constant, style: TextStyle): string {
  switch (constant.kind) {
    case 'value':
      return valueText(constant.type, constant.data, style);
    case 'values':
      return constant.data.map((data, i) => valueText(constant.types[i] ?? 'integer', data, style)).join(' . ');
    case 'prefix':
      return `${valueText(constant.type, constant.data, style)}/${constant.length}`;
    case 'range':
      return `${valueText(constant.type, constant.from, style)}-${valueText(constant.type, constant.to, style)}`;
    case 'flags':
      return constant.data.map((data) => valueText(constant.type, data, style)).join(',');
  }
}

/** A set or map with its elements in braces, or the name of one. */
export const amongText = (among: Among, style: TextStyle): string =>
  among.kind === 'reference'
    ? `@${among.set}`
    : `{ ${among.elements.map((element) => elementText(among, element, style)).join(', ')} }`;

/** An element: its key, what its map leads to, and what it keeps (set_elem_expr_print, src/expression.c). */
export function elementText(
  { types, data }: Pick<Inline | NamedSet, 'types' | 'data'>,
  element: Element,
  style: TextStyle,
  shared?: { readonly now: number; readonly counter: boolean },
): string {
  const { key, to, timeout, expires, comment, counters, bucket: _bucket } = element;
  const words = [key.map((part, i) => partText(types[i] ?? 'integer', part, style)).join(' . ')];
  if (shared?.counter) {
    const { packets, bytes } = counters ?? { packets: 0, bytes: 0 };
    words.push(style.stateless ? 'counter' : `counter packets ${packets} bytes ${bytes}`);
  }
  if (timeout !== undefined) words.push(`timeout ${durationText(timeout)}`);
  if (shared && expires !== undefined && !style.stateless) words.push(`expires ${durationText(expires - shared.now)}`);
  if (comment !== undefined) words.push(`comment "${comment}"`);
  if (to) words.push(`: ${destinationText(to, data, style)}`);
  return words.join(' ');
}

function destinationText(to: NonNullable<Element['to']>, data: Inline['data'], style: TextStyle): string {
  if ('verdict' in to) return verdictText(to.verdict);
  const types: readonly DataType[] = data === undefined || data === 'verdict' ? [] : data;
  return to.values.map((value, i) => valueText(types[i] ?? 'integer', value, style)).join(' . ');
}

export const verdictText = (verdict: Verdict): string =>
  'chain' in verdict ? `${verdict.kind} ${verdict.chain}` : verdict.kind;

/** The types of the parts of an expression. */
export function typesOf(expression: Expression): DataType[] {
  switch (expression.kind) {
    case 'binary':
    case 'value':
    case 'prefix':
    case 'range':
    case 'flags':
      return [expression.type];
    case 'values':
      return expression.types;
    case 'concat':
      return expression.parts.flatMap(typesOf);
    case 'map':
      return expression.type;
    default:
      return [typeOfField(expression)];
  }
}

import { own } from '../../kernel/own.ts';
import { goQuoted, goText } from '../go.ts';
import { byBytes } from '../../engine/by-bytes.ts';
import { inOrder } from '../order.ts';
import { ComposeError } from '../problem.ts';
import { isList, isRecord, type Tree, type TreeRecord } from '../tree.ts';
import type { Schema, Type } from './schema.ts';
import { table } from './schema.table.ts';

interface Violation {
  readonly way: readonly string[];
  /** The deeper, the more it tells. */
  readonly depth: number;
  readonly text: string;
}

/**
 * Whether a file has the form that the compose specification gives it. Of all violations compose tells the deepest one
 * (compose-go schema/schema.go).
 * @throws ComposeError
 */
export function validate(tree: TreeRecord, file: string): void {
  const deepest = violationsOf(tree, table.root, []).reduce<Violation | undefined>(
    (best, violation) => (best && best.depth >= violation.depth ? best : violation),
    undefined,
  );
  if (deepest) throw new ComposeError({ text: `validating ${file}: ${deepest.way.join('.')} ${deepest.text}` });
}

const violationAt = (way: readonly string[], text: string, more = 0): Violation => ({
  way,
  depth: way.length + more,
  text,
});

/** In the order in which compose's validator meets them; keys of a mapping, which it takes in any order, as the file has them. */
function violationsOf(tree: Tree, schema: Schema, way: readonly string[]): readonly Violation[] {
  if (schema.type && !schema.type.some((type) => isOfType(tree, type)))
    return [violationAt(way, `must be a ${typesText(schema.type)}`)];
  if (schema.enum && !(typeof tree === 'string' && schema.enum.includes(tree)))
    return [
      violationAt(way, `value must be ${schema.enum.length > 1 ? 'one of ' : ''}${schema.enum.map(quoted).join(', ')}`),
    ];
  if (schema.ref !== undefined) return violationsOf(tree, own(table.definitions, schema.ref) ?? {}, way);
  return [...ofKind(tree, schema, way), ...ofChoice(tree, schema, way)];
}

function ofKind(tree: Tree, schema: Schema, way: readonly string[]): readonly Violation[] {
  if (isRecord(tree)) return ofRecord(tree, schema, way);
  if (isList(tree)) return ofList(tree, schema, way);
  if (typeof tree === 'string') return ofText(tree, schema, way);
  return typeof tree === 'number' || typeof tree === 'bigint' ? ofNumber(tree, schema, way) : [];
}

function ofRecord(record: TreeRecord, schema: Schema, way: readonly string[]): readonly Violation[] {
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(record, name));
  const required = `missing ${missing.length > 1 ? 'properties' : 'property'} ${missing.map(quoted).join(', ')}`;
  const patterns = Object.entries(schema.patternProperties ?? {});
  const unknown: string[] = [];
  const inside = Object.entries(record).flatMap(([key, value]) => {
    const named = own(schema.properties, key);
    const schemas = patterns.filter(([pattern]) => expression(pattern).test(key)).map(([, matching]) => matching);
    if (named) schemas.unshift(named);
    if (schemas.length === 0 && schema.closed) unknown.push(key);
    return schemas.flatMap((each) => violationsOf(value, each, [...way, key]));
  });
  return [
    ...(missing.length > 0 ? [violationAt(way, required)] : []),
    ...inside,
    ...(unknown.length > 0
      ? [violationAt(way, `additional properties ${unknown.map(quoted).join(', ')} not allowed`, 1)]
      : []),
  ];
}

const expressions = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(pattern, 'u');
  expressions.set(pattern, known);
  return known;
}

function ofList(list: readonly Tree[], schema: Schema, way: readonly string[]): readonly Violation[] {
  const { items, uniqueItems } = schema;
  const twice = uniqueItems ? repeated(list) : undefined;
  return [
    ...(twice ? [violationAt(way, `items at ${grouped(twice[0])} and ${grouped(twice[1])} are equal`)] : []),
    ...(items ? list.flatMap((item, at) => violationsOf(item, items, [...way, `${at}`])) : []),
  ];
}

/** The places of an item that comes again. */
function repeated(list: readonly Tree[]): readonly [number, number] | undefined {
  const seen = new Map<string, number>();
  for (const [at, item] of list.entries()) {
    const key = JSON.stringify(sorted(item));
    const before = seen.get(key);
    if (before !== undefined) return [before, at];
    seen.set(key, at);
  }
  return undefined;
}

/** A list of the keys and values of mappings, which are equal whatever their order. */
const sorted = (tree: Tree): unknown => {
  if (isList(tree)) return tree.map(sorted);
  if (isRecord(tree)) return { of: inOrder(tree).map(([key, value]) => [key, sorted(value)]) };
  return typeof tree === 'number' || typeof tree === 'bigint' ? { number: goText(tree) } : tree;
};

const grouped = (count: number): string => count.toString().replace(/\B(?=(\d{3})+$)/g, ',');

const ofText = (text: string, { pattern }: Schema, way: readonly string[]): readonly Violation[] =>
  pattern === undefined || expression(pattern).test(text)
    ? []
    : [violationAt(way, `${quoted(text)} does not match pattern ${quoted(pattern)}`)];

function ofNumber(number: number | bigint, { minimum, maximum }: Schema, way: readonly string[]): readonly Violation[] {
  if (minimum !== undefined && number < minimum)
    return [violationAt(way, `must be greater than or equal to ${minimum}`)];
  return maximum !== undefined && number > maximum
    ? [violationAt(way, `must be less than or equal to ${maximum}`)]
    : [];
}

/** Exactly one of several schemas must hold. */
function ofChoice(tree: Tree, { oneOf }: Schema, way: readonly string[]): readonly Violation[] {
  if (!oneOf) return [];
  const tried = oneOf.map((schema) => violationsOf(tree, schema, way));
  const [first, second] = tried.flatMap((violations, at) => (violations.length === 0 ? [at] : []));
  if (first === undefined) return tried.flat();
  return second === undefined ? [] : [violationAt(way, `oneOf failed, subschemas ${first}, ${second} matched`)];
}

function isOfType(tree: Tree, type: Type): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof tree === type;
    case 'number':
      return typeof tree === 'number' || typeof tree === 'bigint';
    case 'integer':
      return typeof tree === 'bigint' || Number.isInteger(tree);
    case 'null':
      return tree === null;
    case 'object':
      return isRecord(tree);
    case 'array':
      return isList(tree);
  }
}

const wordOf = (type: Type): string => (type === 'object' ? 'mapping' : type);

function typesText(types: readonly Type[]): string {
  const words = types.map(wordOf).sort(byBytes);
  return words.length === 1 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const quoted = (text: string): string =>
  `'${goQuoted(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

import type { Schema, SchemaTable, Type } from '../../compose/schema/schema.ts';
import { own } from '../../kernel/own.ts';

/** A word that may stand somewhere, and what kind of value it has. */
export interface Word {
  readonly word: string;
  readonly detail?: string;
}

/** All forms that a part of the schema may have. */
function formsOf(schema: Schema | undefined, { definitions }: SchemaTable): readonly Schema[] {
  if (schema === undefined) return [];
  if (schema.ref !== undefined) return formsOf(own(definitions, schema.ref), { root: schema, definitions });
  return schema.oneOf ? schema.oneOf.flatMap((form) => formsOf(form, { root: schema, definitions })) : [schema];
}

function stepInto(schema: Schema, step: string): readonly Schema[] {
  if (step === '*') return schema.items ? [schema.items] : [];
  const property = own(schema.properties ?? {}, step);
  if (property) return [property];
  return Object.entries(schema.patternProperties ?? {}).flatMap(([pattern, inner]) =>
    new RegExp(pattern).test(step) ? [inner] : [],
  );
}

/** What the schema has at a path. */
export function schemasAt(path: readonly string[], table: SchemaTable): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (schemas, step) => schemas.flatMap((schema) => stepInto(schema, step)).flatMap((inner) => formsOf(inner, table)),
    formsOf(table.root, table),
  );
}

/** The keys that the schema knows under a path. */
export function keysAt(path: readonly string[], table: SchemaTable): readonly Word[] {
  const words = new Map<string, string>();
  for (const { properties = {} } of schemasAt(path, table))
    for (const [word, schema] of Object.entries(properties)) words.set(word, kindOf(formsOf(schema, table)));
  return [...words].map(([word, detail]) => ({ word, detail }));
}

/** The values that the schema knows at a path: those it lists, and true and false. */
export const valuesAt = (path: readonly string[], table: SchemaTable): readonly string[] =>
  schemasAt(path, table).flatMap(({ enum: listed = [], type = [] }) => [
    ...listed,
    ...(type.includes('boolean') ? ['true', 'false'] : []),
  ]);

const kindOf = (schemas: readonly Schema[]): string =>
  [...new Set(schemas.flatMap(({ type = [] }): readonly Type[] => type))].filter((type) => type !== 'null').join(', ');

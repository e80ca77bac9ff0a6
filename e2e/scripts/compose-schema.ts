// Makes src/compose/schema/schema.table.ts: node e2e/run.mjs e2e/scripts/compose-schema.ts COMPOSE-SPEC.JSON
// The file is schema/compose-spec.json of compose-spec/compose-go v2.9.1, under the Apache License 2.0 (deploy/compose-spec).
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schema, SchemaTable, Type } from '../../src/compose/schema/schema.ts';

interface JsonSchema {
  readonly $ref?: string;
  readonly type?: Type | readonly Type[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly oneOf?: readonly JsonSchema[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** What says something of the form, and what only explains. */
const KNOWN = new Set(
  `$ref type enum properties patternProperties additionalProperties required items uniqueItems pattern minimum maximum oneOf
   definitions $schema $id title description default deprecated`.split(/\s+/),
);

const each = (schemas: Readonly<Record<string, JsonSchema>>): Record<string, Schema> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, tableOf(schema)]));

function tableOf(schema: JsonSchema): Schema {
  const unknown = Object.keys(schema).filter((key) => !KNOWN.has(key));
  if (unknown.length > 0) throw new Error(`The walker does not know ${unknown.join(', ')}.`);
  const { $ref, type, properties, patternProperties, additionalProperties, items, uniqueItems, oneOf } = schema;
  return {
    ...($ref !== undefined && { ref: $ref.replace('#/definitions/', '') }),
    ...(type !== undefined && { type: [type].flat() }),
    ...(schema.enum && { enum: schema.enum }),
    ...(properties && { properties: each(properties) }),
    ...(patternProperties && { patternProperties: each(patternProperties) }),
    ...(additionalProperties === false && { closed: true }),
    ...(schema.required && { required: schema.required }),
    ...(items && { items: tableOf(items) }),
    ...(uniqueItems === true && { uniqueItems: true }),
    ...(schema.pattern !== undefined && { pattern: schema.pattern }),
    ...(schema.minimum !== undefined && { minimum: schema.minimum }),
    ...(schema.maximum !== undefined && { maximum: schema.maximum }),
    ...(oneOf && { oneOf: oneOf.map(tableOf) }),
  };
}

const [source = ''] = process.argv.slice(2);
const whole = JSON.parse(readFileSync(source, 'utf8')) as JsonSchema;
const table: SchemaTable = { root: tableOf(whole), definitions: each(whole.definitions ?? {}) };
const path = join(process.cwd(), 'src/compose/schema/schema.table.ts');
const text = `// Made by e2e/scripts/compose-schema.ts of the compose specification (Apache-2.0, see deploy/compose-spec): do not edit.
import type { SchemaTable } from './schema.ts';

export const table: SchemaTable = ${JSON.stringify(table)};
`;
writeFileSync(path, text);
execFileSync('npx', ['oxfmt', path]);

/** What of JSON Schema the compose specification uses. */
export type Type = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';

export interface Schema {
  /** A name among the table's definitions. */
  readonly ref?: string;
  readonly type?: readonly Type[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  /** By regular expression. */
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  /** No other properties than these. */
  readonly closed?: true;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly uniqueItems?: true;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly oneOf?: readonly Schema[];
}

export interface SchemaTable {
  readonly root: Schema;
  readonly definitions: Readonly<Record<string, Schema>>;
}

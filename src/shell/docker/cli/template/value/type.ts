import { byBytes } from '../../../../../engine/by-bytes.ts';

/**
 * Go's types and values as far as text/template looks at them (reflect). Data are plain JSON in the engine's API shape:
 * a struct is an object with its JSON names, a nil pointer, map, slice or interface is null.
 */
export type Type =
  | Basic
  | { readonly kind: 'slice'; readonly element: Type; readonly name?: string | undefined }
  | {
      readonly kind: 'map';
      readonly key: Basic;
      readonly element: Type;
      readonly name?: string | undefined;
      readonly methods?: Methods | undefined;
    }
  | { readonly kind: 'pointer'; readonly to: Type }
  | { readonly kind: 'interface' }
  | StructType;

export interface Basic {
  readonly kind: 'string' | 'bool' | 'int' | 'float';
  /** Its name in messages, such as `int64` or `nat.Port`; a named string is not assignable to string. */
  readonly name: string;
  readonly methods?: Methods | undefined;
}

export interface StructType {
  readonly kind: 'struct';
  readonly name: string;
  readonly fields: readonly Field[];
  readonly methods?: Methods;
  /** How it prints itself (fmt.Stringer), such as time.Time. */
  readonly print?: (data: unknown) => string;
  /** How it writes itself as JSON (json.Marshaler). */
  readonly json?: (data: unknown) => string;
}

export interface Field {
  /** Its name in Go. */
  readonly name: string;
  /** Its name in JSON; absent for an embedded struct, whose fields are promoted. */
  readonly json?: string;
  readonly type: Type;
  /** Left out of JSON where it is empty. */
  readonly omitEmpty?: boolean;
  /** An embedded struct: its JSON names stand in the same object. */
  readonly embedded?: boolean;
}

export type Methods = Readonly<Record<string, Method>>;

export interface Method {
  readonly parameters: readonly Type[];
  readonly call: (data: unknown, ...args: unknown[]) => Value | undefined;
}

/** A value with its static type. Where a value may be absent altogether (reflect's zero Value), undefined stands for it. */
export interface Value {
  readonly type: Type;
  readonly data: unknown;
}

export const string: Basic = { kind: 'string', name: 'string' };
export const bool: Basic = { kind: 'bool', name: 'bool' };
export const int: Basic = { kind: 'int', name: 'int' };
export const int64: Basic = { kind: 'int', name: 'int64' };
export const uint64: Basic = { kind: 'int', name: 'uint64' };
export const uint16: Basic = { kind: 'int', name: 'uint16' };
export const float64: Basic = { kind: 'float', name: 'float64' };
/** What encoding/json makes of a number with UseNumber: a string type of that name. */
export const jsonNumber: Basic = { kind: 'string', name: 'json.Number' };
export const any: Type = { kind: 'interface' };

export const named = (name: string, methods?: Methods): Basic => ({
  kind: 'string',
  name,
  methods,
});
export const slice = (element: Type, name?: string): Type => ({ kind: 'slice', element, name });
export const map = (element: Type, key: Basic = string, name?: string): Type => ({
  kind: 'map',
  key,
  element,
  name,
});
export const pointer = (to: Type): Type => ({ kind: 'pointer', to });
export const struct = (name: string, fields: readonly Field[], more: Partial<StructType> = {}): StructType => ({
  kind: 'struct',
  name,
  fields,
  ...more,
});

export const value = (type: Type, data: unknown): Value => ({ type, data });
export const text = (data: string): Value => ({ type: string, data });
export const truth = (data: boolean): Value => ({ type: bool, data });
export const number = (data: number): Value => ({ type: int, data });

/** The type's name as Go's messages write it. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case 'slice':
      return type.name ?? `[]${typeName(type.element)}`;
    case 'map':
      return type.name ?? `map[${type.key.name}]${typeName(type.element)}`;
    case 'pointer':
      return `*${typeName(type.to)}`;
    case 'interface':
      return 'interface {}';
    default:
      return type.name;
  }
}

/** The data of a type's zero value. */
export function zero(type: Type): unknown {
  switch (type.kind) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'int':
    case 'float':
      return 0;
    case 'struct':
      return {};
    default:
      return null;
  }
}

/** What an interface holds: its data with the type that encoding/json gives them, or undefined for nil. */
export function dynamic(data: unknown): Value | undefined {
  if (data === null || data === undefined) return undefined;
  if (typeof data === 'string') return { type: string, data };
  if (typeof data === 'boolean') return { type: bool, data };
  if (typeof data === 'number') return { type: jsonNumber, data: String(data) };
  return { type: Array.isArray(data) ? slice(any) : map(any), data };
}

/** Follows pointers and interfaces to what they hold; `nil` tells that one of them held nothing. */
export function indirect(start: Value): { value: Value; nil: boolean } {
  let value = start;
  while (value.type.kind === 'pointer' || value.type.kind === 'interface') {
    if (value.data === null || value.data === undefined) return { value, nil: true };
    const inner = value.type.kind === 'pointer' ? { type: value.type.to, data: value.data } : dynamic(value.data);
    if (!inner) return { value, nil: true };
    value = inner;
  }
  return { value, nil: false };
}

/** An interface's content; any other value is itself. */
export function concrete(value: Value | undefined): Value | undefined {
  return value?.type.kind === 'interface' ? dynamic(value.data) : value;
}

/** A struct's field by its Go name, its own or promoted from an embedded struct. */
export function fieldOf(type: StructType, name: string): Field | undefined {
  for (const field of type.fields) {
    if (field.name === name) return field;
    if (!field.embedded) continue;
    const inner = field.type.kind === 'pointer' ? field.type.to : field.type;
    const promoted = inner.kind === 'struct' ? fieldOf(inner, name) : undefined;
    if (promoted) return promoted;
  }
  return undefined;
}

export function fieldValue(data: unknown, field: Field): Value {
  if (field.embedded) return { type: field.type, data };
  const held = (data as Record<string, unknown>)[field.json ?? field.name];
  return { type: field.type, data: held === undefined || held === null ? zero(field.type) : held };
}

export const isNil = (data: unknown): boolean => data === null || data === undefined;

export const isEmpty = (data: unknown): boolean =>
  isNil(data) || data === '' || data === false || data === 0 || (Array.isArray(data) && data.length === 0);

/** A map's keys in the order in which Go's templates, fmt and encoding/json take them. */
export const sortedKeys = (data: unknown): string[] => Object.keys(data ?? {}).sort(byBytes);

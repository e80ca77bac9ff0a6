import { dynamic, fieldValue, isEmpty, isNil, sortedKeys } from './type.ts';
import type { StructType, Value } from './type.ts';

const escapes: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** A string as encoding/json writes it; `html` also escapes <, > and &. */
export function jsonString(text: string, html = false): string {
  const special = html ? /["\\\u2028\u2029<>&]|(?![\x7f-\x9f])\p{Cc}/gu : /["\\\u2028\u2029]|(?![\x7f-\x9f])\p{Cc}/gu;
  const escaped = text.replace(
    special,
    (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

/** A value as encoding/json writes it: structs in the order of their fields, maps by key. */
export function toJson(value: Value | undefined): string {
  if (!value || isNil(value.data)) return 'null';
  const { type, data } = value;
  switch (type.kind) {
    case 'string':
      return type.name === 'json.Number' ? String(data) : jsonString(String(data));
    case 'bool':
    case 'int':
    case 'float':
      return String(data);
    case 'interface':
      return toJson(dynamic(data));
    case 'pointer':
      return toJson({ type: type.to, data });
    case 'slice':
      return `[${(data as unknown[]).map((item) => toJson({ type: type.element, data: item })).join(',')}]`;
    case 'map': {
      const entries = data as Record<string, unknown>;
      return `{${sortedKeys(data)
        .map((key) => `${jsonString(key)}:${toJson({ type: type.element, data: entries[key] })}`)
        .join(',')}}`;
    }
    case 'struct':
      return type.json ? type.json(data) : `{${members(type, data).join(',')}}`;
  }
}

/** Whether omitempty leaves a value out: of a pointer only where it points nowhere. */
const isOmitted = ({ type, data }: Value): boolean =>
  type.kind === 'pointer'
    ? isNil(data)
    : isEmpty(data) || (type.kind === 'map' && Object.keys(data as object).length === 0);

function members(type: StructType, data: unknown): string[] {
  return type.fields.flatMap((field) => {
    const inner = field.type.kind === 'pointer' ? field.type.to : field.type;
    if (field.embedded && inner.kind === 'struct') return members(inner, data);
    const held = fieldValue(data, field);
    const empty = isOmitted(held);
    if (field.omitEmpty && empty) return [];
    return [`${jsonString(field.json ?? field.name)}:${toJson(held)}`];
  });
}

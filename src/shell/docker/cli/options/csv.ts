import { FlagValueError } from '../flags/flag.ts';

/** One line of comma-separated values, as Go's encoding/csv reads it. Throws FlagValueError. */
export function csvFields(line: string): string[] {
  const fields: string[] = [];
  const fail = (column: number, why: string): never => {
    throw new FlagValueError(`parse error on line 1, column ${column}: ${why}`);
  };
  let at = 0;
  for (;;) {
    if (line.charAt(at) !== '"') {
      const comma = line.indexOf(',', at);
      const field = line.slice(at, comma < 0 ? line.length : comma);
      const bare = field.indexOf('"');
      if (bare >= 0) fail(at + bare + 1, 'bare " in non-quoted-field');
      fields.push(field);
      if (comma < 0) return fields;
      at = comma + 1;
      continue;
    }
    const { field, end } = quotedField(line, at, fail);
    fields.push(field);
    if (end === line.length) return fields;
    at = end + 1;
  }
}

function quotedField(line: string, start: number, fail: (column: number, why: string) => never) {
  let field = '';
  for (let at = start + 1; ;) {
    const close = line.indexOf('"', at);
    if (close < 0) return fail(line.length + 1, 'extraneous or missing " in quoted-field');
    field += line.slice(at, close);
    const after = line.charAt(close + 1);
    if (after === '"') {
      field += '"';
      at = close + 2;
    } else if (after === ',' || after === '') return { field, end: close + 1 };
    else return fail(close + 1, 'extraneous or missing " in quoted-field');
  }
}

/** A number that is printed as written, such as `0.00`. */
export interface RawNumber {
  readonly raw: string;
}

export type Json =
  | string
  | number
  | boolean
  | null
  | RawNumber
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

const isRaw = (value: object): value is RawNumber => 'raw' in value && Object.keys(value).length === 1;

/** JSON on one line, or as iproute2 indents it (lib/json_writer.c). */
export const writeJson = (value: Json, pretty: boolean): string => write(value, pretty, 0);

function write(value: Json, pretty: boolean, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => write(item, pretty, depth + 1)).join(',');
    if (!pretty) return `[${items}]`;
    return items === '' ? '[ ]' : `[ ${items} ]`;
  }
  if (isRaw(value)) return value.raw;
  const entries = Object.entries(value as Record<string, Json | undefined>).filter(([, item]) => item !== undefined);
  const indent = pretty ? `\n${'    '.repeat(depth + 1)}` : '';
  const colon = pretty ? '": ' : '":';
  const body = entries
    .map(([key, item]) => `${indent}"${key}${colon}${write(item as Json, pretty, depth + 1)}`)
    .join(',');
  return `{${body}${pretty && entries.length > 0 ? `\n${'    '.repeat(depth)}` : ''}}`;
}

import { isEntries, type Ordered } from './ordered.ts';

/** Go's JSON takes care of what means something in HTML. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Writes a value as Go's encoding/json does: on one line, or indented by two. */
export function jsonText(value: Ordered, indented = false, pad = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  const inner = `${pad}  `;
  const parts = isEntries(value)
    ? value.entries.map(([key, entry]) => `${quoted(key)}:${indented ? ' ' : ''}${jsonText(entry, indented, inner)}`)
    : value.map((entry) => jsonText(entry, indented, inner));
  const [open, close] = isEntries(value) ? ['{', '}'] : ['[', ']'];
  if (!indented || parts.length === 0) return `${open}${parts.join(',')}${close}`;
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${pad}${close}`;
}

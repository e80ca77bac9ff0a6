import { goQuoted, goText } from '../go.ts';
import { isRecord } from '../tree.ts';
import type { Tree } from '../tree.ts';

/** A value as Go's `%#v` writes it. */
export function goSyntax(value: Tree): string {
  if (value === null) return 'interface {}(nil)';
  if (typeof value === 'string') return goQuoted(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isRecord(value)) return goText(value);
  const entries = Object.entries(value).map(([key, entry]) => `${goQuoted(key)}:${goSyntax(entry)}`);
  return `map[string]interface {}{${entries.join(', ')}}`;
}

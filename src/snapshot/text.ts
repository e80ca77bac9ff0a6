/** A snapshot as the one text that is kept and shared. */
import * as v from 'valibot';
import { parsedJson } from './fields.ts';
import { notice, type Notice, type ReasonKind } from './notice.ts';
import { LIMITS } from './limits.ts';
import { snapshotSchema } from './schema.ts';
import type { Snapshot } from './snapshot.ts';

/** The normalised JSON: one line, members in the order of the schema, without an apostrophe, so that a shell can quote it. */
export const snapshotText = (snapshot: Snapshot): string =>
  JSON.stringify(v.parse(snapshotSchema, snapshot)).replaceAll("'", '\\u0027');

type Parsed =
  | { readonly ok: true; readonly snapshot: Snapshot }
  | { readonly ok: false; readonly reason: Notice<ReasonKind> };

export function parseSnapshot(text: string): Parsed {
  if (text.length > LIMITS.text) return { ok: false, reason: notice('too-large', { most: LIMITS.text }) };
  const value = parsedJson(text);
  return value === undefined ? { ok: false, reason: notice('broken-json') } : checked(value);
}

/** A value as a snapshot, if it is one and keeps to the bounds. */
export function checked(value: unknown): Parsed {
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (version !== 1 && typeof version === 'number') return { ok: false, reason: notice('other-version', { version }) };
  const parsed = v.safeParse(snapshotSchema, value, { abortEarly: true });
  if (parsed.success) return { ok: true, snapshot: parsed.output };
  const [issue] = parsed.issues;
  const what = (issue.path ?? [])
    .map(({ key }) => String(key))
    .join('.')
    .slice(0, LIMITS.word);
  if (issue.type === 'max_length' && typeof issue.requirement === 'number')
    return { ok: false, reason: notice('too-much', { what, most: issue.requirement }) };
  return { ok: false, reason: notice('invalid', { what }) };
}

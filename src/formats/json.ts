import * as v from 'valibot';
import { documentSchema, limits, versionFor, type Document, type Reading } from './document.ts';
import { parsed } from './parsed.ts';

/** The latest version of the file format; files of earlier ones are to be opened for ever. */
const VERSION = 3;

const headSchema = v.looseObject({ hopscope: v.pipe(v.number(), v.integer(), v.minValue(1)) });

export const jsonOf = (document: Document): string =>
  `${JSON.stringify({ hopscope: versionFor(document), ...document }, null, 2)}\n`;

/** Reads what `jsonOf` wrote. Takes any text, and never throws. */
export function readJson(text: string): Reading {
  if (text.length > limits.file) return { ok: false, reason: 'too-large' };
  const head = v.safeParse(headSchema, parsed(text));
  if (!head.success) return { ok: false, reason: 'foreign' };
  const { hopscope, ...rest } = head.output;
  if (hopscope > VERSION) return { ok: false, reason: 'newer' };
  const document = v.safeParse(documentSchema, rest);
  return document.success ? { ok: true, document: document.output } : { ok: false, reason: 'damaged' };
}

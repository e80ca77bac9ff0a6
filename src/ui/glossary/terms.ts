import type { Glossary, TermId } from './glossary.ts';

/** A piece of a text, and the term that it is, if it is one. */
export interface Piece {
  readonly text: string;
  readonly id?: TermId | undefined;
}

interface Matcher {
  readonly pattern: RegExp;
  /** By each way to write a term, in lower case. */
  readonly ids: ReadonlyMap<string, readonly { readonly id: TermId; readonly form: string }[]>;
}

const matchers = new WeakMap<Glossary, Matcher>();

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a word is in capitals, and so a term only when written so: INPUT is a hook, “input” is a word. */
export const isCapitals = (form: string): boolean => form === form.toUpperCase() && form !== form.toLowerCase();

/** A term begins and ends where a word does; in Korean a particle may follow it at once. */
function matcherOf(glossary: Glossary): Matcher {
  const known = matchers.get(glossary);
  if (known) return known;
  const ids = new Map<string, { id: TermId; form: string }[]>();
  for (const [id, { term, also = [] }] of Object.entries(glossary) as [TermId, Glossary[TermId]][])
    for (const form of [term, ...also]) {
      const key = form.toLowerCase();
      ids.set(key, [...(ids.get(key) ?? []), { id, form }]);
    }
  const forms = [...ids.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.:/-])(?:${forms.join('|')})(?![A-Za-z0-9_:/-]|\\.[A-Za-z0-9])`, 'giu');
  const matcher = { pattern, ids };
  matchers.set(glossary, matcher);
  return matcher;
}

/** Cuts texts that are read one after the other at the terms in them, each at its first occurrence only. */
export function piecesOf(texts: readonly string[], glossary: Glossary): readonly (readonly Piece[])[] {
  const { pattern, ids } = matcherOf(glossary);
  const seen = new Set<TermId>();
  return texts.map((text) => {
    const pieces: Piece[] = [];
    let from = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const fits = ids.get(found.toLowerCase())?.find(({ form }) => !isCapitals(form) || form === found);
      if (fits === undefined || seen.has(fits.id)) continue;
      seen.add(fits.id);
      if (index > from) pieces.push({ text: text.slice(from, index) });
      pieces.push({ text: found, id: fits.id });
      from = index + found.length;
    }
    if (from < text.length) pieces.push({ text: text.slice(from) });
    return pieces;
  });
}

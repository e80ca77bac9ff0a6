import { termsInOrder, type Glossary, type TermId } from './glossary.ts';

/** The terms that hold every word of a query, those that begin with it first; none where nothing is asked. */
export function matchingTerms(glossary: Glossary, query: string, heading: string): readonly TermId[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const begins = (id: TermId): boolean => glossary[id].term.toLowerCase().startsWith(words.join(' '));
  return termsInOrder(glossary)
    .filter((id) => {
      const { term, also = [] } = glossary[id];
      const text = [heading, term, ...also].join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => Number(begins(b)) - Number(begins(a)));
}

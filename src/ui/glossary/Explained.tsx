import type { ReactNode } from 'react';
import { richParts, type RichPart, type Values } from '../controls/rich-text.ts';
import { useGlossary, type Glossary } from './glossary.ts';
import { Term } from './Term.tsx';
import { isCapitals, piecesOf, type Piece } from './terms.ts';

interface ExplainedProps {
  readonly template: string;
  readonly values?: Values | undefined;
}

/** A translated text with its marks, whose terms explain themselves. */
export function Explained({ template, values }: ExplainedProps): ReactNode {
  const glossary = useGlossary();
  const parts = richParts(template, values);
  const pieces = glossary && piecesOf(parts.map(readable), glossary);
  const first = pieces?.flat().find(({ id }) => id !== undefined);
  return parts.map((part, index) => {
    const content = glossary && pieces?.[index]?.length ? told(pieces[index], glossary, first) : part.text;
    if (part.mark === 'strong') return <b key={index}>{content}</b>;
    return part.mark === 'mono' ? <code key={index}>{content}</code> : content;
  });
}

/** What of a part may hold terms: what is set in mono or strong is mostly a name, which may be anything. */
const readable = ({ mark, text }: RichPart): string =>
  mark === undefined || (mark === 'strong' && isCapitals(text)) ? text : '';

const told = (pieces: readonly Piece[], glossary: Glossary, first: Piece | undefined): ReactNode =>
  pieces.map((piece, index) =>
    piece.id === undefined ? (
      piece.text
    ) : (
      <Term key={index} entry={glossary[piece.id]} first={piece === first}>
        {piece.text}
      </Term>
    ),
  );

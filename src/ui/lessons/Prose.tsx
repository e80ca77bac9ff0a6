import type { Token, Tokens } from 'marked';
import { Fragment, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Prose as ProseTokens } from '../../teaching/texts.ts';
import { useGlossary, type Glossary } from '../glossary/glossary.ts';
import { Term } from '../glossary/Term.tsx';
import { piecesOf, type Piece } from '../glossary/terms.ts';
import { Code } from './Code.tsx';
import styles from './Prose.module.css';
import { innerOf, plainIn, textOf, webAddress } from './prose-parts.ts';

interface Marks {
  readonly glossary: Glossary | undefined;
  /** The pieces of each stretch of plain text, where terms are marked. */
  readonly pieces: ReadonlyMap<Token, readonly Piece[]>;
  /** The one that Tab comes to. */
  readonly first: Piece | undefined;
}

/** A lesson's own words, piece by piece: terms explain themselves, and what is in the lab leads there. Nothing in it is ever HTML. */
export function Prose({ tokens, inline = false }: { readonly tokens: ProseTokens; readonly inline?: boolean }) {
  const glossary = useGlossary();
  const marks = useMemo((): Marks => {
    const plain = plainIn(tokens);
    const pieces = glossary ? piecesOf(plain.map(textOf), glossary) : [];
    const first = pieces.flat().find(({ id }) => id !== undefined);
    return { glossary, pieces: new Map(plain.map((token, at) => [token, pieces[at] ?? []])), first };
  }, [tokens, glossary]);
  const shown = <Many tokens={tokens} marks={marks} />;
  return inline ? shown : <div className={styles['prose']}>{shown}</div>;
}

function Many({ tokens, marks }: { readonly tokens: readonly Token[]; readonly marks: Marks }): ReactNode {
  return tokens.map((token, at) => <One key={at} token={token} marks={marks} />);
}

function One({ token, marks }: { readonly token: Token; readonly marks: Marks }): ReactNode {
  const { t } = useTranslation('lessons');
  const inner = <Many tokens={innerOf(token)} marks={marks} />;
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'paragraph':
      return <p>{inner}</p>;
    case 'heading':
      return <h4>{inner}</h4>;
    case 'blockquote':
      return <blockquote>{inner}</blockquote>;
    case 'list':
      return (token as Tokens.List).ordered ? <ol>{inner}</ol> : <ul>{inner}</ul>;
    case 'list_item':
      return <li>{inner}</li>;
    case 'strong':
      return <strong>{inner}</strong>;
    case 'em':
      return <em>{inner}</em>;
    case 'del':
      return <s>{inner}</s>;
    case 'br':
      return <br />;
    case 'hr':
      return <hr />;
    case 'codespan':
      return (
        <code>
          <Code text={textOf(token)} />
        </code>
      );
    case 'code':
      return (
        <pre>
          <Code text={textOf(token)} />
        </pre>
      );
    case 'link': {
      const href = webAddress((token as Tokens.Link).href);
      if (href === undefined) return inner;
      return (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {inner}
        </a>
      );
    }
    case 'image':
      return t('dock.image', { text: textOf(token) });
    case 'text':
      return innerOf(token).length > 0 ? inner : <Plain token={token} marks={marks} />;
    case 'escape':
      return <Plain token={token} marks={marks} />;
    default:
      return token.raw; // HTML, and what no lesson has, as it was typed
  }
}

function Plain({ token, marks: { glossary, pieces, first } }: { readonly token: Token; readonly marks: Marks }) {
  const those = pieces.get(token) ?? [];
  if (glossary === undefined || those.length === 0) return textOf(token);
  return those.map((piece, at) => (
    <Fragment key={at}>
      {piece.id === undefined ? (
        piece.text
      ) : (
        <Term entry={glossary[piece.id]} first={piece === first}>
          {piece.text}
        </Term>
      )}
    </Fragment>
  ));
}

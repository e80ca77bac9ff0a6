import { Fragment } from 'react';

/** A line of a tool, broken between words only; one word, where it stands last, is set off. */
export function Words({ text, accent }: { readonly text: string; readonly accent: string | undefined }) {
  const words = text.split(' ');
  const at = accent === undefined ? -1 : words.lastIndexOf(accent);
  return words.map((word, index) => (
    <Fragment key={index}>
      {index > 0 && ' '}
      {index === at ? <b>{word}</b> : <span>{word}</span>}
    </Fragment>
  ));
}

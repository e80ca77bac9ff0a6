import type { Token, Tokens } from 'marked';
import type { Prose } from '../../teaching/texts.ts';

/** The tokens inside a token, if it has some. */
export function innerOf(token: Token): readonly Token[] {
  if (token.type === 'list') return (token as Tokens.List).items;
  if ('tokens' in token && Array.isArray(token.tokens)) return token.tokens;
  return [];
}

/** The stretches of plain text, in the order in which they are read; code and links hold no terms to be explained. */
export const plainIn = (prose: Prose): readonly Token[] =>
  prose.flatMap((token) => {
    if (token.type === 'link' || token.type === 'codespan' || token.type === 'code') return [];
    const inner = innerOf(token);
    if (inner.length > 0) return plainIn(inner);
    return token.type === 'text' || token.type === 'escape' ? [token] : [];
  });

/** What a token says where it is shown as plain text. */
export const textOf = (token: Token): string =>
  'text' in token && typeof token.text === 'string' ? token.text : token.raw;

/** An address that may be led to: a page of the web, and nothing else. */
export function webAddress(href: string): string | undefined {
  try {
    const { protocol, href: whole } = new URL(href);
    return protocol === 'https:' || protocol === 'http:' ? whole : undefined;
  } catch {
    return undefined;
  }
}

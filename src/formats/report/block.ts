/** What a report is made of: text only, in the reader's language. How it is written down is the format's. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** The picture of the lab: as vectors, and as a diagram in words. */
  | { readonly kind: 'picture'; readonly svg: string; readonly mermaid: string; readonly text: string };

export interface Report {
  readonly title: string;
  /** As HTML names it. */
  readonly language: string;
  readonly blocks: readonly Block[];
}

/**
 * What a translation of the English texts T has to hold: the same keys, each with some text. Korean has one plural
 * form, so the `_one` texts of English have no counterpart.
 */
export type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Translated<T[K]>;
};

/** The keys of the texts in T, as i18next takes them: `story.send.tcp`. */
export type Keys<T, Prefix extends string> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}.${K}` : Keys<T[K], `${Prefix}.${K}`>;
}[keyof T & string];

/** A term of the field: as it is called, what else means it in a text, and what it is in one or two sentences. */
export interface GlossaryEntry {
  readonly term: string;
  readonly also?: readonly string[] | undefined;
  readonly text: string;
}

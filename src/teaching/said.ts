/** Something to be told: the page has a sentence for its key, in every language, with places for the values. */
export interface Said<Key extends string = string> {
  readonly key: Key;
  readonly values: Readonly<Record<string, string | number>>;
}

export const said = <Key extends string>(key: Key, values: Said['values'] = {}): Said<Key> => ({ key, values });

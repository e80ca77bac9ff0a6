/** A value of a compose file that is to be written. */
export type Value = undefined | null | boolean | number | string | readonly Value[] | Written;
export interface Written {
  readonly [key: string]: Value;
}

/** A record without what is undefined, empty, or says nothing. */
export const said = (record: Written): Written =>
  Object.fromEntries(
    Object.entries(record).filter(([, value]) => {
      if (value === undefined || value === null || value === false || value === '') return false;
      if (Array.isArray(value)) return value.length > 0;
      return typeof value !== 'object' || Object.keys(value).length > 0;
    }),
  );

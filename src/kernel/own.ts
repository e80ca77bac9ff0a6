/*
 * Records that names of users are the keys of: somebody calls something `constructor` or `__proto__`, which every object of
 * JavaScript answers to. Read them by `own`, and set what may have any name by `put`.
 */

/** A record's own entry. */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;

/** Sets an entry of the record that a holder has in a field. Assigning to `__proto__` sets no entry, so the record is made anew. */
export function put<Field extends string, Holder extends Readonly<Record<Field, Record<string, unknown>>>>(
  holder: Holder,
  field: Field,
  key: string,
  value: Holder[Field][string],
): void {
  const holding: Record<string, Record<string, unknown>> = holder;
  if (key === '__proto__') holding[field] = { ...holder[field], [key]: value };
  else (holder[field] as Record<string, unknown>)[key] = value;
}

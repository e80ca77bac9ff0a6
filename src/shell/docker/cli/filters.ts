import type { Filters } from '../../../engine/api.ts';
import { flagList } from './flags/flag.ts';
import type { FlagValues } from './flags/flag.ts';

/** What all `--filter` flags ask, by key. */
export function filtersOf(flags: FlagValues<'filter'>): Filters {
  const filters = new Map<string, string[]>();
  for (const filter of flagList(flags, 'filter')) {
    if (filter === '') continue;
    const at = filter.indexOf('=');
    const [key, value] = [filter.slice(0, at), filter.slice(at + 1)];
    const values = filters.get(key) ?? [];
    if (!values.includes(value)) filters.set(key, [...values, value]);
  }
  return Object.fromEntries(filters);
}

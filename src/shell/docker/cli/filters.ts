import type { Filters } from '../../../engine/api.ts';
import { flagList } from './flags/flag.ts';
import type { FlagValues } from './flags/flag.ts';

/** What all `--filter` flags ask, by key. */
export function filtersOf(flags: FlagValues<'filter'>): Filters {
  const filters: Record<string, string[]> = {};
  for (const filter of flagList(flags, 'filter')) {
    if (filter === '') continue;
    const at = filter.indexOf('=');
    const values = (filters[filter.slice(0, at)] ??= []);
    const value = filter.slice(at + 1);
    if (!values.includes(value)) values.push(value);
  }
  return filters;
}

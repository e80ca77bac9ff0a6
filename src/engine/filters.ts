import type { Filters } from './api/container-json.ts';
import { invalid } from './engine.ts';

/** The filters that a list knows. */
export type FilterSpec = readonly string[];

/** Throws at a filter that is unknown. */
export function readFilters(filters: Filters, known: FilterSpec): void {
  const unknown = Object.keys(filters).find((key) => !known.includes(key));
  if (unknown !== undefined) throw invalid(`invalid filter '${unknown}'`);
}

/** Whether any of some patterns is found in a text; one that is no regular expression fits nothing (api/types/filters: Match). */
export const matches = (text: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => {
    try {
      return new RegExp(pattern).test(text);
    } catch {
      return false;
    }
  });

/** Whether labels hold all that is asked: `key`, or `key=value`. */
export function matchesLabels(labels: Readonly<Record<string, string>>, wanted: readonly string[]): boolean {
  return wanted.every((each) => {
    const equals = each.indexOf('=');
    const key = equals < 0 ? each : each.slice(0, equals);
    return Object.hasOwn(labels, key) && (equals < 0 || labels[key] === each.slice(equals + 1));
  });
}

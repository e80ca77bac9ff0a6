import { parseRfc3339 } from '../calendar.ts';
import type { EngineHost } from '../engine.ts';
import { invalid } from '../errors.ts';
import type { Filters } from './container-json.ts';
import { own } from '../../kernel/own.ts';

/** The filters that a list knows. */
export type FilterSpec = readonly string[];

/** Throws at a filter that is unknown. */
export function readFilters(filters: Filters, known: FilterSpec): void {
  const unknown = Object.keys(filters).find((key) => !known.includes(key));
  if (unknown !== undefined) throw invalid(unknown === '' ? 'invalid filter' : `invalid filter '${unknown}'`);
}

/** A filter that is either true or false; false where it is absent (api/types/filters: GetBoolOrDefault). */
export function readBool(filters: Filters, key: string): boolean {
  const values = own(filters, key) ?? [];
  const isFalse = values.length === 0 || values.includes('0') || values.includes('false');
  const isTrue = values.includes('1') || values.includes('true');
  if (isFalse === isTrue) throw invalid(`invalid filter '${key}=[${values.join(' ')}]'`);
  return isTrue;
}

/** Throws at a value of a filter that is none of those it may have. */
export function checkValues(filters: Filters, key: string, kind: string, known: readonly string[]): void {
  for (const value of own(filters, key) ?? [])
    if (!known.includes(value))
      throw invalid(
        `invalid filter '${key}=${value}': invalid value for ${kind} (${value}): must be one of ${known.join(', ')}`,
      );
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

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** The clock before which things must have been made: `until=1h30m` ago, or at a time. */
export function parseUntil(host: EngineHost, filters: Filters): number {
  const [value] = filters.until ?? [];
  if (value === undefined) return Infinity;
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (value !== '' && parts.map(([part]) => part).join('') === value)
    return host.clock.now - parts.reduce((sum, [, n, unit]) => sum + Number(n) * (own(UNITS, unit ?? '') ?? 0), 0);
  const time = /^\d+$/.test(value) ? Number(value) * 1000 : parseRfc3339(value);
  if (time === undefined) throw invalid(`failed to parse value as time or duration: "${value}"`);
  return time;
}

/** Routes: `ip -j route`, and its text. */
import type { RouteFacts } from '../snapshot.ts';
import { at, integerAt, isFields, known, listOf, wordAt } from '../fields.ts';

type Family = 4 | 6;

export const isRoute = (value: unknown): boolean =>
  wordAt(value, 'dst') !== undefined &&
  wordAt(value, 'lladdr') === undefined &&
  !Array.isArray(at(value, 'state')) &&
  wordAt(value, 'mac') === undefined;

/** The family of addresses in routes that are listed together, where one tells. */
export function familyOfRoutes(values: readonly unknown[]): Family | undefined {
  for (const value of values) {
    const texts = [at(value, 'dst'), at(value, 'gateway'), at(value, 'prefsrc')];
    const found = texts.filter((text) => typeof text === 'string' && /^[0-9a-f]*[.:]/i.test(text));
    if (found.length > 0) return found.some((text) => String(text).includes(':')) ? 6 : 4;
  }
  return undefined;
}

/** Undefined also for routes that follow from a host's addresses. */
export function readRoute(value: unknown, fallback: Family): RouteFacts | undefined {
  const destination = wordAt(value, 'dst');
  if (destination === undefined) return undefined;
  const [table, protocol] = [wordAt(value, 'table'), wordAt(value, 'protocol')];
  if (table === 'local' && protocol === 'kernel') return undefined;
  const family = familyOfRoutes([value]) ?? fallback;
  const hops = listOf(at(value, 'nexthops')).map((hop) =>
    known({ via: viaOf(hop), device: wordAt(hop, 'dev'), weight: integerAt(hop, 'weight') }),
  );
  const flags = listOf(at(value, 'flags'));
  return known({
    family,
    table: table === 'main' ? undefined : table,
    destination,
    type: wordAt(value, 'type'),
    via: viaOf(value),
    device: wordAt(value, 'dev'),
    hops: hops.length > 0 ? hops : undefined,
    source: wordAt(value, 'prefsrc'),
    scope: wordAt(value, 'scope'),
    protocol,
    metric: integerAt(value, 'metric'),
    mtu: listOf(at(value, 'metrics')).flatMap((each) => integerAt(each, 'mtu') ?? [])[0],
    onlink: flags.includes('onlink') ? (true as const) : undefined,
  });
}

const viaOf = (value: unknown): string | undefined =>
  wordAt(value, 'gateway') ?? (isFields(at(value, 'via')) ? wordAt(value, 'via', 'host') : undefined);

const TYPES = 'local|broadcast|multicast|anycast|unreachable|blackhole|prohibit|throw|unicast|nat';
const LINE = new RegExp(
  `^(?:(${TYPES})\\s+)?(default|[0-9]{1,3}(?:\\.[0-9]{1,3}){0,3}(?:/\\d{1,2})?|[0-9a-f]*:[0-9a-f:.]*(?:/\\d{1,3})?)(?:\\s+(.*))?$`,
);
const NEXT = /^\s+nexthop\s/;
export const isHopLine = (line: string): boolean => NEXT.test(line);

export function isRouteLine(line: string): boolean {
  const [, type, destination = '', rest = ''] = LINE.exec(line.trimEnd()) ?? [];
  if (rest === '') return destination.includes('/');
  return type !== undefined || /^(via|dev|proto|scope|metric|nhid|table)\s/.test(rest);
}

export function readRouteText(lines: readonly string[], hint?: Family): RouteFacts[] {
  const family =
    hint ?? familyOfRoutes(lines.map((line) => ({ dst: LINE.exec(line)?.[2], gateway: wordAfter(line, 'via') })));
  const routes: RouteFacts[] = [];
  let last: RouteFacts | undefined;
  for (const line of lines) {
    if (NEXT.test(line)) {
      if (last) last.hops = [...(last.hops ?? []), hopOf(line)].slice(0, 256);
      continue;
    }
    last = routeOfLine(line, family ?? 4);
    if (last) routes.push(last);
  }
  return routes;
}

const wordAfter = (line: string, name: string): string | undefined => {
  const words = line.trim().split(/\s+/);
  const place = words.indexOf(name);
  return place < 0 ? undefined : words[place + 1];
};

const numberAfter = (line: string, name: string): number | undefined => {
  const word = wordAfter(line, name);
  return word !== undefined && /^\d{1,10}$/.test(word) ? Number(word) : undefined;
};

const hopOf = (line: string): NonNullable<RouteFacts['hops']>[number] =>
  known({ via: wordAfter(line, 'via'), device: wordAfter(line, 'dev'), weight: numberAfter(line, 'weight') });

function routeOfLine(line: string, fallback: Family): RouteFacts | undefined {
  const [, type, destination = ''] = LINE.exec(line.trimEnd()) ?? [];
  const after = (name: string): string | undefined => wordAfter(line, name);
  const [table, protocol] = [after('table'), after('proto')];
  if (destination === '' || (table === 'local' && protocol === 'kernel')) return undefined;
  return known({
    family: familyOfRoutes([{ dst: destination, gateway: after('via'), prefsrc: after('src') }]) ?? fallback,
    table: table === 'main' ? undefined : table,
    destination,
    type,
    via: after('via') === 'inet6' ? after('inet6') : after('via'),
    device: after('dev'),
    source: after('src'),
    scope: after('scope'),
    protocol,
    metric: numberAfter(line, 'metric'),
    mtu: numberAfter(line, 'mtu'),
    onlink: /\bonlink\b/.test(line) ? (true as const) : undefined,
  });
}

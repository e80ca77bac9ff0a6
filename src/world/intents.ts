/** What somebody means of who reaches whom: part of a lab's document, and what its differences are told by. */
import type { End } from './ends.ts';
import type { Probe, Reach, Row } from './reach.ts';
import { locate } from './place.ts';
import { containersOf, placeOf } from './spots.ts';
import type { Place, World } from './world.ts';

/** What is meant of a pair: it must be reached, must not, or either is right, whatever was meant before. */
export const meanings = ['must', 'must-not', 'either'] as const;
export type Meaning = (typeof meanings)[number];

/** Places that are named, or all that there are. */
export type Those = readonly Place[] | 'all';

/** What is meant of traffic from some places to others. Of several that speak of a pair the last counts. */
export interface Intent {
  readonly from: Those;
  readonly to: Those;
  readonly probe: Probe;
  readonly meaning: Meaning;
}

/** A pair that is not as it is meant. */
export interface Broken {
  readonly from: End;
  readonly to: End;
  readonly reach: Reach;
  readonly meaning: 'must' | 'must-not';
}

/** What is meant of each pair; undefined where nothing is. */
export type MeantBy = (from: Place, to: Place) => 'must' | 'must-not' | undefined;

export const isSameProbe = (a: Probe, b: Probe): boolean =>
  a.kind === 'ping' ? b.kind === 'ping' : b.kind === 'tcp' && a.port === b.port;

/** What some intents mean of one probe. */
export function meantBy(intents: readonly Intent[], probe: Probe): MeantBy {
  const latestFirst = intents
    .filter((intent) => isSameProbe(intent.probe, probe))
    .toReversed()
    .map(({ from, to, meaning }) => ({ from: holds(from), to: holds(to), meaning }));
  const byFrom = new Map<Place, typeof latestFirst>();
  const speakingOf = (from: Place) => {
    const found = byFrom.get(from) ?? latestFirst.filter((intent) => intent.from(from));
    byFrom.set(from, found);
    return found;
  };
  return (from, to) => {
    const meaning = speakingOf(from).find((intent) => intent.to(to))?.meaning;
    return meaning === 'either' ? undefined : meaning;
  };
}

function holds(those: Those): (place: Place) => boolean {
  if (those === 'all') return () => true;
  const places = new Set(those);
  return (place) => places.has(place);
}

/** Intents of the same by other places; what is nowhere any more is left out. */
export function movedTo(intents: readonly Intent[], as: (place: Place) => Place | undefined): readonly Intent[] {
  const moved = (those: Those): Those => (those === 'all' ? those : those.flatMap((place) => as(place) ?? []));
  return intents
    .map((intent) => ({ ...intent, from: moved(intent.from), to: moved(intent.to) }))
    .filter(({ from, to }) => from.length > 0 && to.length > 0);
}

/** Intents by what containers are called by now: a name that none has any more means the one that had it. */
export function byNamesNow(world: World, intents: readonly Intent[]): readonly Intent[] {
  const renamed = new Map(
    containersOf(world).flatMap(([machine, container]) =>
      (container.formerly ?? []).map((name) => [placeOf(machine, { name }), placeOf(machine, container)] as const),
    ),
  );
  return renamed.size === 0
    ? intents
    : movedTo(intents, (place) => (locate(world, place) ? place : (renamed.get(place) ?? place)));
}

/** Whether a pair is not as it is meant; what cannot be told is neither. */
export const isBroken = (meaning: ReturnType<MeantBy>, reach: Reach): boolean =>
  meaning !== undefined && reach !== 'unknown' && (meaning === 'must') !== (reach === 'reached');

/** The pairs of a row that are not as they are meant. @param to the ends that its cells are of */
export const brokenIn = (meant: MeantBy, from: End, to: readonly End[], row: Row): readonly Broken[] =>
  to.flatMap((end, column): Broken[] => {
    const reach = row[column];
    const meaning = meant(from.place, end.place);
    if (reach === undefined || meaning === undefined || !isBroken(meaning, reach)) return [];
    return [{ from, to: end, reach, meaning }];
  });

const isOf = ({ from, to, probe }: Intent, pair: readonly [Place, Place], asked: Probe): boolean =>
  isSameProbe(probe, asked) &&
  from !== 'all' &&
  to !== 'all' &&
  from.length === 1 &&
  to.length === 1 &&
  from[0] === pair[0] &&
  to[0] === pair[1];

/** Intents by which a pair goes from no matter to must, to must not, to no matter. */
export function cycled(intents: readonly Intent[], from: Place, to: Place, probe: Probe): readonly Intent[] {
  const now = meantBy(intents, probe)(from, to);
  const next = now === undefined ? 'must' : now === 'must' ? 'must-not' : 'either';
  const others = intents.filter((intent) => !isOf(intent, [from, to], probe));
  const without = meantBy(others, probe)(from, to) ?? 'either';
  return without === next ? others : [...others, { from: [from], to: [to], probe, meaning: next }];
}

const isRest = ({ from, to, probe, meaning }: Intent, asked: Probe): boolean =>
  from === 'all' && to === 'all' && meaning === 'must-not' && isSameProbe(probe, asked);

/** Whether what is not marked must not be reached. */
export const isClosed = (intents: readonly Intent[], probe: Probe): boolean =>
  intents.some((intent) => isRest(intent, probe));

/** Intents by which what is not marked must not be reached, or is no matter. */
export function closed(intents: readonly Intent[], probe: Probe, isTo: boolean): readonly Intent[] {
  const others = intents.filter((intent) => !isRest(intent, probe));
  return isTo ? [{ from: 'all', to: 'all', probe, meaning: 'must-not' }, ...others] : others;
}

/** Intents by which some ends are meant to reach each other as they do: told by groups, for a large lab has very many pairs. */
export function asItIs(
  intents: readonly Intent[],
  ends: readonly End[],
  rows: readonly Row[],
  probe: Probe,
): readonly Intent[] {
  const places = ends.map(({ place }) => place);
  const known = new Set(places);
  const isAmong = (those: Those): boolean => those !== 'all' && those.every((place) => known.has(place));
  const others = intents.filter(
    ({ from, to, probe: asked }) => !(isSameProbe(asked, probe) && isAmong(from) && isAmong(to)),
  );
  const groups = groupsOf(places, rows).map(({ from, to }): Intent => ({ from, to, probe, meaning: 'must' }));
  return [...others, { from: places, to: places, probe, meaning: 'must-not' }, ...groups];
}

/** Who reaches the same, together: nobody asks itself, so those that reach each other belong together as well. */
function groupsOf(places: readonly Place[], rows: readonly Row[]) {
  const found = rows.map((cells, row) => {
    const alone = places.filter((_, column) => cells[column] === 'reached');
    const withSelf = places.filter((_, column) => column === row || cells[column] === 'reached');
    return { place: places[row] ?? '', alone, withSelf };
  });
  const keyOf = (to: readonly Place[]): string => JSON.stringify(to);
  const counts = new Map<string, number>();
  const count = (to: readonly Place[]) => counts.set(keyOf(to), (counts.get(keyOf(to)) ?? 0) + 1);
  for (const { alone, withSelf } of found) for (const to of [alone, withSelf]) count(to);
  const often = (to: readonly Place[]): number => counts.get(keyOf(to)) ?? 0;
  const groups = new Map<string, { from: Place[]; to: readonly Place[] }>();
  for (const { place, alone, withSelf } of found) {
    if (alone.length === 0) continue;
    const to = often(withSelf) > often(alone) ? withSelf : alone;
    const group = groups.get(keyOf(to)) ?? { from: [], to };
    group.from.push(place);
    groups.set(keyOf(to), group);
  }
  return [...groups.values()];
}

/** The probes that intents speak of, each once. */
export const probesOf = (intents: readonly Intent[]): readonly Probe[] =>
  intents
    .map(({ probe }) => probe)
    .filter((probe, at, all) => all.findIndex((other) => isSameProbe(other, probe)) === at);

import type { Hop } from '../../kernel/hop.ts';
import type { NamespaceId } from '../../kernel/namespace.ts';
import { isDiscovery, journeysOf, type Journey } from '../../story/journey.ts';
import { isLost, isTranslated } from '../../story/opening.ts';
import { isInSwitch, placeOfHop, type Spot } from '../../world/spots.ts';
import { endsOfFrame } from '../inspector/views/endpoints.ts';
import { packetName } from '../world/packet-name.ts';

/** What of a packet's way is told at a place: a device on which it is seen, an address that becomes another, or its end. */
export type Point =
  | { readonly kind: 'device'; readonly name: string }
  | { readonly kind: 'source' | 'destination'; readonly address: string }
  | { readonly kind: 'lost' };

/** A place that a packet comes by, and what is told there, in order. */
export interface Leg {
  readonly place: string;
  readonly points: readonly Point[];
}

/** One way through the lab, with the packets that went it. */
export interface Way {
  /** What they are, each name once. */
  readonly packets: readonly string[];
  /** Of the first of them, as it was sent. */
  readonly source: string;
  readonly destination: string;
  readonly legs: readonly Leg[];
}

/** The ways that packets took, in short: each once, in the order of their first packets; without those that only ask for MAC addresses. */
export function waysOf(hops: readonly Hop[], spots: ReadonlyMap<NamespaceId, Spot>): readonly Way[] {
  const ways = new Map<string, Way & { packets: string[] }>();
  for (const journey of journeysOf(hops)) {
    if (isDiscovery(journey)) continue;
    const legs = legsOf(hops, journey, spots);
    const name = packetName(journey.made);
    const { source, destination } = endsOfFrame(journey.made);
    const key = JSON.stringify([source, destination, legs]);
    const known = ways.get(key);
    if (known === undefined) ways.set(key, { packets: [name], source, destination, legs });
    else if (!known.packets.includes(name)) known.packets.push(name);
  }
  return [...ways.values()];
}

function legsOf(hops: readonly Hop[], journey: Journey, spots: ReadonlyMap<NamespaceId, Spot>): readonly Leg[] {
  const own = journey.hops.flatMap((index) => hops[index] ?? []);
  const aside = new Set(own.filter(isLeftAside).map(({ namespace }) => namespace));
  const legs: (Leg & { readonly points: Point[] })[] = [];
  let before = endsOfFrame(journey.made);
  for (const hop of own) {
    if (aside.has(hop.namespace)) continue;
    const place = placeOfHop(hop, spots);
    const last = legs.at(-1);
    const leg = last?.place === place ? last : { place, points: [] };
    if (leg !== last) legs.push(leg);
    const now = endsOfFrame(hop.frame);
    for (const point of pointsOf(hop, before, now, isInSwitch(hop, spots.get(hop.namespace))))
      if (!isSamePoint(point, leg.points.at(-1))) leg.points.push(point);
    before = now;
  }
  return legs;
}

/** A flooded frame comes to others too, which leave it aside. */
const isLeftAside = ({ verdict }: Hop): boolean => verdict.kind === 'dropped' && verdict.reason === 'other-host';

type Ends = ReturnType<typeof endsOfFrame>;

function pointsOf(hop: Hop, before: Ends, now: Ends, inSwitch: boolean): readonly Point[] {
  const points: Point[] = [];
  if (hop.stage === 'link' && hop.device && !inSwitch) points.push({ kind: 'device', name: hop.device.name });
  if (isTranslated(hop))
    for (const end of ['source', 'destination'] as const)
      if (now[end] !== before[end]) points.push({ kind: end, address: now[end] });
  if (isLost(hop)) points.push({ kind: 'lost' });
  return points;
}

const isSamePoint = (a: Point, b: Point | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

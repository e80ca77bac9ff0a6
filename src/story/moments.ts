import { isLoopback } from '../ip/address.ts';
import type { Hop } from '../kernel/hop.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import type { World } from '../world/world.ts';
import { dnsOf, isDiscovery, isNaming, journeysOf, packetOf, type Journey } from './journey.ts';
import type { Moment, MomentKind } from './moment.ts';
import { isLost, isTranslated, openingCuts, type Cut } from './opening.ts';

/** Kinds that are one moment however often they begin in a row. */
const MERGED: ReadonlySet<MomentKind> = new Set([
  'name',
  'proxy',
  'answer',
  'handshake',
  'data',
  'close',
  'retry',
  'again',
]);

/**
 * The moments of some traffic: what a person is told of it. Every hop is in one of them; they follow each other without gaps.
 * `lan` holds the namespaces that are but a switch.
 */
export function momentsOf(hops: readonly Hop[], lan: ReadonlySet<NamespaceId>): readonly Moment[] {
  const cuts = withoutEmpty(cutsOf(hops, lan).toSorted((a, b) => a.from - b.from));
  const kept = cuts.filter(({ kind }, i) => {
    const last = cuts[i - 1];
    return last === undefined || !(MERGED.has(kind) && last.kind === kind);
  });
  return kept.map(({ kind, flow, from, hop }, i) => {
    const start = i === 0 ? 0 : from;
    const to = kept[i + 1]?.from ?? hops.length;
    return { kind, flow, from: start, to, hop: Math.min(Math.max(hop, start), to - 1) };
  });
}

/** Of two that begin at one hop the later says more: a packet that is dropped where it is made was never sent. */
const withoutEmpty = (cuts: readonly Cut[]): readonly Cut[] => cuts.filter(({ from }, i) => cuts[i + 1]?.from !== from);

/** The journeys of some traffic by what they are for. */
interface Cast {
  readonly hops: readonly Hop[];
  readonly journeys: readonly Journey[];
  readonly byPacket: ReadonlyMap<number, Journey>;
  /** Whether a journey belongs to what the traffic is about, rather than to how a name was found. */
  readonly isMain: (journey: Journey) => boolean;
}

function castOf(hops: readonly Hop[]): Cast {
  const journeys = journeysOf(hops);
  const byPacket = new Map(journeys.map((journey) => [journey.packet, journey]));
  const plain = journeys.filter((journey) => !isDiscovery(journey));
  const onlyNames = plain.every(isNaming) && !plain.some(isAskedAtHome);
  return { hops, journeys, byPacket, isMain: (journey) => !isDiscovery(journey) && (onlyNames || !isNaming(journey)) };
}

/** Whether a name is asked for at a server inside one's own namespace, as at Docker's: how it does its work is not told in full. */
const isAskedAtHome = (journey: Journey): boolean => isLoopback(packetOf(journey).destination);

function cutsOf(hops: readonly Hop[], lan: ReadonlySet<NamespaceId>): readonly Cut[] {
  const cast = castOf(hops);
  const conversations = new Map<number, Conversation>();
  const cuts: Cut[] = [];
  for (const journey of cast.journeys) {
    if (isDiscovery(journey)) cuts.push(...discoveryCuts(cast, conversations, journey));
    else if (!cast.isMain(journey)) cuts.push({ ...wholeCut('name', cast, journey), hop: toldAt(cast, journey) });
    else cuts.push(...mainCuts(cast, conversations, journey, lan));
  }
  return cuts;
}

/** One stimulus's traffic, as far as it was told. */
interface Conversation {
  readonly opener: Journey;
  /** Goes as another before it: one moment for all of it. */
  readonly again: boolean;
  /** How far a TCP connection has come, by the packet that opened it. */
  readonly phases: Map<number, MomentKind>;
  readonly told: Set<string>;
}

/** What a journey was made for: the packet that needed a MAC address. */
function served({ byPacket }: Cast, journey: Journey): Journey | undefined {
  let at: Journey | undefined = journey;
  while (at && isDiscovery(at)) at = at.cause === undefined ? undefined : byPacket.get(at.cause);
  return at;
}

/** A MAC address is found in a moment of its own where the packet that is told in full waits for it, or nothing else is told. */
function discoveryCuts(cast: Cast, conversations: ReadonlyMap<number, Conversation>, journey: Journey): readonly Cut[] {
  const { byPacket } = cast;
  const first = journey.cause === undefined || !isDiscoveryPacket(byPacket.get(journey.cause));
  const whose = served(cast, journey);
  if (whose === undefined) return first ? [wholeCut('neighbour', cast, journey)] : [];
  const conversation = conversations.get(whose.flow);
  if (!first || conversation?.opener !== whose || conversation.again) return [];
  const asked = `neighbour ${cast.hops[journey.hops[0] ?? 0]?.namespace} ${targetOf(journey)}`;
  if (conversation.told.has(asked)) return [];
  conversation.told.add(asked);
  return [{ ...wholeCut('neighbour', cast, journey), hop: learnedAt(cast, journey) }];
}

const isDiscoveryPacket = (journey: Journey | undefined): boolean => journey !== undefined && isDiscovery(journey);

function targetOf({ made: { payload } }: Journey): string {
  if (payload.kind === 'arp') return payload.targetIp;
  return payload.transport.kind === 'icmp' ? (payload.transport.detail ?? '') : '';
}

/** The hop at which somebody answers who has the address that a journey asks for, else the last at the one who asks. */
function learnedAt({ hops }: Cast, { hops: own }: Journey): number {
  const asker = hops[own[0] ?? 0]?.namespace;
  return (
    own.find((index) => hops[index]?.verdict.kind === 'answered') ??
    own.findLast((index) => hops[index]?.namespace === asker) ??
    0
  );
}

/** A journey that is one moment, or a part of one. */
function wholeCut(kind: MomentKind, { hops }: Cast, { hops: own, flow }: Journey): Cut {
  const from = own[0] ?? 0;
  const find = (tells: (hop: Hop) => boolean) => own.find((index) => hops[index] !== undefined && tells(hops[index]));
  // What stands out on a way: the end of it where it is lost, else where NAT is done or undone.
  return { kind, flow, from, hop: find(isLost) ?? find(isTranslated) ?? own.at(-1) ?? from };
}

/** The hop at which a name's last answer arrives, of the journeys that go on without a pause; where none does, the one that a question is lost at. */
function toldAt({ hops, journeys, isMain }: Cast, journey: Journey): number {
  const next = journeys.find((other) => isMain(other) && (other.hops[0] ?? 0) > (journey.hops[0] ?? 0));
  const end = next?.hops[0] ?? hops.length;
  const naming = journeys.filter((other) => isNaming(other) && !isMain(other));
  const own = naming.flatMap(({ hops: all }) => all.filter((index) => index < end)).sort((a, b) => a - b);
  const isAnswered = naming.some(({ made, hops: [first = end] }) => first < end && dnsOf(made)?.query === false);
  const lost = isAnswered ? undefined : own.find((index) => hops[index] !== undefined && isLost(hops[index]));
  return lost ?? own.at(-1) ?? 0;
}

function mainCuts(
  cast: Cast,
  conversations: Map<number, Conversation>,
  journey: Journey,
  lan: ReadonlySet<NamespaceId>,
): readonly Cut[] {
  const conversation = conversations.get(journey.flow);
  if (!conversation) {
    const again = [...conversations.values()].some(({ opener }) => isAlike(opener, journey));
    conversations.set(journey.flow, {
      opener: journey,
      again,
      phases: new Map([[journey.packet, 'handshake']]),
      told: new Set(),
    });
    if (!again) return openingCuts(cast.hops, journey, lan);
    return isBeside(conversations, journey) ? [] : [wholeCut('again', cast, journey)];
  }
  if (conversation.again) return [];
  return laterCuts(cast, conversation, journey);
}

/** Whether two packets begin the same kind of traffic to the same end. */
function isAlike(one: Journey, other: Journey): boolean {
  const [a, b] = [packetOf(one), packetOf(other)];
  return a.destination === b.destination && a.transport.kind === b.transport.kind && portOf(one) === portOf(other);
}

/** Whether a packet starts while one that is told in full is still on its way: they are told as one. */
const isBeside = (conversations: ReadonlyMap<number, Conversation>, { hops: own }: Journey): boolean =>
  [...conversations.values()].some(({ opener, again }) => !again && (opener.hops.at(-1) ?? 0) > (own[0] ?? 0));

/** The port that tells servers apart; those of traceroute's probes count up. */
function portOf(journey: Journey): number | undefined {
  const { transport } = packetOf(journey);
  return transport.kind === 'tcp' ? transport.destinationPort : undefined;
}

/** What comes after the packet that was told in full. */
function laterCuts(cast: Cast, conversation: Conversation, journey: Journey): readonly Cut[] {
  const { transport } = packetOf(journey);
  if (transport.kind !== 'tcp') {
    if (dnsOf(journey.made)?.query && journey.cause !== undefined) return [];
    const repeated = journey.cause === undefined;
    return startOf(conversation, repeated ? 'retry' : 'answer', wholeCut(repeated ? 'retry' : 'answer', cast, journey));
  }
  const connection = connectionOf(cast, conversation, journey);
  if (connection === undefined) return proxyCuts(cast, conversation, journey);
  if (connection === journey.packet) return [];
  const kind = phaseOf(conversation, connection, transport.flags, transport.data !== '');
  return startOf(conversation, `${kind} ${connection}`, wholeCut(kind, cast, journey));
}

/** A moment of a kind begins once in a conversation. */
function startOf({ told }: Conversation, key: string, cut: Cut): readonly Cut[] {
  if (told.has(key)) return [];
  told.add(key);
  return [cut];
}

/** The packet that opened the connection a segment belongs to: undefined where it opens one itself. */
function connectionOf({ byPacket }: Cast, { phases, opener }: Conversation, journey: Journey): number | undefined {
  let at: Journey | undefined = journey;
  while (at) {
    if (phases.has(at.packet)) return at.packet;
    const { transport } = packetOf(at);
    if (transport.kind === 'tcp' && transport.flags === 'S') return isRepeated(opener, at) ? opener.packet : undefined;
    const cause: Journey | undefined = at.cause === undefined ? undefined : byPacket.get(at.cause);
    at = cause && isDiscovery(cause) ? undefined : cause;
  }
  return opener.packet;
}

/** Whether a SYN is another's, sent again. */
function isRepeated(opener: Journey, journey: Journey): boolean {
  const [a, b] = [packetOf(opener), packetOf(journey)];
  return (
    a.source === b.source &&
    a.transport.kind === 'tcp' &&
    b.transport.kind === 'tcp' &&
    a.transport.sourcePort === b.transport.sourcePort
  );
}

/** A program in between opens a connection: what it does with it up to its data is one moment. */
function proxyCuts(cast: Cast, conversation: Conversation, journey: Journey): readonly Cut[] {
  conversation.phases.set(journey.packet, 'proxy');
  const dialled = cast.hops.findIndex(
    ({ packet, decision }) =>
      packet === journey.cause && decision.kind === 'program' && decision.action.kind === 'dials',
  );
  const cut = wholeCut('proxy', cast, journey);
  return [dialled >= 0 && dialled < cut.from ? { ...cut, from: dialled, hop: dialled } : cut];
}

/** How far a connection has come with a segment; it never goes back. */
function phaseOf({ phases }: Conversation, connection: number, flags: string, hasData: boolean): MomentKind {
  const before = phases.get(connection) ?? 'handshake';
  const next = nextPhase(before, flags, hasData);
  phases.set(connection, next);
  return next;
}

function nextPhase(before: MomentKind, flags: string, hasData: boolean): MomentKind {
  if (flags === 'S') return 'retry';
  if (before === 'close') return 'close';
  if (hasData) return 'data';
  if (flags === 'F.') return 'close';
  if (flags.startsWith('R')) return before === 'data' ? 'close' : 'answer';
  return before === 'retry' ? 'handshake' : before;
}

/** The namespaces that are no more than a switch to those who send through them: the LAN's router, as long as nobody sends to it. */
export const switchesOf = ({ machines }: World): ReadonlySet<NamespaceId> =>
  new Set(Object.values(machines).flatMap(({ kind, namespace }) => (kind === 'router' ? [namespace] : [])));

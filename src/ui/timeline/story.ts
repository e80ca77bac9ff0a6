import type { Hop } from '../../kernel/hop.ts';
import type { NamespaceId } from '../../kernel/namespace.ts';
import type { Moment, MomentKind } from '../../story/moment.ts';
import { isTranslated } from '../../story/opening.ts';
import type { Step } from '../../story/steps.ts';
import { packetName } from '../world/packet-name.ts';
import { placeOfHop, type Spot } from '../../world/spots.ts';
import { translationOf } from '../world/translation.ts';
import { lanesOf, type FlowLane } from './lanes.ts';

export type Tone = 'plain' | 'rewritten' | 'dropped';

/** One step on the track. */
export interface Segment {
  readonly flow: number;
  /** From 0, the uppermost. */
  readonly lane: number;
  readonly tone: Tone;
  /** A word for what it is, where it differs from the step before. */
  readonly label?: string | undefined;
  /** How much the label matters when there is not room for all: higher wins. */
  readonly weight: number;
}

/** Consecutive steps that show one packet. */
export interface Passage {
  readonly from: number;
  /** Index after its last step. */
  readonly to: number;
  readonly label: string;
}

export interface Story {
  readonly segments: readonly Segment[];
  readonly passages: readonly Passage[];
  readonly flows: readonly FlowLane[];
  /** How many lanes the flows need. */
  readonly lanes: number;
}

/** Words that the track needs and that no tool has. */
export interface StoryWords {
  readonly route: string;
  readonly dropped: string;
  readonly refused: string;
  /** Conntrack undoes a translation. */
  readonly reversed: string;
  readonly moment: (kind: MomentKind) => string;
}

/** The story of some hops, step by step, as the timeline shows it. */
export function tellStory(
  hops: readonly Hop[],
  steps: readonly Step[],
  spots: ReadonlyMap<NamespaceId, Spot>,
  words: StoryWords,
): Story {
  const shown = steps.flatMap(({ hop }) => hops[hop] ?? []);
  const flows = lanesOf(shown);
  const laneOf = new Map(flows.map(({ flow, lane }) => [flow, lane]));
  const segments = shown.map((hop, index): Segment => {
    const { flow } = hop;
    const moment = steps[index]?.moment;
    const label = moment ? momentLabel(moment, hop, words) : labelOf(hop, shown[index - 1], spots, words);
    return { flow, lane: laneOf.get(flow) ?? 0, tone: toneOf(hop, moment), ...label };
  });
  return { segments, passages: passagesOf(shown), flows, lanes: 1 + Math.max(0, ...laneOf.values()) };
}

/** The moments that tell of NAT where there is some; others may show a hop at which it happens. */
const TELL_NAT: ReadonlySet<MomentKind> = new Set(['rewrite', 'answer', 'handshake']);

/** How a hop stands out, or a moment that it is shown for. */
export function toneOf(hop: Hop, moment?: Moment): Tone {
  if (hop.verdict.kind === 'dropped') return 'dropped';
  return isTranslated(hop) && (moment === undefined || TELL_NAT.has(moment.kind)) ? 'rewritten' : 'plain';
}

/** A moment in a word. */
export function momentName({ kind }: Moment, hop: Hop, words: StoryWords): string {
  if (kind === 'drop') return endName(hop, words);
  if (kind === 'rewrite') return rewritingName(hop, words);
  return kind === 'proxy' && hop.decision.kind === 'program' ? hop.decision.program : words.moment(kind);
}

const WEIGHTS: Readonly<Record<Tone, number>> = { dropped: 4, rewritten: 3, plain: 2 };

const momentLabel = (moment: Moment, hop: Hop, words: StoryWords): Pick<Segment, 'label' | 'weight'> => ({
  label: momentName(moment, hop, words),
  weight: WEIGHTS[toneOf(hop, moment)],
});

function labelOf(
  hop: Hop,
  before: Hop | undefined,
  spots: ReadonlyMap<NamespaceId, Spot>,
  words: StoryWords,
): Pick<Segment, 'label' | 'weight'> {
  const tone = toneOf(hop);
  if (tone === 'dropped') return { label: endName(hop, words), weight: WEIGHTS.dropped };
  if (tone === 'rewritten') return { label: rewritingName(hop, words), weight: WEIGHTS.rewritten };
  if (hop.namespace !== before?.namespace || hop.packet !== before.packet)
    return { label: placeOfHop(hop, spots), weight: 2 };
  switch (hop.decision.kind) {
    case 'device':
      return hop.device === undefined || hop.device.name === before.device?.name
        ? { weight: 0 }
        : { label: hop.device.name, weight: 1 };
    case 'route':
      return { label: words.route, weight: 1 };
    case 'rule':
    case 'policy': {
      const earlier = before.decision;
      const sameHook = (earlier.kind === 'rule' || earlier.kind === 'policy') && earlier.hook === hop.decision.hook;
      return sameHook ? { weight: 0 } : { label: hop.decision.hook, weight: 1 };
    }
    case 'program':
      return { label: hop.decision.program, weight: 1 };
    default:
      return { weight: 0 };
  }
}

const endName = ({ verdict }: Hop, { refused, dropped }: StoryWords): string =>
  verdict.kind === 'dropped' && verdict.reason === 'refused' ? refused : dropped;

/** What NAT did: the target of its rule, or what conntrack does as it did for the first packet, or undoes. */
function rewritingName(hop: Hop, words: StoryWords): string {
  const { decision } = hop;
  if (decision.kind === 'rule' && decision.rule.target !== undefined) return decision.rule.target.kind;
  const isUndone = decision.kind !== 'connection' || decision.direction === 'reply';
  return isUndone ? words.reversed : `${translationOf(hop)} (conntrack)`;
}

function passagesOf(hops: readonly Hop[]): readonly Passage[] {
  const passages: Passage[] = [];
  for (const [index, hop] of hops.entries()) {
    const last = passages.at(-1);
    if (last !== undefined && hops[last.from]?.packet === hop.packet && last.to === index)
      passages[passages.length - 1] = { ...last, to: index + 1 };
    else passages.push({ from: index, to: index + 1, label: packetName(hop.frame) });
  }
  return passages;
}

/**
 * Which labels fit, given the width of a segment: heavier ones first, none over another.
 * @param widthOf the width of a label in pixels
 * @returns the indices of the segments whose labels are shown
 */
export function fittingLabels(
  segments: readonly Pick<Segment, 'label' | 'weight'>[],
  segmentWidth: number,
  widthOf: (label: string) => number,
): ReadonlySet<number> {
  const taken: { from: number; to: number }[] = [];
  const shown = new Set<number>();
  const end = segments.length * segmentWidth;
  const candidates = segments
    .map((segment, index) => ({ ...segment, index }))
    .filter(({ label }) => label !== undefined);
  candidates.sort((a, b) => b.weight - a.weight || a.index - b.index);
  for (const { label = '', index } of candidates) {
    const from = index * segmentWidth;
    const to = from + widthOf(label) + 8;
    if (to > end + 8 || taken.some((other) => from < other.to && other.from < to)) continue;
    taken.push({ from, to });
    shown.add(index);
  }
  return shown;
}

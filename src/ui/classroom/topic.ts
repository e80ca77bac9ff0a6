import type { Topic } from '../../classroom/lecture.ts';
import type { HopPlace } from '../../formats/link.ts';
import { predictionAfter, type Prediction } from '../../store/prediction.ts';
import type { Entry } from '../../store/steps.ts';
import type { Stores } from '../../store/stores.ts';

const predictions = new WeakMap<Entry, Map<number, Prediction | undefined>>();

/** What happens next at a moment of a lab's traffic, as a question; undefined where nothing is left to ask. */
export function predictionAt(entries: readonly Entry[], { command, hop }: HopPlace): Prediction | undefined {
  const entry = entries[command];
  if (entry === undefined) return undefined;
  const known = predictions.get(entry) ?? new Map<number, Prediction | undefined>();
  predictions.set(entry, known);
  if (!known.has(hop)) known.set(hop, predictionAfter(entry, hop));
  return known.get(hop);
}

/** The ids of the answers that are offered. */
export const optionsOf = ({ lab }: Pick<Stores, 'lab'>, topic: Topic): readonly string[] =>
  topic.kind === 'typed'
    ? topic.options.map((_, at) => String(at))
    : (predictionAt(lab.getState().entries, topic)?.posed.options.map(({ id }) => id) ?? []);

/** Plays on to where the answer is seen. */
export function revealAt({ lab, playback }: Stores, place: HopPlace): void {
  const { entries } = lab.getState();
  if (playback.getState().entry !== entries[place.command]?.id) return;
  playback.getState().playTo(predictionAt(entries, place)?.hop ?? place.hop + 1);
}

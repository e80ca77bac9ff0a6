import { storyOf } from '../diagnosis/diagnosis.ts';
import { guessesOf } from '../teaching/guess.ts';
import type { Posed } from '../teaching/question.ts';
import type { Entry } from './steps.ts';
import { toldAt, trafficOf } from './traffic.ts';

/** A question about what comes after a hop. */
export interface Prediction {
  readonly posed: Posed;
  /** The hop, as the story is told, at which the answer is seen. */
  readonly hop: number;
}

/**
 * What happens next in a command's traffic: the question whose answer is seen soonest after a hop. Every page that has the
 * same history asks the same. Undefined where nothing is left to ask.
 * @param after the hop, counted as the story is told
 */
export function predictionAfter(entry: Entry, after: number): Prediction | undefined {
  const hops = trafficOf(entry);
  if (hops.length === 0) return undefined;
  const asked = guessesOf(storyOf(entry, hops, entry.outcome)).flatMap((posed) =>
    posed.hop === undefined ? [] : [{ posed, hop: toldAt(entry, posed.hop) }],
  );
  const later = asked.filter(({ hop }) => hop > after);
  return later.reduce<Prediction | undefined>((best, each) => (best && best.hop <= each.hop ? best : each), undefined);
}

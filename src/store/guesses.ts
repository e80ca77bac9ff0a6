/** The game that asks what happens next: loaded when it is first switched on. */
import { storyOf } from '../diagnosis/diagnosis.ts';
import { guessOf } from '../teaching/guess.ts';
import type { Guess } from './guessing.ts';
import { show, type Stores } from './stores.ts';
import { toldAt, trafficOf } from './traffic.ts';

/** Makes the question about a sealed command's traffic; where there is none to ask, the traffic is shown. */
export function makeGuess(stores: Stores): void {
  const { guessing } = stores;
  const { guess } = guessing.getState();
  if (guess?.stage !== 'sealed' || guess.posed !== undefined) return;
  const { entry } = guess;
  const hops = trafficOf(entry);
  const posed = hops.length === 0 ? undefined : guessOf(storyOf(entry, hops, entry.outcome), entry.id);
  if (posed !== undefined) return guessing.setState({ guess: { ...guess, posed } });
  guessing.setState({ guess: undefined });
  show(stores, entry, guess.autoplay);
}

/** Answers the question: its traffic is shown, and plays to where the answer is seen. */
export function answerGuess(stores: Stores, chosen: string): void {
  const { guessing } = stores;
  const { guess, right, answered } = guessing.getState();
  if (guess?.stage !== 'sealed' || guess.posed === undefined) return;
  guessing.setState({ right: right + (chosen === guess.posed.right ? 1 : 0), answered: answered + 1 });
  play(stores, { ...guess, chosen });
}

/** Shows the traffic of a question that nobody answers here: a class has guessed. */
export function revealGuess(stores: Stores): void {
  const { guess } = stores.guessing.getState();
  if (guess?.posed === undefined) return;
  if (guess.stage === 'sealed') play(stores, guess);
  else if (guess.stage === 'playing') tellGuess(stores);
}

/** The answer is seen at once: the story goes to its moment. */
export function tellGuess({ guessing, playback }: Stores): void {
  const { guess } = guessing.getState();
  if (guess?.stage !== 'playing') return;
  playback.getState().pause();
  playback.getState().seek(momentOf(guess));
}

const momentOf = ({ entry, posed }: Guess): number => toldAt(entry, posed?.hop ?? 0);

function play(stores: Stores, guess: Guess): void {
  const { guessing, playback } = stores;
  const playing: Guess = { ...guess, stage: 'playing' };
  const moment = momentOf(guess);
  guessing.setState({ guess: playing });
  show(stores, guess.entry, false);
  const stop = playback.subscribe(({ entry, position }) => {
    if (guessing.getState().guess !== playing) return stop();
    if (entry === guess.entry.id && position < moment) return;
    stop();
    guessing.setState({ guess: { ...playing, stage: 'told' } });
  });
  playback.getState().playTo(moment);
}

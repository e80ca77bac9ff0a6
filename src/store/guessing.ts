import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Posed } from '../teaching/question.ts';
import type { LabState } from './lab.ts';
import type { Entry } from './steps.ts';

/** A question about a command's traffic, which is shown once it is answered. */
export interface Guess {
  readonly entry: Entry;
  /** Whether its traffic moves by itself, where there is nothing to ask. */
  readonly autoplay: boolean;
  /** Undefined until it is made. */
  readonly posed?: Posed | undefined;
  /** The answer that was chosen; none where it was revealed. */
  readonly chosen?: string | undefined;
  /** `sealed`: nothing of the traffic is shown; `playing`: it is on its way to where the answer is seen; `told`: it was there. */
  readonly stage: 'sealed' | 'playing' | 'told';
}

/** A command's traffic whose next moment a class is asked about: what it printed, and the rest of its packets' way, would tell. */
export interface Asked {
  /** The command's id. */
  readonly entry: number;
  /** The last hop that is told, counted as the story is told. */
  readonly hop: number;
}

/** The game that asks what happens next before any traffic is shown. */
export interface GuessingState {
  readonly on: boolean;
  readonly guess?: Guess | undefined;
  /** What a class is asked about: what came of it is sealed. */
  readonly asked?: Asked | undefined;
  /** Answers since it was switched on. */
  readonly right: number;
  readonly answered: number;
}

export type GuessingStore = StoreApi<GuessingState>;

export const createGuessingStore = (): GuessingStore =>
  createStore<GuessingState>()(() => ({ on: false, right: 0, answered: 0 }));

/** The question about a command that is among those which were done. */
export function guessHere({ guess }: Pick<GuessingState, 'guess'>, { entries, done }: LabState): Guess | undefined {
  return guess !== undefined && entries.slice(0, done).includes(guess.entry) ? guess : undefined;
}

/** Whether what a command printed gives an answer away that is still sealed. */
export const isSealed = ({ guess, asked }: GuessingState, entry: Entry): boolean =>
  asked?.entry === entry.id || (guess?.entry === entry && guess.stage === 'sealed');

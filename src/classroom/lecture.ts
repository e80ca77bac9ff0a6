import type { DocumentView, Positions } from '../formats/document.ts';
import type { HopPlace } from '../formats/link.ts';
import type { History } from '../history/history.ts';

/** What the instructor shows: the lab, and where in it one looks. The page's document, and what stands on the screen. */
export interface Lecture {
  /** Every command, those that lie ahead too. */
  readonly history: History;
  readonly name: string;
  /** Where nodes of the picture were put by hand, with ids cut to 12 digits as documents have them. */
  readonly positions: Positions;
  readonly shown: Shown;
}

/** What stands on the instructor's screen beside the history. */
export interface Shown {
  /** How many commands of the history are done. */
  readonly done: number;
  /** The level, and the ids (12 digits) of the networks that alone are shown. */
  readonly view: DocumentView;
  /** The traffic on the timeline, where there is any. */
  readonly moment?: Moment;
  readonly question?: Question;
  readonly assignment?: Assignment;
}

/** Where a story stands. While it plays, who follows plays it too, from there on. */
export interface Moment extends HopPlace {
  readonly playing: boolean;
  readonly speed: number;
}

/** What is asked of the class. */
export interface Question {
  /** Counted up within the class. */
  readonly id: number;
  readonly about: Topic;
  /** `open`: answers are taken; `closed`: no longer; `told`: the right one, and how many chose which, are shown to all. */
  readonly stage: 'open' | 'closed' | 'told';
  /** How many chose each option, by its id, where it is told. */
  readonly counts?: readonly (readonly [option: string, count: number])[];
}

/** What happens after a hop, which each page makes a question of by its own model; or something typed. */
export type Topic =
  | ({ readonly kind: 'next' } & HopPlace)
  | {
      readonly kind: 'typed';
      readonly text: string;
      /** Two to six; the ids of the options are their numbers, counted from 0. */
      readonly options: readonly string[];
      /** The number of the right one, where the instructor said so and it is told. */
      readonly right?: number;
    };

/** A lesson that the class does on its own: one of the page's, or one that somebody made, as its link carries it. */
export interface Assignment {
  /** Counted up within the class. */
  readonly id: number;
  readonly lesson:
    | { readonly kind: 'known'; readonly id: string }
    | { readonly kind: 'made'; readonly fragment: string };
}

/** What a student's page says of itself: the whole of it each time, sealed to the instructor. */
export interface Report {
  /** As typed, without what is not seen, and cut (`nameOf`); nothing where none was. */
  readonly name?: string;
  readonly following: boolean;
  /** The answer to a question, by the option's id. */
  readonly answer?: { readonly question: number; readonly option: string };
  readonly progress?: Progress;
}

/** How far an assignment is. */
export interface Progress {
  readonly assignment: number;
  /** Goals that were met, of so many. */
  readonly met: number;
  readonly goals: number;
  /** The step of the lesson that one is at, counted from 1, of so many. */
  readonly step: number;
  readonly steps: number;
  readonly finished: boolean;
}

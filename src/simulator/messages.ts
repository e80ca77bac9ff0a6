import type { Progress } from '../doctor/gradual.ts';
import type { Command } from '../history/history.ts';
import type { Outcome } from '../shell/tool/call.ts';
import type { Excess } from '../shell/work.ts';
import type { Change } from '../world/changes.ts';
import type { World } from '../world/world.ts';

/** A world that both sides have, by a number that the page gave it. */
export type WorldId = number;

/** The world that a request is about; with it the world itself, where the simulator may not have it. */
export interface At {
  readonly on: WorldId;
  readonly given?: World | undefined;
}

/** What the page asks for. */
export type Request =
  | { readonly kind: 'lab'; readonly id: number; readonly seed: number; readonly as: WorldId }
  | {
      readonly kind: 'play';
      readonly id: number;
      readonly at: At;
      readonly commands: readonly Command[];
      /** What was played before them, where one of them may ask for that. */
      readonly before?: readonly Command[] | undefined;
      /** The number of the first world that is made; what is seen of it has the next one, and so on. */
      readonly as: WorldId;
    }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly at: At;
      readonly question: string;
      readonly rest: readonly unknown[];
    }
  | { readonly kind: 'stop'; readonly id: number };

/** What the simulator says. Each request but `stop` ends with its answer, `done`, `stopped` or `failed`, or with `unknown` before anything was done. */
export type Reply =
  /** All that runs lines is loaded. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'lab'; readonly id: number; readonly world: World }
  | {
      readonly kind: 'outcome';
      readonly id: number;
      readonly outcome: Omit<Outcome, 'world'>;
      /** What the command made of the world, and what a person sees of that a moment later. */
      readonly change: Change | undefined;
      readonly seen: Change | undefined;
    }
  /** How far a long answer is; it is still to come. */
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  /** It was stopped before its end. */
  | { readonly kind: 'stopped'; readonly id: number }
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'unknown'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string; readonly excess?: Excess | undefined };

import type { Command } from '../history/history.ts';
import type { MomentKind } from '../story/moment.ts';
import type { Find } from './find.ts';
import type { Goal } from './goal.ts';
import type { Question } from './question.ts';

/** One step of a lesson. Its texts stand in the lesson's `en.md` and `ko.md`, a section for each step. */
export type Step =
  /** Only to be read. */
  | { readonly kind: 'read' }
  /** An answer before something happens. */
  | { readonly kind: 'predict'; readonly question: Question }
  /** Traffic plays, to the first moment of a kind or to its end. */
  | { readonly kind: 'watch'; readonly commands: readonly Command[]; readonly until?: MomentKind }
  /** Something is to be pointed at, or typed. */
  | { readonly kind: 'find'; readonly find: Find }
  /** The lab is to become so that the goals hold. */
  | { readonly kind: 'do'; readonly goals: readonly Goal[] };

export type StepOf<K extends Step['kind']> = Extract<Step, { readonly kind: K }>;

export const solutionKinds = ['docker', 'compose', 'ip', 'iptables', 'sysctl', 'other'] as const;

/** A way to a lesson's goals. */
export interface Solution {
  /** By what it goes; a lesson has ways of different kinds. */
  readonly by: (typeof solutionKinds)[number];
  /** From the start to where all goals hold, in the order of the steps; none of them is superfluous. */
  readonly commands: readonly Command[];
}

/** What looks right and is not. */
export interface Pitfall {
  readonly commands: readonly Command[];
}

/** The chapters, in their order, then what others made. Their titles are in i18n. */
export const chapters = [
  'stack',
  'localhost',
  'ports',
  'names',
  'walls',
  'firewall',
  'drivers',
  'projects',
  'made',
] as const;
export type Chapter = (typeof chapters)[number];

/** A lesson but for its texts. Plain data: a made one travels in a link. */
export interface Lesson {
  readonly chapter: Chapter;
  /** Where it stands in its chapter: the lower the earlier. */
  readonly place: number;
  /** What the lab is like at its beginning. */
  readonly start: readonly Command[];
  readonly steps: readonly Step[];
  /** The first is the one that is shown. */
  readonly solutions: readonly Solution[];
  readonly pitfalls: readonly Pitfall[];
}

/** The goals of all steps, in their order. */
export const goalsOf = ({ steps }: Pick<Lesson, 'steps'>): readonly Goal[] =>
  steps.flatMap((step) => (step.kind === 'do' ? step.goals : []));

/** Some lines at one place, as commands. */
export const on = (place: string, ...lines: readonly string[]): readonly Command[] =>
  lines.map((line) => ({ place, line }));

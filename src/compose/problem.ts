import type { Spot, TreePath } from './tree.ts';

/** Why a compose file cannot be used. */
export interface Problem {
  /** As compose prints it, after `error: ` or alone. */
  readonly text: string;
  /** What it is about, where the thrower knows that and not the place in the text: the reader of the files finds the spot. */
  readonly path?: TreePath | undefined;
  /** Where in the person's own text it is, where that can be told. Compose itself rarely says. */
  readonly spot?: Spot | undefined;
  /** What is not there, so that a page can offer to add it. */
  readonly missing?: { readonly kind: 'file' | 'env-file' | 'variable'; readonly name: string } | undefined;
}

/** Thrown inside `src/compose` alone: the first problem ends the reading of a project. */
export class ComposeError extends Error {
  override readonly name = 'ComposeError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.text);
    this.problem = problem;
  }
}

/** What compose remarks while it goes on; printed to stderr as `time="…" level=warning msg="…"`. */
export interface Warning {
  readonly text: string;
  readonly spot?: Spot | undefined;
  /** The variable that is not set. */
  readonly unset?: string | undefined;
}

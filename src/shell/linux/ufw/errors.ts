/** What ufw refuses, in its words. */
export class UfwError extends Error {}

/** Words that are no command of ufw: it tells how its commands look. */
export class SyntaxProblem extends Error {}

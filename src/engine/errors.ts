/** How the engine refuses. */

/** A refusal of the engine's API: the message without `Error response from daemon: `, and the HTTP status. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Refusals of one HTTP status each. */
export const invalid = (message: string): EngineError => new EngineError(message, 400);
export const forbidden = (message: string): EngineError => new EngineError(message, 403);
export const notFound = (message: string): EngineError => new EngineError(message, 404);
export const conflict = (message: string): EngineError => new EngineError(message, 409);
export const internal = (message: string): EngineError => new EngineError(message, 500);

/** Does a step whose refusals are told with some words before them, and as another kind where one is given. */
export function prefixed<T>(words: string, step: () => T, kind?: (message: string) => EngineError): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const message = `${words}: ${error.message}`;
    throw kind ? kind(message) : new EngineError(message, error.status);
  }
}

/** What a step gives; undefined where it is refused. */
export function unlessRefused<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

/** Several problems as one text (moby internal/multierror: Join). */
export const joined = (problems: readonly string[]): string =>
  problems.length === 1
    ? (problems[0] ?? '')
    : problems.map((problem) => `* ${problem.replaceAll('\n', '\n\t')}`).join('\n');

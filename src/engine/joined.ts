/** Several problems as one text (moby internal/multierror: Join). */
export const joined = (problems: readonly string[]): string =>
  problems.length === 1
    ? (problems[0] ?? '')
    : problems.map((problem) => `* ${problem.replaceAll('\n', '\n\t')}`).join('\n');

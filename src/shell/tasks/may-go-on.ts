/** What may go on for ever, by its looks: `foreground.ts` has a closer look then. */
const LOOPS = /\b(?:while|until)\b|\bfor\s*\(\(/;

/** Whether a line may have a loop that waits. */
export const mayLoop = (line: string): boolean => LOOPS.test(line);

/** Whether words may be a command that follows something, or repeats itself. */
export const mayFollow = ([name = '', ...args]: readonly string[]): boolean =>
  /^(?:watch|top|ping[46]?)$/.test(name) ||
  ((name === 'tail' || (/^docker(-compose)?$/.test(name) && args.includes('logs'))) &&
    args.some((arg) => /^-\w*[fF]|^--follow/.test(arg))) ||
  (/^docker(-compose)?$/.test(name) && args.includes('events')) ||
  (name === 'conntrack' && args.some((arg) => /^-\w*E|^--event$/.test(arg))) ||
  (name === 'xtables-monitor' && args.some((arg) => /^-\w*t|^--trace$/.test(arg)));

/** Whether words that go on come to an end by themselves. */
export const hasEnd = (words: readonly string[]): boolean => words.some((word) => /^--until(=|$)/.test(word));
